"""What people say to notices: I read it; I told them by telephone; I did not, after all."""

from __future__ import annotations

from collections.abc import Iterable

from domain import notice as decide
from domain.ids import notice_stream
from domain.notice import INBOX, Notice
from domain.refusal import NotFound
from engine.notices.acts import notices_of
from engine.store import Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk


class Answers:
    """Commands on notices."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def notice(self, id: str) -> Notice:
        """A notice as it stands, or refused."""
        found = self._desk.store.get(Notice, notice_stream(id))
        if found is None:
            raise NotFound("notice", id)
        return found

    def read(self, id: str, caller: Caller) -> Answer:
        """The person opened it."""
        return self._desk.once(caller, lambda: self._read(id, caller))

    def _read(self, id: str, caller: Caller) -> Answer:
        by, notice = self._desk.decider(caller), self.notice(id)
        notice.decide(decide.read(notice, INBOX), by)
        return self._desk.save(caller, {"id": id, "state": notice.state}, notice)

    def seen(
        self, activations: Iterable[str], member: str, position: int, caller: Caller
    ) -> Answer:
        """The person looked at their own screen as of a position, where all of it stands."""
        return self._desk.once(caller, lambda: self._seen(activations, member, position, caller))

    def _seen(
        self, activations: Iterable[str], member: str, position: int, caller: Caller
    ) -> Answer:
        by = self._desk.decider(caller)
        found = [n for a in activations for n in notices_of(self._desk, a, member)]
        for notice in found:
            notice.decide(decide.read(notice) if notice.source <= position else (), by)
        read = [n for n in found if n.is_pending]
        body = {"member": member, "notices": len(read)}
        stood = min(position, self._desk.store.head())
        return self._desk.save(caller, body, *read, position=stood)

    def told(self, activation: str, member: str, how: str, caller: Caller) -> Answer:
        """Somebody told a person; whatever they were not reached with is settled by it."""
        return self._desk.once(caller, lambda: self._told(activation, member, how, caller))

    def _told(self, activation: str, member: str, how: str, caller: Caller) -> Answer:
        by, notices = self._desk.decider(caller), self._of_call(activation, member)
        for notice in notices:
            notice.decide(decide.delivered(notice, how), by)
        settled = [n for n in notices if n.is_pending]
        body = {"member": member, "notices": len(settled)}
        return self._desk.save(caller, body, *settled)

    def withdraw_told(
        self, activation: str, member: str, reason: str | None, caller: Caller
    ) -> Answer:
        """Nobody told the person after all, which was recorded by mistake.

        What they have read or acted on since stays; repeated, it changes nothing.
        """
        return self._desk.once(
            caller, lambda: self._withdraw_told(activation, member, reason, caller)
        )

    def _withdraw_told(
        self, activation: str, member: str, reason: str | None, caller: Caller
    ) -> Answer:
        by, notices = self._desk.decider(caller), self._of_call(activation, member)
        writes = Writes()
        code = notices[0].community
        text = self._desk.text(writes, caller, code, "reason", reason, member)
        for notice in notices:
            notice.decide(decide.withdraw_told(notice, text), by)
        open_again = sum(n.is_pending for n in notices)
        if not open_again:
            writes.texts.clear()
        body = {"member": member, "notices": open_again}
        return self._desk.save(caller, body, *notices, writes=writes)

    def _of_call(self, activation: str, member: str) -> list[Notice]:
        """What a call to a person is about: once it is over, that it is, and nothing before."""
        notices = notices_of(self._desk, activation, member)
        if not notices:
            raise NotFound("told", member)
        return [n for n in notices if n.kind == decide.OVER] or notices
