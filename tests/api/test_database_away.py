"""The database goes away and comes back: told at once, and found again at once."""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Iterator
from threading import Thread
from urllib.parse import urlsplit, urlunsplit

import httpx2
import pytest

from tests.api.places import fresh_code, register
from tests.api.serving import Live, serving


class Line:
    """The way to a server, which can be cut and mended."""

    def __init__(self, to: tuple[str, int]) -> None:
        self._to = to
        self._open: list[socket.socket] = []
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._door.getsockname()[1]
        self._accept()

    def cut(self) -> None:
        """Drop every connection and take no new ones."""
        for end in (self._door, *self._open):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()
        self._open.clear()

    def mend(self) -> None:
        """Take connections again."""
        self._door = socket.create_server(("127.0.0.1", self.port))
        self._accept()

    def _accept(self) -> None:
        Thread(target=self._serve, args=(self._door,), daemon=True).start()

    def _serve(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = door.accept()
                far = socket.create_connection(self._to)
                self._open += [near, far]
                for a, b in ((near, far), (far, near)):
                    Thread(target=_carry, args=(a, b), daemon=True).start()


def _carry(source: socket.socket, target: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while part := source.recv(65536):
            target.sendall(part)
    for end in (source, target):
        with contextlib.suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)


@pytest.fixture
def line(postgres_url: str) -> Iterator[Line]:
    parts = urlsplit(postgres_url)
    line = Line((str(parts.hostname), parts.port or 5432))
    yield line
    line.cut()


@pytest.fixture
def live(line: Line, postgres_url: str) -> Iterator[Live]:
    parts = urlsplit(postgres_url)
    place = f"{parts.username}@127.0.0.1:{line.port}"
    with serving(urlunsplit(parts._replace(netloc=place))) as live:
        yield live


def ready(live: Live) -> tuple[int, float]:
    """What a look at its readiness says, and how many seconds that takes."""
    started = time.monotonic()
    answer = httpx2.get(f"{live.url}/readyz", trust_env=False, timeout=60)
    return answer.status_code, time.monotonic() - started


def test_a_database_away_is_told_and_found_again_in_seconds(line: Line, live: Live) -> None:
    line.cut()
    clients = [Thread(target=live.admin.get, args=("communities",)) for _ in range(60)]
    for client in clients:
        client.start()  # more than the server has threads, all waiting for the database
    looks = [ready(live) for _ in range(3)]
    assert [status for status, _ in looks] == [503] * 3
    assert max(seconds for _, seconds in looks) < 4
    warned = [e for e in live.lines() if e["event"] == "store_listener_lost"]
    assert 0 < len(warned) < 8
    line.mend()
    until = time.monotonic() + 8
    while ready(live)[0] != 200:
        assert time.monotonic() < until
        time.sleep(0.1)
    for client in clients:
        client.join()
    register(live.admin, fresh_code())
