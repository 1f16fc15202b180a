"""A running activation goes on with another edition of its plan: what changes in a group."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime, timedelta

from domain.aggregate import Decider
from domain.community import Activation
from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group, OpenTask
from domain.ids import task_id
from domain.levels import withdraw
from domain.opening import Occasion, is_waiting, open_line
from domain.playbook import Playbook, Task
from domain.posts import stand_down
from domain.series import begins_by_itself
from domain.staffing import Lineup
from domain.standing_up import AT_CLICK
from domain.timing import due, pace_of

AMENDED = "amended"


def adopt(
    group: Group,
    running: Activation,
    old: Playbook,
    new: Playbook,
    at: datetime,
    *,
    stays: bool = True,
    buildings: int = 0,
    gone: Collection[str] = (),
) -> list[Fact]:
    """Go on with ``new``; a group that it does not have any more (``stays``) stands down.

    Lines that are gone are taken off where nobody works on them yet, deadlines that the plan
    changed move, new lines open as far as their time is still to come, and series begin. What is
    open again that somebody ``gone`` had goes to whoever answers for the group.
    """
    if group.is_closed or group.pinned == new.digest:
        return []
    if not stays:
        return stand_down(group, AMENDED)
    written = new.group(group.group)
    lines = {line.id: line for line in written.tasks} if written else {}

    def is_off(task: OpenTask) -> bool:
        line = lines.get(task.key)
        if line is None:
            return old.task(task.key) is not None
        return task.series is None and begins_by_itself(line)

    return [
        *withdraw(group, AMENDED, is_off),
        *_moved(group, lines, running, old, new, at, gone),
        *_begun(group, lines, running, old, new, at, buildings),
        facts.GroupAmended(*_place(group), new.digest, old.digest),
    ]


def _moved(
    group: Group,
    lines: dict[str, Task],
    running: Activation,
    old: Playbook,
    new: Playbook,
    at: datetime,
    gone: Collection[str],
) -> Iterator[Fact]:
    """Deadlines that the new edition or a forecast sets otherwise; a line that is back is open."""
    for key, task in group.tasks.items():
        line, before = lines.get(task.key), old.task(task.key)
        if line is None or line.due.kind not in AT_CLICK:
            continue
        is_back = task.state == "cancelled" and task.cause == AMENDED
        is_other = before is None or before.due != line.due or line.due.kind == "before"
        if is_waiting(group, line, new) or not (is_back or (is_other and not task.is_closed)):
            continue
        time = due(line, running, new)
        if time is not None and time <= at:
            time = at + pace_of(running).span(line.due.plus or timedelta())
        place = (*_place(group), task_id(group.id, key))
        if is_back:
            stay = tuple(m for m in task.assignees if m not in gone)
            if stay != task.assignees:
                heirs = stay or group.answerable_without(gone)
                yield facts.TaskAssigned(*place, heirs, "left")
            yield facts.TaskReopened(*place)
        if time is not None and time != task.due_at:
            yield facts.TaskTimed(*place, time)


def _begun(
    group: Group,
    lines: dict[str, Task],
    running: Activation,
    old: Playbook | None,
    new: Playbook,
    at: datetime,
    buildings: int,
) -> Iterator[Fact]:
    """Lines that were never opened in the group: what is ahead; and series from now on, those
    that the old edition had not, or not as series.
    """
    there = {task.key for task in group.tasks.values()}
    for line in lines.values():
        if begins_by_itself(line):
            before = old.task(line.id) if old else None
            if before is None or not begins_by_itself(before):
                yield from open_line(group, line, new, running, Occasion(at, buildings=buildings))
        elif line.id in there:
            continue
        elif line.due.kind in AT_CLICK and line.each in ("", "building"):
            time = due(line, running, new)
            if time is None or time > at:
                why = Occasion(running.at, buildings=buildings)
                yield from open_line(group, line, new, running, why)


def _place(group: Group) -> tuple[str, str, str | None]:
    return group.activation, group.group, group.grid


def stand_up(
    group: Group,
    lineup: Lineup,
    running: Activation,
    plan: Playbook,
    by: Decider,
    buildings: int = 0,
) -> None:
    """Let a group that only the new edition has stand up: with its people, from now on."""
    place, within = (running.id, lineup.group, lineup.grid), plan.muster_within
    stood_up = facts.GroupStoodUp(
        *place,
        running.playbook,
        running.drill,
        plan.digest,
        muster_by=None if within is None else by.at + pace_of(running).span(within),
        pace=running.pace,
    )
    posts = [facts.MemberAssigned(*place, *post) for post in lineup.posts]
    group.decide([stood_up, *posts], by)
    written = plan.group(lineup.group)
    lines = {line.id: line for line in written.tasks} if written else {}
    group.decide(list(_begun(group, lines, running, None, plan, by.at, buildings)), by)
