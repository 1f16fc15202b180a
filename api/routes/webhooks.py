"""Webhooks: subscriptions, and how they fare."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any, Literal

import msgspec
from fastapi import APIRouter, Query, Response

from api.answers import answers
from api.answers.shared import Made, Numbered, Page
from api.answers.webhooks import (
    AttemptLine,
    LagLine,
    SecretMade,
    Standing,
    Tested,
    Unparked,
    WebhookLine,
    WebhookMade,
    WebhookPage,
    WebhookWritten,
)
from api.auth.permissions import WEBHOOKS, prefix
from api.doors import HouseDep, Terms, Who, etag
from api.reading.webhooks import attempt_told, attempts_told, lag_told, line_told, told
from api.subscribing import draft, mine, owner, owning, unknown_types
from api.webhook_models import RedeliveryBody, SecretBody, UnparkBody, WebhookBody, WebhookChange
from api.words import After, AfterId, Limit
from domain.refusal import Refused
from engine.store.moments import micros
from engine.webhooks.subscription import Subscription
from engine.webhooks.target import checked

router = APIRouter(prefix="/webhooks", tags=["webhooks"])
operations = APIRouter(prefix="/operations", tags=["webhooks"])
Code = Annotated[str | None, Query(pattern=r"^[0-9]{2,12}$")]
States = Annotated[Literal["delivered", "waiting", "retrying", "parked"] | None, Query()]


@router.post("", summary="Subscribe", status_code=201, responses=answers(WebhookMade, 201))
def create(body: WebhookBody, served: HouseDep, who: Who, response: Response) -> dict[str, Any]:
    """Subscribe to events; the secret that signs them is told here once.

    An `Idempotency-Key` does not apply: the secret cannot be told again.
    """
    made = served.webhooks.subscriptions.create(draft(served, who, body))
    return _written(served, made, response, secret=made.secret)


@router.get("", summary="Subscriptions", responses=answers(WebhookPage))
def webhooks(served: HouseDep, who: Who, after: AfterId = "", limit: Limit = 100) -> dict[str, Any]:
    """Those of one's own place, by id; an integrator's are its own."""
    who.require(WEBHOOKS, who.place)
    found = served.webhooks.subscriptions.all(prefix(who.place), owner(who), after, limit + 1)
    lags = served.webhooks.figures(found[:limit])
    items = [told(s, f) for s, f in zip(found, lags, strict=False)]
    on = items[-1]["id"] if len(found) > limit else None
    return {"items": items, "next": on, "private_targets": served.webhooks.inward}


@operations.get("/webhooks", summary="How far each is behind", responses=answers(Page[LagLine]))
def lag(served: HouseDep, who: Who) -> dict[str, Any]:
    """Events and seconds that each subscription is behind, and lines that are parked."""
    who.require(WEBHOOKS, who.place)
    found = served.webhooks.subscriptions.all(prefix(who.place), owner(who))
    figures = served.webhooks.figures(found)
    items = [
        {"id": s.id, "name": s.name, "state": s.state, **lag_told(f)}
        for s, f in zip(found, figures, strict=True)
    ]
    return {"items": items, "next": None}


@router.get("/{id}", summary="A subscription", responses=answers(WebhookLine))
def webhook(id: str, served: HouseDep, who: Who, response: Response) -> dict[str, Any]:
    """A subscription as it stands."""
    found = mine(served, who, id)
    etag(response, found.version)
    return told(found, served.webhooks.figures([found])[0])


@router.patch("/{id}", summary="Change a subscription", responses=answers(WebhookWritten))
def change(
    id: str, body: WebhookChange, served: HouseDep, who: Who, terms: Terms, response: Response
) -> dict[str, Any]:
    """Change address, name, format or filters. What waits is then what it wants now."""
    mine(served, who, id)
    if body.url is not None:
        checked(body.url, inward=served.webhooks.inward)
    if body.place is not None:
        who.require(WEBHOOKS, body.place)
    unknown_types(body.types or ())

    def changed(found: Subscription) -> Subscription:
        said: dict[str, Any] = body.model_dump(exclude_none=True)
        if body.place is not None:
            if found.activation is not None:
                raise Refused("webhook_place_of_activation", field="place")
            said["area"] = prefix(body.place)
        if body.types is not None:
            said["types"] = tuple(body.types)
        return msgspec.structs.replace(found, **said)

    found = served.webhooks.subscriptions.change(id, changed, terms.expected)
    if body.types is not None or body.place is not None:
        served.webhooks.retelling.refilter(found, micros(served.webhooks.clock()))
    return _written(served, found, response)


@router.delete("/{id}", summary="Unsubscribe", responses=answers(Made))
def remove(id: str, served: HouseDep, who: Who) -> dict[str, Any]:
    """Forget a subscription with everything that waits for it."""
    served.webhooks.subscriptions.remove(mine(served, who, id).id)
    return _made(served, id)


@router.post("/{id}/secret", summary="Rotate the secret", responses=answers(SecretMade))
def rotate(
    id: str, served: HouseDep, who: Who, terms: Terms, body: SecretBody | None = None
) -> dict[str, Any]:
    """Make a new secret, told here once; the old one signs beside it while they overlap."""
    mine(served, who, id)
    overlap = timedelta(hours=(body or SecretBody()).overlap_hours)
    found = served.webhooks.subscriptions.rotate(id, overlap, terms.expected)
    return _made(served, id, secret=found.secret, overlap_until=found.old_until)


@router.post("/{id}/pause", summary="Pause", responses=answers(WebhookWritten))
def pause(id: str, served: HouseDep, who: Who, terms: Terms, response: Response) -> dict[str, Any]:
    """Send nothing until it is resumed; what comes meanwhile waits."""
    mine(served, who, id)
    paused = served.webhooks.subscriptions.pause(id, terms.expected)
    return _written(served, paused, response)


@router.post("/{id}/resume", summary="Resume", responses=answers(WebhookWritten))
def resume(id: str, served: HouseDep, who: Who, terms: Terms, response: Response) -> dict[str, Any]:
    """Go on where it stood, also after its endpoint was gone."""
    mine(served, who, id)
    resumed = served.webhooks.subscriptions.resume(id, owning(who), terms.expected)
    return _written(served, resumed, response)


@router.post("/{id}/test", summary="Send a test", responses=answers(Tested))
def test(id: str, served: HouseDep, who: Who) -> dict[str, Any]:
    """Send `pingzhan.webhook_test.v1` once, now; what came of it. It stands in no log, and ends
    nothing: an endpoint that is not ready yet may answer as it likes."""
    found = mine(served, who, id)
    tried = served.webhooks.try_out(found)
    return {**attempt_told(tried), "position": served.store.head()}


@router.get("/{id}/lines", summary="Deliveries by state", responses=answers(Page[Standing]))
def lines(
    id: str,
    served: HouseDep,
    who: Who,
    state: States = None,
    after: AfterId = "",
    limit: Limit = 100,
) -> dict[str, Any]:
    """Every community's line: delivered, waiting, retrying or parked, and where it stands."""
    found = served.webhooks.lines.of(mine(served, who, id).id, state, after, limit + 1)
    items = [line_told(line) for line in found[:limit]]
    return {"items": items, "next": items[-1]["community"] if len(found) > limit else None}


