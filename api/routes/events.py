"""The log for integrators: a page after a position, and the stream of what comes."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Header, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import StringConstraints
from starlette.concurrency import run_in_threadpool

from api import sse
from api.answers import answers
from api.answers.log import CloudEvent, EventCatalogue
from api.auth.permissions import EVENTS, Principal, prefix, within
from api.cloudevents import BATCH, STRUCTURED
from api.doors import HouseDep, Who, secret
from api.events_catalogue import explained, schema
from api.house import House
from api.reading.events import Events
from api.wire.beginning import began, still
from api.wire.listener import Listener
from api.wire.stream import EventStream
from api.words import After, Aware, Id, Limit, Position, asked_at
from domain.refusal import NotFound, Refused

router = APIRouter(prefix="/events", tags=["events"])
#: tells of which log the positions are: a restored one has another id
LOG = "Pingzhan-Log"
EVENT = {"$ref": "#/components/schemas/CloudEvent"}
PAGE: dict[int | str, dict[str, Any]] = {
    200: {
        **answers(list[CloudEvent])[200],
        "content": {BATCH: {"schema": {"type": "array", "items": EVENT}}},
    }
}
Community = Annotated[
    str | None, Query(pattern=r"^[0-9]{2,12}$", description="A community, or a place above some")
]
Place = Annotated[
    str | None,
    Query(pattern=r"^[0-9]{2,12}$", description="All in a province, city, county or street"),
]
Activation = Annotated[Id | None, Query(description="What belongs to one activation")]
Topic = Annotated[str, StringConstraints(pattern=sse.ASKED, max_length=300)]
Topics = Annotated[
    list[Topic] | None,
    Query(alias="type", max_length=20, description="Types, with or without `pingzhan.` or `.v1`"),
]
Since = Annotated[
    Aware | None, asked_at, Query(description="What was recorded at that moment or later")
]
Until = Annotated[Aware | None, asked_at, Query(description="What was recorded before that moment")]


@router.get("", summary="Events after a position", responses=PAGE)
def events(
    request: Request,
    served: HouseDep,
    who: Who,
    after: After = 0,
    limit: Limit = 100,
    community: Community = None,
    place: Place = None,
    type: Topics = None,
    activation: Activation = None,
    since: Since = None,
    until: Until = None,
) -> Response:
    """A bare array of CloudEvents after a position, in order; `since` and `until` bound it in time.

    Asked for with `Accept: application/cloudevents-batch+json` it is answered as that.
    """
    wanted = _filter(served, who, community, place, type or [], activation)
    # the end first: what is recorded meanwhile is before no moment that is still to come
    last = _before(served, until)
    if last is None:
        last = served.store.head()
    first = max(after, _before(served, since) or 0)
    told = Events(served, who.actor, wanted, served.settings.address).page(first, limit, last)
    kind = BATCH if BATCH in request.headers.get("accept", "") else "application/json"
    return Response(told, media_type=kind, headers={"Vary": "Accept", LOG: served.store.log_id})


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
    place: Place = None,
    type: Topics = None,
    activation: Activation = None,
    since: Since = None,
    last_event_id: Annotated[str | None, Header()] = None,
) -> Response:
    """Server-sent events, resumed after ``Last-Event-ID``; without one, from `after` or `since`,
    and where neither is said from now on.

    A comment comes at least every 15 seconds. A reader that is too slow is sent away: the last
    lines say so, and nothing is lost to whoever comes again with the last id.
    """
    wanted = await run_in_threadpool(_filter, served, who, community, place, type or [], activation)
    then = await run_in_threadpool(_before, served, since)
    told_to = [one for one in (after, then) if one is not None]
    start = await began(served, max(told_to, default=None), last_event_id)
    shown, at = secret(request), served.settings.address
    told = EventStream(
        served.broadcast,
        Listener(shown, lambda: still(served, shown)),
        wanted,
        start,
        origin=at,
        pages=Events(served, who.actor, wanted, at).lines,
    )
    told.headers[LOG] = await run_in_threadpool(lambda: served.store.log_id)
    return told


@router.get("/catalogue", summary="Every event, with an example", responses=answers(EventCatalogue))
def event_catalogue(served: HouseDep) -> dict[str, Any]:
    """What each event tells, its fields in words, and an example. No token is needed.

    For people it is a page: `/api/v1/docs/events`.
    """
    return explained(served.settings.address)


@router.get("/schemas/{topic}", summary="The schema of an event's data")
def event_schema(topic: str, served: HouseDep) -> dict[str, Any]:
    """The JSON Schema that ``dataschema`` points to. No token is needed."""
    found = schema(topic, served.settings.address)
    if found is None:
        raise NotFound("event_schema", topic)
    return found


class Structured(Response):
    """One event with its envelope."""

    media_type = STRUCTURED


@router.get(
    "/{position}",
    summary="One event",
    response_class=Structured,
    responses=answers(CloudEvent),
)
def event(
    position: Annotated[int, Path(ge=1, le=2**53)], request: Request, served: HouseDep, who: Who
) -> Response:
    """The event at a position, as `application/cloudevents+json`."""
    who.require(EVENTS, who.place)
    wanted = sse.Filter(place=prefix(who.place), people=who.people)
    told = Events(served, who.actor, wanted, served.settings.address).one(position)
    if told is None:
        raise NotFound("event", str(position))
    return Structured(told)


def _before(served: House, at: datetime | None) -> int | None:
    """The last position that was recorded before a moment: times in the log never go back."""
    return None if at is None else served.store.position_at(at - timedelta(microseconds=1))


def _filter(
    served: House,
    who: Principal,
    community: str | None,
    place: str | None,
    asked: list[str],
    activation: str | None,
) -> sse.Filter:
    """What was asked for, inside the caller's place; refused where its parts exclude each other."""
    wanted = [p for p in (place, community) if p is not None]
    if activation is not None:
        wanted.append(served.workflow.activations.community_of(activation))
    narrowest = who.place
    for one in wanted or [who.place]:
        who.require(EVENTS, one)
        if within(one, narrowest):
            narrowest = one
        elif not within(narrowest, one):
            raise Refused("filters_apart", field="place" if place else "activation")
    return sse.Filter(
        place=prefix(narrowest),
        community=narrowest if len(narrowest) == 12 else None,
        topics=sse.known(asked, "event_type_unknown", "type"),
        activation=activation,
        people=who.people,
    )
