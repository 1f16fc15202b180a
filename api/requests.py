"""What surrounds a request: an id, a bound on its body, a fingerprint, one line in the log."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import MutableMapping
from typing import Any
from uuid import uuid4

import structlog
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import problem

MOST_BYTES = 25 * 1024 * 1024
logger = structlog.get_logger()


class Requests:
    """ASGI middleware; it knows no names and logs no query, so nothing personal gets out."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        request_id = uuid4().hex[:16]
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=request_id)
        told = _Told(send, request_id)
        started = time.perf_counter()
        try:
            if int(headers.get(b"content-length", b"0") or 0) > MOST_BYTES:
                await problem("file_too_large", field="file", most=MOST_BYTES)(
                    scope, receive, told.send
                )
                return
            bounded = _Bounded(receive)
            if b"idempotency-key" in headers:
                await bounded.read(headers.get(b"content-type", b""), scope["state"])
            await self._app(scope, bounded.receive, told.send)
        finally:
            self._log(scope, told, time.perf_counter() - started)

    def _log(self, scope: Scope, told: _Told, seconds: float) -> None:
        route = scope.get("route")
        logger.info(
            "request",
            method=scope["method"],
            route=getattr(route, "path", "unknown"),
            status=told.status,
            ms=round(seconds * 1000, 1),
            actor=scope["state"].get("actor"),
        )


class _Told:
    """What was answered."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send, self._id, self.status = send, request_id.encode(), 0

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            message["headers"] = [
                *message.get("headers", []),
                (b"x-request-id", self._id),
                (b"x-content-type-options", b"nosniff"),
                (b"referrer-policy", b"no-referrer"),
                (b"x-frame-options", b"DENY"),
            ]
        await self._send(message)


class _Bounded:
    """A body that ends when it is too long, and can be read before the application does."""

    def __init__(self, receive: Receive) -> None:
        self._receive = receive
        self._body: bytes | None = None
        self._seen = 0

    async def read(self, content_type: bytes, state: MutableMapping[str, Any]) -> None:
        """Read it all and fingerprint it; a multipart's random boundary is no part of it."""
        body = b""
        while True:
            message = await self.receive()
            body += message.get("body", b"")
            if not message.get("more_body"):
                break
        self._body = body
        if boundary := re.search(rb'boundary="?([^";]+)', content_type):
            body = body.replace(boundary[1], b"")
        state["body_hash"] = hashlib.sha256(body).digest()

    async def receive(self) -> Message:
        """The next piece of the body."""
        if self._body is not None:
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > MOST_BYTES:
            return {"type": "http.disconnect"}
        return message
