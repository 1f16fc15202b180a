"""Series: tasks that come again. Each opens when the one before has had its time.

Nothing is planned ahead: the last task of a series tells when its successor opens.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from domain.community import Activation
from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group, OpenTask
from domain.ids import task_id
from domain.opening import Occasion, conditions, is_waiting, next_of, open_line
from domain.playbook import Playbook, Task
from domain.timing import due, instance_after, pace_of, recurs

#: a series is told by the minute, and real time to the microsecond
_A_MOMENT = timedelta(seconds=30)


def begins_by_itself(line: Task) -> bool:
    """Whether the line is a series that no occurrence has to begin."""
    return recurs(line) and line.each in ("", "building")


def begin(
    group: Group, plan: Playbook, running: Activation, at: datetime, buildings: int = 0
) -> list[Fact]:
    """Open the first of each series of a group that has just stood up, and say that it was done."""
    if group.is_closed or group.begin_at is None:
        return []
    why = Occasion(at, buildings=buildings)
    begun: list[Fact] = []
    for line in _lines(group, plan):
        if begins_by_itself(line):
            begun += open_line(group, line, plan, running, why)
    return [*begun, facts.SeriesBegun(*_place(group))]


def succeed(group: Group, key: str, plan: Playbook, running: Activation) -> list[Fact]:
    """Open the successor of the last task of a series; the series ends when no line is left."""
    last = group.tasks[key]
    stem, line = last.series, plan.task(last.key)
    if (
        stem is None
        or group.series.get(stem) != key
        or last.again_at is None
        or last.due_at is None
    ):
        return []
    after = last.due_at if last.places else last.again_at
    later = after + pace_of(running).span(_A_MOMENT)
    instance = instance_after(line, running, plan, later, since=after) if line else None
    if line is None or instance is None:
        return [facts.SeriesEnded(*_place(group), stem, "amended")]
    why = Occasion(after, last.occurrence, last.building)
    return [next_of(group, line, running, stem, why, last.building, instance)]


def end(
    group: Group, cause: str, which: Callable[[OpenTask], bool], reason: str | None = None
) -> list[Fact]:
    """Take off what is open of some tasks, with the cause, and end their series."""
    chosen = {
        key: task for key, task in group.tasks.items() if which(task) and not group.has_left(key)
    }
    ended: list[Fact] = [
        facts.TaskCancelled(*_place(group), task_id(group.id, key), cause, reason)
        for key, task in chosen.items()
        if not task.is_closed
    ]
    lasting = [
        stem for stem, key in group.series.items() if key in chosen and chosen[key].is_closed
    ]
    return [*ended, *(facts.SeriesEnded(*_place(group), stem, cause) for stem in lasting)]


def release_condition(
    group: Group,
    plan: Playbook,
    running: Activation,
    event: str,
    at: datetime,
    buildings: int = 0,
) -> list[Fact]:
    """An event occurred: lines of the group that waited for it count from then on.

    Waiting tasks get their time, their series begin. Nothing when no line waited for it, or when
    it is known already.
    """
    if group.is_closed or event in group.met:
        return []
    lines = [line for line in _lines(group, plan) if event in conditions(group, line, plan)]
    if not lines:
        return []
    released: list[Fact] = [facts.ConditionMet(*_place(group), event, at)]
    why = Occasion(at, buildings=buildings, event=event)
    for line in lines:
        if not is_waiting(group, line, plan, event):
            released += _count(group, line, plan, running, why)
    return released


def _count(
    group: Group, line: Task, plan: Playbook, running: Activation, why: Occasion
) -> list[Fact]:
    if begins_by_itself(line):
        return [] if group.begin_at else open_line(group, line, plan, running, why)
    moved: list[Fact] = []
    for key, task in group.tasks.items():
        if task.key == line.id and task.due_at is None and not task.is_closed:
            time = due(line, running, plan, why.at)
            if time is not None:
                place = (*_place(group), task_id(group.id, key))
                moved.append(facts.TaskTimed(*place, max(time, why.at)))
    return moved


def _lines(group: Group, plan: Playbook) -> tuple[Task, ...]:
    written = plan.group(group.group)
    return written.tasks if written else ()


def _place(group: Group) -> tuple[str, str, str | None]:
    return group.activation, group.group, group.grid
