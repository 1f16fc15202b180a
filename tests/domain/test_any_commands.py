"""Whatever is done to a group in whatever order, done again at once it changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from domain import duties, posts
from domain import handing_over as handing
from domain.aggregate import Decider
from domain.community import Activation
from domain.facts import Fact
from domain.facts import group as g
from domain.group import CLOSED, Group
from domain.refusal import Refused
from domain.tasks import VERBS, Act
from tests.around import Quiet
from tests.examples import EAST, HOUR, PLAN, click, community
from tests.given import NOON, prose

MEMBERS = st.sampled_from(["wang", "li", "zhao"])
KEYS = st.sampled_from(["coo.01", "coo.03", "tst.01"])
STATES = {"waiting", "locked", "open", "accepted", "started", *CLOSED}


class GroupAtWork(RuleBasedStateMachine):
    """Commands on one group; each is asked twice."""

    def __init__(self) -> None:
        super().__init__()
        where = community()
        done = click(where, EAST)
        self.group = done.groups[0]
        self.running: Activation = where.activations[done.activation]
        self.now, self.texts, self.gone = NOON, 0, set[str]()
        place = (self.running.id, "coordination", EAST, f"{self.group.id.hex}.tst.01")
        self.group.decide(
            [g.TaskOpened(*place, "tst.01", ("li",), NOON + HOUR, True)], self.decider
        )
        self.told: list[tuple[Fact, datetime]] = []

    @property
    def decider(self) -> Decider:
        return Decider("tester", self.now)

    def do(self, ask: Callable[[Group], list[Fact]]) -> None:
        """Ask, remember, ask again: nothing more may come of it."""
        try:
            self.group.decide(ask(self.group), self.decider)
        except Refused as refused:
            self.refused_again(ask, refused.code)
            return
        again = ask(self.group)
        assert not again, [prose(fact) for fact in again]

    def refused_again(self, ask: Callable[[Group], list[Fact]], code: str) -> None:
        version = self.group.version
        with pytest.raises(Refused, match=code):
            ask(self.group)
        assert self.group.version == version

    @rule(
        verb=st.sampled_from(sorted(VERBS)),
        key=KEYS,
        member=st.none() | MEMBERS,
        to=st.none() | MEMBERS,
        reports=st.booleans(),
        needs=st.booleans(),
    )
    def act(
        self, verb: str, key: str, member: str | None, to: str | None, reports: bool, needs: bool
    ) -> None:
        """A verb of the contract."""
        self.texts += 1
        text = f"t{self.texts}"
        here = [m for m in (member, to) if m not in self.gone]
        act = Act(
            at=self.now,
            member=member if member in here else None,
            to=to if to in here else None,
            report=text if reports else None,
            note=text,
            needs_report=needs,
            gone=tuple(self.gone),
        )
        self.do(lambda group: VERBS[verb](group, key, act))

    @rule(key=KEYS, to=MEMBERS)
    def close_and_open(self, key: str, to: str) -> None:
        """Work is handed to somebody, done, and found wanting."""
        for verb in ("reassign", "complete", "reopen"):
            self.act(verb, key, None, to, False, False)

    @rule(member=MEMBERS, key=KEYS, to=MEMBERS)
    def leave_closed_work_behind(self, member: str, key: str, to: str) -> None:
        """Somebody leaves whose work is done, and it is found wanting."""
        self.act("reassign", key, None, to, False, False)
        self.act("complete", key, None, None, False, False)
        self.leave(member)
        self.act("reopen", key, None, None, False, False)

    @rule(member=MEMBERS)
    def muster(self, member: str) -> None:
        """Somebody is at the post."""
        self.do(lambda group: posts.muster(group, member))

    @rule(member=MEMBERS)
    def muster_by_mistake(self, member: str) -> None:
        """Somebody is not at the post after all."""
        self.do(lambda group: posts.withdraw_muster(group, member))

    @rule(member=MEMBERS)
    def leave(self, member: str) -> None:
        """Somebody leaves the roster."""
        self.gone.add(member)
        self.do(lambda group: posts.leave(group, member))

    @rule(member=MEMBERS, to=MEMBERS, is_there=st.booleans())
    def hand_over(self, member: str, to: str, is_there: bool) -> None:
        """Somebody has all that another one had."""
        if to not in self.gone:
            self.do(lambda group: handing.hand_over(group, member, to, is_there=is_there))

    @rule()
    def unlock(self) -> None:
        """An authority is recorded."""
        self.do(lambda group: posts.unlock(group, self.running, PLAN, self.now))

    @rule(days=st.integers(1, 5))
    def expect_the_end(self, days: int) -> None:
        """The expected end moves."""
        self.running.planned_end = NOON + timedelta(days=days)
        self.do(lambda group: posts.retime(group, self.running, PLAN))

    @rule(minutes=st.integers(1, 2000))
    def time_passes(self, minutes: int) -> None:
        """The clock moves on, and what is due is recorded."""
        self.now += timedelta(minutes=minutes)
        by, quiet = Decider("system", self.now), Quiet(self.running)
        self.group.decide(duties.decide(self.group, PLAN, quiet, self.now), by)
        assert not list(duties.decide(self.group, PLAN, quiet, self.now))
        looked_at = duties.next_at(self.group)
        assert looked_at is None or looked_at > self.now

    @precondition(lambda self: self.group.version > 25)
    @rule()
    def stand_down(self) -> None:
        """The activation ends."""
        self.do(lambda group: posts.stand_down(group, "stand_down"))

    @invariant()
    def only_what_waits_or_is_locked_lacks_a_time(self) -> None:
        for task in self.group.tasks.values():
            assert task.shown_state in STATES
            ended = self.group.is_closed
            assert task.due_at or ended or task.shown_state in ("waiting", "locked")

    @invariant()
    def nobody_who_left_has_open_work_or_a_post(self) -> None:
        if self.group.is_closed:
            return
        assert self.gone.isdisjoint(self.group.posts)
        for task in self.group.tasks.values():
            assert task.is_closed or self.gone.isdisjoint(task.assignees)

    @invariant()
    def folding_the_same_facts_gives_the_same_group(self) -> None:
        self.told += [(e.fact, e.occurred_at) for e in self.group.collect_events()]
        folded = Group(self.group.id, self.group.community).fold(self.told)
        for name in ("posts", "tasks", "is_closed", "version"):
            assert getattr(folded, name) == getattr(self.group, name)


TestGroupAtWork = GroupAtWork.TestCase
TestGroupAtWork.settings = settings(max_examples=200, stateful_step_count=40, deadline=None)
