"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import datetime, timedelta

from tests.given import NOON


class FakeClock:
    """Tells what the test says. Safe to be read by many threads."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **by: float) -> datetime:
        """Move on, by what ``timedelta`` understands; gives the time then."""
        self.now += timedelta(**by)
        return self.now
