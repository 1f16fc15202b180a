"""Preconditions: they exist, run in no circle, and are due no later than what waits for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from graphlib import CycleError, TopologicalSorter

from engine.playbooks.dues_file import AtLevel, Before, Due, InPhase, Offset, OnDay, OnEvent
from engine.playbooks.faults import Faults
from engine.playbooks.plan_file import PlanFile
from engine.playbooks.plan_walk import tasks_of

_DAY = timedelta(days=1)


def check_order(plan: PlanFile, faults: Faults) -> None:
    """Note every precondition that is unknown, later, or waits in a circle."""
    tasks = {task.id: task for _, task in tasks_of(plan)}
    for place, task in tasks_of(plan):
        for n, pre in enumerate(task.pre):
            faults.unknown((*place, "pre", n), "pre_unknown", pre, tasks.keys())
            if pre in tasks and is_later(tasks[pre].due, task.due):
                faults.note((*place, "due"), "due_before_pre", value=task.id, pre=pre)
    circle = _circle({task.id: task.pre for task in tasks.values()})
    if circle:
        place = next(place for place, task in tasks_of(plan) if task.id == circle[0])
        faults.note((*place, "pre"), "pre_cycle", value=" → ".join(circle))


def is_later(pre: Due, due: Due) -> bool:
    """Whether a precondition is due after what waits for it, whenever the click comes.

    Deadlines of different kinds are compared only where the hour of the click makes no difference.
    """
    match pre, due:
        case Offset(), Offset():
            return pre.plus > due.plus
        case OnDay(), OnDay():
            return _since_midnight(pre) > _since_midnight(due)
        case Offset(), OnDay():
            return pre.plus > _since_midnight(due)
        case OnDay(), Offset():
            return _since_midnight(pre) - _DAY >= due.plus
        case AtLevel(), AtLevel():
            return pre.level == due.level and pre.plus > due.plus
        case OnEvent(), OnEvent():
            return pre.event == due.event and pre.plus > due.plus
        case InPhase(), InPhase():
            return pre.phase == due.phase and pre.plus > due.plus
        case Before(), Before():
            return pre.target == due.target and pre.minus < due.minus
    return False


def _since_midnight(due: OnDay) -> timedelta:
    """How long after the first midnight of the day of the click; that midnight is the earliest
    possible click, and the one a day later the latest.
    """
    return (due.day - 1) * _DAY + timedelta(hours=due.at.hour, minutes=due.at.minute)


def _circle(waits_for: Mapping[str, Sequence[str]]) -> list[str]:
    """A circle of tasks that wait for each other, back to where it starts; empty without one."""
    try:
        TopologicalSorter(waits_for).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle[::-1]
    return []
