"""The floor of a fan-out: Starlette alone sends the bytes that it is given to all who listen."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

PORT = int(sys.argv[1]) if len(sys.argv) > 1 else 0


class Said:
    """The last bytes, and who waits for the next."""

    def __init__(self) -> None:
        self.count, self.bytes = 0, b""
        self.event = asyncio.Event()


said = Said()


async def stream(request: Request) -> Response:
    """What is said from now on."""

    async def lines() -> AsyncIterator[bytes]:
        yield b"retry: 2000\n\n"
        while True:
            await said.event.wait()
            yield said.bytes

    return StreamingResponse(lines(), media_type="text/event-stream")


async def say(request: Request) -> Response:
    """Say something to everybody."""
    said.bytes = await request.body()
    said.event.set()
    said.event.clear()
    return Response()


async def healthy(request: Request) -> Response:
    """It is there."""
    return Response()


ROUTES = [
    Route("/stream", stream),
    Route("/say", say, methods=["POST"]),
    Route("/healthz", healthy),
]

if __name__ == "__main__":
    uvicorn.run(Starlette(routes=ROUTES), port=PORT, log_config=None, access_log=False)
