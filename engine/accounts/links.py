"""Personal links: one person, one activation, for members who have no account."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

import msgspec

from domain.refusal import NotFound, Refused
from engine.accounts.rows import Rows, digest, fresh, micros, moment
from engine.clock import Clock
from engine.store import Store

LINK = "pl_"
LASTS, MOST = timedelta(days=14), timedelta(days=90)
_SELECT = (
    "SELECT id, community, activation, member, made_by, created_at, expires_at, revoked_at"
    " FROM directory_links"
)


class Link(msgspec.Struct, frozen=True):
    """A personal link without its secret."""

    id: str
    community: str
    activation: str
    member: str
    made_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None


class Links:
    """Who may come in by a link, and to what."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._rows, self._clock = Rows(store), clock

    def create(
        self, community: str, activation: str, member: str, by: str, until: datetime | None = None
    ) -> tuple[Link, str]:
        """A new link and its secret, which is told here once and never again."""
        now = self._clock()
        until = until or now + LASTS
        if not now < until <= now + MOST:
            raise Refused("link_expiry", field="expires_at", most=MOST.days)
        link = Link(secrets.token_hex(8), community, activation, member, by, now, until, None)
        secret = fresh(LINK)
        self._rows.run(
            "INSERT INTO directory_links (id, hash, community, activation, member, made_by,"
            " created_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            link.id,
            digest(secret),
            community,
            activation,
            member,
            by,
            micros(now),
            micros(until),
        )
        return link, secret

    def find(self, secret: str) -> Link | None:
        """The link of a secret, unless it was revoked or its time is over."""
        return self._valid("hash", digest(secret))

    def valid(self, id: str) -> Link | None:
        """The link of an id, unless it was revoked or its time is over."""
        return self._valid("id", id)

    def _valid(self, by: str, value: str) -> Link | None:
        rows = self._rows.select(
            f"{_SELECT} WHERE {by} = ? AND revoked_at IS NULL AND expires_at > ?",
            value,
            micros(self._clock()),
        )
        return _link(rows[0]) if rows else None

    def get(self, id: str) -> Link:
        """The link of that id, whatever became of it, or refused."""
        rows = self._rows.select(f"{_SELECT} WHERE id = ?", id)
        if not rows:
            raise NotFound("link", id)
        return _link(rows[0])

    def all(self, activation: str, after: str = "", limit: int = 100) -> list[Link]:
        """The links of an activation that still open something, by id."""
        rows = self._rows.select(
            f"{_SELECT} WHERE activation = ? AND id > ? AND revoked_at IS NULL AND expires_at > ?"
            " ORDER BY id LIMIT ?",
            activation,
            after,
            micros(self._clock()),
            limit,
        )
        return [_link(row) for row in rows]

    def revoke(self, id: str) -> None:
        """Let a link open nothing any more. Repeated, it changes nothing."""
        self._rows.run(
            "UPDATE directory_links SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL",
            micros(self._clock()),
            id,
        )

    def forget(self, member: str) -> None:
        """Destroy the links of a person."""
        self._rows.run("DELETE FROM directory_links WHERE member = ?", member)


def _link(row: tuple[Any, ...]) -> Link:
    id, community, activation, member, by, created, expires, revoked = row
    over = moment(revoked) if revoked is not None else None
    return Link(id, community, activation, member, by, moment(created), moment(expires), over)
