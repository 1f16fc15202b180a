"""Secret links to calendars, hashed at rest: who has one reads it, until it is revoked."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import Any

import msgspec

from domain.refusal import NotFound, Refused
from engine.clock import Clock
from engine.store import Store
from engine.store.moments import micros, moment


class Calendar(msgspec.Struct, frozen=True):
    """A link without its secret: to what a member has to do, a group, or a whole community."""

    id: str
    community: str
    member: str | None
    group: str | None
    name: str
    created_by: str
    created_at: datetime


class Calendars:
    """The links that were given out."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def create(
        self, community: str, name: str, by: str, *, member: str | None, group: str | None
    ) -> tuple[Calendar, str]:
        """A new link and its secret, which is told here once and never again."""
        id, secret = secrets.token_hex(8), secrets.token_urlsafe(32)
        made = Calendar(id, community, member, group, name, by, self._clock())
        self._store.recorder.execute(
            "INSERT INTO directory_calendars (id, hash, community, member, team, name,"
            " created_by, created_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (id, _hash(secret), community, member, group, name, by, micros(made.created_at)),
        )
        return made, secret

    def find(self, secret: str) -> Calendar:
        """The calendar of a secret; refused when there is none, and when it was revoked."""
        rows = self._run(f"{_SELECT} WHERE hash = ?", _hash(secret))
        if not rows:
            raise NotFound("calendar", "…")
        if rows[0][-1] is not None:
            raise Refused("calendar_revoked")
        return _calendar(rows[0])

    def of(self, community: str, after: str = "", limit: int = 100) -> list[Calendar]:
        """The links of a community that stand, by id."""
        rows = self._run(
            f"{_SELECT} WHERE community = ? AND id > ? AND revoked_at IS NULL ORDER BY id LIMIT ?",
            community,
            after,
            limit,
        )
        return [_calendar(row) for row in rows]

    def revoke(self, community: str, id: str) -> None:
        """End a link. Repeated, it changes nothing."""
        if not self._run(f"{_SELECT} WHERE id = ? AND community = ?", id, community):
            raise NotFound("calendar", id)
        self._store.recorder.execute(
            "UPDATE directory_calendars SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            (micros(self._clock()), id),
        )

    def revoke_of(self, community: str, member: str) -> None:
        """End every link to a member's calendar."""
        self._store.recorder.execute(
            "UPDATE directory_calendars SET revoked_at = ?"
            " WHERE community = ? AND member = ? AND revoked_at IS NULL",
            (micros(self._clock()), community, member),
        )

    def _run(self, statement: str, *parameters: Any) -> list[tuple[Any, ...]]:
        return self._store.recorder.select(statement, parameters)


_SELECT = (
    "SELECT id, community, member, team, name, created_by, created_at, revoked_at "
    "FROM directory_calendars"
)


def _calendar(row: tuple[Any, ...]) -> Calendar:
    id, community, member, group, name, by, created, _ = row
    return Calendar(id, community, member, group, name, by, moment(created))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
