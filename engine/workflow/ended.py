"""What ends with an activation besides its groups."""

from __future__ import annotations

from collections.abc import Container

from domain.aggregate import Decider
from domain.community import Activation
from domain.facts.occurrence import OccurrenceClosed
from domain.ids import occurrence_stream
from domain.occurrence import Occurrence
from engine.workflow.desk import Desk


def end_occurrences(
    desk: Desk, activation: Activation, by: Decider, left: Container[str | None] = ()
) -> list[Occurrence]:
    """An activation ends: so does every occurrence of it that is not ``left``; to be saved."""
    ids = desk.store.refs(f"occurrences:{activation.id}")
    found = desk.store.get_many(Occurrence, [occurrence_stream(id) for id in ids])
    open_still = [o for o in found.values() if not o.is_closed and o.occurrence not in left]
    for occurrence in open_still:
        closed = OccurrenceClosed(occurrence.occurrence, activation.id, "stand_down")
        occurrence.decide([closed], by)
    return open_still
