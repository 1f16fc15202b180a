"""How a line of the plan becomes tasks: one, one for each building, or the first of a series.

A task's key in its group says all of it, ``<line>~<occurrence>~b<building>~<time>`` as far as it
applies, so that a line opened again opens nothing. Whoever opens a line calls ``open_line``: the
click, the worker for series, an occurrence for its lines, a level for its own.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import msgspec

from domain.community import Activation
from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group
from domain.ids import task_id
from domain.pace import Pace
from domain.playbook import Playbook, Task
from domain.recurrence import Instance, stamp
from domain.slots import asked
from domain.timing import due, instance_after, pace_of, recurs


class Occasion(msgspec.Struct, frozen=True):
    """Why a line is opened: since when its time counts, and what it answers.

    ``building`` is that of the occurrence; a line ``each: building`` is opened for that one, else
    for each of the grid's ``buildings`` (for the whole group where nobody counted them).
    ``event`` is what has just occurred, if anything: what waited for it waits no more.
    """

    at: datetime
    occurrence: str | None = None
    building: int | None = None
    buildings: int = 0
    event: str | None = None


def open_line(
    group: Group, line: Task, plan: Playbook, running: Activation, why: Occasion
) -> list[Fact]:
    """The tasks that a line becomes; nothing for those that are there, or when the group ended.

    A line without a known time waits; a series whose condition is not met is not opened at all,
    for ``release_condition`` begins it.
    """
    if group.is_closed:
        return []
    opened = (_first(group, line, plan, running, why, b) for b in _buildings(line, why))
    return [task for task in opened if task is not None]


def is_waiting(group: Group, line: Task, plan: Playbook, just: str | None = None) -> bool:
    """Whether an event other than ``just`` has to occur before the line counts."""
    return any(e not in group.met and e != just for e in conditions(group, line, plan))


def conditions(group: Group, line: Task, plan: Playbook) -> tuple[str, ...]:
    """The events for which the line waits: its group's, and its own."""
    written = plan.group(group.group)
    return tuple(e for e in (written.condition if written else None, line.condition) if e)


def _buildings(line: Task, why: Occasion) -> Iterator[int | None]:
    if line.each != "building" or why.building is not None or not why.buildings:
        yield why.building
    else:
        yield from range(1, why.buildings + 1)


def _first(
    group: Group, line: Task, plan: Playbook, running: Activation, why: Occasion, b: int | None
) -> facts.TaskOpened | None:
    stem, waits = _stem(line, why, b), is_waiting(group, line, plan, why.event)
    if not recurs(line):
        time = None if waits else due(line, running, plan, why.at)
        return None if stem in group.tasks else _opened(group, line, running, stem, why, b, time)
    if waits or stem in group.series:
        return None
    slot = line.places > 0
    # a slot that is over before everybody should be there is nobody's
    after = max(why.at, group.muster_by or why.at) if slot else why.at
    instance = instance_after(line, running, plan, after, since=why.at, begun=slot)
    return instance and next_of(group, line, running, stem, why, b, instance, not_before=why.at)


def next_of(
    group: Group,
    line: Task,
    running: Activation,
    stem: str,
    why: Occasion,
    building: int | None,
    instance: Instance,
    not_before: datetime | None = None,
) -> facts.TaskOpened:
    """One task of a series; ``not_before`` is when people are asked for a slot in progress."""
    pace = pace_of(running)
    key = unused(group, f"{stem}~{stamp(instance.due)}")
    time, starts = pace.real(instance.due), begins(group, instance, pace, not_before)
    again = starts if line.places and starts is not None else time
    return _opened(group, line, running, key, why, building, time, stem, again, starts)


def begins(
    group: Group, instance: Instance, pace: Pace, not_before: datetime | None = None
) -> datetime | None:
    """When a slot really begins: one in progress, when everybody should be at the post."""
    if instance.starts is None:
        return None
    starts = pace.real(instance.starts)
    if not_before is None or starts >= not_before:
        return starts
    return min(max(group.muster_by or not_before, not_before), pace.real(instance.due))


def _stem(line: Task, why: Occasion, building: int | None) -> str:
    parts = [line.id]
    if why.occurrence is not None:
        parts.append(why.occurrence)
    if building is not None and line.each == "building":
        parts.append(f"b{building}")
    return "~".join(parts)


def unused(group: Group, key: str) -> str:
    """The key, or one like it when a deadline that moved has left it to another task."""
    found, number = key, 1
    while found in group.tasks:
        number += 1
        found = f"{key}~{number}"
    return found


def _opened(
    group: Group,
    line: Task,
    running: Activation,
    key: str,
    why: Occasion,
    building: int | None,
    time: datetime | None,
    series: str | None = None,
    again_at: datetime | None = None,
    starts_at: datetime | None = None,
) -> facts.TaskOpened:
    return facts.TaskOpened(
        group.activation,
        group.group,
        group.grid,
        task_id(group.id, key),
        line.id,
        asked(group, line),
        time,
        line.authority and running.authority is None,
        series=series,
        again_at=again_at,
        starts_at=starts_at,
        places=line.places,
        occurrence=why.occurrence,
        building=building,
    )
