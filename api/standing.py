"""How the store, its views, its readers and its leaders stand, at one look."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta

import msgspec

from engine.clock import Clock
from engine.leader import Leader
from engine.store import Store
from projections.reading import Stuck
from projections.views import ViewStore

#: up to where somebody who works from the log has worked it off; ``None`` before they began
Reached = Callable[[], int | None]


class Lag(msgspec.Struct, frozen=True):
    """How far somebody is behind the head of the log, in facts and in seconds of real time."""

    position: int
    behind: int
    #: since the first fact that is wanting was recorded
    behind_s: float


class Measure(msgspec.Struct, frozen=True):
    """A gauge of ``/metrics``: values by the values of its labels, of which there are few.

    ``Measure("pingzhan_lines_parked", "Lines that wait for somebody", ("subscription",), {…})``
    """

    name: str
    help: str
    labels: tuple[str, ...]
    values: Mapping[tuple[str, ...], float]


class Standing(msgspec.Struct, frozen=True):
    """What one look found."""

    head: int
    views: dict[str, Lag]
    readers: dict[str, Lag]
    stuck: list[Stuck]
    #: which process leads each work, ``None`` where none does; empty where there is but one
    leaders: dict[str, str | None]
    measures: list[Measure] = []

    @property
    def leaderless(self) -> list[str]:
        """Works that nobody does."""
        return [name for name, holder in self.leaders.items() if holder is None]


class Looking:
    """Looks at a store. ``readers`` are those who work from the log beside the views."""

    def __init__(
        self,
        store: Store,
        views: ViewStore,
        leader: Leader,
        clock: Clock,
        pace: Callable[[], float],
    ) -> None:
        self._store, self._views, self._leader = store, views, leader
        self._clock, self._pace = clock, pace
        self.readers: dict[str, Reached] = {}
        #: further gauges; each is asked at every look, and should take a few milliseconds
        self.measures: list[Callable[[], Iterable[Measure]]] = []

    def look(self, works: Iterable[str]) -> Standing:
        """Everything at once; raises when the store does not answer."""
        head = self._store.head()
        reached = {view: self._views.position(view) for view in self._views.views}
        read = {name: position for name, r in self.readers.items() if (position := r()) is not None}
        return Standing(
            head,
            self._lags(reached, head),
            self._lags(read, head),
            self._views.stuck(),
            self._leader.standing(works),
            [measure for gauge in self.measures for measure in gauge()],
        )

    def lag(self, position: int, head: int) -> Lag:
        """How far a position is behind the head."""
        if position >= head:
            return Lag(position, 0, 0.0)
        wanting = self._store.recorded_at(position + 1)
        late = self._clock() - wanting if wanting else timedelta()
        seconds = max(late, timedelta()).total_seconds() / (self._pace() or 1.0)
        return Lag(position, head - position, round(seconds, 3))

    def _lags(self, reached: Mapping[str, int], head: int) -> dict[str, Lag]:
        at = {position: self.lag(position, head) for position in set(reached.values())}
        return {name: at[position] for name, position in reached.items()}
