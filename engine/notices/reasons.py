"""Why somebody is to be told: facts of the log, gathered to one notice a person and save.

The muster call covers what a click gives a person: all their posts, and the tasks that it opens.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

import msgspec

from domain.acting import ADDED
from domain.exchange import AGREED, DECLINED, GONE, HANDED, RELIEF, SWAPPED
from domain.facts import Fact, community, group
from domain.group import Group
from domain.notice import OVER
from domain.record import Recorded
from domain.returning import RETURNED
from domain.taking_back import HAND_OVERS

#: told once an activation, however often it is heard of
ONCE = frozenset({"muster", OVER})


class Reason(msgspec.Struct):
    """One person (or with an empty ``member`` one chat) to be told of something."""

    community: str
    activation: str
    member: str
    kind: str
    #: the first of the facts that it is about: position, and stream with version
    source: int
    about: str
    group: str | None = None
    grid: str | None = None
    tasks: list[str] = []


class Scene(Protocol):
    """What the facts themselves do not tell."""

    def group(self, stream: str) -> Group | None:
        """A group as it stands, by its stream's digits."""
        ...

    def began(self, stream: str) -> tuple[datetime, str | None] | None:
        """When a group stood up, and because of what."""
        ...

    def chats(self, community: str) -> Collection[str]:
        """Groups that have a chat of their own, ``""`` for one of all together."""
        ...


def reasons(batch: Sequence[Recorded], scene: Scene) -> list[Reason]:
    """Who is to be told of what, in the order of the log.

    The first tasks of every series open just after the click, and go with its call as well.
    """
    found: dict[tuple[Any, ...], Reason] = {}
    begun = {(r.stream, r.recorded_at) for r in batch if isinstance(r.fact, group.SeriesBegun)}
    for r in batch:
        step = _STEPS.get(type(r.fact))
        if step is _opened and (r.stream, r.recorded_at) in begun:
            continue
        for kind, member, task in step(r, scene) if step else ():
            _add(found, r, kind, member, task)
    return [reason for key, reason in found.items() if not _is_covered(found, key)]


def _add(
    found: dict[tuple[Any, ...], Reason], r: Recorded, kind: str, member: str, task: str | None
) -> None:
    f: Any = r.fact
    chat = getattr(f, "group", None) if member else task
    save = () if kind in ONCE else (r.recorded_at, r.cause)
    key = (f.activation, member, kind, chat if not member else "", save)
    reason = found.get(key)
    if reason is None:
        about = (chat or "") if kind in ONCE and not member else f"{r.stream}.{r.version}"
        reason = found[key] = Reason(
            r.community,
            f.activation,
            member,
            kind,
            r.position,
            "" if kind in ONCE and member else about,
            chat or None,
            getattr(f, "grid", None),
        )
    if member and task is not None and task not in reason.tasks:
        reason.tasks.append(task)


def _is_covered(found: Mapping[tuple[Any, ...], Reason], key: tuple[Any, ...]) -> bool:
    """Whether what was given to a person goes with a post given in the same save."""
    activation, member, kind, chat, save = key
    if kind != "task":
        return False
    post = found.get((activation, member, "assigned", chat, save))
    if post is None:
        return False
    post.tasks.extend(t for t in found[key].tasks if t not in post.tasks)
    return True


#: causes for which whoever has a task now has said so themselves
_OWN_WORD = frozenset({"accept", HANDED, SWAPPED, RELIEF})

Told = Iterator[tuple[str, str, str | None]]
"""Kind, member and task; for a chat no member, and its group instead of the task."""


def _activated(r: Recorded, scene: Scene) -> Told:
    yield from (("muster", "", chat) for chat in scene.chats(r.community))


def _ended(r: Recorded, scene: Scene) -> Told:
    yield from ((OVER, "", chat) for chat in scene.chats(r.community))


def _assigned(r: Recorded, scene: Scene) -> Told:
    f: Any = r.fact
    if f.basis == RETURNED:  # they have just said so themselves
        return
    by_click = f.basis == "seat" or f.basis.startswith("rule")
    yield "muster" if by_click else "assigned", f.member, None
    if f.basis in HAND_OVERS:
        yield from _leads(r, scene, f.member)


def _released(r: Recorded, scene: Scene) -> Told:
    f: Any = r.fact
    if f.cause in HAND_OVERS:
        yield "relieved", f.member, None


