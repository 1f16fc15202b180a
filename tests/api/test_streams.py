"""Many streams of one process: read once for all, watched together, and none waits for another."""

from __future__ import annotations

import contextlib
import http.client
import re
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx2
import pytest
import uvicorn
from hypothesis import given
from hypothesis import strategies as st

from api.app import create_app
from api.house import House
from api.settings import Settings
from api.sse import Filter
from api.wire.broadcast import Pace
from api.wire.protocol import Breakable
from api.wire.ring import Entry, Ring
from tests.api.serving import ADMIN
from tests.store.examples import decided

CODE = "990102001001"
_ID = re.compile(rb"^id: (\d+)$", re.MULTILINE)
PATIENT = Pace(heartbeat=0.6, patience=30)


class Reader:
    """The lines of a stream as they come."""

    def __init__(self, taken: socket.socket) -> None:
        self._socket, self._answer = taken, http.client.HTTPResponse(taken)
        self._answer.begin()
        self.read(lambda read: b": pingzhan\n\n" in read)

    def read(self, enough: Callable[[bytearray], bool]) -> bytearray:
        """What is sent until it is enough, which it has to be within 20 seconds."""
        read, end = bytearray(), time.monotonic() + 20
        while not enough(read):
            some = self._answer.read1(1 << 16)
            assert some, read[-200:]
            assert time.monotonic() < end, read[-200:]
            read += some
        return read

    def heard(self, position: int) -> list[int]:
        """The ids of what is sent until the event of a position was told."""
        told = b"id: %d\n" % position
        return ids(self.read(lambda read: told in read[-2000:] and read.endswith(b"\n\n")))

    def to_the_end(self) -> bytes:
        """All that is sent until the stream ends."""
        return self._answer.read()

    def close(self) -> None:
        """Go."""
        self._answer.close()
        self._socket.close()


class Served:
    """A server in a thread of this process, so that a test can look behind its doors."""

    def __init__(self, house: House, port: int) -> None:
        self.house, self.port = house, port
        self.url = f"http://127.0.0.1:{port}/api/v1/"

    def happen(self, count: int) -> int:
        """So many people are enrolled in one save; the position after it."""
        name = f"{time.monotonic_ns()}"
        return self.house.store.save(decided(name, count, community=CODE)).last

    def reader(self, *, after: int | None = None, token: str = ADMIN, room: int = 0) -> Reader:
        """A reader, perhaps with little room, who asked for a stream and read its first lines."""
        taken = socket.socket()
        if room:
            taken.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, room)
        taken.settimeout(20)
        taken.connect(("127.0.0.1", self.port))
        asked = "" if after is None else f"Last-Event-ID: {after}\r\n"
        head = "GET /api/v1/events/stream HTTP/1.1\r\nHost: x\r\n"
        taken.sendall(f"{head}Authorization: Bearer {token}\r\n{asked}\r\n".encode())
        return Reader(taken)

    def token(self) -> tuple[str, str]:
        """A token of an integrator: its id and its secret."""
        token, secret = self.house.tokens.create("integrator", "", "x")
        return token.id, secret


@contextlib.contextmanager
def served(folder: Path) -> Iterator[Served]:
    house = House(Settings(store=f"sqlite:///{folder / 'log.sqlite'}", admin_token=ADMIN))
    config = uvicorn.Config(create_app(house), port=0, http=Breakable, log_config=None)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    until(lambda: server.started)
    yield Served(house, server.servers[0].sockets[0].getsockname()[1])
    house.pulse.close()
    server.should_exit = True
    thread.join(10)
    assert not thread.is_alive()


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with served(tmp_path_factory.mktemp("streams")) as started:
        yield started


@pytest.fixture
def server(shared: Served) -> Served:
    """The server, patient, with nobody listening."""
    shared.house.broadcast.pace = PATIENT
    until(lambda: not shared.house.broadcast.listeners)
    return shared


def until(done: Callable[[], object], seconds: float = 20) -> None:
    """Wait for something to be so."""
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.01)


def ids(read: bytes | bytearray) -> list[int]:
    return [int(id) for id in _ID.findall(read)]


