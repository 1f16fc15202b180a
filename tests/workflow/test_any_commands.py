"""Whatever is commanded in whatever order: commanded again at once, it writes nothing."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from domain.group import OpenTask
from domain.refusal import Refused
from domain.roster import Role, Seat
from domain.tasks import VERBS
from engine.store import verify
from engine.workflow import Answer
from engine.workflow.activations import Asked
from engine.workflow.members import Particulars
from engine.workflow.tasks import Said
from projections import board
from projections.rows import MemoryRows
from tests.examples import CODE, HOUR, PLAN
from tests.given import NOON
from tests.town import EAST, WEST, WORKS, Town, caller, people, roster_table

SOME = st.sampled_from
GRIDS = st.lists(SOME([EAST, WEST, WORKS]), max_size=2, unique=True)
WHICH = st.integers(0, 99)
WORDS = st.none() | SOME(["原因甲", "原因乙"])


class War(RuleBasedStateMachine):
    """A community through everything that its secretary can do, each thing twice."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.town = Town(f"sqlite:///{Path(self.folder.name) / 'war.sqlite'}")
        self.enrolled = sorted(self.town.community.roster.members)
        self.board, self.folded = MemoryRows(), 0

    def teardown(self) -> None:
        """Whatever happened, the log is whole."""
        broken = list(verify(self.town.store))
        self.town.store.close()
        self.folder.cleanup()
        assert broken == []

    def twice(self, command: Callable[[], Answer]) -> None:
        """Command, and command again: the second writes nothing, or is refused alike."""
        try:
            first = command()
        except Refused as refused:
            self.refused_again(command, refused.code)
            return
        before = self.written()
        again = command()
        assert (again.changed, self.written()) == (False, before)
        assert again.position >= first.position

    def refused_again(self, command: Callable[[], Answer], code: str) -> None:
        before = self.written()
        try:
            command()
        except Refused as refused:
            same = refused.code == code
        else:
            same = False
        assert same, f"{code} once and not again"
        assert self.written() == before

    def written(self) -> list[object]:
        """How many rows there are, of whatever is kept."""
        tables = ("events", "refs", "directory_people", "directory_texts", "directory_receipts")
        select = self.town.store.recorder.select
        return [select(f"SELECT count(*) FROM {table}")[0][0] for table in tables]

    def activation(self, which: int) -> str:
        """One of the activations there were."""
        known = list(self.town.community.activations)
        return known[which % len(known)] if known else "none"

    def member(self, which: int) -> str:
        """One of the people who were ever on the roster."""
        return self.enrolled[which % len(self.enrolled)]

    @rule(grids=GRIDS, drill=st.booleans(), case=WORDS, reason=WORDS)
    def click(self, grids: list[str], drill: bool, case: str | None, reason: str | None) -> None:
        """The button."""
        ids = tuple(self.town.grid(g) for g in grids) or None
        asked = Asked(PLAN.id, ids, reason=reason, case_ref=case, drill=drill)
        self.twice(lambda: self.town.workflow.activations.activate(CODE, asked, caller()))

    @rule(which=WHICH, undo=st.booleans(), reason=WORDS)
    def end(self, which: int, undo: bool, reason: str | None) -> None:
        """Undo or stand down."""
        activations, id = self.town.workflow.activations, self.activation(which)
        finish = activations.undo if undo else activations.stand_down
        self.twice(lambda: finish(CODE, id, reason, caller()))

    @rule(which=WHICH, hours=st.integers(-1, 99), authority=WORDS)
    def amend(self, which: int, hours: int, authority: str | None) -> None:
        """Record an authority, or expect the end."""
        activations, id = self.town.workflow.activations, self.activation(which)
        end = NOON + hours * HOUR
        if authority:
            self.twice(lambda: activations.record_authority(CODE, id, authority, caller()))
        else:
            self.twice(lambda: activations.set_planned_end(CODE, id, end, caller()))

    @rule(which=WHICH, level=SOME(["IV", "III", "II", "I"]), authority=WORDS)
    def turn(self, which: int, level: str, authority: str | None) -> None:
        """Raise or lower the level."""
        set_level, id = self.town.workflow.activations.set_level, self.activation(which)
        self.twice(lambda: set_level(CODE, id, level, caller(), authority=authority))

    @rule(which=WHICH, reason=WORDS)
    def recover(self, which: int, reason: str | None) -> None:
        """Release the restrictions."""
        recover, id = self.town.workflow.activations.recover, self.activation(which)
        self.twice(lambda: recover(CODE, id, reason, caller()))

    @rule(grid=st.none() | SOME([EAST, WEST]), which=WHICH, lift=st.booleans())
    def alert(self, grid: str | None, which: int, lift: bool) -> None:
        """Raise an alert, or lift one."""
        alerts, known = self.town.workflow.alerts, [*self.town.community.alerts, "none"]
        place = self.town.grid(grid) if grid else None
        if lift:
            self.twice(lambda: alerts.lift(CODE, known[which % len(known)], None, caller()))
        else:
            self.twice(lambda: alerts.raise_alert(CODE, place, "原因甲", caller()))

    @rule(
        which=WHICH,
        verb=SOME(sorted(VERBS)),
        task=WHICH,
        member=st.none() | WHICH,
        to=st.none() | WHICH,
        words=WORDS,
    )
    def act(
        self,
        which: int,
        verb: str,
        task: int,
        member: int | None,
        to: int | None,
        words: str | None,
    ) -> None:
        """A verb on a task."""
        id = self.activation(which)
        groups = self.town.groups(id) if id != "none" else []
        known = [f"{g.id.hex}.{key}" for g in groups for key in g.tasks]
        wanted = known[task % len(known)] if known else "none"
        said = Said(
            None if member is None else self.member(member),
            None if to is None else self.member(to),
            words,
            words,
        )
        self.twice(lambda: self.town.workflow.tasks.act(wanted, verb, said, caller()))

    @rule(which=WHICH, member=WHICH)
    def muster(self, which: int, member: int) -> None:
        """Somebody is there."""
        id, who = self.activation(which), self.member(member)
        self.twice(lambda: self.town.workflow.posts.muster(id, who, caller()))

    @rule(which=WHICH)
    def remove(self, which: int) -> None:
        """Somebody leaves."""
        who = self.member(which)
        self.twice(lambda: self.town.workflow.members.remove(who, caller()))

    @rule(which=WHICH, seated=st.booleans(), phone=SOME([None, "", "15400000042"]))
    def change(self, which: int, seated: bool, phone: str | None) -> None:
        """Somebody's particulars change."""
        who, east = self.member(which), self.town.grid(EAST)
        seats = [Seat(PLAN.id, "supply", "lead", east)] if seated else []
        said = Particulars(phone=phone, roles=[Role("medic", None)], seats=seats)
        self.twice(lambda: self.town.workflow.members.change(who, said, caller()))

    @rule(some=st.sets(st.integers(0, 5)))
    def take_in(self, some: set[int]) -> None:
        """A table with some of the people."""
        table = roster_table(*(p for n, p in enumerate(people()) if n in some))
        self.twice(lambda: self.town.take_in(table))
        self.enrolled = sorted({*self.enrolled, *self.town.community.roster.members})

    @rule(which=WHICH)
    def erase(self, which: int) -> None:
        """Somebody's data are erased."""
        who = self.member(which)
        self.twice(lambda: self.town.workflow.members.erase(who, caller()))

    @rule(which=WHICH, minutes=st.integers(0, 90))
    def time_passes(self, which: int, minutes: int) -> None:
        """The clock moves on, and what is due is recorded."""
        self.town.clock.advance(minutes=minutes)
        id = self.activation(which)
        groups = self.town.groups(id) if id != "none" else []
        due = [g.id.hex for g in groups]
        self.town.workflow.duties.fulfil(due, caller("system"))
        before = self.written()
        assert self.town.workflow.duties.fulfil(due, caller("system")) == 0
        assert self.written() == before

    @invariant()
    def a_grid_runs_the_playbook_at_most_once(self) -> None:
        """A drill that a real click ended is none that runs."""
        grids = [g for a in self.town.community.running for g in a.grids]
        assert len(grids) == len(set(grids))

    @invariant()
    def nobody_off_the_roster_is_at_work(self) -> None:
        """Whoever leaves loses posts and open tasks, in every activation."""
        where = self.town.community
        for activation in where.running:
            for group in self.town.groups(activation.id):
                assert group.posts.keys() <= where.roster.members.keys()
                for task in group.tasks.values():
                    assert task.is_closed or set(task.assignees) <= where.roster.members.keys()

    def look(self) -> MemoryRows:
        """The board as it is now."""
        for recorded in self.town.facts(after=self.folded):
            board.fold(self.board, recorded)
            self.folded = recorded.position
        return self.board

    @invariant()
    def the_board_shows_what_the_groups_are(self) -> None:
        """What decisions remember and what people see are folds of the same log."""
        where, seen = self.town.community, self.look()
        shown: board.Community = seen.get(board.COMMUNITY)
        assert shown.activations == [a.id for a in where.running]
        groups = [g for a in where.running for g in self.town.groups(a.id)]
        for totals, drill in ((shown, False), (seen.get(board.DRILLS), True)):
            own = [g for g in groups if g.drill == drill]
            counted = totals or board.Community(CODE)
            assert (counted.groups, counted.vacant) == (len(own), sum(g.is_red for g in own))
            assert counted.members == len({m for g in own for m in g.posts})
        for group in groups:
            on_board: board.GroupAtWork = seen.get(group.id.hex)
            assert {m: p.position for m, p in on_board.posts.items()} == {
                m: p.position for m, p in group.posts.items()
            }
            assert {id.partition(".")[2]: told(t) for id, t in on_board.tasks.items()} == {
                key: remembered(t) for key, t in group.tasks.items()
            }

    @invariant()
    def a_case_is_open_for_both_or_for_neither(self) -> None:
        """The community's mode on the board hangs on it."""
        grids = self.look().get(board.GRIDS)
        cases = {c.id for c in self.town.community.cases.values() if c.is_open}
        assert set(grids.cases if grids else ()) == cases
        assert (grids.alerts if grids else {}) == self.town.community.alerts


def told(task: board.TaskOnBoard) -> tuple[object, ...]:
    state = (task.state, task.due_at, task.overdue, task.report_owed)
    return (*state, tuple(task.assignees))


def remembered(task: OpenTask) -> tuple[object, ...]:
    state = (task.shown_state, task.due_at, task.overdue, task.report_owed)
    return (*state, task.assignees)


TestWar = War.TestCase
TestWar.settings = settings(max_examples=25, stateful_step_count=25, deadline=None)
