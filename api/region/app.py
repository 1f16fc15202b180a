"""The reading side as an application: what a district's own server answers, of all districts."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version
from time import monotonic
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import StringConstraints
from starlette.concurrency import run_in_threadpool

from api import problems, sse
from api.cloudevents import encode
from api.doors import Language, secret
from api.reading import boards, communities, sight
from api.region import cursor as cursors
from api.region.reading import Together, lines
from api.region.stores import Districts
from api.requests import Requests
from api.words import AfterId, Limit, Moment, Position, Sought
from domain.refusal import Refused

#: seconds between two looks at the logs, and between two comments on a stream that is quiet
LOOK, HEARTBEAT = 0.5, 15.0
PAGE = 500
Cursor = Annotated[str, Query(max_length=4000)]
Topic = Annotated[str, StringConstraints(pattern=sse.ASKED, max_length=300)]


def districts_of(request: Request) -> Districts:
    """The stores behind this application."""
    found: Districts = request.app.state.districts
    return found


def together(request: Request) -> Together:
    """What the caller may read, in the districts where they are known."""
    districts = districts_of(request)
    return Together(districts, *districts.known(secret(request)[0]))


Reads = Annotated[Together, Depends(together)]


def create_region(districts: Districts) -> FastAPI:
    """The application over several stores; closing it closes them."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        yield
        await run_in_threadpool(districts.close)

    app = FastAPI(
        title="平战 Pingzhan · 汇总 / region",
        version=version("pingzhan"),
        lifespan=lifespan,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.districts = districts
    problems.install(app)
    _routes(app)
    app.add_middleware(Requests)
    return app


def _routes(app: FastAPI) -> None:
    app.add_api_route("/healthz", _healthz, summary="Alive")
    for path, endpoint, summary in (
        ("districts", _districts, "Every district summed up"),
        ("communities", _communities, "Communities of all districts"),
        ("communities/{code}", _community, "One community, wherever it is"),
        ("communities/{code}/board", _board, "Its board"),
        ("events", _events, "Events of all districts after a cursor"),
    ):
        app.add_api_route(f"/api/v1/{path}", endpoint, summary=summary)
    app.add_api_route(
        "/api/v1/events/stream", _stream, summary="The same as they come", response_model=None
    )


async def _healthz() -> dict[str, str]:
    return {"status": "ok"}


def _districts(reads: Reads) -> dict[str, Any]:
    return reads.rollup()


def _communities(
    reads: Reads, language: Language, q: Sought = "", after: AfterId = "", limit: Limit = 100
) -> dict[str, Any]:
    return reads.communities(after, limit, language, q)


def _community(code: str, reads: Reads, language: Language) -> dict[str, Any]:
    name, house, _ = reads.holder(code)
    return {**communities.one(house, code, language), "district": name}


def _board(
    code: str,
    reads: Reads,
    language: Language,
    as_of: Moment = None,
    as_of_position: Position = None,
) -> dict[str, Any]:
    """The board with phones masked; that it was read stands in the district's own record."""
    name, house, who = reads.holder(code)
    asked = {"as_of": as_of, "as_of_position": as_of_position}
    told = boards.board(house, code, language, phones=False, **asked)  # type: ignore[arg-type]
    house.register.accesses.read(who.actor, "board", code, sight.people_on(told))
    return {**told, "district": name}


def _events(
    request: Request,
    reads: Reads,
    after: Cursor = "",
    limit: Limit = 100,
    type: Annotated[list[Topic] | None, Query(max_length=20)] = None,
) -> Response:
    start = cursors.parsed(after, districts_of(request).all)
    found, reached, away = reads.events(start, limit, sse.topics(type or []))
    body = {"items": [event for event, _ in found], "next": cursors.written(reached), "away": away}
    return Response(encode(body), media_type="application/json")


def _still(request: Request) -> bool:
    """Whether the caller may read still; a district that is away says nothing against it."""
    try:
        together(request)
    except Refused as refused:
        return refused.code not in ("token_invalid", "unauthenticated")
    return True


async def _stream(
    request: Request,
    reads: Reads,
    after: Cursor | None = None,
    type: Annotated[list[Topic] | None, Query(max_length=20)] = None,
    last_event_id: Annotated[str | None, Header(max_length=4000)] = None,
) -> StreamingResponse:
    reads.require_events()  # a stream that has begun has no way to say so
    names, said = districts_of(request).all, last_event_id or after
    heads = await run_in_threadpool(reads.heads) if said is None else {}
    start = cursors.parsed(said, names) if said is not None else heads
    topics = sse.topics(type or [])

    async def told() -> AsyncIterator[bytes]:
        yield b"retry: 2000\n: pingzhan\n\n"
        cursor, asked = start, monotonic()
        while not await request.is_disconnected():
            found, cursor, _ = await run_in_threadpool(reads.events, cursor, PAGE, topics)
            yield lines(found)
            if monotonic() - asked >= HEARTBEAT:
                asked = monotonic()
                if not await run_in_threadpool(_still, request):
                    return
                yield b": still here\n\n"
            if not found:
                await asyncio.sleep(LOOK)

    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(told(), media_type="text/event-stream", headers=headers)
