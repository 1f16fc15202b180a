"""Response levels: raised and lowered, and what that brings to the tasks of a group."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta

from domain.community import Activation
from domain.facts import Fact
from domain.facts import community as facts
from domain.facts import group as group_facts
from domain.group import Group, OpenTask
from domain.ids import task_id
from domain.opening import Occasion, is_waiting, open_line
from domain.playbook import Playbook, Task
from domain.refusal import Refused
from domain.series import begins_by_itself, end
from domain.timing import due, pace_of, reached

#: states of a task on which nobody works yet
IDLE = frozenset({"open", "accepted"})
LOWERED = "level_lowered"


def known(plan: Playbook, level: str) -> str:
    """The level, or refused with those that the plan has."""
    if level not in plan.levels:
        levels = "、".join(plan.levels) or "—"
        raise Refused("level_unknown", field="level", level=level, levels=levels)
    return level


def change(
    running: Activation, plan: Playbook, level: str, reason: str | None, authority: str | None
) -> list[Fact]:
    """Raise or lower the level; the one that stands yields nothing."""
    if known(plan, level) == running.level:
        return []
    return [facts.LevelChanged(running.id, level, running.level, reason, authority)]


def follow(
    group: Group,
    plan: Playbook,
    running: Activation,
    previous: str | None,
    at: datetime,
    *,
    buildings: int = 0,
    gone: Collection[str] = (),
) -> list[Fact]:
    """What a group does once the level has changed.

    Tasks of levels that are reached get their time, and what a lower level took off comes back
    for whoever of its people is not ``gone``; what nobody works on yet of a level that is not
    reached any more is taken off. Intervals that differ by level go on at the new one.
    """
    if group.is_closed:
        return []
    standing = reached(running, plan)
    fallen = {level for level in plan.levels if level not in standing}

    def is_above(task: OpenTask) -> bool:
        line = plan.task(task.key)
        of_level = line is not None and line.due.kind == "level" and line.due.level in fallen
        return of_level and task.due_at is not None

    followed = withdraw(group, LOWERED, is_above)
    for key, task in group.tasks.items():
        line = plan.task(task.key)
        if line is not None and line.due.kind == "level" and line.due.level in standing:
            followed += _count(group, key, line, plan, running, gone)
    written = plan.group(group.group)
    for line in written.tasks if written else ():
        if line.due.per_level:
            why = Occasion(at, buildings=buildings)
            followed += _hasten(group, line, plan, running, previous, why)
    return followed


def withdraw(
    group: Group, cause: str, which: Callable[[OpenTask], bool], reason: str | None = None
) -> list[Fact]:
    """Take off what nobody works on yet of some tasks, with the cause, and end their series."""
    idle = end(group, cause, lambda t: which(t) and (t.state in IDLE or t.is_closed), reason)
    place = (group.activation, group.group, group.grid)
    at_work = (
        group_facts.SeriesEnded(*place, stem, cause)
        for stem, key in group.series.items()
        if group.tasks[key].state == "started" and which(group.tasks[key])
    )
    return [*idle, *at_work]


def _count(
    group: Group,
    key: str,
    line: Task,
    plan: Playbook,
    running: Activation,
    gone: Collection[str],
) -> Iterator[Fact]:
    """A waiting task gets its time, and one that a lower level took off is open again."""
    task = group.tasks[key]
    is_off = task.state == "cancelled" and task.cause == LOWERED
    is_idle = not task.is_closed and task.due_at is None and not is_waiting(group, line, plan)
    time = due(line, running, plan)
    if time is None or not (is_off or is_idle):
        return
    place = (group.activation, group.group, group.grid, task_id(group.id, key))
    if is_off:
        stay = tuple(m for m in task.assignees if m not in gone)
        if stay != task.assignees:
            heirs = stay or group.answerable_without(gone)
            yield group_facts.TaskAssigned(*place, heirs, "left")
        yield group_facts.TaskReopened(*place)
    yield group_facts.TaskTimed(*place, time)


def _hasten(
    group: Group,
    line: Task,
    plan: Playbook,
    running: Activation,
    previous: str | None,
    why: Occasion,
) -> list[Fact]:
    """Each series of an interval moves to the interval of the new level: its open task, or, where
    that is closed already, the moment at which the next one opens.
    """
    old = line.due.per_level.get(previous or "", line.due.every)
    new = line.due.per_level.get(running.level or "", line.due.every)
    if old == new:
        return []
    if new is None:
        return withdraw(group, LOWERED, lambda task: task.key == line.id)
    if old is None:
        may_begin = begins_by_itself(line) and group.begin_at is None
        return open_line(group, line, plan, running, why) if may_begin else []
    pace = pace_of(running)
    moved = (
        _moved(group, stem, key, pace.span(old), pace.span(new), why.at)
        for stem, key in group.series.items()
        if group.tasks[key].key == line.id
    )
    return [fact for fact in moved if fact is not None]


def _moved(
    group: Group, stem: str, key: str, old: timedelta, new: timedelta, at: datetime
) -> Fact | None:
    task, place = group.tasks[key], (group.activation, group.group, group.grid)
    stood = task.again_at if task.is_closed else task.due_at
    if stood is None:
        return None
    time = _sooner(stood, old, new, at, at if task.is_closed else at + new)
    if time == stood:
        return None
    if task.is_closed:
        return group_facts.SeriesTimed(*place, stem, time)
    return group_facts.TaskTimed(*place, task_id(group.id, key), time, time)


def _sooner(
    stood: datetime, old: timedelta, new: timedelta, at: datetime, soonest: datetime
) -> datetime:
    """Counted from the one before; where that has passed already, at the soonest, but no later."""
    time = stood - old + new
    return time if time > at else min(stood, soonest) if stood > at else stood
