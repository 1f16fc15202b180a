"""A notice: how far it has come to one person, and what is to be done about it next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid5

from domain.aggregate import Aggregate
from domain.facts import Fact
from domain.facts import notice as facts
from domain.ids import NAMESPACE

#: the inbox of our own, in which every notice lies from the beginning
INBOX = "inbox"
#: no channel of ours: somebody called
PHONE = "phone"
#: how long until every channel is tried once more, when all of them failed
AGAIN = (timedelta(seconds=10), timedelta(minutes=1))
#: the kind that says that an activation is over
OVER = "stood_down"
#: kinds that only tell, and ask nothing of anybody
TELLING = frozenset(
    {OVER, "relieved", "handed_over"} | {"exchange_agreed", "exchange_declined", "changed_hands"}
)
#: how far a state is on its way; whatever does not lead further is no news
_FAR = {"queued": 0, "trying": 0, "failed": 1, "sent": 2, "delivered": 3, "read": 4, "acted": 5}


def notice_id(activation: str, member: str, kind: str, about: str = "") -> str:
    """The id of a notice: the same person told of the same thing has the same one."""
    return uuid5(NAMESPACE, f"notice:{activation}:{member}:{kind}:{about}").hex


class Notice(Aggregate):
    """One notice. ``state`` is ``queued``, ``trying``, ``sent``, ``delivered``, ``read``,
    ``acted``, ``failed`` or ``lapsed``.
    """

    notice: str = ""
    member: str = ""
    activation: str = ""
    kind: str = ""
    source: int = 0
    group: str | None = None
    grid: str | None = None
    held: bool = False
    tasks: tuple[str, ...] = ()
    state: str = "queued"
    #: nobody was reached, and nothing came of it since
    unreached: bool = False
    attempts: int = 0
    queued_at: datetime | None = None
    #: when somebody has to see to it
    next_at: datetime | None = None

    def __init__(self, id: UUID, community: str) -> None:
        super().__init__(id, community)
        #: how often each channel was tried
        self.tries: dict[str, int] = {}
        #: channels that are of no use
        self.useless: set[str] = set()
        #: state, ``unreached`` and ``next_at`` as they were before somebody was said to have called
        self.uncalled: tuple[str, bool, datetime | None] | None = None

    @property
    def place(self) -> tuple[str, str, str]:
        """What every fact of it begins with."""
        return self.notice, self.member, self.activation

    @property
    def is_settled(self) -> bool:
        """Whether nothing that is sent could matter any more."""
        return self.state in ("delivered", "read", "acted", "lapsed")

    @property
    def is_waiting(self) -> bool:
        """Whether it is still to be sent."""
        return self.state in ("queued", "trying") and not self.held

    def is_due(self, at: datetime) -> bool:
        """Whether somebody has to see to it at a time."""
        return self.next_at is not None and self.next_at <= at

    def next_channel(self, order: Sequence[str], useless: str = "") -> str | None:
        """Which channel is next: the first of those tried least; ``None`` when none is left."""
        live = [c for c in order if c not in self.useless and c != useless]
        least = min(live, key=lambda c: self.tries.get(c, 0), default=None)
        return None if least is None or self.tries.get(least, 0) > len(AGAIN) else least

    def evolve(self, fact: Fact, at: datetime) -> None:
        """Remember one fact of the notice."""
        step = _STEPS.get(type(fact))
        if step is not None:
            step(self, fact, at)


def queue(notice: Notice, queued: facts.NoticeQueued) -> list[Fact]:
    """Somebody is to be told; nothing when they were told of it already."""
    return [] if notice.notice else [queued]


def attempt(notice: Notice, channel: str, at: datetime, patience: timedelta) -> list[Fact]:
    """It is about to be given to a channel, which is expected to answer within ``patience``."""
    if not notice.is_waiting or not notice.is_due(at):
        return []
    until, number = at + patience, notice.attempts + 1
    return [facts.NoticeTried(*notice.place, channel, until, number)]


def sent(notice: Notice, channel: str, unread_at: datetime | None = None) -> list[Fact]:
    """A channel took it."""
    if not notice.is_waiting:
        return []
    return [facts.NoticeSent(*notice.place, channel, max(notice.attempts, 1), unread_at)]


def failed(
    notice: Notice, channel: str, code: str, at: datetime, order: Sequence[str], *, again: bool
) -> list[Fact]:
    """A channel did not take it: the next in order is tried at once, all of them again later."""
    if notice.state != "trying":
        return []
    following = notice.next_channel(order, "" if again else channel)
    if following is None:
        lost = facts.NoticeFailed(*notice.place, channel, code, notice.attempts, again)
        return [lost, facts.NobodyReached(*notice.place, tuple(order))]
    rounds = notice.tries.get(following, 0)
    is_same_round = rounds < notice.tries.get(channel, 0) or rounds == 0
    again_at = at if is_same_round else at + AGAIN[rounds - 1]
    return [facts.NoticeFailed(*notice.place, channel, code, notice.attempts, again, again_at)]


def nobody(notice: Notice, tried: Sequence[str]) -> list[Fact]:
    """There was no way to the person, or the inbox stayed unread."""
    if notice.held or notice.unreached or notice.is_settled:
        return []
    return [facts.NobodyReached(*notice.place, tuple(tried))]


def delivered(notice: Notice, channel: str) -> list[Fact]:
    """It arrived, or somebody told the person by telephone."""
    return [facts.NoticeDelivered(*notice.place, channel)] if _leads(notice, "delivered") else []


def withdraw_told(notice: Notice, reason: str | None = None) -> list[Fact]:
    """Nobody called the person after all; nothing where nobody said so.

    Nor where they have read it or acted on it since: they know, whoever told them.
    """
    if notice.state != "delivered" or notice.uncalled is None:
        return []
    return [facts.ToldWithdrawn(*notice.place, reason)]


def read(notice: Notice, channel: str = INBOX) -> list[Fact]:
    """The person opened it."""
    return [facts.NoticeRead(*notice.place, channel)] if _leads(notice, "read") else []


def acted(notice: Notice, act: str) -> list[Fact]:
    """The person did what it asked."""
    return [facts.NoticeActed(*notice.place, act)] if _leads(notice, "acted") else []


def lapse(notice: Notice, cause: str) -> list[Fact]:
    """There is nothing to tell any more: it is not sent, and nobody is to be phoned about it."""
    open_still = notice.state in ("queued", "trying", "sent", "failed")
    return [facts.NoticeLapsed(*notice.place, cause)] if notice.notice and open_still else []


def _leads(notice: Notice, state: str) -> bool:
    is_open = bool(notice.notice) and notice.state != "lapsed"
    return is_open and _FAR[notice.state] < _FAR[state]


def _queued(n: Notice, f: facts.NoticeQueued, at: datetime) -> None:
    n.notice, n.member, n.activation = f.notice, f.member, f.activation
    n.kind, n.source, n.held = f.kind, f.source, f.held
    n.group, n.grid = f.group, f.grid
    n.tasks = f.tasks or ((f.task,) if f.task else ())
    n.queued_at = at
    n.next_at = None if f.held else at


def _tried(n: Notice, f: facts.NoticeTried, at: datetime) -> None:
    n.state, n.attempts, n.next_at = "trying", f.attempt, f.until
    n.tries[f.channel] = n.tries.get(f.channel, 0) + 1


def _sent(n: Notice, f: facts.NoticeSent, at: datetime) -> None:
    n.state, n.next_at = "sent", f.unread_at


def _failed(n: Notice, f: facts.NoticeFailed, at: datetime) -> None:
    n.state, n.next_at = "queued", f.again_at
    if not f.again:
        n.useless.add(f.channel)


def _nobody(n: Notice, f: facts.NobodyReached, at: datetime) -> None:
    n.state, n.unreached, n.next_at = "failed", True, None


def _delivered(n: Notice, f: facts.NoticeDelivered, at: datetime) -> None:
    n.uncalled = (n.state, n.unreached, n.next_at) if f.channel == PHONE else None
    n.state, n.unreached, n.next_at = "delivered", False, None


def _told_withdrawn(n: Notice, f: facts.ToldWithdrawn, at: datetime) -> None:
    if n.uncalled is not None:
        n.state, n.unreached, n.next_at = n.uncalled
        n.uncalled = None


def _done(state: str) -> Callable[[Notice, Any, datetime], None]:
    def step(n: Notice, f: Any, at: datetime) -> None:
        n.state, n.unreached, n.next_at = state, False, None

    return step


_STEPS: dict[type[Fact], Callable[[Notice, Any, datetime], None]] = {
    facts.NoticeQueued: _queued,
    facts.NoticeTried: _tried,
    facts.NoticeSent: _sent,
    facts.NoticeFailed: _failed,
    facts.NobodyReached: _nobody,
    facts.NoticeDelivered: _delivered,
    facts.ToldWithdrawn: _told_withdrawn,
    facts.NoticeRead: _done("read"),
    facts.NoticeActed: _done("acted"),
    facts.NoticeLapsed: _done("lapsed"),
}