@router.get("/{id}/attempts", summary="Every attempt", responses=answers(Numbered[AttemptLine]))
def attempts(
    id: str,
    served: HouseDep,
    who: Who,
    community: Code = None,
    position: Annotated[int | None, Query(ge=0, le=2**53)] = None,
    accepted: bool | None = None,
    after: After = 0,
    limit: Limit = 100,
) -> dict[str, Any]:
    """Every request that was made, the newest first, with what came of it."""
    subscription = mine(served, who, id)
    found = served.webhooks.attempts.of(
        id,
        community=community,
        position=position,
        is_accepted=accepted,
        before=after or None,
        limit=limit + 1,
    )
    items = attempts_told(subscription, found[:limit], served.webhooks.attempts)
    return {"items": items, "next": items[-1]["id"] if len(found) > limit else None}


@router.post("/{id}/redeliveries", summary="Tell again", responses=answers(WebhookWritten))
def redeliver(
    id: str, body: RedeliveryBody, served: HouseDep, who: Who, response: Response
) -> dict[str, Any]:
    """Tell everything from a position on once more, under the same ids, parked or not."""
    found = mine(served, who, id)
    if body.from_position > served.store.head():
        raise Refused("position_ahead", field="from_position", position=body.from_position)
    if body.community is not None and not prefix(body.community).startswith(found.area):
        raise Refused("webhook_outside", field="community")
    done, now = body.from_position - 1, micros(served.webhooks.clock())
    served.webhooks.retelling.rewind(found, done, body.community, now)
    return _written(served, served.webhooks.subscriptions.get(id), response)


@router.post("/{id}/unpark", summary="Go on with parked lines", responses=answers(Unparked))
def unpark(id: str, served: HouseDep, who: Who, body: UnparkBody | None = None) -> dict[str, Any]:
    """Go on where parked lines stand, now; with `skip` without the event where one stands."""
    found, said = mine(served, who, id), body or UnparkBody()
    lines, now = served.webhooks.lines, micros(served.webhooks.clock())
    if not said.skip:
        if said.community is not None:
            lines.get(id, said.community)
        return _made(served, id, lines=lines.unpark(id, said.community, now))
    if said.community is None:
        raise Refused("field_missing", field="community")
    return _made(served, id, lines=int(served.webhooks.skip(found, said.community, now)))


def _made(served: HouseDep, id: str, **more: object) -> dict[str, Any]:
    return {"id": id, **more, "position": served.store.head()}


def _written(
    served: HouseDep, found: Subscription, response: Response, **more: object
) -> dict[str, Any]:
    etag(response, found.version)
    shown = told(found, served.webhooks.figures([found])[0])
    return {**shown, **more, "position": served.store.head()}
