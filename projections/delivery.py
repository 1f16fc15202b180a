"""The delivery view: how far every notice has come, and who could not be reached."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, Literal

import msgspec

from domain.facts import Fact, group
from domain.facts import notice as facts
from domain.facts.notice import OfNotice
from domain.notice import OVER, PHONE
from domain.record import Recorded
from projections.due import micros
from projections.history.doers import doer_of
from projections.reading import ViewReader
from projections.rows import Rows

REVISION = 5

Standing = Literal["aware", "unconfirmed", "unsent", "unreached"]
"""Whether a person knows of what is asked of them, as far as anybody can tell."""


class NoticeDoc(msgspec.Struct, array_like=True, tag=1, gc=False):
    """One notice; its key is its id. ``channel`` is the last that was tried, ``code`` its trouble.

    ``next_at`` is when somebody has to see to it.
    """

    notice: str
    member: str
    activation: str
    kind: str
    source: int
    queued_at: datetime
    tasks: tuple[str, ...] = ()
    group: str | None = None
    grid: str | None = None
    held: bool = False
    state: str = "queued"
    unreached: bool = False
    attempts: int = 0
    channel: str | None = None
    code: str | None = None
    sent_at: datetime | None = None
    read_at: datetime | None = None
    acted_at: datetime | None = None
    next_at: datetime | None = None
    #: state, ``unreached``, ``channel`` and ``next_at`` before somebody was said to have called
    uncalled: tuple[str, bool, str | None, datetime | None] | None = None


class Reached(msgspec.Struct, array_like=True, gc=False):
    """A person in an activation: the latest of their notices, and whether they were reached.

    ``answered`` says that they read one, acted on one, or that one arrived; ``called`` that
    somebody told them by telephone.
    """

    notice: str
    source: int
    state: str
    unreached: bool = False
    answered: bool = False
    called: bool = False


class Delivery(msgspec.Struct, array_like=True, tag=2, gc=False):
    """Everybody who was told something in an activation."""

    members: dict[str, Reached] = {}
    #: whoever did anything themselves, or said that they cannot come: nobody has to phone them
    heard: dict[str, None] = {}
    #: what lies before people whom it concerns still: ids of notices with their sources, by member
    unseen: dict[str, dict[str, int]] = {}
    #: how people stand to the end itself, whatever they knew before
    at_end: dict[str, Reached] = {}

    def standing(self, member: str) -> Standing | None:
        """How a person stands; ``None`` for whoever was told of nothing."""
        reached = self.members.get(member)
        if reached is None:
            return "aware" if member in self.heard else None
        if member in self.heard and not reached.unreached:
            return "aware"
        return _stands(reached)

    def standing_at_end(self) -> dict[str, Standing]:
        """Whether those who were told that it is over know of that."""
        return {member: _stands(reached) for member, reached in self.at_end.items()}

    def unseen_by(self, member: str, position: int) -> int:
        """How many notices of what happened by a position somebody has still to look at."""
        return sum(source <= position for source in self.unseen.get(member, {}).values())


Doc = NoticeDoc | Delivery
_WAITING = frozenset({"queued", "trying"})
#: states in which there is nothing to look at any more
_SEEN = frozenset({"read", "acted", "lapsed"})


def _stands(reached: Reached) -> Standing:
    if reached.unreached:
        return "unreached"
    if reached.answered or reached.called:
        return "aware"
    return "unsent" if reached.state in _WAITING else "unconfirmed"


def of_activation(activation: str) -> str:
    """The key of an activation's document."""
    return f"of:{activation}"


def rank(doc: Doc) -> int | None:
    """When somebody has to see to a notice, for the store's index."""
    if isinstance(doc, Delivery) or doc.next_at is None:
        return None
    return micros(doc.next_at)


