"""Groups stand up at a click: with their people at their posts, and the tasks that open at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from domain.aggregate import Decider
from domain.community import Activation, Community
from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group
from domain.ids import group_stream, task_ids
from domain.opening import Occasion, open_line
from domain.playbook import Group as PlanGroup
from domain.playbook import Playbook, Task
from domain.series import begins_by_itself
from domain.staffing import Lineup, Staffed
from domain.timing import due, pace_of

#: kinds of deadline whose tasks open at the click; the others open on their occasion
AT_CLICK = frozenset({"offset", "day", "before", "level"})


def stand_up_all(
    community: Community, plan: Playbook, running: Activation, staffed: Staffed, by: Decider
) -> list[Group]:
    """The groups of a click, with their people and what opens at once; nothing is saved yet."""
    groups = []
    times = {t.id: _time(t, g.condition, running, plan) for g, t in opening(plan)}
    tasks = {group.id: [t for t in group.tasks if t.id in times] for group in plan.groups}
    begun = {group.id: any(map(begins_by_itself, group.tasks)) for group in plan.groups}
    for post in staffed.groups:
        group = Group(group_stream(running.id, post.grid, post.group), community.community)
        begin_at = running.at if begun[post.group] else None
        group.decide(_stand_up(post, running, plan, begin_at), by)
        buildings = community.roster.buildings(post.grid)
        why = Occasion(running.at, buildings=buildings)
        group.decide(_open(group, tasks[post.group], times, plan, running, why), by)
        groups.append(group)
    return groups


def _time(
    task: Task, condition: str | None, running: Activation, plan: Playbook
) -> datetime | None:
    return None if condition or task.condition else due(task, running, plan)


def _stand_up(
    lineup: Lineup, running: Activation, plan: Playbook, begin_at: datetime | None
) -> Iterator[Fact]:
    place = (running.id, lineup.group, lineup.grid)
    within = plan.muster_within
    yield facts.GroupStoodUp(
        *place,
        running.playbook,
        running.drill,
        running.digest,
        muster_by=None if within is None else running.at + pace_of(running).span(within),
        begin_at=begin_at,
        pace=running.pace,
    )
    for member, position, basis in lineup.posts:
        yield facts.MemberAssigned(*place, member, position, basis)


def _open(
    group: Group,
    tasks: Sequence[Task],
    times: dict[str, datetime | None],
    plan: Playbook,
    running: Activation,
    why: Occasion,
) -> Iterator[Fact]:
    """Most lines become one task in every grid alike, so their times are known already."""
    place = (group.activation, group.group, group.grid)
    assignees, ids = group.answerable, task_ids(group.id, [task.id for task in tasks])
    without_authority = running.authority is None
    for task, id in zip(tasks, ids, strict=True):
        if task.each or task.places:
            yield from open_line(group, task, plan, running, why)
            continue
        locked = task.authority and without_authority
        yield facts.TaskOpened(*place, id, task.id, assignees, times[task.id], locked)


def opening(plan: Playbook) -> list[tuple[PlanGroup, Task]]:
    """The lines of a plan that open at the click, with their groups, in plan order."""
    return [
        (g, t)
        for g in plan.groups
        for t in g.tasks
        if t.due.kind in AT_CLICK and t.each in ("", "building")
    ]
