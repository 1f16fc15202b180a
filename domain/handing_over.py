"""Handing over: what one person has in a group goes to somebody else, post and open tasks alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from domain.exchange import forsaken
from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group
from domain.ids import task_id

_RANK = {"lead": 0, "deputy": 1, "member": 2}
CAUSE = "hand_over"


class Clash(NamedTuple):
    """A shift that a person has now while they have another one: told, and never refused."""

    member: str
    task: str
    other: str


def hand_over(
    group: Group, member: str, to: str, reason: str | None = None, *, is_there: bool = False
) -> list[Fact]:
    """A person's post and open tasks in a group go to ``to``; nothing when they have none there.

    ``to`` has the higher of both positions. ``is_there`` says that they are at a post of the
    activation already: muster is per person.
    """
    if group.is_over or member == to:
        return []
    return [*_post(group, member, to, reason, is_there), *_tasks(group, member, to, reason)]


def _post(group: Group, member: str, to: str, reason: str | None, is_there: bool) -> list[Fact]:
    post, theirs = group.posts.get(member), group.posts.get(to)
    if post is None or group.is_closed:
        return []
    place = (group.activation, group.group, group.grid)
    given = forsaken(group, member)
    if theirs is None or _RANK[post.position] < _RANK[theirs.position]:
        given.append(facts.MemberAssigned(*place, to, post.position, CAUSE, reason))
    if theirs is None and is_there:
        given.append(facts.MemberMustered(*place, to))
    return [*given, facts.MemberReleased(*place, member, post.position, CAUSE, reason)]


def _tasks(group: Group, member: str, to: str, reason: str | None) -> list[Fact]:
    return [
        facts.TaskAssigned(
            group.activation,
            group.group,
            group.grid,
            task_id(group.id, key),
            (*(m for m in task.assignees if m not in (member, to)), to),
            CAUSE,
            reason,
        )
        for key, task in group.tasks.items()
        if member in task.assignees and not task.is_closed
    ]


def clashes(groups: Iterable[Group], members: Iterable[str]) -> list[Clash]:
    """Shifts that overlap others which the same person has, each pair once."""
    found, wanted = list[Clash](), set(members)
    shifts: dict[str, list[tuple[datetime, datetime, str]]] = {m: [] for m in wanted}
    for group in groups:
        for key, task in group.tasks.items():
            if task.is_closed or task.starts_at is None or task.due_at is None:
                continue
            for member in wanted & set(task.assignees):
                shifts[member].append((task.starts_at, task.due_at, task_id(group.id, key)))
    for member, theirs in sorted(shifts.items()):
        theirs.sort()
        for at, (_, ends, task_) in enumerate(theirs):
            for begins, _, other in theirs[at + 1 :]:
                if begins >= ends:
                    break
                found.append(Clash(member, task_, other))
    return found
