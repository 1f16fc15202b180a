"""Guessing ends early: after some wrong passwords a name is locked for a while.

Whether there is an account of that name makes no difference. Names are kept as digests.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from domain.refusal import Refused
from engine.accounts.rows import Rows, digest, micros, moment
from engine.clock import Clock
from engine.store import Store

WRONG = 5
LOCKED = timedelta(minutes=15)
#: counted before the password is looked at, so that guesses at the same time count too
_COUNT = """INSERT INTO directory_attempts (login, failures, last_at) VALUES (?, 1, ?)
    ON CONFLICT (login) DO UPDATE SET
    failures = CASE WHEN directory_attempts.last_at < ? THEN 1
        ELSE directory_attempts.failures + 1 END,
    last_at = CASE WHEN directory_attempts.last_at >= ? AND directory_attempts.failures >= ?
        THEN directory_attempts.last_at ELSE excluded.last_at END"""


class Attempts:
    """Counts attempts by name until one succeeds."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._rows, self._clock = Rows(store), clock

    def count(self, login: str) -> None:
        """Count an attempt; refused while the name is locked."""
        now = self._clock()
        since, name = micros(now - LOCKED), digest(login)
        self._rows.run(_COUNT, name, micros(now), since, since, WRONG)
        found = self._rows.select("SELECT failures FROM directory_attempts WHERE login = ?", name)
        if found and found[0][0] > WRONG:
            raise Refused("sign_in_locked", field="login", minutes=int(LOCKED.total_seconds() / 60))

    def locked(self, logins: Iterable[str]) -> dict[str, datetime]:
        """Which of these names are locked now, and until when."""
        names = {digest(login): login for login in logins}
        rows = self._rows.select(
            "SELECT login, last_at FROM directory_attempts WHERE failures >= ? AND last_at >= ?",
            WRONG,
            micros(self._clock() - LOCKED),
        )
        return {names[name]: moment(last) + LOCKED for name, last in rows if name in names}

    def forget(self, login: str) -> None:
        """Begin to count anew: it was the right password, or an administrator says so."""
        self._rows.run("DELETE FROM directory_attempts WHERE login = ?", digest(login))
