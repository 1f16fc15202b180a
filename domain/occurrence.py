"""An occurrence: something happened, and the plan answers to it in phases."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from domain.aggregate import Aggregate
from domain.facts import Fact
from domain.facts import occurrence as facts


class Occurrence(Aggregate):
    """One occurrence of an event in an activation; ``phases`` says since when each has stood."""

    occurrence: str = ""
    activation: str = ""
    event: str = ""
    at: datetime | None = None
    grid: str | None = None
    building: int | None = None
    drill: bool = False
    #: directory texts: what was reported of it, and whom it is about
    report: str | None = None
    about: str | None = None
    is_closed: bool = False

    def __init__(self, id: UUID, community: str) -> None:
        super().__init__(id, community)
        self.phases: dict[str, datetime] = {}

    def evolve(self, fact: Fact, at: datetime) -> None:
        """Remember one fact of the occurrence."""
        step = _STEPS.get(type(fact))
        if step is not None:
            step(self, fact, at)


def _logged(o: Occurrence, f: facts.OccurrenceLogged, at: datetime) -> None:
    o.occurrence, o.activation, o.event, o.at = f.occurrence, f.activation, f.event, f.at
    o.grid, o.building, o.drill = f.grid, f.building, f.drill
    o.report, o.about = f.report, f.about


def _begun(o: Occurrence, f: facts.PhaseBegun, at: datetime) -> None:
    o.phases.setdefault(f.phase, at)


def _closed(o: Occurrence, f: facts.OccurrenceClosed, at: datetime) -> None:
    o.is_closed = True


_STEPS: dict[type[Fact], Callable[[Occurrence, Any, datetime], None]] = {
    facts.OccurrenceLogged: _logged,
    facts.PhaseBegun: _begun,
    facts.OccurrenceClosed: _closed,
}
