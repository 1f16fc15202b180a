"""A community at war for a day: a case in the night, two clicks, and what is done about it.

Everything is an ordinary command at a time of its own; the same moment gives the same day.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from random import Random

from api.demo import scenes
from api.demo.agenda import Agenda, SteppingClock
from api.demo.crew import Crew
from api.demo.people import phone
from api.demo.places import PEOPLE, ZONE
from api.demo.rosters import PLAYBOOK
from api.demo.script import Extra, Note, script
from api.demo.shift import Shift
from api.demo.story import Acts, Log, story
from api.house import House
from domain.community import Activation
from domain.group import Group
from domain.ids import task_id, task_place
from engine.workflow import Caller
from engine.workflow.members import Particulars
from engine.workflow.tasks import Said

Running = tuple[Activation, list[Group]]

#: the case has been known for at least so long
LEAST = timedelta(hours=10)
#: how often people look for work that has opened
LOOK = timedelta(minutes=15)


def outbreak(now: datetime) -> datetime:
    """When the case is reported: six past two in the night, ten to thirty-four hours ago."""
    latest = (now - LEAST).astimezone(ZONE)
    night = latest.replace(hour=2, minute=6, second=0, microsecond=0)
    return (night if night <= latest else night - timedelta(days=1)).astimezone(now.tzinfo)


def live(house: House, clock: SteppingClock, code: str, caller: Caller, until: datetime) -> None:
    """Live through the day, up to a moment; the clock is there afterwards."""
    day = Day(house, clock, code, caller, outbreak(until))
    day.begin(until)
    day.agenda.run(until)


class Day:
    """The day's course. Minutes count from the case."""

    def __init__(
        self, house: House, clock: SteppingClock, code: str, caller: Caller, start: datetime
    ) -> None:
        self.agenda = Agenda(house, clock)
        self._house, self._workflow = house, house.workflow
        self._code, self._caller, self._start = code, caller, start
        self._script, self._rng = script(), Random(f"day {code}")
        self._shift = Shift(house, self.agenda, self._rng, caller, self._script)

    def begin(self, until: datetime) -> None:
        """Put on the agenda what does not depend on what happens."""
        trio, next_door = scenes.compounds(self._workflow, self._code, self._caller)
        self._in(0, partial(self._report, trio[1], 1))
        self._in(4, partial(self._first_click, trio, until))
        self._in(454, partial(self._report, next_door, 2))
        self._in(457, partial(self._second_click, next_door, until))

    def _first_click(self, grids: tuple[str, ...], until: datetime) -> None:
        running, groups = self._click(grids, 1, self._script.reason)
        medic, other = scenes.medics(groups)
        asleep = scenes.last(groups, "supply")
        self._shift.stands_in(medic, self.agenda.now + timedelta(minutes=11))
        self._shift.muster(running, groups, {medic, asleep})
        self._shift.forget(running, grids[2], self._script.forgotten)
        self._shift.work(running, groups, self.agenda.now)
        self._tend(running, until, story(PLAYBOOK).acts)
        self._in(14, partial(self._hand_over, running, medic, other))
        self._in(66, partial(self._expect_end, running))
        self._in(101, partial(self._authorise, running, 7))
        self._in(118, partial(self._find_phone, groups))
        self._in(151, partial(self._call_off, groups[-1].grid, groups))
        self._in(322, partial(self._reopen, groups))
        self._in(561, partial(self._leave, scenes.last(groups, "testing")))
        for n, note in enumerate(self._script.notes):
            self._in(74 + 31 * n, partial(self._note, groups, grids[n % len(grids)], note))
        for extra in self._script.extra:
            self._in(extra.at, partial(self._add, running, grids, extra))
        for extra in self._script.latest:
            at = until - timedelta(minutes=extra.at)
            self.agenda.at(at, partial(self._add, running, grids, extra))

    def _tend(self, running: Activation, until: datetime, acts: list[Acts]) -> None:
        """What opens by itself from here on is done too, and things happen meanwhile."""
        terms = (self._house, self.agenda, self._rng, self._caller, running, story(PLAYBOOK))
        crew = Crew(*terms, code=self._code, only=lambda task: task.series or task.occurrence)
        for act in acts:
            if isinstance(act, Log):
                self.agenda.at(act.when(running.at, until), partial(crew.log, act))
        crew.stay(LOOK)

    def _second_click(self, grid: str, until: datetime) -> None:
        running, groups = self._click((grid,), 2, self._script.second_reason)
        self._shift.muster(running, groups, ())
        self._shift.work(running, groups, self.agenda.now)
        self._tend(running, until, [])
        self._in(457 + 52, partial(self._authorise, running, 11))

    def _click(self, grids: tuple[str, ...], case: int, reason: str) -> Running:
        asked = scenes.asked(grids, reason, self._ref(case))
        answer = self._workflow.activations.activate(self._code, asked, self._caller)
        return self._load(answer.body["id"])

    def _load(self, activation: str) -> Running:
        community = self._workflow.desk.community(self._code)
        running = community.activations[activation]
        return running, self._workflow.activations.groups_of(community, running)

    def _report(self, grid: str, case: int) -> None:
        told = self.agenda.now - timedelta(minutes=9)
        self._workflow.cases.report(
            self._code, grid=grid, ref=self._ref(case), reported_at=told, caller=self._caller
        )

    def _ref(self, case: int) -> str:
        return self._script.case_ref.format(year=self._start.year, number=case)

    def _hand_over(self, running: Activation, medic: str, other: str) -> None:
        """Someone did not come: a colleague takes what is open."""
        _, groups = self._load(running.id)
        said = Said(member=medic, to=other, reason=self._script.handed_over)
        for group in groups:
            for key, task in group.tasks.items():
                if medic in task.assignees and not task.is_closed:
                    self._act(task_id(group.id, key), "reassign", said)

    def _authorise(self, running: Activation, number: int) -> None:
        """The authority's document is there: what was locked may start, and does."""
        text = self._script.authority.format(year=self._start.year, number=number)
        self._workflow.activations.record_authority(self._code, running.id, text, self._caller)
        self._shift.work(*self._load(running.id), self.agenda.now)

    def _expect_end(self, running: Activation) -> None:
        noon = (self.agenda.now + timedelta(days=6)).astimezone(ZONE)
        end = noon.replace(hour=12, minute=0).astimezone(self._start.tzinfo)
        self._workflow.activations.set_planned_end(self._code, running.id, end, self._caller)

    def _find_phone(self, groups: list[Group]) -> None:
        """Somebody who could not be reached is asked for the number at the post."""
        roster = self._workflow.desk.community(self._code).roster.members
        people = dict.fromkeys(m for group in groups for m in group.posts)
        mute = next((m for m in people if not roster[m].reachable), None)
        if mute is not None:
            found = Particulars(phone=phone(PEOPLE))
            self._workflow.members.change(mute, found, self._caller)

    def _call_off(self, grid: str | None, groups: list[Group]) -> None:
        task = scenes.line(groups, grid, "mov.03")
        self._act(task, "cancel", Said(reason=self._script.called_off))

    def _reopen(self, groups: list[Group]) -> None:
        """What was done has to be done again."""
        task = scenes.line(groups, groups[0].grid, "coo.06")
        self._act(task, "reopen", Said(reason=self._script.reopened))
        done = Said(report=self._script.reports["coo.06"][0])
        self.agenda.at(
            self.agenda.now + timedelta(minutes=24), partial(self._act, task, "complete", done)
        )

    def _leave(self, member: str) -> None:
        self._workflow.members.remove(member, self._caller)

    def _note(self, groups: list[Group], grid: str, note: Note) -> None:
        self._act(scenes.line(groups, grid, note.task), "note", Said(reason=note.text))

    def _add(self, running: Activation, grids: tuple[str, ...], extra: Extra) -> None:
        grid = grids[extra.at % len(grids)]
        answer = self._workflow.activations.add_task(
            self._code,
            running.id,
            group=extra.group,
            grid=grid,
            title=extra.title.format(n=self._rng.randint(20, 90)),
            due_at=self.agenda.now + timedelta(minutes=extra.within),
            assignees=(),
            caller=self._caller,
        )
        if extra.forgotten:
            self._shift.forget(running, grid, task_place(answer.body["id"])[1])
        self._shift.work(*self._load(running.id), self.agenda.now)

    def _act(self, task: str, verb: str, said: Said) -> None:
        self._workflow.tasks.act(task, verb, said, self._caller)

    def _in(self, minutes: float, act: Callable[[], object]) -> None:
        self.agenda.at(self._start + timedelta(minutes=minutes), act)
