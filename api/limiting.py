"""ASGI middleware that holds callers to their limits, before anything is done for them."""

from __future__ import annotations

import hashlib
import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api import metrics
from api.auth.cookies import COOKIE
from api.house import House
from api.problems import problem

API = "/api/v1/"
STREAM = "/stream"
_COOKIE = re.compile(rb"(?:^|;\s*)" + COOKIE.encode() + rb"=([^;]+)")


class Limiting:
    """Refuses with 429 or 503 and `Retry-After` what is beyond a limit; loses nothing of it."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request in, or tell it when to come again."""
        if scope["type"] != "http" or not scope["path"].startswith(API):
            await self._app(scope, receive, send)
            return
        served: House = scope["app"].state.house
        caller = _caller(scope)
        refused = await _refusal(served, scope, caller)
        if refused is not None:
            code, seconds = refused
            metrics.LIMITED.labels(code).inc()
            scope["state"]["refused"] = code
            await problem(code, seconds=seconds)(scope, receive, send)
            return
        visit = _Visit(served, scope, caller, send)
        served.at_once += 1
        metrics.AT_ONCE.inc()
        try:
            await self._app(scope, receive, visit.send)
        finally:
            visit.end()


async def _refusal(served: House, scope: Scope, caller: str) -> tuple[str, int] | None:
    """The code of the first limit that is reached, and the seconds to wait."""
    if served.at_once >= served.settings.most_at_once:
        return "server_busy", 2
    if scope["path"].endswith(STREAM) and (code := served.streams.refusal(caller)):
        return code, 5
    if seconds := await served.rate.hit(caller):
        return "too_many_requests", seconds
    return None


class _Visit:
    """One request while it is answered: it counts as a stream from the moment that it is one."""

    def __init__(self, served: House, scope: Scope, caller: str, send: Send) -> None:
        self._served, self._scope, self._caller, self._send = served, scope, caller, send
        self._is_stream = self._is_cut = False

    async def send(self, message: Message) -> None:
        """Pass on what is answered, unless too many wrong tokens came from there."""
        if message["type"] == "http.response.start":
            if message["status"] == 401 and await self._is_guessing():
                return
            if _is_stream(message):
                self._begin_stream()
        if not self._is_cut:
            await self._send(message)

    def end(self) -> None:
        """It is over, one way or another."""
        if self._is_stream:
            self._served.streams.close(self._caller)
            metrics.STREAMS.dec()
        else:
            self._leave()

    def _leave(self) -> None:
        self._served.at_once -= 1
        metrics.AT_ONCE.dec()

    def _begin_stream(self) -> None:
        self._leave()
        self._is_stream = True
        self._served.streams.open(self._caller)
        metrics.STREAMS.inc()

    async def _is_guessing(self) -> bool:
        """Count a wrong token against its address; told so instead of why it was wrong."""
        if not _shown(self._scope):
            return False
        seconds = await self._served.wrong_tokens.hit(_address(self._scope))
        if not seconds:
            return False
        self._is_cut = True
        metrics.LIMITED.labels("too_many_wrong_tokens").inc()
        self._scope["state"]["refused"] = "too_many_wrong_tokens"

        async def nothing() -> Message:
            return {"type": "http.disconnect"}

        await problem("too_many_wrong_tokens", seconds=seconds)(self._scope, nothing, self._send)
        return True


def _is_stream(message: Message) -> bool:
    return any(
        name == b"content-type" and value.startswith(b"text/event-stream")
        for name, value in message.get("headers", [])
    )


def _caller(scope: Scope) -> str:
    """Who asks, by a digest of what they show; by their address when they show nothing."""
    shown = _shown(scope)
    return hashlib.sha256(shown).hexdigest()[:24] if shown else _address(scope)


def _shown(scope: Scope) -> bytes:
    """The token or session that comes with a request, if any does."""
    shown = b""
    for name, value in scope["headers"]:
        if name == b"authorization":
            return bytes(value)
        if name == b"cookie" and (found := _COOKIE.search(value)):
            shown = found[1]
    return shown


def _address(scope: Scope) -> str:
    client = scope.get("client")
    return hashlib.sha256(f"address {client[0] if client else ''}".encode()).hexdigest()[:24]
