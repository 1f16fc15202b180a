"""Slots: lines that need so many people in windows of the day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from itertools import pairwise

from engine.playbooks.dues_file import Daily
from engine.playbooks.faults import Faults
from engine.playbooks.plan_file import PlanFile, Task
from engine.playbooks.plan_walk import tasks_of
from engine.playbooks.source import Place

_DAY = 24 * 60

Window = tuple[int, int]
"""From and until, in minutes of the day; one over midnight ends past the day."""


def check_slots(plan: PlanFile, faults: Faults) -> None:
    """Windows have an end each; places need windows; a day said to be covered is covered."""
    for place, task in tasks_of(plan):
        if isinstance(task.due, Daily):
            _check_windows((*place, "due"), task.due, faults)
        _check_places(place, task, faults)


def _check_places(place: Place, task: Task, faults: Faults) -> None:
    has_windows = isinstance(task.due, Daily) and bool(task.due.ends)
    if task.places is not None and not has_windows:
        faults.note((*place, "places"), "places_without_window", value=task.id)
    if task.rota is not None and task.places is None:
        faults.note((*place, "rota"), "rota_without_places", value=task.id)


def _check_windows(place: Place, due: Daily, faults: Faults) -> None:
    if len(due.ends) not in (0, len(due.at)):
        faults.note((*place, "at"), "windows_uneven")
        return
    if due.cover is None:
        return
    if not due.ends:
        faults.note((*place, "cover"), "cover_without_window")
        return
    windows = sorted(_window(*times) for times in zip(due.begins, due.ends, strict=True))
    for (_, end), (begin, _) in pairwise([*windows, _tomorrow(windows)]):
        if begin > end:
            faults.note((*place, "at"), "windows_gap", value=_spoken(end, begin))
        if begin < end:
            faults.note((*place, "at"), "windows_overlap", value=_spoken(begin, end))


def _window(begin: time, end: time) -> Window:
    start, stop = (at.hour * 60 + at.minute for at in (begin, end))
    return start, stop if stop > start else stop + _DAY


def _tomorrow(windows: Sequence[Window]) -> Window:
    begin, end = windows[0]
    return begin + _DAY, end + _DAY


def _spoken(begin: int, end: int) -> str:
    clocks = (f"{minutes // 60 % 24:02}:{minutes % 60:02}" for minutes in (begin, end))
    return "–".join(clocks)
