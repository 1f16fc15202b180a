"""A subscription, one of its lines, and one attempt: what the sender and the console speak of."""

from __future__ import annotations

from datetime import datetime

import msgspec

from engine.store.moments import micros

#: how an event is written: all of it in the body, or its data there and the rest in the headers
FORMATS = ("structured", "binary")
ACTIVE, PAUSED, ENDED = "active", "paused", "ended"
#: why a subscription ended by itself: its endpoint answered 410, or its owner may read no more
GONE, OWNER = "gone", "owner"


class Subscription(msgspec.Struct, frozen=True):
    """Who is told of what. ``area`` begins the codes of the communities, ``place`` as it was said.

    ``types`` are as they were asked for; none means every one.
    """

    id: str
    owner: str
    name: str
    url: str
    place: str
    area: str
    types: tuple[str, ...]
    activation: str | None
    format: str
    secret: str
    old_secret: str | None
    old_until: datetime | None
    state: str
    ended_at: datetime | None
    ended_why: str | None
    created_at: datetime
    version: int
    scanned: int

    def secrets(self, at: datetime) -> tuple[str, ...]:
        """Those that sign at a time: the old one too, while it overlaps."""
        if self.old_secret and self.old_until and at < self.old_until:
            return (self.secret, self.old_secret)
        return (self.secret,)

    def event_id(self, position: int, recorded_at: datetime) -> str:
        """The ``webhook-id``, the same however often an event is told.

        The time tells it from another event that took its position in a log that was restored to
        a point before it, which nobody must take for a repeat.
        """
        return f"{self.id}-{position}-{micros(recorded_at):x}"


class Line(msgspec.Struct, frozen=True):
    """A community's events on their way to a subscriber, one after the other."""

    subscription: str
    community: str
    done: int
    seen: int
    pending: int
    since: int | None
    tries: int
    failures: int
    next_at: int
    parked_at: int | None
    error: str
    turn: int

    @property
    def state(self) -> str:
        """``delivered``, ``waiting``, ``retrying`` or ``parked``."""
        if self.parked_at is not None:
            return "parked"
        if not self.pending:
            return "delivered"
        return "retrying" if self.failures else "waiting"


class Attempt(msgspec.Struct, frozen=True):
    """One request that was made, and what came of it; ``position`` 0 is a test.

    ``code`` is empty when it was accepted; ``ms`` is how long it took; ``answer`` how the answer's
    body began.
    """

    subscription: str
    community: str
    position: int
    number: int
    at: int
    ms: int
    status: int | None
    code: str
    answer: str
    id: int = 0
