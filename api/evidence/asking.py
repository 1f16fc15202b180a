"""Which part of a community's log is wanted, as whole saves of it."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from api.house import House
from api.reading.boards import moment
from domain.facts.community import PlaybookActivated
from domain.record import Recorded
from domain.refusal import NotFound, Refused

_INSTANT = timedelta(microseconds=1)


class Wanted(msgspec.Struct, frozen=True):
    """From when (or from which activation on) until which moment; all of it, until now."""

    start: datetime | None = None
    activation: str | None = None
    as_of: datetime | None = None
    as_of_position: int | None = None


def bounds(served: House, code: str, wanted: Wanted) -> tuple[int, int]:
    """After which position and up to which one; refused when there is nothing between."""
    position = moment(served, wanted.as_of, wanted.as_of_position)
    until = served.store.head() if position is None else _whole(served, position)
    after = 0
    if wanted.activation is not None:
        after = _before(served, code, wanted.activation)
    if wanted.start is not None:
        after = max(after, served.store.position_at(wanted.start - _INSTANT))
    if after >= until or not served.store.read(after, 1, until=until, community=code):
        raise Refused("evidence_empty", field="as_of" if wanted.start is None else "from")
    return after, until


def _whole(served: House, position: int) -> int:
    """The end of the save that holds a position: a save is whole, or not there."""
    ends = served.store.save_ends(position, position)
    return ends[0] if ends else position


def _before(served: House, code: str, activation: str) -> int:
    """The end of the save before the one in which an activation began."""
    clicks = served.store.read(0, 2**31, community=code, topics=(PlaybookActivated.TOPIC,))
    begun = next((r for r in clicks if _of(r) == activation), None)
    if begun is None:
        raise NotFound("activation", activation)
    return served.store.position_at(begun.recorded_at - _INSTANT)


def _of(r: Recorded) -> str | None:
    return r.fact.activation if isinstance(r.fact, PlaybookActivated) else None
