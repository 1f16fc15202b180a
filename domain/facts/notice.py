"""Facts of a notice to one person, from the reason for it to its having been acted on.

One stream each, whose id follows from what caused it and who is told, so nothing is told twice.
What it says is made of the plan's words when it is sent and read; the log holds none of it.
"""

from __future__ import annotations

from datetime import datetime

from domain.facts.fact import Fact, topic


class OfNotice(Fact, frozen=True, gc=False):
    """What every fact of a notice tells: which one, to whom, in which activation.

    ``member`` is empty where a group's chat is told instead of a person.
    """

    notice: str
    member: str
    activation: str


@topic("notice_queued.v1")
class NoticeQueued(OfNotice, frozen=True, gc=False):
    """Somebody is to be told.

    ``kind`` is ``assigned``, ``muster``, ``task``, ``overdue``, ``escalated``, ``stood_down``,
    ``slot``, ``relieved`` (others have what was theirs), ``handed_over`` (a lead's people changed),
    ``exchange_asked``, ``exchange_agreed``, ``exchange_declined`` (of colleagues who
    exchange tasks) or ``changed_hands`` (a lead is told that they did); ``source`` the position of
    the fact that it is about. ``held`` for a drill: nothing leaves the house.
    """

    kind: str
    source: int
    task: str | None = None
    group: str | None = None
    grid: str | None = None
    held: bool = False
    #: every task that it is about, where there is more than the one
    tasks: tuple[str, ...] = ()


@topic("notice_tried.v1")
class NoticeTried(OfNotice, frozen=True, gc=False):
    """It is about to be given to a channel.

    When nothing follows by ``until``, the server died in between: nobody knows whether it left,
    and it is tried again.
    """

    channel: str
    until: datetime
    attempt: int = 1


@topic("notice_sent.v1")
class NoticeSent(OfNotice, frozen=True, gc=False):
    """It was given to a channel, which took it."""

    channel: str
    attempt: int = 1
    #: by when it should be read, where having been sent says little, as for the inbox
    unread_at: datetime | None = None


@topic("notice_delivered.v1")
class NoticeDelivered(OfNotice, frozen=True, gc=False):
    """The channel said that it arrived; ``phone`` when a person called."""

    channel: str


@topic("told_withdrawn.v1")
class ToldWithdrawn(OfNotice, frozen=True, gc=False):
    """That a person was told by telephone was recorded by mistake; ``reason`` is a text's id.

    Whatever was open about the notice before is open again.
    """

    reason: str | None = None


@topic("notice_read.v1")
class NoticeRead(OfNotice, frozen=True, gc=False):
    """The person opened it."""

    channel: str


@topic("notice_acted.v1")
class NoticeActed(OfNotice, frozen=True, gc=False):
    """The person did what it asked: mustered, accepted, completed."""

    act: str


@topic("notice_failed.v1")
class NoticeFailed(OfNotice, frozen=True, gc=False):
    """A channel refused it; ``code`` says why, ``again`` whether this channel may be tried anew."""

    channel: str
    code: str
    attempt: int = 1
    again: bool = False
    #: when the next channel, or this one again, is tried; ``None`` when none is left
    again_at: datetime | None = None


@topic("nobody_reached.v1")
class NobodyReached(OfNotice, frozen=True, gc=False):
    """Every channel of the person was tried, or there was none, or the inbox stayed unread."""

    tried: tuple[str, ...] = ()


@topic("notice_lapsed.v1")
class NoticeLapsed(OfNotice, frozen=True, gc=False):
    """There is nothing to tell any more; ``cause`` is ``closed``, ``ended``, ``left`` or
    ``hand_over``."""

    cause: str


@topic("chats_set.v1")
class ChatsSet(Fact, frozen=True, gc=False):
    """Chat robots of a community were set; only the groups are told, ``""`` for all together."""

    groups: tuple[str, ...] = ()
