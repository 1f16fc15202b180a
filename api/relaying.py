"""The relay's share of the doors: what an entry in Redis looks like, and how the house sets it."""

from __future__ import annotations

from collections.abc import Sequence

from api.cloudevents import cloud_event, encode
from api.drills import Drills
from api.pulse import Pulse
from api.settings import Settings
from domain.record import Recorded
from engine.clock import Clock
from engine.relay import Keep, Relay
from engine.relay.streams import Entry
from engine.store import Store


def relay(
    settings: Settings, store: Store, drills: Drills, pulse: Pulse, clock: Clock
) -> Relay | None:
    """The relay that the settings ask for; ``None`` without a Redis, or where it is turned off."""
    if not settings.redis or not settings.relay:
        return None

    def entries(facts: Sequence[Recorded]) -> list[Entry]:
        known = drills.among(facts)
        return [_entry(r, known, settings.public_url) for r in facts]

    return Relay(
        store,
        settings.redis,
        entries,
        pulse.wait,
        clock,
        name=settings.relay_stream,
        keep=Keep.read(settings.relay_keep),
        per_community=settings.relay_per_community,
    )


def _entry(r: Recorded, drills: frozenset[str], origin: str) -> Entry:
    told = cloud_event(r, drills, origin=origin)
    return Entry(r.position, r.community, told.type, encode(told))
