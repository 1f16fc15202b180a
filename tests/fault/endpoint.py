"""An integrator's endpoint of webhooks, which is cut off in several ways and comes back."""

from __future__ import annotations

import json
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Lock, Thread
from typing import Any

from standardwebhooks import Webhook

from tests.fault.records import Seen

#: how it may be cut: it refuses; it takes the event in and dies before it says so; it drops the
#: caller unheard
REFUSING, SWALLOWING, DROPPING = "refusing", "swallowing", "dropping"


class Endpoint:
    """Takes events in, drops those that it had, and keeps the order of the others."""

    def __init__(self, name: str, topics: tuple[str, ...]) -> None:
        self.seen = Seen(name, topics=list(topics), by_community=True)
        #: what the subscription signs with
        self.secret = ""
        #: how it is cut, or nothing
        self.cut = ""
        self._known: set[int] = set()
        self._lock = Lock()
        self._server = _Door(("127.0.0.1", 0), _handler(self))
        self._thread = Thread(target=self._server.serve_forever, args=(0.05,), daemon=True)
        self._thread.start()

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/events"

    @property
    def positions(self) -> set[int]:
        """What came in."""
        with self._lock:
            return set(self._known)

    def take(self, headers: dict[str, str], body: bytes) -> None:
        """One event, if its signature is good."""
        Webhook(self.secret).verify(body.decode(), headers)
        event = json.loads(body)
        position, topic = int(event["id"]), event["type"].removeprefix("pingzhan.")
        with self._lock:
            if position in self._known:
                self.seen.repeats += 1
                return
            self._known.add(position)
            self.seen.events.append((position, topic))

    def close(self) -> None:
        """Take nothing more."""
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(5)


class _Door(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that are killed while they call are what a run is about."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _handler(endpoint: Endpoint) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            way = endpoint.cut
            if way == DROPPING:
                self.close_connection = True
                return
            body = self.rfile.read(int(self.headers["content-length"]))
            if way != REFUSING:
                endpoint.take(dict(self.headers), body)
            if way == SWALLOWING:
                self.close_connection = True
                return
            self.send_response(503 if way else 204)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: Any) -> None:
            """Quietly."""

    return Handler
