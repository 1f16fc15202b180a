"""Taking a hand-over back: what stands as it was left is theirs again who had it, and no more."""

from __future__ import annotations

from typing import NamedTuple

from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group
from domain.handing_over import CAUSE
from domain.ids import task_id

TAKEN_BACK = "taken_back"
#: on what a post rests, and why one ended, when all that somebody had went to others or back
HAND_OVERS = frozenset({CAUSE, TAKEN_BACK})


class Moments(NamedTuple):
    """One group right before a hand-over, right after it, and as it stands."""

    before: Group
    after: Group
    now: Group


class Returned(NamedTuple):
    """What is decided in one group; ``kept`` says what has moved on and stays as it stands.

    ``post`` is whether the post moved on, ``tasks`` are keys.
    """

    decided: list[Fact]
    post: bool = False
    tasks: tuple[str, ...] = ()


def take_back(moments: Moments, member: str, reason: str | None = None) -> Returned:
    """The person's post and tasks are theirs again where nobody touched them since.

    Whoever took over has what they had before. A task moved on once somebody else has it, or
    whoever has it began or closed it; a post, once any post that went with it changed. What is
    theirs already is passed over.
    """
    post, moved = _post(moments, member, reason)
    tasks, stay = _tasks(moments, member, reason)
    return Returned([*post, *tasks], moved, stay)


def _post(moments: Moments, member: str, reason: str | None) -> tuple[list[Fact], bool]:
    before, after, now = moments
    post = before.posts.get(member)
    if post is None or member in after.posts or member in now.posts:
        return [], False
    heirs = [m for m, p in after.posts.items() if _position(before, m) != p.position]
    if now.is_closed or any(_position(now, m) != _position(after, m) for m in heirs):
        return [], True
    place = (now.activation, now.group, now.grid)
    given: list[Fact] = [facts.MemberAssigned(*place, member, post.position, TAKEN_BACK, reason)]
    if post.mustered:
        given.append(facts.MemberMustered(*place, member))
    for heir in heirs:
        had, has = _position(before, heir), after.posts[heir].position
        if had is None:
            given.append(facts.MemberReleased(*place, heir, has, TAKEN_BACK, reason))
        else:
            given.append(facts.MemberAssigned(*place, heir, had, TAKEN_BACK, reason))
    return given, False


def _position(group: Group, member: str) -> str | None:
    post = group.posts.get(member)
    return post.position if post else None


def _tasks(moments: Moments, member: str, reason: str | None) -> tuple[list[Fact], tuple[str, ...]]:
    before, after, now = moments
    given, stay = list[Fact](), list[str]()
    for key, had in before.tasks.items():
        handed, task = after.tasks[key], now.tasks[key]
        if member not in had.assignees or handed.assignees == had.assignees:
            continue
        if task.assignees == had.assignees:
            continue
        left = (handed.state, handed.assignees, handed.taken)
        if (task.state, task.assignees, task.taken) != left or now.has_left(key):
            stay.append(key)
            continue
        place = (now.activation, now.group, now.grid, task_id(now.id, key))
        given.append(facts.TaskAssigned(*place, had.assignees, TAKEN_BACK, reason))
    return given, tuple(stay)
