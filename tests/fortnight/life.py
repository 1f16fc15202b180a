"""Two weeks of a community in which people accept, hand over, report, come late and forget.

Everything is drawn from one seed. The clock is stepped from one due time or human act to the next,
so every deadline is met at its very moment.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count
from random import Random
from typing import Any

from api.house import House
from domain.facts import group as facts
from domain.playbook import Playbook
from domain.record import Recorded
from domain.refusal import Refused
from engine.workflow import Caller
from engine.workflow.activations import Asked
from engine.workflow.occurrences import Happened
from engine.workflow.tasks import Said
from projections import due
from tests.clock import FakeClock
from tests.examples import CODE
from tests.fortnight.reports import Writer

FORTNIGHT = timedelta(days=14)
SECRETARY = Caller("secretary")
Act = Callable[[], Any]
_NEXT = "SELECT min(rank) FROM view_due WHERE rank IS NOT NULL"


class Life:
    """One activation and everybody in it."""

    def __init__(self, house: House, clock: FakeClock, plan: Playbook, seed: int) -> None:
        self.house, self.clock, self.plan, self.dice = house, clock, plan, Random(seed)
        self.refused: dict[str, int] = {}
        self.occurrences = 0
        self._acts: list[tuple[datetime, int, Act]] = []
        self._turn = count()
        self._read = house.store.head()
        asked = Asked(plan.id, reason="两周")
        answer = house.workflow.activations.activate(CODE, asked, SECRETARY)
        self.activation: str = answer.body["id"]
        self.until = clock() + FORTNIGHT
        roster = house.workflow.desk.community(CODE).roster
        self.members, self.grids = list(roster.members), list(roster.grids)
        groups = [group.id for group in plan.groups]
        self._writer = Writer(self.dice, self.members, groups, self.grids)

    def live(self, occurrences: int) -> None:
        """Two weeks, with so many occurrences spread over them."""
        for _ in range(occurrences):
            self._later(self.dice.uniform(0, 14 * 24 * 60), self._something_happens)
        for member in self.members:
            if self.dice.random() < 0.8:
                self._later(self.dice.expovariate(1 / 12), self._musters(member))
        for minutes in (60, 3 * 24 * 60, 9 * 24 * 60):
            self._later(minutes, self._changes)
        while (at := self._next()) is not None and at <= self.until:
            self.clock.now = max(at, self.clock.now)
            self.house.deadlines.fire()
            while self._acts and self._acts[0][0] <= self.clock.now:
                self._try(heappop(self._acts)[2])
            self._look()
        self.clock.now = self.until
        self.house.deadlines.fire()

    def _next(self) -> datetime | None:
        rank = self.house.views.query(_NEXT, ())[0][0]
        acted = self._acts[0][0] if self._acts else None
        timed = None if rank is None else due.moment(rank)
        return min((at for at in (acted, timed) if at is not None), default=None)

    def _later(self, minutes: float, act: Act) -> None:
        at = self.clock() + timedelta(minutes=minutes)
        heappush(self._acts, (at, next(self._turn), act))

    def _try(self, act: Act) -> None:
        """Acts may come too late; what is refused is counted, by code."""
        try:
            act()
        except Refused as refused:
            self.refused[refused.code] = self.refused.get(refused.code, 0) + 1

    def _look(self) -> None:
        """See what is new, and decide what will become of it."""
        for r in self.house.store.read(self._read, 100_000, community=CODE):
            self._read = r.position
            if isinstance(r.fact, facts.TaskOpened):
                self._fate(r, r.fact)

    def _fate(self, r: Recorded, opened: facts.TaskOpened) -> None:
        """Seven in ten are done in time, some late, some handed over first, some never."""
        dice = self.dice
        due_at = opened.due_at or r.occurred_at + timedelta(hours=dice.uniform(1, 200))
        left = max((due_at - self.clock()).total_seconds() / 60, 1)
        if dice.random() < 0.4:
            verb = dice.choice(["accept", "start"])
            self._later(left * dice.uniform(0.05, 0.5), self._verb(opened.task, verb))
        if dice.random() < 0.1:
            self._later(left * dice.uniform(0.3, 0.6), self._hands_over(opened.task))
        fate = dice.random()
        if fate < 0.85:
            share = dice.uniform(0.4, 0.99) if fate < 0.7 else dice.uniform(1.01, 1.6)
            # a slot is over when it has begun at the earliest
            begins = ((opened.starts_at or due_at) - self.clock()).total_seconds() / 60
            least = begins + 1 if opened.starts_at else 0
            self._later(max(left * share, least), self._completes(opened))

    def _verb(self, task: str, verb: str) -> Act:
        return lambda: self.house.workflow.tasks.act(task, verb, Said(), SECRETARY)

    def _hands_over(self, task: str) -> Act:
        to = self.dice.choice(self.members)
        said = Said(to=to, reason="换班")
        return lambda: self.house.workflow.tasks.act(task, "reassign", said, SECRETARY)

    def _completes(self, opened: facts.TaskOpened) -> Act:
        def complete() -> None:
            line = self.plan.task(opened.key)
            form = self.plan.papers.get(line.form or "") if line else None
            says_it = form is not None and self.dice.random() < 0.8
            report = self._writer.fill(form, self.clock()) if form and says_it else None
            said = Said(report=report)
            self.house.workflow.tasks.act(opened.task, "complete", said, SECRETARY)

        return complete

    def _musters(self, member: str) -> Act:
        return lambda: self.house.workflow.posts.muster(self.activation, member, SECRETARY)

    def _something_happens(self) -> None:
        events = [e for e in self.plan.events.values() if not e.system]
        if not events:
            return
        event, now = self.dice.choice(events), self.clock()
        form = self.plan.papers.get(event.form or "")
        forecasts = {event.forecast: now + timedelta(hours=40)} if event.forecast else {}
        report = self._writer.fill(form, now) if form else None
        happened = Happened(
            event.id, self.dice.choice(self.grids), report=report, forecasts=forecasts
        )
        log = self.house.workflow.occurrences.log
        log(CODE, self.activation, happened, SECRETARY)
        self.occurrences += 1

    def _changes(self) -> None:
        """What is decided above: a document, another level."""
        activations = self.house.workflow.activations
        activations.record_authority(CODE, self.activation, "虚构〔2026〕1号", SECRETARY)
        if self.plan.levels:
            level = self.dice.choice(self.plan.levels[:-1])
            activations.set_level(CODE, self.activation, level, SECRETARY)
