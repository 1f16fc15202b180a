"""When a refused event is tried again, and after how many attempts its line parks."""

from __future__ import annotations

import random

import msgspec


class Backoff(msgspec.Struct, frozen=True):
    """Pauses that grow, in seconds, each shortened by chance so that not all come at once."""

    first: float = 2.0
    factor: float = 3.0
    most: float = 600.0
    #: by how much of itself a pause may be shorter
    jitter: float = 0.3
    #: attempts after which a line parks
    attempts: int = 8

    def pause(self, failures: int, asked: float | None = None) -> float:
        """Seconds until the next attempt after so many; ``asked`` is the endpoint's own wish."""
        grown = self.first * self.factor ** min(failures - 1, 60)
        pause = min(self.most, grown) * (1 - self.jitter * random.random())
        return max(pause, min(self.most, asked or 0.0))
