"""Real receivers of what the server sends: webhooks, chat robots, and a mail server."""

from __future__ import annotations

import contextlib
import email
import email.policy
import json
import time
from collections.abc import Iterator
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any
from urllib.parse import urlsplit

from aiosmtpd.controller import Controller

from tests.services.process import free_port


class Receiver:
    """What came in, and how it is answered: by the first part of the path.

    ``/ok`` takes it; ``/500`` and other numbers answer so; ``/hang`` says nothing until released;
    ``/drip`` goes on saying a little; robots answer as theirs do, a key ``bad`` with a refusal.
    """

    def __init__(self, port: int) -> None:
        self.port = port
        self.received: list[tuple[str, dict[str, Any]]] = []
        self.released = Event()
        #: seconds that it takes to answer
        self.slow = 0.0
        #: the most that were in it at the same time
        self.most = 0
        self._inside = 0
        self._lock = Lock()

    def url(self, path: str) -> str:
        """An address of it."""
        return f"http://127.0.0.1:{self.port}{path}"

    def texts(self, path: str = "") -> list[str]:
        """What was said at paths that begin so, in the words of each kind."""
        return [_text(said) for at, said in self.received if at.startswith(path)]

    @contextlib.contextmanager
    def taking(self, path: str, said: dict[str, Any]) -> Iterator[None]:
        """One request, from its coming in to its answer."""
        with self._lock:
            self.received.append((path, said))
            self._inside += 1
            self.most = max(self.most, self._inside)
        try:
            yield
        finally:
            with self._lock:
                self._inside -= 1


def _text(said: dict[str, Any]) -> str:
    content = said.get("text") or said.get("content") or {}
    return str(said.get("message") or content.get("content") or content.get("text"))


@contextlib.contextmanager
def receiver(port: int | None = None) -> Iterator[Receiver]:
    """A receiver of webhooks and robots, until the end of the block."""
    found = Receiver(port or free_port())

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["content-length"]))
            said = json.loads(body) if body.startswith(b"{") else {"message": body.decode()}
            with found.taking(self.path, said):
                time.sleep(found.slow)
                self._answer(urlsplit(self.path).path.split("/")[1])

        def _answer(self, way: str) -> None:
            if way == "hang":
                found.released.wait(60)
            if way == "drip":
                self._drip()
                return
            status = int(way) if way.isdigit() else 200
            refused = "key=bad" in self.path or self.path.endswith("/bad")
            said = json.dumps({"errcode": 93000} if refused else {"errcode": 0, "code": 0})
            self.send_response(status)
            if status in (301, 302, 307, 308):
                self.send_header("Location", found.url("/ok/redirected"))
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            with contextlib.suppress(OSError):
                self.wfile.write(said.encode())

        def _drip(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", "1000000")
            self.end_headers()
            with contextlib.suppress(OSError):
                while not found.released.wait(0.05):
                    self.wfile.write(b" ")
                    self.wfile.flush()

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", found.port), Handler)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield found
    finally:
        found.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


class Mailbox:
    """A mail server's box of everything; ``refusing`` lets it turn everything away."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.received: list[tuple[list[str], EmailMessage]] = []
        self.refusing = False

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        """Take a mail in, by the name that the mail server calls it."""
        if self.refusing:
            return "451 come again later"
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append((list(envelope.rcpt_tos), message))
        return "250 taken"

    @property
    def house(self) -> str:
        """It as the house's mail server."""
        return f"mailto://127.0.0.1:{self.port}?from=pingzhan@example.org"


@contextlib.contextmanager
def mail_server() -> Iterator[Mailbox]:
    """A mail server, until the end of the block."""
    box = Mailbox(free_port())
    controller = Controller(box, hostname="127.0.0.1", port=box.port)
    controller.start()
    try:
        yield box
    finally:
        controller.stop()
