"""Many subscribers to a stream of events, and when each of them had which event."""

from __future__ import annotations

import asyncio
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from threading import Condition, Thread
from urllib.parse import urlsplit

_ID = re.compile(rb"^id: (\d+)$", re.MULTILINE)


class _Subscriber(asyncio.Protocol):
    """Reads what comes and tells the crowd; keeps no more than an unfinished line."""

    def __init__(self, crowd: Crowd, number: int, request: bytes) -> None:
        self._crowd, self._number, self._request, self._rest = crowd, number, request, b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        transport.write(self._request)

    def data_received(self, data: bytes) -> None:
        at = time.perf_counter()
        whole, _, self._rest = (self._rest + data).rpartition(b"\n\n")
        heard = [int(id) for id in _ID.findall(whole)]
        self._crowd.heard(self._number, at, b"retry:" in whole, heard)


class Crowd:
    """So many subscribers in a thread of their own. ``close`` it.

    ``headers`` are everybody's, or those of one after the other, over and over.
    """

    def __init__(self, url: str, count: int, *headers: str) -> None:
        address = urlsplit(url)
        self._host, self._port, self._count = address.hostname or "", address.port or 80, count
        # as browsers ask
        asked = f"GET {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\n"
        asked += "Accept-Encoding: gzip, deflate, br\r\n"
        self._requests = [f"{asked}{said}\r\n".encode() for said in headers or ("",)]
        self._moved = Condition()
        self._there = 0
        self._moments: dict[int, list[float]] = {}
        #: what counts as news, and when each of them first had some
        self._mark, self._highest, self._news = 0, 0, dict[int, float]()
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

    def expect(self) -> None:
        """From now on whatever is later than all that anybody has heard is news."""
        with self._moved:
            self._mark = self._highest
            self._news.clear()

    def news(self) -> list[float]:
        """Wait until everybody has some; the moments at which each had the first."""
        with self._moved:
            there = self._moved.wait_for(lambda: len(self._news) == self._count, 60)
            assert there, f"{len(self._news)} of {self._count}"
            return list(self._news.values())

    def heard(self, number: int, at: float, is_there: bool, positions: list[int]) -> None:
        """One of them read something."""
        with self._moved:
            self._there += is_there
            if positions and positions[-1] > self._mark:
                self._news.setdefault(number, at)
                self._highest = max(self._highest, positions[-1])
            for position in positions:
                self._moments.setdefault(position, []).append(at)
            self._moved.notify_all()

    def close(self) -> None:
        """Everybody leaves."""
        self._loop.call_soon_threadsafe(self._loop.stop)

    async def _come(self) -> None:
        loop = asyncio.get_running_loop()
        for number in range(self._count):
            asked = self._requests[number % len(self._requests)]
            one = partial(_Subscriber, self, number, asked)
            await loop.create_connection(one, self._host, self._port)


@contextmanager
def gathered(
    url: str, pid: int, count: int, *headers: str
) -> Iterator[tuple[Crowd, Callable[[], float]]]:
    """A few subscribers to warm a process up, then so many; and what each takes of its memory."""
    for _ in range(3):
        Crowd(url, 20, *headers).close()
    time.sleep(1)
    before = resident(pid)
    there = Crowd(url, count, *headers)
    yield there, lambda: (resident(pid) - before) / count
    there.close()


def computed(pid: int) -> float:
    """Seconds that a process has been computing."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def resident(pid: int) -> int:
    """Bytes of memory that a process has for itself."""
    lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    own = [line.split() for line in lines if line.startswith(("Private_", "Swap:"))]
    return sum(int(words[1]) for words in own) * 1024