def test_the_store_is_read_once_for_all_who_listen(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    readers = [server.reader() for _ in range(60)]
    reads: list[int] = []
    read = server.house.store.read

    def counted(after: int = 0, limit: int = 1000, **asked: Any) -> Any:
        if threading.current_thread().name.startswith(("broadcast", "AnyIO")):
            reads.append(after)
        return read(after, limit, **asked)

    monkeypatch.setattr(server.house.store, "read", counted)
    position = server.happen(1)
    for reader in readers:
        assert reader.heard(position) == [position]
        reader.close()
    assert len(reads) == 1
    until(lambda: not server.house.broadcast.listeners)


def test_a_reader_far_behind_catches_up_from_the_store_and_goes_on(server: Served) -> None:
    first = server.happen(1)
    last = server.happen(450)
    at_head = server.reader()
    behind = server.reader(after=first)
    position = server.happen(2)
    assert behind.heard(position) == list(range(first + 1, position + 1))
    assert at_head.heard(position) == list(range(last + 1, position + 1))
    at_head.close()
    behind.close()


def test_a_reader_too_slow_is_told_so_and_loses_nothing(server: Served) -> None:
    server.house.broadcast.pace = Pace(heartbeat=0.6, patience=0.3, farewell=20)
    start = server.happen(1)
    slow = server.reader(room=4096)
    last = server.happen(16_000)
    until(lambda: not server.house.broadcast.listeners)  # sent away, though nothing can be told yet
    read = slow.to_the_end()
    end = read[read.rindex(b": end ") :].decode()
    assert end.startswith(": end slow_reader\n: 读得太慢")
    assert re.search(r"\nretry: \d+\n\n", end)
    got = ids(read)
    assert got == list(range(start + 1, got[-1] + 1))
    assert got[-1] < last
    server.house.broadcast.pace = PATIENT
    again = server.reader(after=got[-1])
    assert again.heard(last) == list(range(got[-1] + 1, last + 1))
    again.close()


def test_a_reader_that_takes_nothing_at_all_is_broken_off(server: Served) -> None:
    server.house.broadcast.pace = Pace(heartbeat=0.6, patience=0.5, farewell=0.2)
    stuck = server.reader(room=4096)
    quick = server.reader()
    last = server.happen(16_000)
    assert quick.heard(last)[-1] == last  # nobody waits for the other
    until(lambda: len(server.house.broadcast.listeners) == 1)
    time.sleep(0.3)  # until the farewell's time is over
    with pytest.raises((ConnectionResetError, http.client.IncompleteRead)):
        stuck.to_the_end()
    quick.close()


def test_a_revoked_token_ends_its_streams_and_no_others(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    id, secret = server.token()
    _, other = server.token()
    ending = [server.reader(token=secret) for _ in range(20)]
    staying = server.reader(token=other)
    asked: list[str] = []
    find = server.house.tokens.find

    def counted(secret: str) -> Any:
        asked.append(secret)
        return find(secret)

    monkeypatch.setattr(server.house.tokens, "find", counted)
    server.house.tokens.revoke(id)
    for reader in ending:
        assert b": end token_invalid\n" in reader.to_the_end()
    position = server.happen(1)
    assert staying.heard(position) == [position]
    assert asked.count(secret) <= 3  # once a round for all who show it
    staying.close()


def test_a_quiet_stream_is_kept_open_by_comments(server: Served) -> None:
    reader = server.reader()
    begun = time.monotonic()
    reader.read(lambda read: read.count(b": still here\n\n") >= 2)
    assert 0.6 < time.monotonic() - begun < 10
    reader.close()


def test_a_log_that_cannot_be_read_for_a_while_ends_no_stream(
    server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = server.reader()
    read, failed = server.house.store.read, threading.Event()

    def failing(*asked: Any, **more: Any) -> Any:
        if threading.current_thread().name.startswith("broadcast") and not failed.is_set():
            failed.set()
            raise OSError
        return read(*asked, **more)

    monkeypatch.setattr(server.house.store, "read", failing)
    position = server.happen(3)
    assert reader.heard(position) == [position - 2, position - 1, position]
    assert failed.is_set()
    reader.close()


def test_a_stream_is_not_made_ready_to_be_squeezed(server: Served) -> None:
    with (
        httpx2.Client(base_url=server.url, trust_env=False) as client,
        client.stream(
            "GET",
            "events/stream",
            headers={"Authorization": f"Bearer {ADMIN}", "Accept-Encoding": "gzip"},
        ) as answer,
    ):
        assert "content-encoding" not in answer.headers


COMMUNITIES, TOPICS = ("1", "12", "2"), ("a", "b")
entries = st.lists(
    st.tuples(
        st.integers(1, 3),
        st.sampled_from(COMMUNITIES),
        st.sampled_from(TOPICS),
        st.sampled_from([None, "x", "y"]),
        st.integers(1, 40_000),
    ),
    max_size=40,
)
filters = st.builds(
    Filter,
    place=st.sampled_from(["", "1", "12", "9"]),
    community=st.sampled_from([None, *COMMUNITIES]),
    topics=st.sampled_from([(), ("a",), ("a", "b")]),
    activation=st.sampled_from([None, "x"]),
)


@given(entries, filters, st.integers(0, 60), st.integers(1, 9), st.integers(1, 300_000))
def test_a_ring_tells_each_event_of_a_filter_once_from_any_position(
    made: list[Any], wanted: Filter, since: int, at_once: int, kept: int
) -> None:
    position, told = 0, []
    for gap, community, topic, activation, size in made:
        position += gap
        lines = b"id: %d\n%b\n\n" % (position, b"x" * size)
        told.append(Entry(position, community, topic, activation, lines))
    ring = Ring(0, kept)
    for start in range(0, len(told), at_once):
        some = told[start : start + at_once]
        ring.extend(some, some[-1].position)
    since = max(since, ring.begin)
    got, cursor = b"", since
    while piece := ring.after(cursor):
        lines = piece.told(wanted, "", cursor)
        assert piece.told(wanted, "", cursor) == lines
        got, cursor = got + lines, piece.until
    expected = [
        e.position
        for e in told
        if e.position > since and wanted.takes(e.community, e.topic, e.activation)
    ]
    assert ids(got) == expected
    assert sum(p.size for p in ring._pieces) <= kept + max(
        (p.size for p in ring._pieces), default=0
    )
