"""How the relay stands, for operators and their gauges."""

from __future__ import annotations

import msgspec


class Standing(msgspec.Struct, frozen=True):
    """``following``, ``unreachable``, or ``diverged``: Redis holds another history than the log.

    ``position`` is of the last event in Redis; of a Redis that cannot be asked it is unknown.
    """

    state: str
    stream: str | None = None
    position: int | None = None
    head: int = 0
    error: str | None = None

    @property
    def lag(self) -> int | None:
        """How many positions Redis is behind the log, ``None`` where that has no meaning."""
        if self.state != "following" or self.position is None:
            return None
        return max(0, self.head - self.position)
