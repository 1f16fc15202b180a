"""Time for the demonstration: a clock that is set, and what happens when."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count

from api.house import House
from engine.notices.reasons import TOPICS

#: what comes so close together is told at once
SOON = timedelta(minutes=1)
#: how long it may take until it is seen that somebody read what they were told
LATEST = timedelta(minutes=15)

Act = Callable[[], object]


class SteppingClock:
    """Stands still until it is told the time, and never goes back."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        return self.at

    def forward(self, to: datetime) -> None:
        """Go on to a time, unless it is later already."""
        self.at = max(self.at, to)


class Agenda:
    """Acts by time. Deadlines that pass between two of them are recorded at their own time."""

    def __init__(self, house: House, clock: SteppingClock) -> None:
        self._house, self._clock = house, clock
        self._acts: list[tuple[datetime, int, Act]] = []
        self._number = count()
        self._told = self._looked = clock()

    @property
    def now(self) -> datetime:
        """The time that it is."""
        return self._clock()

    def at(self, when: datetime, act: Act) -> None:
        """Have something done at a time; what is asked first is done first."""
        heapq.heappush(self._acts, (when, next(self._number), act))

    def run(self, until: datetime) -> None:
        """Do what there is to do up to a time; what would come later is left undone."""
        while self._acts and self._acts[0][0] <= until:
            when, _, act = heapq.heappop(self._acts)
            self._pass_deadlines(when)
            self._clock.forward(when)
            act()
            self._tell()
        self._pass_deadlines(until)
        self._clock.forward(until)

    def _tell(self) -> None:
        """Have those told whom it concerns, by the work of a server, at the time that it is."""
        soon = bool(self._acts) and self._acts[0][0] - self.now < SOON
        if soon and self.now - self._looked < SOON:
            return
        self._looked = self.now
        messenger = self._house.messenger
        position = messenger.noticing.reached() or 0
        is_asked = self._house.store.read(position, 1, topics=TOPICS)
        if not is_asked and self.now - self._told < LATEST:
            return
        self._told = self.now
        messenger.noticing.catch_up()
        self._house.follower.catch_up(["delivery"])
        while messenger.sender.step():
            self._house.follower.catch_up(["delivery"])

    def _pass_deadlines(self, until: datetime) -> None:
        while when := self._next_deadline(until):
            self._clock.forward(when)
            if not self._house.deadlines.fire():
                return

    def _next_deadline(self, until: datetime) -> datetime | None:
        self._house.follower.catch_up(["due"])
        due = self._house.views.due(until, 1)
        return due[0][2] if due else None
