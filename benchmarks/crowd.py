"""Many subscribers to a stream of events, and when each of them had which event."""

from __future__ import annotations

import asyncio
import re
import time
from pathlib import Path
from threading import Condition, Thread
from urllib.parse import urlsplit

_ID = re.compile(rb"^id: (\d+)$", re.MULTILINE)


class _Subscriber(asyncio.Protocol):
    """Reads what comes and tells the crowd; keeps no more than an unfinished line."""

    def __init__(self, crowd: Crowd, request: bytes) -> None:
        self._crowd, self._request, self._rest = crowd, request, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        at = time.perf_counter()
        whole, _, self._rest = (self._rest + data).rpartition(b"\n\n")
        self._crowd.heard(at, b"retry:" in whole, [int(id) for id in _ID.findall(whole)])


class Crowd:
    """So many subscribers in a thread of their own. ``close`` it."""

    def __init__(self, url: str, count: int, headers: str = "") -> None:
        address = urlsplit(url)
        self._host, self._port, self._count = address.hostname, address.port, count
        # as browsers ask
        asked = f"GET {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\n"
        self._request = f"{asked}Accept-Encoding: gzip, deflate, br\r\n{headers}\r\n".encode()
        self._moved = Condition()
        self._there = 0
        self._moments: dict[int, list[float]] = {}
        self._loop = asyncio.new_event_loop()
        Thread(target=self._loop.run_forever, daemon=True).start()
        asyncio.run_coroutine_threadsafe(self._come(), self._loop).result(120)
        with self._moved:
            assert self._moved.wait_for(lambda: self._there == count, 120), self._there

    def when(self, position: int) -> list[float]:
        """Wait until everybody has an event; the moments at which they had it."""
        with self._moved:
            there = self._moved.wait_for(
                lambda: len(self._moments.get(position, ())) == self._count, 60
            )
            assert there, f"{len(self._moments.get(position, ()))} of {self._count}"
            return self._moments.pop(position)

    def heard(self, at: float, is_there: bool, positions: list[int]) -> None:
        """One of them read something."""
        with self._moved:
            self._there += is_there
            for position in positions:
                self._moments.setdefault(position, []).append(at)
            self._moved.notify_all()

    def close(self) -> None:
        """Everybody leaves."""
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _come(self) -> None:
        for _ in range(self._count):
            await asyncio.get_running_loop().create_connection(
                lambda: _Subscriber(self, self._request), self._host, self._port
            )


def resident(pid: int) -> int:
    """Bytes of memory that a process has for itself."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    own = [line.split() for line in lines if line.startswith(("Private_", "Swap:"))]
    return sum(int(words[1]) for words in own) * 1024
