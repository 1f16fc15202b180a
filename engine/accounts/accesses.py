"""Who read personal data: added to, never changed.

Somebody who keeps a board open reads it a hundred times an hour: the same reading by the same
person is recorded once in some minutes. What was given a reason, or left the house, always is.
"""

from __future__ import annotations

import logging
import secrets
from datetime import datetime, timedelta
from typing import Any

import msgspec

from domain.ids import new_id
from domain.refusal import Refused
from engine.accounts.rows import Rows, micros, moment
from engine.clock import Clock
from engine.lately import Lately
from engine.store import Store, Text, Writes

AGAIN_AFTER = timedelta(minutes=5)
#: marks in the column ``member`` what is recorded of an account and not of somebody on a roster
_OF_ACCOUNT = "account:"
logger = logging.getLogger(__name__)


class Access(msgspec.Struct, frozen=True):
    """One reading: who, what kind, where, how many people; ``reason`` is a directory text.

    ``member`` is whom alone it was about, ``account`` which account.
    """

    id: str
    at: datetime
    actor: str
    kind: str
    place: str
    people: int
    member: str
    account: str
    reason: str


class Accesses:
    """The record of readings."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._rows, self._clock = Rows(store), clock
        self._store = store
        self._lately = Lately(clock)

    def read(
        self,
        actor: str,
        kind: str,
        place: str,
        people: int,
        *,
        member: str = "",
        quiet: timedelta = AGAIN_AFTER,
    ) -> None:
        """Record a reading, unless it was recorded some minutes ago, or within ``quiet``.

        A store that takes nothing now can still be read in an emergency: that is logged instead.
        """
        if people and self._lately.is_due(actor, kind, place, member, every=quiet):
            try:
                self._add(actor, kind, place, people, member, "")
            except Refused as refused:
                logger.warning("access_unrecorded", extra={"kind": kind, "why": refused.code})

    def given(self, actor: str, kind: str, place: str, member: str, reason: str) -> None:
        """Record what is shown for a reason, before it is shown; the reason is erased with them."""
        id = new_id()
        text = Text(id, place, "reason", reason.strip(), author=actor, about=member)
        self._store.save(writes=Writes(texts=[text]))
        self._add(actor, kind, place, 1, member, id)

    def taken(self, actor: str, kind: str, place: str, people: int, reason: str = "") -> str:
        """Record what leaves the house as a file, before it does; the record's id."""
        id = ""
        if reason:
            id = new_id()
            text = Text(id, place, "reason", reason.strip(), author=actor)
            self._store.save(writes=Writes(texts=[text]))
        return self._add(actor, kind, place, people, "", id)

    def unlocked(self, actor: str, place: str, account: str) -> None:
        """Record who let an account in again whose password had been wrong too often."""
        self._add(actor, "unlock", place, 1, f"{_OF_ACCOUNT}{account}", "")

    def all(
        self,
        place: str,
        *,
        actor: str = "",
        kind: str = "",
        since: datetime | None = None,
        until: datetime | None = None,
        before: str = "",
        limit: int = 100,
    ) -> list[Access]:
        """Readings in a place from one moment to another, the latest first, below an id."""
        among = [
            ("actor =", actor),
            ("kind =", kind),
            ("at >=", micros(since) if since else ""),
            ("at <=", micros(until) if until else ""),
        ]
        said = [(test, value) for test, value in among if value != ""]
        rows = self._rows.select(
            "SELECT id, at, actor, kind, place, people, member, reason FROM directory_accesses"
            " WHERE substr(place, 1, ?) = ? AND (? = '' OR id < ?)"
            + "".join(f" AND {test} ?" for test, _ in said)
            + " ORDER BY id DESC LIMIT ?",
            len(place),
            place,
            before,
            before,
            *(value for _, value in said),
            limit,
        )
        return [_access(row) for row in rows]

    def _add(self, actor: str, kind: str, place: str, people: int, member: str, reason: str) -> str:
        at = micros(self._clock())
        id = f"{at:020d}{secrets.token_hex(4)}"
        self._rows.run(
            "INSERT INTO directory_accesses (id, at, actor, kind, place, people, member, reason)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            at,
            actor,
            kind,
            place,
            people,
            member,
            reason,
        )
        return id


def _access(row: tuple[Any, ...]) -> Access:
    id, at, actor, kind, place, people, about, reason = row
    account = about.removeprefix(_OF_ACCOUNT) if about.startswith(_OF_ACCOUNT) else ""
    member = "" if account else about
    return Access(id, moment(at), actor, kind, place, people, member, account, reason)
