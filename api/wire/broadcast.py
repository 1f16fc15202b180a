"""One reader of the log for all streams of a process, and one watch over who may still listen."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from itertools import islice
from typing import Any

import msgspec
import structlog

from api import sse
from api.cloudevents import cloud_event
from api.drills import Drills
from api.pulse import Pulse
from api.wire.listener import Listener
from api.wire.ring import Entry, Ring
from domain.facts.group import OfGroup
from domain.record import Recorded
from engine.store import Store

logger = structlog.get_logger()
#: facts that are read at once
PAGE = 1000
#: keys that are looked at in one go
AT_ONCE = 50


class Pace(msgspec.Struct, frozen=True):
    """Seconds: after how many quiet ones a comment goes out; how long a reader may take in none."""

    heartbeat: float = 15.0
    patience: float = 20.0
    #: how long a reader that was too slow has to hear so
    farewell: float = 10.0


class Broadcast:
    """The head of the log, read and encoded once for all who listen; asleep while nobody does."""

    def __init__(self, store: Store, pulse: Pulse, drills: Drills) -> None:
        self.store, self.pulse, self.drills = store, pulse, drills
        self.pace = Pace()
        self.ring = Ring()
        self.listeners: set[Listener] = set()
        self._tasks: list[asyncio.Task[None]] = []
        # of its own, so that no request that takes long stands in the way of the streams
        self._thread = ThreadPoolExecutor(1, "broadcast")

    @asynccontextmanager
    async def joined(self, listener: Listener) -> AsyncIterator[None]:
        """Listen until the end of the block."""
        if not self.listeners:
            self.ring = Ring(self.pulse.head)
            self._tasks = [asyncio.create_task(job()) for job in (self._follow, self._watch)]
        self.listeners.add(listener)
        listener.sent()
        if self.pulse.is_stopping:
            listener.end("stopping")
        try:
            yield
        finally:
            self.listeners.discard(listener)
            if not self.listeners:
                for task in self._tasks:
                    task.cancel()

    async def _follow(self) -> None:
        """Keep the ring at the head, and wake everybody."""
        ring = self.ring
        while not self.pulse.is_stopping:
            head = await self.pulse.next(ring.end, self.pace.heartbeat)
            if head <= ring.end:
                continue
            try:
                entries, until = await self._on_thread(self._read, ring.end, head)
            except Exception as error:
                logger.warning("broadcast_failed", error=type(error).__name__)
                await asyncio.sleep(1)
                continue
            ring.extend(entries, until)
            self._wake(self.listeners)
        for listener in self.listeners:
            listener.end("stopping")

    def _read(self, after: int, head: int) -> tuple[list[Entry], int]:
        facts = self.store.read(after, PAGE, until=head)
        drills = self.drills.among(facts)
        entries = [_entry(r, sse.line(r.position, cloud_event(r, drills))) for r in facts]
        return entries, facts[-1].position if len(facts) == PAGE else head

    async def _watch(self) -> None:
        """Send heartbeats, and end the streams of those who may read no longer.

        Everybody with the same key is asked for once.
        """
        beat = self.pace.heartbeat / 3
        while True:
            await asyncio.sleep(beat)
            ended: set[Hashable] = set()
            for some in _some({listener.key: listener for listener in self.listeners}):
                ended |= await self._on_thread(_over, some)
            for listener in self.listeners:
                if listener.key in ended:
                    listener.end("token_invalid")
            self._wake(x for x in self.listeners if x.is_quiet_for(self.pace.heartbeat - beat))

    async def _on_thread(self, work: Any, *arguments: Any) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work, *arguments)

    def _wake(self, listeners: Iterable[Listener]) -> None:
        for listener in listeners:
            listener.wake()

    def close(self) -> None:
        """Nothing is read any more."""
        self._thread.shutdown(wait=False, cancel_futures=True)


def _entry(r: Recorded, lines: bytes) -> Entry:
    activation = getattr(r.fact, "activation", None)
    return Entry(r.position, r.community, r.topic, activation, lines, (r.stream, *_named(r.fact)))


def _named(fact: Any) -> Iterator[str]:
    """The people whom a fact of a group gives something or takes something from."""
    if not isinstance(fact, OfGroup):
        return
    for field in ("member", "to", "colleague", "relieved"):
        told = getattr(fact, field, None)
        if told:
            yield from (told,) if isinstance(told, str) else told
    yield from getattr(fact, "assignees", ())


def _some(asked: dict[Hashable, Listener]) -> Iterator[list[Listener]]:
    """A few at a time, so that what is new is read between them."""
    everybody = iter(asked.values())
    while some := list(islice(everybody, AT_ONCE)):
        yield some


def _over(listeners: Iterable[Listener]) -> set[Hashable]:
    """The keys of those who may read no longer; where that cannot be told now, they go on."""
    over: set[Hashable] = set()
    for listener in listeners:
        try:
            if not listener.may_go_on():
                over.add(listener.key)
        except Exception as error:
            logger.warning("right_to_read_unknown", error=type(error).__name__)
    return over
