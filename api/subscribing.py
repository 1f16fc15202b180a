"""What somebody wants to be told of, checked; and whose subscription it is."""

from __future__ import annotations

from collections.abc import Iterable

from api.auth.permissions import WEBHOOKS, Principal, prefix, within
from api.house import House
from api.sse import known
from api.webhook_models import WebhookBody
from domain.refusal import NotFound, Refused
from engine.webhooks.subscription import Subscription
from engine.webhooks.subscriptions import drafted
from engine.webhooks.target import checked


def owning(who: Principal) -> str:
    """As whom they subscribe: the token or account with which a subscription ends."""
    return f"account:{who.account}" if who.account else who.actor


def owner(who: Principal) -> str | None:
    """Whose subscriptions one sees: an integrator its own, an administrator everybody's."""
    return owning(who) if who.role == "integrator" else None


def mine(served: House, who: Principal, id: str) -> Subscription:
    """A subscription that the caller may see and change, or refused."""
    who.require(WEBHOOKS, who.place)
    found = served.webhooks.subscriptions.get(id)
    who.require(WEBHOOKS, found.place)
    if owner(who) not in (None, found.owner):
        raise NotFound("webhook", id)
    return found


def draft(served: House, who: Principal, body: WebhookBody) -> Subscription:
    """What is asked for, or refused."""
    place = _place(served, who, body)
    unknown_types(body.types)
    head = served.store.head()
    if body.after is not None and body.after > head:
        raise Refused("position_ahead", field="after", position=body.after)
    return drafted(
        owner=owning(who),
        name=body.name,
        url=checked(body.url, inward=served.webhooks.inward),
        place=place,
        area=prefix(place),
        types=tuple(body.types),
        activation=body.activation,
        format=body.format,
        scanned=head if body.after is None else body.after,
    )


def _place(served: House, who: Principal, body: WebhookBody) -> str:
    if body.place is not None and body.community is not None:
        raise Refused("webhook_place_twice", field="community")
    place = body.community or body.place
    who.require(WEBHOOKS, who.place if place is None else place)
    if body.activation is None:
        return who.place if place is None else place
    community = served.workflow.activations.community_of(body.activation)
    who.require(WEBHOOKS, community)
    if place is not None and not within(community, place):
        raise Refused("webhook_outside", field="activation")
    return community


def unknown_types(types: Iterable[str]) -> None:
    """Refuse a type that is none of ours: a misspelt one would never be told."""
    known(tuple(types), "webhook_type_unknown", "types")
