"""Bearer tokens, hashed at rest, beside the directory: they name people and are not history."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import msgspec

from domain.refusal import NotFound, Refused
from engine.clock import Clock
from engine.store import Store
from engine.token_uses import TokenUses

#: begins the parent of sessions signed in with the administrator's token of the environment
ADMINISTRATOR = "admin"
ROLES = ("administrator", "secretary", "supervisor", "integrator")
#: what a token may be narrowed to, and whether events name people to it: masked, or in full
SCOPES = ("events:read", "webhooks:write", "people:masked", "people:full", "practice:write")
NAMING = ("people:masked", "people:full")


class Token(msgspec.Struct, frozen=True):
    """A token without its secret; ``place`` is a code of the organisation tree, empty for all.

    ``scopes`` narrow it to those, none leave it all that its role may; ``purpose`` says what it
    reads names and phones for. ``parent`` is the token that a browser session was signed in with.
    ``used_at`` is when it was last used, as far as minutes tell.
    """

    id: str
    role: str
    place: str
    name: str
    scopes: tuple[str, ...]
    created_at: datetime
    expires_at: datetime | None
    parent: str | None
    purpose: str = ""
    used_at: datetime | None = None


class Tokens:
    """Who may call, and as what."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock
        self._uses = TokenUses(store, clock)

    def create(
        self,
        role: str,
        place: str,
        name: str,
        *,
        scopes: Sequence[str] = (),
        expires_at: datetime | None = None,
        parent: str | None = None,
        purpose: str = "",
    ) -> tuple[Token, str]:
        """A new token and its secret, which is told here once and never again."""
        if role not in ROLES:
            raise Refused("role_unknown", field="role", value=role)
        _check(scopes, purpose)
        now = self._clock()
        if expires_at is not None and expires_at <= now:
            raise Refused("expiry_past", field="expires_at")
        id, secret = secrets.token_hex(8), f"pz_{secrets.token_urlsafe(32)}"
        token = Token(id, role, place, name, tuple(scopes), now, expires_at, parent, purpose)
        self._run(
            "INSERT INTO directory_tokens (id, hash, role, place, name, scopes, created_at,"
            " expires_at, parent, purpose) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            id,
            _hash(secret),
            role,
            place,
            name,
            " ".join(scopes),
            _micros(now),
            _micros(expires_at) if expires_at else None,
            parent,
            purpose,
        )
        return token, secret

    def find(self, secret: str) -> Token | None:
        """The valid token of a secret: not revoked, not expired, nor its parent.

        Its use is recorded; that of a session counts for the token it was signed in with.
        """
        rows = self._run(f"{_SELECT} WHERE hash = ? AND revoked_at IS NULL", _hash(secret))
        token = _token(rows[0]) if rows else None
        if token is None or self._is_over(token):
            return None
        if token.parent is None:
            self._uses.note(token.id, token.used_at)
        elif not token.parent.startswith(ADMINISTRATOR) and not self.stands(token.parent):
            return None
        return token

    def all(self, place: str = "", after: str = "", limit: int = 100) -> list[Token]:
        """Tokens that stand, sessions apart, whose place begins so, by id."""
        rows = self._run(
            f"{_SELECT} WHERE revoked_at IS NULL AND parent IS NULL AND id > ?"
            " AND substr(place, 1, ?) = ? AND (expires_at IS NULL OR expires_at > ?)"
            " ORDER BY id LIMIT ?",
            after,
            len(place),
            place,
            _micros(self._clock()),
            limit,
        )
        return [_token(r) for r in rows]

    def get(self, id: str) -> Token:
        """The token of that id, revoked or not, or refused."""
        rows = self._run(f"{_SELECT} WHERE id = ?", id)
        if not rows:
            raise NotFound("token", id)
        return _token(rows[0])

    def stands(self, id: str, *, used: bool = True) -> bool:
        """Whether the token of that id is good: neither revoked nor expired; a use, if ``used``."""
        rows = self._run(f"{_SELECT} WHERE id = ? AND revoked_at IS NULL", id)
        token = _token(rows[0]) if rows else None
        if token is None or self._is_over(token):
            return False
        if used:
            self._uses.note(id, token.used_at)
        return True

    def named(self, id: str) -> str | None:
        """The name that a token was made for, revoked or not."""
        rows = self._run("SELECT name FROM directory_tokens WHERE id = ?", id)
        return rows[0][0] if rows else None

    def purpose(self, id: str) -> str:
        """What a token was made for, revoked or not; empty where nobody said."""
        rows = self._run("SELECT purpose FROM directory_tokens WHERE id = ?", id)
        return str(rows[0][0]) if rows else ""

    def revoke(self, id: str) -> None:
        """End a token and the sessions signed in with it. Repeated, it changes nothing."""
        self._run(
            "UPDATE directory_tokens SET revoked_at = ?"
            " WHERE (id = ? OR parent = ?) AND revoked_at IS NULL",
            _micros(self._clock()),
            id,
            id,
        )

    def end_sessions(self, id: str) -> None:
        """End the sessions signed in with a token, and not the token."""
        self._run(
            "UPDATE directory_tokens SET revoked_at = ? WHERE parent = ? AND revoked_at IS NULL",
            _micros(self._clock()),
            id,
        )

    def _is_over(self, token: Token) -> bool:
        return token.expires_at is not None and token.expires_at <= self._clock()

    def _run(self, sql: str, *params: object) -> list[tuple[Any, ...]]:
        """Through the store, which tells its troubles in its own words."""
        if sql.startswith("SELECT"):
            return self._store.recorder.select(sql, params)
        self._store.recorder.execute(sql, params)
        return []


_SELECT = (
    "SELECT id, role, place, name, scopes, created_at, expires_at, parent, purpose, used_at"
    " FROM directory_tokens"
)


def _token(row: tuple[Any, ...]) -> Token:
    id, role, place, name, scopes, created, expires, parent, purpose, used = row
    return Token(
        id,
        role,
        place,
        name,
        tuple(scopes.split()),
        _moment(created),
        _moment(expires) if expires is not None else None,
        parent,
        purpose,
        _moment(used) if used is not None else None,
    )


def _check(scopes: Sequence[str], purpose: str) -> None:
    for scope in scopes:
        if scope not in SCOPES:
            known = ", ".join(SCOPES)
            raise Refused("scope_unknown", field="scopes", value=scope, known=known)
    if not purpose.strip() and not set(NAMING).isdisjoint(scopes):
        raise Refused("purpose_missing", field="purpose")


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def _micros(at: datetime) -> int:
    return round(at.timestamp() * 1_000_000)


def _moment(micros: int) -> datetime:
    return datetime.fromtimestamp(micros / 1_000_000, UTC)
