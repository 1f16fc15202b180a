"""The log for those outside, as CloudEvents: a page, one event, or lines of a stream."""

from __future__ import annotations

from api import sse
from api.cloudevents import CloudEvent, cloud_event, encode
from api.house import House
from api.reading.people import People
from domain.record import Recorded

#: events that somebody behind the others is sent at once
BEHIND = 100


class Events:
    """What one reader may read of the log, as they asked for it."""

    def __init__(self, served: House, actor: str, wanted: sse.Filter, origin: str) -> None:
        self._served, self._actor, self._wanted, self._origin = served, actor, wanted, origin

    def page(self, after: int, limit: int, until: int) -> bytes:
        """A JSON array of events after a position."""
        return encode(self._told(self._read(after, limit, until)))

    def one(self, position: int) -> bytes | None:
        """The event at a position, or none."""
        found = self._told(self._read(position - 1, 1, position))
        return encode(found[0]) if found else None

    def lines(self, after: int, until: int) -> tuple[bytes, int]:
        """Some lines of a stream, and the position that they go up to."""
        facts = self._read(after, BEHIND, until)
        lines = b"".join(
            sse.line(f.position, event) for f, event in zip(facts, self._told(facts), strict=True)
        )
        return lines, facts[-1].position if len(facts) == BEHIND else until

    def _read(self, after: int, limit: int, until: int) -> list[Recorded]:
        return sse.page(self._served.store, self._wanted, after, limit, until)

    def _told(self, facts: list[Recorded]) -> list[CloudEvent]:
        drills = self._served.drills.among(facts)
        if not self._wanted.people:
            return [cloud_event(f, drills, origin=self._origin) for f in facts]
        named = People(self._served.store, facts, in_full=self._wanted.people == "full")
        if self._wanted.people == "full":
            for community, count in named.counted.items():
                self._served.register.accesses.read(self._actor, "events", community, count)
        return [cloud_event(f, drills, named.of(f), self._origin) for f in facts]
