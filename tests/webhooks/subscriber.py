"""A real endpoint of webhooks, that answers as a test says and keeps what it was told."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

import msgspec


class Told(msgspec.Struct, frozen=True):
    """One request; header names are lower case."""

    path: str
    headers: dict[str, str]
    body: bytes
    status: int

    @property
    def event(self) -> dict[str, Any]:
        """The event of a structured body."""
        return dict(json.loads(self.body))

    @property
    def community(self) -> str:
        """Whose event it is."""
        return str(self.event["source"]).rpartition("/")[2]

    @property
    def position(self) -> int:
        """Its place in the log."""
        return int(self.event["id"])


Answering = Callable[[str, bytes], int]
"""The status for a path and a body. 0 says nothing until released, 1 goes on dripping."""


class Subscriber:
    """What came in, in order, and how it is answered."""

    def __init__(self) -> None:
        self.port = 0
        self.answering: Answering = lambda path, body: 200
        self.headers: dict[str, str] = {}
        #: seconds that it takes to answer, by path
        self.slow: dict[str, float] = {}
        self.released = Event()
        self._told: list[Told] = []
        self._lock = Lock()

    def url(self, path: str = "/") -> str:
        """An address of it."""
        return f"http://127.0.0.1:{self.port}{path}"

    def told(self, path: str | None = None) -> list[Told]:
        """Requests at a path, or all."""
        with self._lock:
            return [t for t in self._told if path is None or t.path == path]

    def accepted(self, path: str | None = None) -> list[Told]:
        """Those that it took."""
        return [t for t in self.told(path) if 200 <= t.status < 300]

    def by_community(self, path: str | None = None) -> dict[str, list[int]]:
        """Positions that it took, in the order in which they came, repeats and all."""
        found: dict[str, list[int]] = {}
        for t in self.accepted(path):
            found.setdefault(t.community, []).append(t.position)
        return found

    def take(self, path: str, headers: dict[str, str], body: bytes) -> int:
        """One request; its status."""
        time.sleep(self.slow.get(path, 0.0))
        status = self.answering(path, body)
        with self._lock:
            self._told.append(Told(path, headers, body, status))
        return status


def _handler(found: Subscriber) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            headers = {k.lower(): v for k, v in self.headers.items()}
            status = found.take(self.path, headers, body)
            with contextlib.suppress(OSError):
                if status == 0:
                    found.released.wait(30)
                elif status == 1:
                    self._drip()
                else:
                    self._answer(status)

        def _answer(self, status: int) -> None:
            said = b"thank you" if status < 300 else b"no: " + b"x" * 20_000
            self.send_response(status)
            for name, value in found.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def _drip(self) -> None:
            for letter in "HTTP/1.1 200 OK\r\nX-Slowly: " + "x" * 1000:
                self.wfile.write(letter.encode())
                if found.released.wait(0.05):
                    return

        def log_message(self, *args: Any) -> None:
            """Quietly."""

    return Handler


@contextlib.contextmanager
def subscriber(port: int = 0) -> Iterator[Subscriber]:
    """An endpoint, until the end of the block."""
    found = Subscriber()

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 128

        def handle_error(self, *args: Any) -> None:
            """A sender that was killed hangs up."""

    server = Server(("127.0.0.1", port), _handler(found))
    found.port = server.server_address[1]
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    try:
        yield found
    finally:
        found.released.set()
        server.shutdown()
        server.server_close()
