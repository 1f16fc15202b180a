"""Sessions of browsers, of an account or of a personal link; only digests of them are kept."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from engine.accounts.rows import Rows, digest, fresh, micros, moment
from engine.clock import Clock
from engine.store import Store

SESSION = "ps_"
LASTS = timedelta(days=30)


class Session(msgspec.Struct, frozen=True):
    """A session: of an account, or of a personal link."""

    account: str
    link: str
    expires_at: datetime


class Sessions:
    """Who is signed in where. One that ended is deleted."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._rows, self._clock = Rows(store), clock

    def begin(self, *, account: str = "", link: str = "", until: datetime | None = None) -> str:
        """A new session's secret; those whose time is over are swept away."""
        now = self._clock()
        ends = min(now + LASTS, until) if until else now + LASTS
        secret = fresh(SESSION)
        self._rows.run("DELETE FROM directory_sessions WHERE expires_at <= ?", micros(now))
        self._rows.run(
            "INSERT INTO directory_sessions (hash, account, link, created_at, expires_at)"
            " VALUES (?, ?, ?, ?, ?)",
            digest(secret),
            account,
            link,
            micros(now),
            micros(ends),
        )
        return secret

    def find(self, secret: str) -> Session | None:
        """The session of a secret, while it lasts."""
        rows = self._rows.select(
            "SELECT account, link, expires_at FROM directory_sessions"
            " WHERE hash = ? AND expires_at > ?",
            digest(secret),
            micros(self._clock()),
        )
        return Session(rows[0][0], rows[0][1], moment(rows[0][2])) if rows else None

    def end(self, secret: str) -> None:
        """Sign out here. Repeated, it changes nothing."""
        self._rows.run("DELETE FROM directory_sessions WHERE hash = ?", digest(secret))

    def end_all(self, *, account: str = "", link: str = "", but: str = "") -> None:
        """Sign an account or a link out everywhere, but for the session of one secret."""
        self._rows.run(
            "DELETE FROM directory_sessions WHERE account = ? AND link = ? AND hash <> ?",
            account,
            link,
            digest(but) if but else "",
        )
