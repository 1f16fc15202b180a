"""Whether the store answers, found out within a bound: by one look at a time, beside the requests.

The threads that serve requests may all be waiting for a database that is away, so a look has a
thread of its own, and whoever asks meanwhile waits for the same one.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Lock, Thread
from typing import Generic, TypeVar

T = TypeVar("T")

#: seconds until a store that does not answer is called unreachable
PATIENCE = 1.5


class Fitness(Generic[T]):
    """What a look gave. ``look`` may block, and raise."""

    def __init__(self, look: Callable[[], T]) -> None:
        self._look = look
        self._lock = Lock()
        self._under_way: Future[T] | None = None

    async def ask(self, seconds: float = PATIENCE) -> T:
        """The answer of a look; raises what it raised, or ``TimeoutError``."""
        looking = asyncio.wrap_future(self._looking())
        return await asyncio.wait_for(asyncio.shield(looking), seconds)

    def _looking(self) -> Future[T]:
        with self._lock:
            if self._under_way is None or self._under_way.done():
                self._under_way = Future()
                Thread(
                    target=self._run, args=(self._under_way,), name="fitness", daemon=True
                ).start()
            return self._under_way

    def _run(self, told: Future[T]) -> None:
        told.set_running_or_notify_cancel()
        try:
            told.set_result(self._look())
        except BaseException as error:
            told.set_exception(error)
