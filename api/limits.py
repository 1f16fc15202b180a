"""How much one caller may ask: requests a minute, wrong tokens, and streams; kept in Redis if any.

A limit is there for scripts that run wild. Whoever shows a valid token is never shut out because
others behind the same address show wrong ones.
"""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

import structlog
from limits import RateLimitItem, parse
from limits.aio.storage import RedisStorage
from limits.aio.strategies import FixedWindowRateLimiter as SharedWindow
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from domain.refusal import Refused

#: seconds that Redis has to answer, and for which it is left alone when it did not
PATIENCE, REST = 0.25, 10.0
OFF = "off"
logger = structlog.get_logger()


class Rate:
    """So many in a window, by caller. Without Redis, or while it is away, by this process alone."""

    def __init__(self, said: str, name: str, redis_url: str = "") -> None:
        self._rate = rate(said, name)
        self._name = name
        self._own = FixedWindowRateLimiter(MemoryStorage())
        self._shared = SharedWindow(_storage(redis_url)) if redis_url and self._rate else None
        self._rested = 0.0

    async def hit(self, caller: str) -> int:
        """Count one more; 0 when it is within the limit, else the seconds to wait."""
        if self._rate is None:
            return 0
        if self._shared is not None and time.monotonic() >= self._rested:
            try:
                return await self._hit_shared(self._rate, self._shared, caller)
            except Exception as error:
                self._rested = time.monotonic() + REST
                logger.warning("limits_without_redis", error=type(error).__name__)
        if self._own.hit(self._rate, self._name, caller):
            return 0
        return _left(self._own.get_window_stats(self._rate, self._name, caller))

    async def _hit_shared(self, rate: RateLimitItem, window: SharedWindow, caller: str) -> int:
        if await window.hit(rate, self._name, caller):
            return 0
        return _left(await window.get_window_stats(rate, self._name, caller))


class Streams:
    """The streams that this process holds open, in all and by caller."""

    def __init__(self, most: int, most_each: int) -> None:
        #: in all
        self.most = most
        self._most_each = most_each
        self._open: Counter[str] = Counter()
        self.total = 0

    def refusal(self, caller: str) -> str | None:
        """The code of the limit that one more would break, ``None`` when it is welcome."""
        if self._open[caller] >= self._most_each:
            return "streams_each_full"
        return "streams_full" if self.total >= self.most else None

    def open(self, caller: str) -> None:
        """One more is open."""
        self._open[caller] += 1
        self.total += 1

    def close(self, caller: str) -> None:
        """One has ended."""
        self.total -= 1
        self._open[caller] -= 1
        if not self._open[caller]:
            del self._open[caller]


def rate(said: str, name: str) -> RateLimitItem | None:
    """A rate such as ``100/second`` or ``6000/minute``; ``None`` for ``off``."""
    if said.strip() == OFF:
        return None
    try:
        return parse(said)
    except ValueError:
        raise Refused("rate_invalid", field=name, value=said) from None


def _storage(url: str) -> RedisStorage:
    uri = f"async+redis+{url}" if url.startswith("unix:") else f"async+{url}"
    patience: dict[str, Any] = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE}
    return RedisStorage(uri, implementation="redispy", key_prefix="pingzhan:limits", **patience)


def _left(stats: Any) -> int:
    return max(1, round(float(stats.reset_time) - time.time()))
