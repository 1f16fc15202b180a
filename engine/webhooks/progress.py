"""How far a line got in one go, and the attempts by which it did."""

from __future__ import annotations

import msgspec

from engine.webhooks.subscription import Attempt, Line

_ATTEMPT = [c for c in Attempt.__struct_fields__ if c != "id"]
TRIED = f"INSERT INTO webhook_attempts ({', '.join(_ATTEMPT)}) VALUES ({', '.join('?' * 9)})"


class Progress(msgspec.Struct):
    """How far a line got in one go. ``count`` events are done with; ``since`` when the next one was
    recorded, as far as that is known.
    """

    line: Line
    done: int
    count: int = 0
    since: int | None = None
    tries: int = 0
    failures: int = 0
    next_at: int = 0
    parked_at: int | None = None
    error: str = ""
    #: the endpoint that said that it is gone for good
    gone: str | None = None
    attempts: list[Attempt] = []


def row(attempt: Attempt) -> tuple[object, ...]:
    """An attempt as ``TRIED`` wants it."""
    return tuple(getattr(attempt, c) for c in _ATTEMPT)
