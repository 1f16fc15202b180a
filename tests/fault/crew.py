"""Clients and subscribers, on an event loop in a thread of their own."""

from __future__ import annotations

import asyncio
import time
from threading import Thread
from typing import Any

from tests.fault.clients import Client, Crowd
from tests.fault.subscribers import Reader


class Crew:
    """Everybody who is at work in a run, but for whoever kills."""

    def __init__(self, crowd: Crowd, clients: list[Client], readers: list[Reader]) -> None:
        self.crowd, self._clients, self.readers = crowd, clients, readers
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=self._loop.run_forever, name="crowd", daemon=True)
        self._working: list[Any] = []
        self._reading: list[Any] = []

    def start(self, rest: float) -> None:
        """Let everybody begin; ``rest`` are seconds between two acts of a client."""
        self._thread.start()
        for client in self._clients:
            self._working.append(asyncio.run_coroutine_threadsafe(client.run(rest), self._loop))
        for reader in self.readers:
            self._reading.append(asyncio.run_coroutine_threadsafe(reader.run(), self._loop))

    def finish(self, seconds: float = 90) -> None:
        """Nobody begins anything more; whatever was begun is answered."""
        self._loop.call_soon_threadsafe(self.crowd.stopping.set)
        until = time.monotonic() + seconds
        for working in self._working:
            working.result(max(0.1, until - time.monotonic()))

    def close(self) -> None:
        """Stop reading, and end the loop; a reader that failed by itself is told."""
        for reading in self._reading:
            if reading.done():
                reading.result()
            reading.cancel()
        asyncio.run_coroutine_threadsafe(self.crowd.close(), self._loop).result(20)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
