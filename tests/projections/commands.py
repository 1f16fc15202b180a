"""Random commands on real aggregates, written down as the store would, for views to agree with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time, timedelta
from typing import Any

from hypothesis import strategies as st

from domain import duties, posts, tasks
from domain.aggregate import Decider
from domain.click import Click, activate
from domain.community import Community
from domain.facts import Fact
from domain.facts import community as c
from domain.group import Group, OpenTask
from domain.ids import community_stream
from domain.playbook import Due, Playbook, Target, Task
from domain.playbook import Group as PlanGroup
from domain.refusal import Refused
from domain.tasks import Act
from tests.around import Quiet
from tests.projections.logbook import COMMUNITY as CODE
from tests.projections.logbook import START, Logbook

NOWORDS = {"zh": "无", "en": "none"}
PLAN = Playbook(
    id="epidemic",
    revision="1",
    digest="d1",
    title=NOWORDS,
    mode="wartime",
    groups=(
        PlanGroup(
            "coordination",
            NOWORDS,
            NOWORDS,
            tasks=(
                Task("coo.01", NOWORDS, Due("offset", plus=timedelta(minutes=5))),
                Task("coo.02", NOWORDS, Due("before", target="planned_end", minus=timedelta(1))),
                Task("coo.03", NOWORDS, Due("interval", every=timedelta(hours=2)), ladder="urgent"),
                Task(
                    "coo.04",
                    NOWORDS,
                    Due("daily", at=(time(8), time(20)), until=(time(20), time(8))),
                    places=2,
                ),
            ),
        ),
        PlanGroup(
            "testing",
            NOWORDS,
            NOWORDS,
            lead_role="volunteer",
            tasks=(
                Task("tst.01", NOWORDS, Due("offset", plus=timedelta(hours=1)), authority=True),
            ),
        ),
    ),
    ladders={"urgent": ((timedelta(minutes=15), "lead"), (timedelta(hours=1), "street"))},
    targets={
        "lead": Target("lead", NOWORDS, position="lead"),
        "street": Target("street", NOWORDS, tier="street"),
    },
    muster_within=timedelta(minutes=15),
)
GRIDS, MEMBERS = ("g1", "g2", "g3"), ("wang", "li", "zhao")

Commands = Sequence[tuple[str, int, int, str, int]]

_NUMBER = st.integers(0, 5)
COMMANDS = st.lists(
    st.tuples(
        st.sampled_from(
            [
                "click",
                "stand_down",
                "undo",
                "case",
                "muster",
                "mistake",
                "leave",
                "authority",
                "end",
            ]
            + ["due"]
            + ["verb", "verb", "verb"] * 6
        ),
        _NUMBER,
        _NUMBER,
        st.sampled_from(sorted(tasks.VERBS)),
        st.integers(-90, 300),
    ),
    min_size=8,
    max_size=60,
)


class World:
    """A community and its groups, deciding; a logbook remembers it all."""

    def __init__(self) -> None:
        self.log = Logbook()
        self.community = Community(community_stream(CODE), CODE)
        self.groups: dict[str, Group] = {}
        table: list[Fact] = [c.CommunityRegistered(CODE, "中山社区")]
        table += [c.GridDrawn(grid, grid) for grid in GRIDS]
        for member in MEMBERS:
            table += [c.MemberEnrolled(member), c.RoleGranted(member, "volunteer", "g1")]
        table.append(c.SeatAssigned("wang", PLAN.id, "coordination", "lead", "g1"))
        table.append(c.SeatAssigned("li", PLAN.id, "coordination", "deputy", "g1"))
        self.community.decide(table, self._by(0))
        self._save()
        self.obey([("click", 0, 1, "", 0)])

    def obey(self, commands: Commands) -> None:
        """Carry out commands; what is refused did not happen."""
        for name, n, m, verb, skew in commands:
            try:
                getattr(self, f"_{name}")(n, m, verb, self._by(skew))
            except Refused:
                for aggregate in (self.community, *self.groups.values()):
                    assert not aggregate.pending
            self._save()

    def _by(self, skew: int) -> Decider:
        return Decider("secretary", self.log.now + timedelta(minutes=skew))

    def _save(self) -> None:
        envelopes = [
            envelope
            for aggregate in (self.community, *self.groups.values())
            for envelope in aggregate.collect_events()
        ]
        if envelopes:
            occurred_at = envelopes[0].occurred_at
            self.log.record(*(e.fact for e in envelopes), occurred_at=occurred_at)

    def _running(self, n: int) -> Any:
        running = self.community.running
        if not running:
            raise Refused("nothing_runs")
        return running[n % len(running)]

    def _of(self, activation: str) -> list[Group]:
        return [g for g in self.groups.values() if g.activation == activation]

    def _group(self, n: int) -> Group:
        if not self.groups:
            raise Refused("nothing_ran")
        return list(self.groups.values())[-1 - n % len(self.groups)]

    def _click(self, n: int, m: int, verb: str, by: Decider) -> None:
        grids = (GRIDS[n % 3], GRIDS[m % 3])
        case = f"k{m}" if f"k{m}" in self.community.cases else None
        activated = activate(self.community, PLAN, Click(grids, case=case, drill=m == 5), by)
        for drill in activated.drills:
            self._close(drill.id, "superseded", by)
        self.groups |= {group.id.hex: group for group in activated.groups}

    def _close(self, activation: str, cause: str, by: Decider) -> None:
        ended = c.ActivationUndone if cause == "undone" else c.PlaybookStoodDown
        self.community.decide([ended(activation)], by)
        for group in self._of(activation):
            group.decide(posts.stand_down(group, cause), by)

    def _stand_down(self, n: int, m: int, verb: str, by: Decider) -> None:
        """Some of what is not a series comes after the end."""
        running, after = self._running(n), ("coo.01", "coo.02", "tst.01")[m % 4 :]

        def stays(task: OpenTask) -> bool:
            return task.key in after and not task.locked

        for group in self._of(running.id):
            group.decide(posts.stand_down(group, "stand_down", None, stays), by)
        self._save()
        self.community.decide([c.PlaybookStoodDown(running.id)], by)

    def _undo(self, n: int, m: int, verb: str, by: Decider) -> None:
        self._close(self._running(n).id, "undone", by)

    def _case(self, n: int, m: int, verb: str, by: Decider) -> None:
        grid = GRIDS[m] if m < 3 else None
        if f"k{n}" not in self.community.cases:
            self.community.decide([c.CaseReported(f"k{n}", "t1", grid)], by)

    def _muster(self, n: int, m: int, verb: str, by: Decider) -> None:
        for group in self._of(self._running(n).id):
            group.decide(posts.muster(group, MEMBERS[m % 3]), by)

    def _mistake(self, n: int, m: int, verb: str, by: Decider) -> None:
        for group in self._of(self._running(n).id):
            group.decide(posts.withdraw_muster(group, MEMBERS[m % 3]), by)

    def _leave(self, n: int, m: int, verb: str, by: Decider) -> None:
        if (member := MEMBERS[m % 3]) in self.community.roster.members:
            self.community.decide([c.MemberLeft(member)], by)
            for group in self.groups.values():
                group.decide(posts.leave(group, member), by)

    def _authority(self, n: int, m: int, verb: str, by: Decider) -> None:
        running = self._running(n)
        self.community.decide([c.AuthorityRecorded(running.id, "t2")], by)
        for group in self._of(running.id):
            group.decide(posts.unlock(group, running, PLAN, by.at), by)

    def _end(self, n: int, m: int, verb: str, by: Decider) -> None:
        running = self._running(n)
        self.community.decide([c.PlannedEndSet(running.id, START + timedelta(days=m))], by)
        for group in self._of(running.id):
            group.decide(posts.retime(group, running, PLAN), by)

    def _due(self, n: int, m: int, verb: str, by: Decider) -> None:
        group = self._group(n)
        now = by.at + timedelta(hours=m)
        around = Quiet(self.community.activations[group.activation])
        group.decide(duties.decide(group, PLAN, around, now), by)

    def _verb(self, n: int, m: int, verb: str, by: Decider) -> None:
        group = self._group(n)
        key = list(group.tasks)[m % len(group.tasks)]
        member = MEMBERS[n % 3] if m % 2 else None
        act = Act(by.at, member=member, to=MEMBERS[m % 3], note="t3", needs_report=n % 2 == 0)
        group.decide(tasks.VERBS[verb](group, key, act), by)
