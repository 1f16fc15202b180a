"""Who listens to the log, and whether they may still."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Hashable


class Listener:
    """One reader of a stream, who is woken when there may be something for them.

    ``key`` is the same for all whose right to read is the same.
    """

    __slots__ = ("_sent_at", "_waits", "key", "may_go_on", "over")

    def __init__(self, key: Hashable, may_go_on: Callable[[], bool]) -> None:
        self.key, self.may_go_on = key, may_go_on
        #: why it ends, once it does
        self.over = ""
        self._waits: asyncio.Future[None] | None = None
        self._sent_at = 0.0

    def wake(self) -> None:
        """Something happened that they may want to look at."""
        if self._waits is not None and not self._waits.done():
            self._waits.set_result(None)

    def end(self, why: str) -> None:
        """Let the stream say goodbye; the first reason stands."""
        self.over = self.over or why
        self.wake()

    def sent(self) -> None:
        """Something went out just now."""
        self._sent_at = _now()

    def is_quiet_for(self, seconds: float) -> bool:
        """Whether nothing went out for so long."""
        return _now() - self._sent_at >= seconds

    async def wait(self) -> None:
        """Until they are woken."""
        self._waits = asyncio.get_running_loop().create_future()
        try:
            await self._waits
        finally:
            self._waits = None


def _now() -> float:
    return asyncio.get_running_loop().time()