def _leads(r: Recorded, scene: Scene, heir: str) -> Told:
    """Whoever leads a group in which somebody new has a post."""
    at_work = scene.group(r.stream)
    leads = at_work.answerable if at_work else ()
    yield from (("handed_over", lead, None) for lead in leads if lead != heir)


def _opened(r: Recorded, scene: Scene) -> Told:
    f: Any = r.fact
    if f.title is None and scene.began(r.stream) == (r.occurred_at, r.cause):
        return
    yield from (("task", member, f.task) for member in f.assignees)


def _task_assigned(r: Recorded, scene: Scene) -> Told:
    f: Any = r.fact
    if f.cause == ADDED:  # the others have it as before
        yield "task", f.assignees[-1], f.task
    elif f.cause not in _OWN_WORD:
        yield from (("task", member, f.task) for member in f.assignees)
    if f.cause == RELIEF:
        yield "exchange_agreed", f.relieved, f.task
        yield from _changed_hands(r, scene, (f.relieved, f.assignees[-1]))


def _exchange_asked(r: Recorded, scene: Scene) -> Told:
    f: Any = r.fact
    yield "exchange_asked", f.colleague, f.task


def _exchange_closed(r: Recorded, scene: Scene) -> Told:
    """Whoever asked is told the answer, whoever leads that somebody else has it."""
    f: Any = r.fact
    if f.cause in (DECLINED, GONE):
        yield "exchange_declined", f.member, f.task
    if f.cause == AGREED:
        yield "exchange_agreed", f.member, f.task
        yield from _changed_hands(r, scene, (f.member, f.colleague))


def _changed_hands(r: Recorded, scene: Scene, both: Collection[str]) -> Told:
    f: Any = r.fact
    at_work = scene.group(r.stream)
    leads = at_work.answerable if at_work else ()
    yield from (("changed_hands", lead, f.task) for lead in leads if lead not in both)


def _overdue(r: Recorded, scene: Scene) -> Told:
    f: Any = r.fact
    at_work = scene.group(r.stream)
    task = at_work.tasks.get(f.task.partition(".")[2]) if at_work else None
    if task is not None and not task.is_closed:
        yield from (("overdue", member, f.task) for member in task.assignees)


def _escalated(r: Recorded, scene: Scene) -> Told:
    f: Any = r.fact
    yield from (("escalated", member, f.task) for member in f.to)


def _uncovered(r: Recorded, scene: Scene) -> Told:
    f: Any = r.fact
    at_work = scene.group(r.stream)
    yield from (("slot", member, f.task) for member in (at_work.answerable if at_work else ()))


def _stood_down(r: Recorded, scene: Scene) -> Told:
    at_work = scene.group(r.stream)
    yield from ((OVER, member, None) for member in (at_work.posts if at_work else ()))


_STEPS: dict[type[Fact], Callable[[Recorded, Scene], Told]] = {
    community.PlaybookActivated: _activated,
    community.PlaybookStoodDown: _ended,
    community.ActivationUndone: _ended,
    group.MemberAssigned: _assigned,
    group.MemberReleased: _released,
    group.TaskOpened: _opened,
    group.TaskAssigned: _task_assigned,
    group.ExchangeAsked: _exchange_asked,
    group.ExchangeClosed: _exchange_closed,
    group.TaskOverdue: _overdue,
    group.TaskEscalated: _escalated,
    group.SlotUncovered: _uncovered,
    group.GroupStoodDown: _stood_down,
}
#: facts that must be read for their group to be known
_OF_GROUPS = frozenset(
    {group.TaskOverdue, group.SlotUncovered, group.GroupStoodDown, group.ExchangeClosed}
)
TOPICS = (*(kind.TOPIC for kind in _STEPS), group.SeriesBegun.TOPIC)


def _asks_group(fact: Fact) -> bool:
    handed = isinstance(fact, group.MemberAssigned) and fact.basis in HAND_OVERS
    relieved = isinstance(fact, group.TaskAssigned) and fact.cause == RELIEF
    return handed or relieved or type(fact) in _OF_GROUPS


def streams_asked(batch: Sequence[Recorded]) -> tuple[set[UUID], set[UUID]]:
    """Streams whose groups, and streams whose beginnings, the reasons of a batch will ask for."""
    groups = {UUID(hex=r.stream) for r in batch if _asks_group(r.fact)}
    opened = {UUID(hex=r.stream) for r in batch if type(r.fact) is group.TaskOpened}
    return groups, opened
