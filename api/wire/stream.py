"""The stream of events: the log as it grows, from any position on, each once and in order."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from typing import Any

import structlog
from starlette.concurrency import run_in_threadpool
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from api.catalogue import catalogue
from api.sse import Filter
from api.wire.broadcast import Broadcast
from api.wire.listener import Listener
from api.wire.protocol import ABORT
from api.wire.ring import Piece

logger = structlog.get_logger()
#: reads lines after a position from the store, up to another: the lines, and how far they go
Pages = Callable[[int, int], tuple[bytes, int]]
#: milliseconds until a reader comes again, not the same for all: they may all be sent away at once
SOONEST, LATEST = 1000, 3000


class EventStream(Response):
    """Events after a position for as long as the reader stays.

    From the shared ring where that reaches back far enough, else page by page from the store. A
    reader that takes in nothing for ``patience`` seconds is sent away with a reason; what it has
    not got it asks for with the last id that it has.
    """

    media_type = "text/event-stream"

    def __init__(
        self,
        broadcast: Broadcast,
        listener: Listener,
        wanted: Filter,
        after: int,
        *,
        origin: str,
        pages: Pages,
    ) -> None:
        super().__init__(headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"})
        del self.headers["content-length"]
        self._broadcast, self._listener, self._wanted = broadcast, listener, wanted
        self._position, self._origin, self._pages = after, origin, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve the stream to its end."""
        gone = asyncio.ensure_future(_gone(receive))
        gone.add_done_callback(lambda _: self._listener.end("gone"))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            async with self._broadcast.joined(self._listener):
                await self._tell(send)
            if self._listener.over != "gone" and not await self._farewell(send):
                _break_off(scope)
                await asyncio.wait([gone], timeout=1)
        finally:
            gone.cancel()

    async def _tell(self, send: Send) -> None:
        listener, patience = self._listener, self._broadcast.pace.patience
        due = b"%b: pingzhan\n\n" % _retry()
        try:
            while not listener.over:
                if due:
                    async with asyncio.timeout(patience):
                        await send(_body(due))
                    listener.sent()
                    await asyncio.sleep(0)  # the others' turn
                due = await self._next()
        except TimeoutError:
            logger.warning("slow_reader", position=self._position)
            listener.end("slow_reader")

    async def _next(self) -> bytes:
        """What is due: events, a heartbeat, or nothing but another look."""
        ring, listener = self._broadcast.ring, self._listener
        if self._position < (ring.end if self._wanted.people else ring.begin):
            return await self._page(ring.end)
        piece = ring.after(self._position)
        if piece is not None:
            lines = self._of(piece)
            self._position = piece.until
            return lines
        await listener.wait()
        is_quiet = listener.is_quiet_for(self._broadcast.pace.heartbeat / 2)
        return b": still here\n\n" if is_quiet else b""

    def _of(self, piece: Piece) -> bytes:
        """What this reader is told of a piece."""
        return piece.told(self._wanted, self._origin, self._position)

    async def _page(self, until: int) -> bytes:
        try:
            lines, self._position = await run_in_threadpool(self._pages, self._position, until)
        except Exception as error:
            logger.warning("stream_failed", error=type(error).__name__)
            await asyncio.sleep(1)
            return b""
        return lines

    async def _farewell(self, send: Send) -> bool:
        """Tell why the stream ends, and when to come again; whether the reader took it."""
        words = catalogue("streams")["ends"][self._listener.over]
        told = f": end {self._listener.over}\n: {words['zh']}\n: {words['en']}\n".encode()
        try:
            async with asyncio.timeout(self._broadcast.pace.farewell):
                await send(_body(b"%b%b\n" % (told, _retry()), more=False))
        except TimeoutError:
            return False
        return True


def _body(body: bytes, *, more: bool = True) -> dict[str, Any]:
    return {"type": "http.response.body", "body": body, "more_body": more}


def _retry() -> bytes:
    return b"retry: %d\n" % random.randint(SOONEST, LATEST)


async def _gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


def _break_off(scope: Scope) -> None:
    if abort := scope.get("state", {}).get(ABORT):
        abort()
