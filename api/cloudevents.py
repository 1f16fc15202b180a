"""Facts as CloudEvents 1.0: the one form in which anybody outside reads the log."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

import msgspec

from domain.record import Recorded

STRUCTURED = "application/cloudevents+json"
BATCH = "application/cloudevents-batch+json"
SCHEMAS = "/api/v1/events/schemas"
_encoder = msgspec.json.Encoder()


class CloudEvent(msgspec.Struct):
    """A CloudEvent; ``id`` is the position, ``sequence`` the same padded to 20 digits."""

    specversion: str
    id: str
    source: str
    type: str
    subject: str
    time: datetime
    datacontenttype: str
    dataschema: str
    sequence: str
    data: Any


class Contact(msgspec.Struct, omit_defaults=True):
    """Somebody whom an event speaks of, as known at its position; 已清除 once erased."""

    name: str
    phone: str = ""
    erased: bool = False


class Common(msgspec.Struct):
    """What the data of every event tells besides the fact."""

    actor: str
    occurred_at: datetime
    #: what made it happen: ``request:…`` or ``position:…``
    causation: str | None
    #: there, and true, in whatever is of a drill
    drill: bool = False
    #: by member id; only for a token whose purpose allows it
    people: dict[str, Contact] = {}


def cloud_event(
    r: Recorded,
    drills: Collection[str] = (),
    people: Mapping[str, Contact] | None = None,
    origin: str = "",
) -> CloudEvent:
    """The event of a recorded fact; ``drills`` are activations.

    Nothing in it names a person, unless ``people`` are given; with an ``origin`` its schema has an
    absolute address.
    """
    tree = "communities" if len(r.community) == 12 else "organisation"
    data = msgspec.to_builtins(r.fact) | {
        "actor": r.actor,
        "occurred_at": r.occurred_at,
        "causation": r.cause,
    }
    if drills and getattr(r.fact, "activation", None) in drills:
        data["drill"] = True
    if people is not None:
        data["people"] = people
    return CloudEvent(
        specversion="1.0",
        id=str(r.position),
        source=f"/{tree}/{r.community}",
        type=f"pingzhan.{r.topic}",
        subject=r.stream,
        time=r.recorded_at,
        datacontenttype="application/json",
        dataschema=f"{origin}{SCHEMAS}/{r.topic}",
        sequence=f"{r.position:020d}",
        data=data,
    )


def encode(events: Any) -> bytes:
    """JSON of one event or of many."""
    return _encoder.encode(events)