def due(views: ViewReader, before: datetime, limit: int) -> list[str]:
    """Ids of notices that somebody has to see to by then, the oldest first."""
    found = views.query(
        "SELECT key FROM view_delivery WHERE rank <= ? ORDER BY rank, community, key LIMIT ?",
        (micros(before), limit),
    )
    return [row[0] for row in found]


def fold(rows: Rows, r: Recorded) -> None:
    """Take one fact in; facts that are of no notice change nothing."""
    fact: Any = r.fact
    kind = type(fact)
    if (doer := _heard(fact)) is not None:
        _hear(rows, fact.activation, doer)
    elif kind is group.MusterWithdrawn:
        _unhear(rows, fact)
    elif kind is facts.NoticeQueued:
        if rows.get(fact.notice) is None:
            doc = _queued(fact, r)
            rows.put(fact.notice, doc)
            _tell(rows, doc)
    elif (step := _STEPS.get(kind)) is not None:
        doc = rows.get(fact.notice)
        if doc is not None:
            step(doc, fact, r.occurred_at)
            rows.put(fact.notice, doc)
            if kind is facts.ToldWithdrawn:
                _uncall(rows, doc)
            _tell(rows, doc)


def keys(r: Recorded) -> tuple[str, ...]:
    """Keys of documents that folding the fact will read."""
    f: Any = r.fact
    if _heard(f) is not None or isinstance(f, group.MusterWithdrawn):
        return (of_activation(f.activation),)
    return (f.notice, of_activation(f.activation)) if isinstance(f, OfNotice) else ()


def _heard(f: Any) -> str | None:
    """Who did something by a fact of a group, or said that they cannot."""
    return None if isinstance(f, OfNotice) else doer_of(f)


def _hear(rows: Rows, activation: str, member: str) -> None:
    """Somebody is there, at work, or cannot come: they know, whatever they left unread."""
    key = of_activation(activation)
    delivery: Delivery = rows.get(key) or Delivery()
    at_end = delivery.at_end.get(member)
    if member in delivery.heard and at_end is None:
        return
    delivery.heard[member] = None
    if (reached := delivery.members.get(member)) is not None:
        reached.unreached = False
    if at_end is not None:
        at_end.unreached, at_end.answered = False, True
    rows.put(key, delivery)


def _unhear(rows: Rows, f: group.MusterWithdrawn) -> None:
    """That somebody is there was a mistake: whether they know is open again."""
    key = of_activation(f.activation)
    delivery: Delivery = rows.get(key) or Delivery()
    delivery.heard.pop(f.member, None)
    reached = delivery.members.get(f.member)
    if reached is not None and reached.state not in ("delivered", "read"):
        reached.answered = False
    rows.put(key, delivery)


def _uncall(rows: Rows, doc: NoticeDoc) -> None:
    """Nobody called after all: whether they know is open again, unless something else tells."""
    delivery: Delivery = rows.get(of_activation(doc.activation)) or Delivery()
    for reached in (delivery.members.get(doc.member), delivery.at_end.get(doc.member)):
        if reached is not None:
            reached.called = False
    rows.put(of_activation(doc.activation), delivery)


def _queued(f: facts.NoticeQueued, r: Recorded) -> NoticeDoc:
    return NoticeDoc(
        f.notice,
        f.member,
        f.activation,
        f.kind,
        f.source,
        r.occurred_at,
        f.tasks or ((f.task,) if f.task else ()),
        f.group,
        f.grid,
        f.held,
        next_at=None if f.held else r.occurred_at,
    )


def _tell(rows: Rows, doc: NoticeDoc) -> None:
    """Let the person stand as their latest notice does; whoever answers or acts is reached."""
    if not doc.member:
        return
    key = of_activation(doc.activation)
    delivery: Delivery = rows.get(key) or Delivery()
    before = delivery.members.get(doc.member)
    called = doc.uncalled is not None
    answered = doc.state in ("read", "acted") or (doc.state == "delivered" and not called)
    knows = answered or called
    unreached = doc.unreached or (before is not None and before.unreached and not knows)
    unreached = unreached and doc.member not in delivery.heard
    if before is not None:
        answered, called = answered or before.answered, called or before.called
    if before is None or doc.source >= before.source:
        stands = Reached(doc.notice, doc.source, doc.state, unreached, answered, called)
        delivery.members[doc.member] = stands
    else:
        before.unreached, before.answered, before.called = unreached, answered, called
    if doc.kind == OVER:
        _tell_end(delivery, doc)
    _lay(delivery, doc)
    rows.put(key, delivery)


