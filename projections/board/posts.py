"""The board's steps for groups and posts: standing up, who has a post, who is there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from domain.facts import Fact
from domain.facts import group as facts
from domain.record import Recorded
from domain.recovery import STAND_DOWN
from domain.taking_back import HAND_OVERS
from projections.board.documents import (
    DRILLS,
    Activation,
    Community,
    Crowd,
    Ended,
    GroupAtWork,
    Post,
    Presence,
    TaskOnBoard,
    activation_key,
    crowd_key,
)
from projections.rows import Rows

Step = Callable[[Rows, Recorded, Community], None]


def _stood_up(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    key = activation_key(f.activation)
    running: Activation | None = rows.get(key)
    if running is None or r.stream in running.groups:
        return
    running.groups.append(r.stream)
    rows.put(key, running)
    group = GroupAtWork(f.activation, f.group, f.grid, drill=running.drill, muster_by=f.muster_by)
    rows.put(r.stream, group)
    totals = totals_of(rows, running.drill, community)
    totals.groups += 1
    totals.vacant += 1


def _stood_down(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    group: GroupAtWork | None = rows.get(r.stream)
    dissolve(rows, r.stream, community)
    key = activation_key(f.activation)
    running: Activation | None = rows.get(key)
    if running is None or r.stream not in running.groups:
        return
    running.groups.remove(r.stream)
    rows.put(key, running)
    left = _left(group, f) if group else {}
    if left:
        ended = Ended(
            running.playbook, [running.digest, *reversed(running.editions)], r.occurred_at
        )
        place = (f.activation, f.group, f.grid)
        rows.put(r.stream, GroupAtWork(*place, tasks=left, drill=running.drill, ended=ended))
        community.aftermath.append(r.stream)


def _left(group: GroupAtWork, f: Any) -> dict[str, TaskOnBoard]:
    """What is to be done of a group that ended, and after a stand-down to be reported."""
    return {
        id: task
        for id, task in group.tasks.items()
        if id in f.remaining or (task.report_owed and f.cause == STAND_DOWN)
    }


def dissolve(rows: Rows, stream: str, community: Community) -> None:
    """Take a group off the board, and what it added to the totals with it."""
    group: GroupAtWork | None = rows.get(stream)
    if group is None or group.ended is not None:
        return
    totals = totals_of(rows, group.drill, community)
    totals.groups -= 1
    totals.vacant -= group.is_red
    for task in group.tasks.values():
        totals.tasks[task.state] -= 1
        totals.overdue -= task.overdue and task.state not in ("completed", "cancelled")
    crowd = crowd_of(rows, group.drill)
    for member in group.posts:
        _part(crowd, member, group.activation, totals)
    rows.put(crowd_key(group.drill), crowd)
    rows.delete(stream)


def totals_of(rows: Rows, drill: bool, community: Community) -> Community:
    """What a group counts towards: the community, or the drills in it."""
    if not drill:
        return community
    totals: Community = rows.get(DRILLS) or Community(community.code)
    rows.put(DRILLS, totals)
    return totals


def crowd_of(rows: Rows, drill: bool) -> Crowd:
    """Everybody with a post in what is real, or in a drill."""
    return rows.get(crowd_key(drill)) or Crowd()


def _assigned(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    group: GroupAtWork | None = rows.get(r.stream)
    if group is None:
        return
    before = group.posts.get(f.member)
    of_lead = "lead" in (f.position, before and before.position)
    was_red = of_lead and group.is_red
    same = before is not None and before.position == f.position
    since = before.since if before is not None and same else r.occurred_at
    group.posts[f.member] = Post(f.position, f.basis, since)
    group.declined.pop(f.member, None)
    totals = totals_of(rows, group.drill, community)
    totals.vacant += (of_lead and group.is_red) - was_red
    # whoever has a post handed over to them fills that one, and no other
    if before is None and group.short and f.basis not in HAND_OVERS:
        group.short -= 1
    rows.put(r.stream, group)
    if before is None:
        crowd = crowd_of(rows, group.drill)
        _join(crowd, f.member, f.activation, totals)
        rows.put(crowd_key(group.drill), crowd)


def _released(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    group: GroupAtWork | None = rows.get(r.stream)
    if group is None or f.member not in group.posts:
        return
    was_red = group.is_red
    del group.posts[f.member]
    if f.cause == "declined":
        group.declined[f.member] = f.position
        group.short += 1
    for task in group.tasks.values():
        task.askings = tuple(a for a in task.askings if a.colleague != f.member)
    totals = totals_of(rows, group.drill, community)
    totals.vacant += group.is_red - was_red
    rows.put(r.stream, group)
    crowd = crowd_of(rows, group.drill)
    _part(crowd, f.member, f.activation, totals)
    rows.put(crowd_key(group.drill), crowd)


def _mustered(rows: Rows, r: Recorded, community: Community) -> None:
    _be(rows, r, community, since=r.occurred_at)


def _muster_withdrawn(rows: Rows, r: Recorded, community: Community) -> None:
    _be(rows, r, community, since=None)


def _be(rows: Rows, r: Recorded, community: Community, since: datetime | None) -> None:
    """Let a person be at their posts since a moment, or not be there; said again it stays."""
    f: Any = r.fact
    group: GroupAtWork | None = rows.get(r.stream)
    drill = group is not None and group.drill
    crowd = crowd_of(rows, drill)
    presences = crowd.members.get(f.member, {})
    presence = presences.get(f.activation)
    if presence is None or (presence.mustered_at is None) == (since is None):
        return
    was_there = _is_there(presences)
    presence.mustered_at = since
    totals_of(rows, drill, community).mustered += _is_there(presences) - was_there
    rows.put(crowd_key(drill), crowd)


def _muster_closed(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    group: GroupAtWork | None = rows.get(r.stream)
    if group is not None:
        group.absent = f.absent
        rows.put(r.stream, group)


def _join(crowd: Crowd, member: str, activation: str, community: Community) -> None:
    presences = crowd.members.get(member)
    if presences is None:
        presences = crowd.members[member] = {}
        community.members += 1
    presences.setdefault(activation, Presence()).posts += 1


def _part(crowd: Crowd, member: str, activation: str, community: Community) -> None:
    presences = crowd.members[member]
    was_there = _is_there(presences)
    presence = presences[activation]
    presence.posts -= 1
    if presence.posts:
        return
    del presences[activation]
    community.mustered -= was_there and not _is_there(presences)
    if not presences:
        del crowd.members[member]
        community.members -= 1


def _is_there(presences: dict[str, Presence]) -> bool:
    return any(presence.mustered_at is not None for presence in presences.values())


def mustered_at(crowd: Crowd, member: str, activation: str) -> datetime | None:
    """Since when a person is at their posts of an activation."""
    presence = crowd.members.get(member, {}).get(activation)
    return presence.mustered_at if presence else None


STEPS: dict[type[Fact], Step] = {
    facts.GroupStoodUp: _stood_up,
    facts.GroupStoodDown: _stood_down,
    facts.MemberAssigned: _assigned,
    facts.MemberReleased: _released,
    facts.MemberMustered: _mustered,
    facts.MusterWithdrawn: _muster_withdrawn,
    facts.MusterClosed: _muster_closed,
}
