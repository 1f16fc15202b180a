"""A fortnight of war of one community with the full engine: what it does by itself, what people do.

Every two hours by day the worker fires what is due, and people work off most of what is open. A
task command is measured after the click and at the end of days, over the bare transaction of its
rows, so that its growth shows.
"""

from __future__ import annotations

import time
from collections import Counter
from datetime import timedelta
from functools import partial
from random import Random

from api.house import House
from benchmarks import ground
from benchmarks.databases import asked, databases
from benchmarks.floors import Copies, floor
from benchmarks.measuring import Line, Target, Took, report, stopwatch
from domain import tasks
from domain.aggregate import Decider
from domain.group import Group
from domain.posts import muster
from engine.workflow.tasks import Said

#: hours of a day at which there is work, from eight in the morning in Beijing to midnight and on
LOOKS = (2, 4, 6, 8, 10, 12, 14, 24)
#: the share of people who come, and of open tasks that are closed within two hours
COME, DONE = 0.9, 0.6
VERBS = ("accept", "start", "complete", "reopen")
MEASURED = (1, 4, 7, 14)


class War:
    """One community at war."""

    def __init__(self, house: House, clock: ground.Clock) -> None:
        self.house, self._clock, self._rng = house, clock, Random(14)
        self.code = ground.codes(house)[0]
        self._activation = str(ground.click(house, self.code).body["id"])
        by = self._by
        groups = self.groups
        for group in groups:
            for member in list(group.posts):
                if self._rng.random() < COME:
                    group.decide(muster(group, member), by)
        house.store.save(*groups)

    @property
    def _by(self) -> Decider:
        return Decider("secretary", self._clock.now)

    @property
    def groups(self) -> list[Group]:
        """The groups as they stand."""
        community = self.house.workflow.desk.community(self.code)
        running = community.activations[self._activation]
        return self.house.workflow.activations.groups_of(community, running)

    def day(self) -> None:
        """The worker at every look, and people after it."""
        morning = self._clock.now
        for hours in LOOKS:
            self._clock.now = morning + timedelta(hours=hours)
            self.fire()
            self._work()

    def fire(self) -> int:
        """What is due, once the view has seen all there is."""
        self.house.follower.catch_up(["due"])
        return self.house.deadlines.fire()

    def _work(self) -> None:
        """People close most of what is open; whoever does so says nothing."""
        by, changed = self._by, []
        for group in self.groups:
            for key, task in group.tasks.items():
                is_open = not (task.is_closed or task.locked or task.due_at is None)
                if is_open and self._rng.random() < DONE:
                    group.decide(tasks.complete(group, key, tasks.Act(by.at)), by)
            if group.is_pending:
                changed.append(group)
        self.house.store.save(*changed)

    def busiest(self) -> tuple[str, int]:
        """An open task of the group with the longest stream, and how long that is."""
        groups = sorted(self.groups, key=lambda group: -group.version)
        for group in groups:
            for key, task in reversed(group.tasks.items()):
                if task.state == "open" and task.due_at is not None and not task.locked:
                    return f"{group.id.hex}.{key}", group.version
        raise RuntimeError("nothing is open")


def command(war: War, copies: Copies, task: str, rounds: int) -> list[Took]:
    """The verbs on a task, by turns."""
    taken: list[Took] = []
    act = war.house.workflow.tasks.act
    for n in range(rounds + len(VERBS)):
        verb = VERBS[n % len(VERBS)]
        took = stopwatch(partial(act, task, verb, Said(), ground.SECRETARY))
        copies.keep()
        if n >= len(VERBS):
            taken.append(took)
    return taken


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 100)
    with databases(args.store) as given:
        clock = ground.Clock()
        house = ground.furnished(given.new(), 1, clock)
        war, bare, lines = War(house, clock), floor(given.new()), []
        began = time.perf_counter()
        copies = Copies(house.store)
        for day in range(1, MEASURED[-1] + 1):
            war.day()
            if day not in MEASURED:
                continue
            task, length = war.busiest()
            house.follower.catch_up()
            bare.write(copies.take())
            taken = command(war, copies, task, args.rounds)
            floored = [bare.write(copies.next()) for _ in range(args.rounds + len(VERBS))]
            name = f"day {day}: a stream of {length:,} facts"
            under = f"floor of day {day}"
            lines += [
                Line(name, taken, under, 1, (Target("ms", 3),)),
                Line(under, floored[len(VERBS) :], under, 1),
            ]
        _tell(house, time.perf_counter() - began)
        report(f"a task command in the busiest group · {given.kind}", lines)
        house.close()


def _tell(house: House, seconds: float) -> None:
    topics = Counter(r.topic.partition(".")[0] for r in house.store.read(0, 2**31))
    told = ", ".join(f"{n:,} {topic}" for topic, n in topics.most_common(6))
    print(f"\na fortnight of war: {house.store.head():,} facts in {seconds:.1f} s ({told})")


if __name__ == "__main__":
    main()
