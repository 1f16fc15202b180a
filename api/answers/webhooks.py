"""Answers about webhooks."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.answers.shared import Made, Page, Written

LineState = Literal["delivered", "waiting", "retrying", "parked"]


class WebhookLag(BaseModel):
    """How far a subscriber is behind; `waiting`, `retrying` and `parked` count communities."""

    events: int
    seconds: float = Field(description="Since when the oldest event waits")
    waiting: int
    retrying: int
    parked: int
    unread: int = Field(description="Positions of the log that were not looked at yet")


class WebhookEnded(BaseModel):
    """Why a subscription ended by itself: its endpoint is gone (410), or its owner's token is."""

    at: datetime
    why: Literal["gone", "owner"]


class WebhookLine(BaseModel):
    """A subscription without its secret; `overlap_until` while an old secret signs too."""

    id: str
    name: str
    url: str
    place: str
    types: list[str] = Field(description="None: every type")
    activation: str | None
    format: Literal["structured", "binary"]
    state: Literal["active", "paused", "ended"]
    ended: WebhookEnded | None
    owner: str
    created_at: datetime
    overlap_until: datetime | None
    lag: WebhookLag


class WebhookPage(Page[WebhookLine]):
    """Subscriptions, and where one may lead."""

    private_targets: bool = Field(
        description="Whether plain http:// and addresses of the server's own network are allowed"
    )


class WebhookWritten(WebhookLine, Written):
    """A subscription that was changed."""


class WebhookMade(WebhookWritten):
    """A subscription with its secret, which is told here once."""

    secret: str


class SecretMade(Made):
    """A new secret, which is told here once; until `overlap_until` the old one signs too."""

    secret: str
    overlap_until: datetime | None


class Standing(BaseModel):
    """The line of a community: the position accepted last, and what waits behind it."""

    community: str
    state: LineState
    accepted: int
    pending: int
    waiting_since: datetime | None
    attempts: int = Field(description="Made of the event that is next")
    next_attempt_at: datetime | None
    parked_at: datetime | None
    error: str = Field(description="Why the last attempt failed")


class AttemptLine(BaseModel):
    """A request that was made. `code` is empty when it was accepted; position 0 is a test."""

    id: int
    position: int
    event_id: str | None = Field(description="The `webhook-id`; null for a test")
    community: str
    attempt: int
    at: datetime
    accepted: bool
    status: int | None
    code: str
    milliseconds: int
    answer: str = Field(description="How the answer's body began")


class LagLine(WebhookLag):
    """A subscription's lag, for the board of operations."""

    id: str
    name: str
    state: Literal["active", "paused", "ended"]


class Tested(AttemptLine, Written):
    """What came of a test."""


class Unparked(Made):
    """How many lines go on."""

    lines: int
