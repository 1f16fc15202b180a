"""Ten thousand deadlines due at once: fired and recorded, each once, over a bare transaction."""

from __future__ import annotations

from datetime import timedelta

from benchmarks import ground
from benchmarks.databases import Databases, asked, databases
from benchmarks.floors import Copies, floor
from benchmarks.measuring import Line, Target, Took, interleaved, report, stopwatch
from domain.aggregate import Decider
from domain.facts.community import PlaybookActivated, PlaybookStoodDown
from domain.facts.group import GroupStoodUp, TaskOpened
from domain.group import Group
from domain.ids import group_stream, task_id
from domain.playbook import Playbook

DEADLINES, GROUPS = 10_000, 250
PLAN = Playbook("deadlines", "1", "d" * 64, {"zh": "时限", "en": "deadlines"}, "wartime", ())
#: what came of the last firing is checked, so that it is no faster for having lost something
MISSED = "not every deadline was recorded once"


class Firing:
    """A house in which so many deadlines are due whenever the clock is set on."""

    def __init__(self, given: Databases, clock: ground.Clock) -> None:
        self.clock, self._turn, self._floor = clock, 0, floor(given.new())
        self.house = ground.furnished(given.new(), 1, clock)
        self.house.workflow.plans.publish([PLAN])
        self._code = ground.codes(self.house)[0]
        self._copies = Copies(self.house.store)
        self._copy()

    def _copy(self) -> None:
        """Let the floor have what is not measured."""
        self._floor.write(self._copies.take())

    def _prepare(self) -> None:
        """One activation instead of the last, whose groups have tasks that are due in an hour."""
        self._turn += 1
        by, names = Decider("secretary", self.clock.now), [f"g{n}" for n in range(GROUPS)]
        community = self.house.workflow.desk.community(self._code)
        community.decide([PlaybookStoodDown(a.id) for a in community.running], by)
        begun = (f"a{self._turn}", PLAN.id, PLAN.digest, tuple(names), "wartime", self._turn)
        community.decide([PlaybookActivated(*begun, by.at)], by)
        self.house.store.save(community)
        groups = [self._group(name, DEADLINES // GROUPS, by) for name in names]
        for first in range(0, GROUPS, 50):
            self.house.store.save(*groups[first : first + 50])
        self.house.follower.catch_up()
        self._copy()
        self.clock.pass_by(timedelta(hours=2))

    def _group(self, name: str, tasks: int, by: Decider) -> Group:
        activation = f"a{self._turn}"
        group = Group(group_stream(activation, name, "coo"), self._code)
        place, due = (activation, "coo", name), by.at + timedelta(hours=1)
        keys = [f"coo.{n:02}" for n in range(tasks)]
        opened = (TaskOpened(*place, task_id(group.id, k), k, (), due) for k in keys)
        group.decide([GroupStoodUp(*place, PLAN.id, False, PLAN.digest), *opened], by)
        return group

    def __call__(self) -> Took:
        """All of them at once, views kept; nothing is due afterwards."""
        self._prepare()
        before = self.house.store.head()
        took = stopwatch(self.house.deadlines.fire)
        assert self.house.store.head() - before == DEADLINES, MISSED
        assert self.house.deadlines.fire() == 0, MISSED
        self._copies.keep()
        return took

    def floor(self) -> Took:
        """The rows of one firing again."""
        return self._floor.write(self._copies.next())


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 5)
    with databases(args.store) as given:
        firing = Firing(given, ground.Clock())
        firing()
        floored = "floor: the same rows in one transaction"
        taken = interleaved({"fired": firing, floored: firing.floor}, rounds=args.rounds)
        report(
            f"{DEADLINES:,} deadlines due at once · {given.kind}",
            [
                Line("pingzhan", taken["fired"], floored, DEADLINES, (Target("ms", 3000),)),
                Line(floored, taken[floored], floored, DEADLINES),
            ],
        )
        firing.house.close()


if __name__ == "__main__":
    main()
