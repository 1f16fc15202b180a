"""Groups stand up at a click: with their people at their posts, and the tasks that open at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from domain.aggregate import Decider
from domain.community import Activation, Community
from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group
from domain.ids import group_stream
from domain.opening import Occasion, open_line
from domain.playbook import Group as PlanGroup
from domain.playbook import Playbook, Task
from domain.recurrence import stamp
from domain.series import begins_by_itself
from domain.staffing import Lineup, Staffed
from domain.timing import due, instance_after, pace_of

#: kinds of deadline whose tasks open at the click; the others open on their occasion
AT_CLICK = frozenset({"offset", "day", "before", "level"})


class Alike(NamedTuple):
    """What a line becomes in every grid alike; no ``key`` where each grid has its own tasks."""

    line: Task
    key: str | None = None
    due_at: datetime | None = None
    series: str | None = None


def stand_up_all(
    community: Community, plan: Playbook, running: Activation, staffed: Staffed, by: Decider
) -> list[Group]:
    """The groups of a click, with their people and what opens at once; nothing is saved yet."""
    groups = []
    lines = {group.id: list(_opening(group, plan, running)) for group in plan.groups}
    for post in staffed.groups:
        group = Group(group_stream(running.id, post.grid, post.group), community.community)
        group.decide(_stand_up(post, running, plan), by)
        why = Occasion(running.at, buildings=community.roster.buildings(post.grid))
        group.decide(_open(group, lines[post.group], plan, running, why), by)
        groups.append(group)
    return groups


def _opening(group: PlanGroup, plan: Playbook, running: Activation) -> Iterator[Alike]:
    """What opens at the click, in plan order: what is due once, and the first of each series."""
    for line in group.tasks:
        if begins_by_itself(line):
            yield from _first(group, line, plan, running)
        elif line.due.kind in AT_CLICK and line.each in ("", "building"):
            if line.each or line.places:
                yield Alike(line)
            else:
                waits = group.condition or line.condition
                yield Alike(line, line.id, None if waits else due(line, running, plan))


def _first(group: PlanGroup, line: Task, plan: Playbook, running: Activation) -> Iterator[Alike]:
    """The first of a series; one whose condition is not met begins when it is."""
    if group.condition or line.condition:
        return
    if line.each or line.places:
        yield Alike(line)
        return
    first = instance_after(line, running, plan, running.at, begun=False)
    if first is not None:
        time = pace_of(running).real(first.due)
        yield Alike(line, f"{line.id}~{stamp(first.due)}", time, line.id)


def _stand_up(lineup: Lineup, running: Activation, plan: Playbook) -> Iterator[Fact]:
    place = (running.id, lineup.group, lineup.grid)
    within = plan.muster_within
    yield facts.GroupStoodUp(
        *place,
        running.playbook,
        running.drill,
        running.digest,
        muster_by=None if within is None else running.at + pace_of(running).span(within),
        pace=running.pace,
    )
    for member, position, basis in lineup.posts:
        yield facts.MemberAssigned(*place, member, position, basis)


def _open(
    group: Group, lines: Sequence[Alike], plan: Playbook, running: Activation, why: Occasion
) -> Iterator[Fact]:
    """Most lines become one task in every grid alike, so their times are known already."""
    place = (group.activation, group.group, group.grid)
    assignees, digits = group.answerable, group.id.hex
    without_authority = running.authority is None
    for line, key, time, series in lines:
        if key is None:
            yield from open_line(group, line, plan, running, why)
            continue
        locked = line.authority and without_authority
        again = time if series else None
        id = f"{digits}.{key}"
        yield facts.TaskOpened(
            *place, id, line.id, assignees, time, locked, series=series, again_at=again
        )
