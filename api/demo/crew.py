"""People at work on whatever opens: they muster, take up tasks and shifts, report, or do not."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import partial
from random import Random
from typing import Any

from api.demo.agenda import Agenda
from api.demo.filling import filled
from api.demo.story import Absent, Log, Story, usual
from api.house import House
from domain.community import Activation
from domain.group import Group, OpenTask
from domain.ids import task_id, task_place
from domain.playbook import Playbook, Task
from engine.workflow import Caller
from engine.workflow.occurrences import Happened
from engine.workflow.tasks import Said

#: of all tasks so many are meant to be in time, so many are done at all, so few lack their report
PUNCTUAL, REMEMBERED, OWED = 0.88, 0.965, 0.05
#: what has longer than this is taken on early
LONG = timedelta(hours=30)
#: nobody begins earlier than so long before the deadline
EARLY = timedelta(minutes=100)

Place = tuple[str | None, str]
"""A grid and a line of the plan."""


class Crew:
    """Those of one activation. The same numbers give the same days."""

    def __init__(
        self,
        house: House,
        agenda: Agenda,
        rng: Random,
        caller: Caller,
        running: Activation,
        story: Story,
        *,
        code: str = "",
        only: Callable[[OpenTask], object] = bool,
    ) -> None:
        """``code`` is another community's than the story's; ``only`` says what is their work."""
        self._house, self._agenda, self._rng, self._caller = house, agenda, rng, caller
        self.running, self._story, self._usual = running, story, usual()
        self._code, self._only = code or story.code, only
        self.plan: Playbook = house.workflow.plans.pinned(running.digest)
        self._planned: set[str] = set()
        self._present: dict[str, datetime] = {}
        self._finished: dict[Place, datetime] = {}

    def groups(self) -> list[Group]:
        """The groups as they stand."""
        community = self._house.workflow.desk.community(self._code)
        return self._house.workflow.activations.groups_of(community, self.running)

    def muster(self, absent: Iterable[Absent]) -> None:
        """Everybody comes to their post, but for the absent, who are late or do not come."""
        groups = self.groups()
        late: dict[str, datetime | None] = {}
        for lacking in absent:
            grid = None if lacking.grid is None else self.running.grids[lacking.grid]
            group = next(g for g in groups if (g.group, g.grid) == (lacking.group, grid))
            held = [m for m, post in group.posts.items() if post.position == lacking.position]
            until = None if lacking.until is None else self._in(lacking.until)
            late |= dict.fromkeys(held[:1], until)
        for member in dict.fromkeys(m for g in groups for m in g.posts):
            when = late[member] if member in late else self._agenda.now + self._way()
            if when is not None:
                self._present[member] = when
                come = partial(self._muster, member)
                self._agenda.at(when, come)

    def look(self) -> None:
        """Plan the work on whatever has opened since somebody looked."""
        for group in self.groups():
            for key, task in group.tasks.items():
                id = task_id(group.id, key)
                if task.due_at is None or task.locked or task.is_closed or id in self._planned:
                    continue
                if task.key in self._story.scripted or not self._only(task):
                    continue
                self._planned.add(id)
                if task.places:
                    self._shift(id, task, task.due_at)
                else:
                    self._plan(id, group, task, task.due_at)

    def stay(self, every: timedelta) -> None:
        """Look for work again and again."""
        self.look()
        self._agenda.at(self._agenda.now + every, partial(self.stay, every))

    def newest(self, line: str, grid: str | None) -> str:
        """The task of a line that was opened last in a grid."""
        found = [
            task_id(group.id, key)
            for group in self.groups()
            if group.grid == grid
            for key, task in group.tasks.items()
            if task.key == line and not task.is_closed
        ]
        return found[-1]

    def log(self, act: Log) -> None:
        """Something happens, and is logged."""
        grid = None if act.grid is None else self.running.grids[act.grid]
        form = self.plan.papers.get(self.plan.events[act.event].form or "")
        report = filled(form, act.report, self._agenda.now, self._rng, None)
        said = Happened(act.event, grid, self._building(act.building, grid), report, act.about)
        self._house.workflow.occurrences.log(self._code, self.running.id, said, self._caller)
        self.look()

    def _building(self, building: int | None, grid: str | None) -> int | None:
        """The building told of, or another where the grid has fewer."""
        there = self._house.workflow.desk.community(self._code).roster.buildings(grid)
        return building if building is None or not there else (building - 1) % there + 1

    def finish(self, task: str, said: Any) -> None:
        """Somebody takes a task on and completes it with this report."""
        self._act(task, "accept")
        self._act(task, "complete", said)

    def _muster(self, member: str) -> None:
        self._house.workflow.posts.muster(self.running.id, member, self._caller)

    def _in(self, minutes: float) -> datetime:
        return self.running.at + timedelta(minutes=minutes)

    def _way(self) -> timedelta:
        """To the post: most are there within a quarter of an hour, a few are late."""
        median = 40.0 if self._rng.random() < 0.07 else 7.0
        return timedelta(minutes=median * self._rng.lognormvariate(0, 0.35))

    def _shift(self, id: str, task: OpenTask, due_at: datetime) -> None:
        """Two take a slot up, one of them late at times; it ends with the hand-over."""
        starts = max(task.starts_at or self._agenda.now, self._agenda.now)
        for n, member in enumerate(task.assignees):
            lag = self._minutes(5, 25) if n and self._rng.random() < 0.12 else -self._minutes(2, 9)
            at = max(starts + lag, self._agenda.now)
            self._agenda.at(at, partial(self._act, id, "accept", member=member))
        self._agenda.at(starts + self._minutes(1, 3), partial(self._act, id, "start"))
        self._agenda.at(due_at + self._minutes(-6, 5), partial(self._act, id, "complete", ...))

    def _plan(self, id: str, group: Group, task: OpenTask, due_at: datetime) -> None:
        now, span = self._agenda.now, due_at - self._agenda.now
        line = self.plan.task(task.key)
        begun = max(self._ready(group, task, line), due_at - min(span, EARLY))
        begun += self._minutes(1, 5) if span > timedelta(minutes=30) else self._minutes(0.3, 1)
        if span > LONG:
            begun = now + self._minutes(60, 300)
        luck = self._rng.random()
        done = begun + max(due_at - begun, timedelta()) * self._rng.uniform(0.3, 0.9)
        if luck > PUNCTUAL:
            done = due_at + self._minutes(3, 50)
        done = max(done, begun + self._minutes(0.5, 5))
        self._finished[group.grid, task.key] = done
        if luck > REMEMBERED or not task.assignees:
            return
        self._agenda.at(begun, partial(self._act, id, "accept"))
        if self._rng.random() < 0.6:
            self._agenda.at(begun + (done - begun) * 0.3, partial(self._act, id, "start"))
        report = None if self._rng.random() < OWED else ...
        self._agenda.at(done, partial(self._act, id, "complete", report))

    def _ready(self, group: Group, task: OpenTask, line: Task | None) -> datetime:
        """When whoever does it is there, and what has to come first is done."""
        came = [self._present[m] for m in task.assignees[:1] if m in self._present]
        before = [(group.grid, key) for key in (line.pre if line else ())]
        done = [self._finished[place] for place in before if place in self._finished]
        return max([self._agenda.now, *came, *done])

    def _act(self, id: str, verb: str, said: Any = None, member: str | None = None) -> None:
        """Somebody whose task it is acts; an ellipsis is the report that is usual."""
        stream, key = task_place(id)
        group = self._house.store.get(Group, stream)
        assert group is not None
        task = group.tasks[key]
        if group.is_closed or task.is_closed:
            return
        who = member or next(iter(task.assignees), None)
        line = self.plan.task(task.key)
        report = self._report(line, who) if said is ... else said
        form = self.plan.papers.get(line.form or "") if line else None
        words = filled(form, report, self._agenda.now, self._rng, who)
        self._house.workflow.tasks.act(id, verb, Said(member=who, report=words), self._caller)
        if verb == "complete":
            self.look()

    def _report(self, line: Task | None, who: str | None) -> Any:
        if line is None or line.form is None:
            return self._rng.choice(self._usual["otherwise"])
        told = self._story.reports.get(line.id) or self._usual[line.form]
        return self._rng.choice(told)

    def _minutes(self, least: float, most: float) -> timedelta:
        return timedelta(minutes=self._rng.uniform(least, most))
