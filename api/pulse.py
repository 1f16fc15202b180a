"""The pulse: how far the log is, told to whoever waits, in threads and in the event loop.

The store wakes it in this process and, on PostgreSQL, across processes. With Redis it also tells
others and is told. Redis carries only the word that something happened, never what; nobody who
writes or reads ever waits for it.
"""

from __future__ import annotations

import asyncio
from threading import Condition, Event, Thread

import redis
import structlog

from engine.redis_link import linked
from engine.store import Store

logger = structlog.get_logger()
CHANNEL = "pingzhan:position"
#: seconds until a Redis that was lost is asked again
AGAIN = 2.0


class Pulse:
    """The head of the log as this process knows it."""

    def __init__(self, store: Store, redis_url: str = "") -> None:
        self._store = store
        self._redis = linked(redis_url) if redis_url else None
        self._condition = Condition()
        self._stopping = Event()
        self._loops: dict[asyncio.Event, asyncio.AbstractEventLoop] = {}
        self.head = store.head()
        #: the last position of this process's own commits, for the others
        self._own = self._told = 0
        store.on_commit.append(self._committed)

    def start(self) -> None:
        """Begin to listen for the commits of other processes, and to tell them of ours."""
        Thread(target=self._follow, name="pulse", daemon=True).start()
        if self._redis is not None:
            for run, name in ((self._listen, "pulse-redis"), (self._tell, "pulse-tell")):
                Thread(target=run, args=(self._redis,), name=name, daemon=True).start()

    def wait(self, after: int, timeout: float) -> int:
        """Block until the log is past a position, or the time is out; gives the head."""
        with self._condition:
            self._condition.wait_for(lambda: self.head > after or self._stopping.is_set(), timeout)
            return self.head

    async def next(self, after: int, seconds: float) -> int:
        """The same without blocking the event loop."""
        if self.head > after:
            return self.head
        woken = asyncio.Event()
        self._loops[woken] = asyncio.get_running_loop()
        try:
            if self.head <= after and not self._stopping.is_set():
                await asyncio.wait_for(woken.wait(), seconds)
        except TimeoutError:
            pass
        finally:
            self._loops.pop(woken, None)
        return self.head

    @property
    def is_stopping(self) -> bool:
        """Whether the server is on its way out, so that open streams should end."""
        return self._stopping.is_set()

    def close(self) -> None:
        """Wake everybody for the last time."""
        self._stopping.set()
        self._wake(self.head)

    def _committed(self, position: int) -> None:
        with self._condition:
            self._own = max(self._own, position)
        self._wake(position)

    def _wake(self, position: int) -> None:
        with self._condition:
            self.head = max(self.head, position)
            self._condition.notify_all()
        for woken, loop in list(self._loops.items()):
            if not loop.is_closed():
                loop.call_soon_threadsafe(woken.set)

    def _follow(self) -> None:
        while not self._stopping.is_set():
            try:
                head = self._store.wait(self.head, 1.0)
            except Exception:
                if not self._stopping.wait(1.0):
                    logger.exception("pulse_failed")
                continue
            if head > self.head:
                self._wake(head)

    def _tell(self, link: redis.Redis) -> None:
        """Publish how far this process wrote, the last word only; in a thread of its own, for a
        Redis that hangs must hold up no command.
        """
        while not self._stopping.is_set():
            with self._condition:
                self._condition.wait_for(lambda: self._own > self._told or self._stopping.is_set())
                own = self._own
            try:
                link.publish(CHANNEL, own)
            except redis.RedisError as error:
                logger.warning("redis_unreachable", error=type(error).__name__)
                self._stopping.wait(AGAIN)
            self._told = own

    def _listen(self, link: redis.Redis) -> None:
        while not self._stopping.is_set():
            try:
                with link.pubsub(ignore_subscribe_messages=True) as channel:  # type: ignore[no-untyped-call]
                    channel.subscribe(CHANNEL)
                    while not self._stopping.is_set():
                        message = channel.get_message(timeout=1.0)
                        if message is not None:
                            self._wake(max(self.head, self._store.head()))
            except redis.RedisError as error:
                logger.warning("redis_unreachable", error=type(error).__name__)
                self._stopping.wait(AGAIN)
            except Exception:
                # the store is away: whoever waits for it asks it anyhow
                if not self._stopping.wait(AGAIN):
                    logger.exception("pulse_failed")
