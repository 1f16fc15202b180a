"""The log for integrators: a page after a position, and the stream of what comes."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.responses import StreamingResponse

from api import sse
from api.auth.permissions import EVENTS, Principal, prefix
from api.cloudevents import cloud_event, encode, schema
from api.doors import HouseDep, Who
from domain.refusal import NotFound

router = APIRouter(prefix="/events", tags=["events"])
#: how far behind the head a committed fact could still appear: nothing, positions are gapless to us
Community = Annotated[str | None, Query(pattern=r"^[0-9]{2,12}$")]
Topics = Annotated[list[str] | None, Query(alias="type", max_length=100)]


@router.get("", summary="Events after a position", response_model=list[dict[str, Any]])
def events(
    served: HouseDep,
    who: Who,
    after: Annotated[int, Query(ge=0, le=2**53)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
    community: Community = None,
    type: Topics = None,
) -> Response:
    """A bare array of CloudEvents after a position, in order."""
    wanted = _filter(who, community, type or [])
    facts = sse.page(served.store, wanted, after, limit, served.store.head())
    return Response(encode([cloud_event(f) for f in facts]), media_type="application/json")


@router.get("/stream", summary="Events as they come", response_class=StreamingResponse)
async def stream(
    request: Request,
    served: HouseDep,
    who: Who,
    after: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    community: Community = None,
    type: Topics = None,
    last_event_id: Annotated[str | None, Header()] = None,
) -> StreamingResponse:
    """Server-sent events, resumed after ``Last-Event-ID``; without one, from now on."""
    wanted = _filter(who, community, type or [])
    start = served.pulse.head if after is None else after
    if last_event_id and last_event_id.strip().isdigit():
        start = int(last_event_id.strip()[:16])
    return StreamingResponse(
        sse.stream(served.store, served.pulse, wanted, start),
        media_type="text/event-stream",
        headers={"Cache-Control": "no-store", "X-Accel-Buffering": "no"},
    )


@router.get("/schemas/{topic}", summary="The schema of an event's data")
def event_schema(topic: str) -> dict[str, Any]:
    """The JSON Schema that ``dataschema`` points to."""
    found = schema(topic)
    if found is None:
        raise NotFound("event_schema", topic)
    return found


def _filter(who: Principal, community: str | None, asked: list[str]) -> sse.Filter:
    topics = sse.topics(asked)
    if community is None:
        who.require(EVENTS, who.place)
        return sse.Filter(place=prefix(who.place), topics=topics)
    who.require(EVENTS, community)
    if len(community) == 12:
        return sse.Filter(community=community, topics=topics)
    return sse.Filter(place=prefix(community), topics=topics)
