"""What surrounds a request: an id, a bound on its body, a fingerprint, one line in the log."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import MutableMapping
from typing import Any
from uuid import uuid4

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import metrics
from api.problems import problem
from api.tracing import Tracing, request_span

MOST_BYTES = 25 * 1024 * 1024
#: of a body that is no upload
MOST_JSON = 1024 * 1024
API = "/api/v1"
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
        request_id = uuid4().hex[:16]
        scope.setdefault("state", {})["request_id"] = request_id
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request=request_id)
        told = _Told(send, request_id)
        started = time.perf_counter()
        served = getattr(scope["app"].state, "house", None)  # a region has several
        tracing: Tracing | None = served.tracing if served is not None else None
        with request_span(tracing, scope) as span:
            try:
                await self._answer(scope, receive, told)
            finally:
                route = _written(scope["path"], scope.get("route"))
                if tracing is not None:
                    tracing.answered(span, scope["method"], route, told.status)
                self._log(scope, route, told, time.perf_counter() - started)

    async def _answer(self, scope: Scope, receive: Receive, told: _Told) -> None:
        headers = dict(scope["headers"])
        body = _Bounded(receive, headers)
        try:
            if "\0" in scope["path"] or b"%00" in scope["query_string"]:
                await problem("nul_refused")(scope, receive, told.send)
                return
            body.check_length()
            if b"idempotency-key" in headers:
                await body.fingerprint(scope["state"])
            await self._app(scope, body.receive, told.send)
        except HTTPException:
            kind = "file_too_large" if body.is_upload else "body_too_large"
            too_large = problem(kind, field="body", most=body.most)
            await too_large(scope, receive, told.send)
        except ClientDisconnect:
            return
        except Exception as error:
            logger.error("request_failed", exc_info=error)
            if not told.status:
                failed = problem("internal_error", request=scope["state"]["request_id"])
                await failed(scope, receive, told.send)

    def _log(self, scope: Scope, route: str, told: _Told, seconds: float) -> None:
        state = scope["state"]
        metrics.answered(scope["method"], route, told.status, seconds, is_stream=told.is_stream)
        refused = {"refused": state["refused"]} if "refused" in state else {}
        logger.info(
            "request",
            method=scope["method"],
            route=route,
            status=told.status,
            ms=round(seconds * 1000, 1),
            actor=state.get("actor"),
            **refused,
        )


def _written(path: str, route: Any) -> str:
    """A route as it is written, with its parameters' names: a path itself may name somebody."""
    found = str(getattr(route, "path", ""))
    begun = path.startswith(API) and not found.startswith(API)
    return f"{API if begun else ''}{found}" if found else "unknown"


class _Told:
    """What was answered; ``status`` is 0 while nothing was."""

    def __init__(self, send: Send, request_id: str) -> None:
        self._send, self._id, self.status = send, request_id.encode(), 0
        self.is_stream = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.is_stream = any(
                name == b"content-type" and value.startswith(b"text/event-stream")
                for name, value in message.get("headers", [])
            )
            message["headers"] = [
                *message.get("headers", []),
                (b"x-request-id", self._id),
                (b"x-content-type-options", b"nosniff"),
                (b"referrer-policy", b"no-referrer"),
                (b"x-frame-options", b"DENY"),
            ]
        await self._send(message)


class _Bounded:
    """A body that is refused when it is too long, and can be read before the application does."""

    def __init__(self, receive: Receive, headers: dict[bytes, bytes]) -> None:
        self._receive = receive
        self._type = headers.get(b"content-type", b"")
        self._length = headers.get(b"content-length", b"")
        self._body: bytes | None = None
        self._seen = 0
        self.is_upload = self._type.startswith(b"multipart/")
        self.most = MOST_BYTES if self.is_upload else MOST_JSON

    def check_length(self) -> None:
        """Refuse a body that says itself that it is too long."""
        if self._length.isdigit() and int(self._length) > self.most:
            raise HTTPException(413)

    async def fingerprint(self, state: MutableMapping[str, Any]) -> None:
        """Read it all and fingerprint it; a multipart's random boundary is no part of it."""
        pieces: list[bytes] = []
        more = True
        while more:
            message = await self.receive()
            if message["type"] == "http.disconnect":
                raise ClientDisconnect
            pieces.append(message.get("body", b""))
            more = bool(message.get("more_body"))
        self._body = body = b"".join(pieces)
        if boundary := re.search(rb'boundary="?([^";]+)', self._type):
            body = body.replace(boundary[1], b"")
        state["body_hash"] = hashlib.sha256(body).digest()

    async def receive(self) -> Message:
        """The next piece of the body."""
        if self._body is not None:
            body, self._body = self._body, None
            return {"type": "http.request", "body": body, "more_body": False}
        message = await self._receive()
        self._seen += len(message.get("body", b""))
        if self._seen > self.most:
            raise HTTPException(413)
        return message
