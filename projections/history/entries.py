"""Entries of the history: a fact with its place, its time, its actor, and what it speaks of."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import msgspec

from domain.facts import Fact
from domain.facts.notice import NobodyReached, NoticeDelivered, OfNotice, ToldWithdrawn
from domain.notice import PHONE
from domain.record import Recorded
from projections.history.doers import doer_of

_MEMBERS = ("member", "colleague", "relieved")
_MEMBER_LISTS = ("assignees", "to", "absent")
_TEXTS = ("reason", "authority", "note", "report", "title", "ref", "about", "muster_point")


class Mentions(msgspec.Struct, frozen=True, gc=False):
    """What an entry speaks of, by id; ``texts`` are directory texts."""

    members: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    activation: str | None = None
    group: str | None = None
    grid: str | None = None
    task: str | None = None
    case: str | None = None


class Entry(msgspec.Struct, frozen=True, gc=False):
    """One line of the history. ``type`` is the topic, ``data`` the fact's own fields."""

    position: int
    at: datetime
    occurred_at: datetime
    actor: str
    type: str
    data: dict[str, Any]
    mentions: Mentions
    #: who did what it tells, or said it, where that is for one person to do
    doer: str | None = None


def entry(r: Recorded) -> Entry:
    """The line that a fact makes."""
    data = msgspec.structs.asdict(r.fact)
    mentions = Mentions(
        members=_members(data),
        texts=tuple(data[field] for field in _TEXTS if data.get(field)),
        activation=data.get("activation"),
        group=data.get("group"),
        grid=data.get("grid"),
        task=data.get("task"),
        case=data.get("case"),
    )
    at = (r.recorded_at, r.occurred_at)
    return Entry(r.position, *at, r.actor, r.topic, data, mentions, doer_of(r.fact))


def of_course(fact: Fact) -> bool:
    """Whether it is of the course of a notice, which is many a line to say that all went well.

    What somebody says by hand is not: that they called a person, or did not after all.
    """
    if isinstance(fact, NoticeDelivered):
        return fact.channel != PHONE
    return isinstance(fact, OfNotice) and not isinstance(fact, (NobodyReached, ToldWithdrawn))


def _members(data: dict[str, Any]) -> tuple[str, ...]:
    named = tuple(data[field] for field in _MEMBERS if data.get(field))
    several = (member for field in _MEMBER_LISTS for member in data.get(field) or ())
    return tuple(dict.fromkeys((*named, *several)))


def concerns(
    entry: Entry,
    *,
    member: str | None = None,
    task: str | None = None,
    group: str | None = None,
    grid: str | None = None,
    activation: str | None = None,
) -> bool:
    """Whether an entry speaks of all that is asked for; a member also as the one who acted."""
    spoken, grids = entry.mentions, entry.data.get("grids")
    among = grids if isinstance(grids, tuple) else ()  # an import tells only how many
    return (
        (member is None or member in spoken.members or member == entry.actor)
        and task in (None, spoken.task)
        and group in (None, spoken.group)
        and grid in (None, spoken.grid, *among)
        and activation in (None, spoken.activation)
    )
