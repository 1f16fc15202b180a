"""The log for integrators: a page after a position, and the stream of what comes."""

from __future__ import annotations

import re
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import StringConstraints
from starlette.concurrency import run_in_threadpool

from api import sse
from api.answers import answers
from api.answers.log import CloudEvent
from api.auth.permissions import EVENTS, Principal, prefix
from api.cloudevents import cloud_event, encode, schema
from api.doors import HouseDep, Who, known, secret
from api.house import House
from api.words import After, Limit, Position
from domain.refusal import NotFound, Refused

router = APIRouter(prefix="/events", tags=["events"])
Community = Annotated[str | None, Query(pattern=r"^[0-9]{2,12}$")]
Topic = Annotated[str, StringConstraints(pattern=sse.ASKED, max_length=300)]
Topics = Annotated[
    list[Topic] | None,
    Query(alias="type", max_length=20, description="Types, with or without `pingzhan.` or `.v1`"),
]


@router.get("", summary="Events after a position", responses=answers(list[CloudEvent]))
def events(
    served: HouseDep,
    who: Who,
    after: After = 0,
    limit: Limit = 100,
    community: Community = None,
    type: Topics = None,
) -> Response:
    """A bare array of CloudEvents after a position, in order."""
    wanted = _filter(who, community, type or [])
    facts = sse.page(served.store, wanted, after, limit, served.store.head())
    drills = served.drills.among(facts)
    told = encode([cloud_event(f, drills) for f in facts])
    return Response(told, media_type="application/json")


@router.get(
    "/stream",
    summary="Events as they come",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "A stream: `id` is the position, `data` a CloudEvent",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        }
    },
)
async def stream(
    request: Request,
    served: HouseDep,
    who: Who,
    after: Position = None,
    community: Community = None,
    type: Topics = None,
    last_event_id: Annotated[str | None, Header()] = None,
) -> StreamingResponse:
    """Server-sent events, resumed after ``Last-Event-ID``; without one, from now on."""
    wanted = _filter(who, community, type or [])
    start = served.pulse.head if after is None else after
    if last_event_id and (seen := re.fullmatch(r"\s*([0-9]{1,15})\s*", last_event_id)):
        start = int(seen[1])
    if start > served.pulse.head:
        # an id of a log that was restored since: what comes would never be past it
        start = min(start, await run_in_threadpool(served.store.head))
    shown = secret(request)
    return StreamingResponse(
        sse.stream(
            served.store,
            served.pulse,
            wanted,
            start,
            may_go_on=lambda: _still(served, shown),
            drills=served.drills,
        ),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


@router.get("/schemas/{topic}", summary="The schema of an event's data")
def event_schema(topic: str, who: Who) -> dict[str, Any]:
    """The JSON Schema that ``dataschema`` points to."""
    who.require(EVENTS, who.place)
    found = schema(topic)
    if found is None:
        raise NotFound("event_schema", topic)
    return found


def _still(served: House, shown: tuple[str, bool]) -> bool:
    try:
        known(served, *shown)
    except Refused:
        return False
    return True


def _filter(who: Principal, community: str | None, asked: list[str]) -> sse.Filter:
    topics = sse.topics(asked)
    if community is None:
        who.require(EVENTS, who.place)
        return sse.Filter(place=prefix(who.place), topics=topics)
    who.require(EVENTS, community)
    if len(community) == 12:
        return sse.Filter(community=community, topics=topics)
    return sse.Filter(place=prefix(community), topics=topics)
