"""The sender: works off what is due, one channel after the other, several people at a time.

What is about to be sent is recorded first and what came of it afterwards, so that after a
``kill -9`` in between the log tells which notices may have left: they are sent once more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from threading import Event, Lock
from typing import Protocol

import structlog

from domain import notice as decide
from domain.aggregate import Decider
from domain.ids import notice_stream
from domain.notice import INBOX, TELLING, Notice
from engine.notices.address import Address
from engine.notices.addresses import Addresses
from engine.notices.channels import Text
from engine.notices.outbox import Outbox, Sending
from engine.notices.relevance import Relevance
from engine.workflow.caller import Caller
from engine.workflow.desk import Desk

#: notices looked at in one go
LOOK = 200
#: how long after an attempt without an outcome it is made again: longer than any attempt takes
PATIENCE = timedelta(minutes=2)
#: how long a notice may lie in an inbox unread before somebody should be called
UNREAD = timedelta(minutes=10)
CALLER = Caller("system", cause="notices")
logger = structlog.get_logger()


class DueNotices(Protocol):
    """The view of what is due."""

    def __call__(self, before: datetime, limit: int) -> list[str]:
        """Ids of notices that somebody has to see to by then, the oldest first."""
        ...


Wording = Callable[[Sequence[Notice]], Mapping[str, Text]]
"""What notices say, by id: made of the plan's words and the names of now."""


class Sender:
    """Sends what is due. Safe to be stopped at any moment."""

    def __init__(
        self,
        desk: Desk,
        addresses: Addresses,
        due: DueNotices,
        wording: Wording,
        outbox: Outbox,
        unread: timedelta = UNREAD,
    ) -> None:
        self._desk, self._addresses, self._due = desk, addresses, due
        self._wording, self._outbox, self._unread = wording, outbox, unread
        self._turn = Lock()

    def step(self) -> int:
        """Record what came back, and see to what is due; how many notices moved."""
        with self._turn:
            moved = self._desk.again(self._record)
            free = self._outbox.free
            due = [id for id in self._due(self._desk.clock(), LOOK) if id not in self._outbox]
            return moved + self._desk.again(lambda: self._see_to(due, free) if due else 0)

    def run(self, stopping: Event, leads: Callable[[], bool]) -> None:
        """Send until told to stop, while this process leads."""
        while not stopping.is_set():
            moved = 0
            try:
                if leads():
                    moved = self.step()
            except Exception:
                logger.exception("sending_failed")
                stopping.wait(1.0)
            is_busy = moved or self._outbox.is_busy
            self._outbox.wait(0.05 if is_busy else 0.5)
        if self._outbox.is_busy:
            self._outbox.wait(2.0)
        self._last()

    def _last(self) -> None:
        """Record what came back while the server stopped; the rest is sent once more."""
        try:
            self._desk.again(self._record)
        except Exception:
            logger.exception("sending_failed")

    def _record(self) -> int:
        back = self._outbox.back()
        if not back:
            return 0
        by, moved = self._desk.decider(CALLER), []
        for sending, notice in self._loaded(back):
            outcome = sending.outcome
            if outcome is None or outcome.is_taken:
                notice.decide(decide.sent(notice, sending.address.kind), by)
            else:
                failed = decide.failed(
                    notice,
                    sending.address.kind,
                    outcome.code,
                    by.at,
                    sending.order,
                    again=outcome.again,
                )
                notice.decide(failed, by)
            moved.append(notice)
        self._desk.save(CALLER, {}, *(n for n in moved if n.is_pending))
        self._outbox.forget(back)
        return len(moved)

    def _loaded(self, back: Iterable[Sending]) -> list[tuple[Sending, Notice]]:
        sent = {notice_stream(s.notice): s for s in back}
        found = self._desk.store.get_many(Notice, sent)
        return [(sent[stream], notice) for stream, notice in found.items()]

    def _see_to(self, due: Sequence[str], free: int) -> int:
        by = self._desk.decider(CALLER)
        found = self._desk.store.get_many(Notice, map(notice_stream, due)).values()
        notices = [n for n in found if n.is_due(by.at)]
        if not notices:
            return 0
        relevance = Relevance(self._desk, notices)
        ways = _Ways(self._desk, self._addresses, notices)
        leaving: list[Sending] = []
        for notice in notices:
            cause = relevance.lapsed(notice)
            if cause is not None:
                notice.decide(decide.lapse(notice, cause), by)
            elif notice.state == "sent":
                notice.decide(decide.nobody(notice, (INBOX,)), by)
            elif (sending := self._next(notice, ways, by)) and len(leaving) < free:
                leaving.append(sending)
                channel = sending.address.kind
                notice.decide(decide.attempt(notice, channel, by.at, PATIENCE), by)
        moved = [n for n in notices if n.is_pending]
        texts = self._wording([n for n in moved if n.state == "trying"]) if leaving else {}
        self._desk.save(CALLER, {}, *moved)
        self._outbox.send((s, texts[s.notice]) for s in leaving)
        return len(moved)

    def _next(self, notice: Notice, ways: _Ways, by: Decider) -> Sending | None:
        """By which channel it leaves now; where it stays in the house, that is decided here."""
        order = {} if self._desk.drills_only else ways.of(notice)
        channel = notice.next_channel(tuple(order))
        if channel is not None:
            return Sending(notice.notice, order[channel], tuple(order))
        if order or not ways.has_phone(notice):
            notice.decide(decide.nobody(notice, tuple(order)), by)
        else:
            unread_at = None if notice.kind in TELLING else by.at + self._unread
            notice.decide(decide.sent(notice, INBOX, unread_at), by)
        return None


class _Ways:
    """The channels and phones of those to be told, asked for at once."""

    def __init__(self, desk: Desk, addresses: Addresses, notices: Sequence[Notice]) -> None:
        members = {n.member for n in notices if n.member}
        self._addresses, self._channels = addresses, addresses.of(members)
        self._phones = {
            m for m, p in desk.store.directory.people(members=members).items() if p.phone
        }
        codes = {n.community for n in notices if not n.member}
        self._chats = {code: addresses.chats(code) for code in codes}

    def of(self, notice: Notice) -> dict[str, Address]:
        """Addresses by channel, in order; those that are not allowed any more are left out."""
        if notice.member:
            channels = self._channels.get(notice.member, [])
            return {c.kind: a for c in channels if (a := self._addresses.read(c))}
        chat = self._chats[notice.community].get(notice.group or "")
        address = self._addresses.read_chat(chat) if chat else None
        return {address.kind: address} if address else {}

    def has_phone(self, notice: Notice) -> bool:
        """Whether somebody could call them."""
        return notice.member in self._phones