def _tell_end(delivery: Delivery, doc: NoticeDoc) -> None:
    """That it is over is one notice a person: who knew of the start may not know of it."""
    before, called = delivery.at_end.get(doc.member), doc.uncalled is not None
    answered = doc.state in ("read", "acted") or (doc.state == "delivered" and not called)
    answered = answered or (before is not None and before.answered)
    unreached = doc.unreached and not answered
    stands = Reached(doc.notice, doc.source, doc.state, unreached, answered, called)
    delivery.at_end[doc.member] = stands


def _lay(delivery: Delivery, doc: NoticeDoc) -> None:
    """Note a notice as one to look at, until its person did or it is of no use any more."""
    before = delivery.unseen.setdefault(doc.member, {})
    if doc.state in _SEEN:
        before.pop(doc.notice, None)
    else:
        before[doc.notice] = doc.source
    if not before:
        del delivery.unseen[doc.member]


def _tried(doc: NoticeDoc, f: facts.NoticeTried, at: datetime) -> None:
    doc.state, doc.channel = "trying", f.channel
    doc.attempts, doc.next_at = f.attempt, f.until


def _sent(doc: NoticeDoc, f: facts.NoticeSent, at: datetime) -> None:
    doc.state, doc.channel, doc.code = "sent", f.channel, None
    doc.sent_at, doc.next_at = at, f.unread_at


def _failed(doc: NoticeDoc, f: facts.NoticeFailed, at: datetime) -> None:
    doc.state, doc.channel, doc.code, doc.next_at = "queued", f.channel, f.code, f.again_at


def _nobody(doc: NoticeDoc, f: facts.NobodyReached, at: datetime) -> None:
    doc.state, doc.unreached, doc.next_at = "failed", True, None


def _delivered(doc: NoticeDoc, f: facts.NoticeDelivered, at: datetime) -> None:
    before = (doc.state, doc.unreached, doc.channel, doc.next_at)
    _settle(doc, "delivered")
    doc.channel, doc.uncalled = f.channel, before if f.channel == PHONE else None


def _told_withdrawn(doc: NoticeDoc, f: facts.ToldWithdrawn, at: datetime) -> None:
    if doc.uncalled is not None:
        doc.state, doc.unreached, doc.channel, doc.next_at = doc.uncalled
        doc.uncalled = None


def _read(doc: NoticeDoc, f: facts.NoticeRead, at: datetime) -> None:
    _settle(doc, "read")
    doc.read_at = at


def _acted(doc: NoticeDoc, f: facts.NoticeActed, at: datetime) -> None:
    _settle(doc, "acted")
    doc.acted_at = at


def _lapsed(doc: NoticeDoc, f: facts.NoticeLapsed, at: datetime) -> None:
    _settle(doc, "lapsed")


def _settle(doc: NoticeDoc, state: str) -> None:
    doc.state, doc.unreached, doc.next_at = state, False, None


_STEPS: dict[type[Fact], Callable[[NoticeDoc, Any, datetime], None]] = {
    facts.NoticeTried: _tried,
    facts.NoticeSent: _sent,
    facts.NoticeFailed: _failed,
    facts.NobodyReached: _nobody,
    facts.NoticeDelivered: _delivered,
    facts.ToldWithdrawn: _told_withdrawn,
    facts.NoticeRead: _read,
    facts.NoticeActed: _acted,
    facts.NoticeLapsed: _lapsed,
}
