"""People at work: how they muster, take on tasks, finish them in time, late or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from functools import partial
from random import Random

from api.demo.agenda import Agenda
from api.demo.script import Script
from api.house import House
from domain.community import Activation
from domain.group import Group, OpenTask
from domain.ids import task_id, task_place
from domain.playbook import Playbook
from engine.workflow import Caller
from engine.workflow.tasks import Said

#: a task that has longer than this is not finished on the first day
LONG = timedelta(hours=30)
#: the first line of the plan is the secretary's own: the click's reason and basis
OWN = "coo.01"
#: hours of the night there, as UTC has them
NIGHT = range(14, 22)
#: of all tasks so many are meant to be in time, and so many are not forgotten
PUNCTUAL, REMEMBERED = 0.85, 0.965
#: and for so many what has to come first is waited for
PATIENT = 0.9

Place = tuple[str, str | None, str]
"""An activation, a grid and a line of the plan."""


class Shift:
    """Those who were called, at work. The same numbers give the same day."""

    def __init__(
        self, house: House, agenda: Agenda, rng: Random, caller: Caller, words: Script
    ) -> None:
        self._house, self._agenda, self._rng = house, agenda, rng
        self._caller, self._words = caller, words
        self._present: dict[str, datetime] = {}
        self._finished: dict[Place, datetime] = {}

    def muster(self, running: Activation, groups: Iterable[Group], absent: Collection[str]) -> None:
        """Everybody comes to their post, but for the absent."""
        people = {m: post.position for group in groups for m, post in group.posts.items()}
        for member, position in people.items():
            way = self._way(position, at_night=running.at.hour in NIGHT)
            when = running.at + (self._minutes(1, 9) if member in self._present else way)
            if member not in absent:
                self._present.setdefault(member, when)
                come = partial(self._house.workflow.posts.muster, running.id, member, self._caller)
                self._agenda.at(when, come)

    def present(self, by: datetime) -> list[str]:
        """Who is at their post by a time, in the order in which they came."""
        came = sorted((when, n, m) for n, (m, when) in enumerate(self._present.items()))
        return [member for when, _, member in came if when < by]

    def stands_in(self, absent: str, when: datetime) -> None:
        """From then on somebody else does the work of someone absent."""
        self._present[absent] = when

    def _way(self, position: str, *, at_night: bool) -> timedelta:
        """To the post: leads are quick, a few are late, volunteers may sleep."""
        median = 5.0 if position == "lead" else 11.0
        if self._rng.random() < 0.07:
            median = 45.0
        elif at_night and position == "member" and self._rng.random() < 0.12:
            median = 250.0
        return timedelta(minutes=median * self._rng.lognormvariate(0, 0.35))

    def forget(self, running: Activation, grid: str | None, key: str) -> None:
        """Nobody will think of that line of the plan."""
        self._finished[running.id, grid, key] = self._agenda.now

    def work(self, running: Activation, groups: Iterable[Group], since: datetime) -> None:
        """Plan the work on all tasks that are open since then and have a deadline."""
        plan = self._house.workflow.plans.pinned(running.digest)
        for group in groups:
            for key, task in group.tasks.items():
                place = (running.id, group.grid, task.key)
                if task.series or task.occurrence:
                    continue  # what opens by itself is left to the crew
                if task.due_at and not (task.locked or task.is_closed or place in self._finished):
                    self._plan(plan, group, key, task, since)

    def _plan(
        self, plan: Playbook, group: Group, key: str, task: OpenTask, since: datetime
    ) -> None:
        assert task.due_at is not None
        id, span = task_id(group.id, key), task.due_at - since
        come = max((self._present.get(m, since) for m in task.assignees), default=since)
        begun = max(since, come) + self._minutes(1, 5)
        if task.key == OWN:
            begun = since + self._minutes(0.4, 1)
        after = self._after(plan, group, task, since)
        if self._rng.random() < PATIENT:
            begun = max(begun, after)
        luck = self._rng.random()
        wanted = since + span * self._rng.uniform(0.5, 0.95)
        if luck > PUNCTUAL:
            wanted = task.due_at + self._minutes(3, 50)
        done = max(wanted, begun + self._minutes(1, 6), after)
        self._finished[group.activation, group.grid, task.key] = done
        if span > LONG:
            self._agenda.at(begun + self._minutes(60, 300), partial(self._act, id, "accept"))
        elif luck > REMEMBERED or not task.assignees:
            self._chase(group, id, task.due_at)
        else:
            self._do(id, begun, done)

    def _after(self, plan: Playbook, group: Group, task: OpenTask, since: datetime) -> datetime:
        """A little after what has to come first is finished."""
        written = plan.task(task.key)
        keys = written.pre if written else ()
        known = [self._finished.get((group.activation, group.grid, key)) for key in keys]
        return max((t + self._minutes(1, 4) for t in known if t), default=since)

    def _do(self, task: str, begun: datetime, done: datetime) -> None:
        if not task.endswith(OWN):
            self._agenda.at(begun, partial(self._act, task, "accept"))
            if self._rng.random() < 0.7:
                started = begun + (done - begun) * self._rng.uniform(0.1, 0.5)
                self._agenda.at(started, partial(self._act, task, "start"))
        report, owed = self._report(task), self._rng.random() < 0.08
        self._agenda.at(done, partial(self._act, task, "complete", None if owed else report))
        if owed and self._rng.random() < 0.5:
            later = done + self._minutes(30, 120)
            self._agenda.at(later, partial(self._act, task, "complete", report))

    def _chase(self, group: Group, task: str, due_at: datetime) -> None:
        """Nobody did it: the secretary reminds, then may hand it to somebody else."""
        reminded = due_at + self._minutes(4, 15)
        note = Said(reason=self._rng.choice(self._words.reminders))
        self._agenda.at(reminded, partial(self._say, task, "note", note))
        heirs = [m for m, p in group.posts.items() if p.position != "lead"] or list(group.posts)
        if not heirs or self._rng.random() < 0.35:
            return
        handed = reminded + self._minutes(6, 30)
        given = Said(to=heirs[0], reason=self._words.chased)
        self._agenda.at(handed, partial(self._say, task, "reassign", given))
        self._do(task, handed + self._minutes(1, 4), handed + self._minutes(15, 50))

    def _act(self, task: str, verb: str, report: str | None = None) -> None:
        """Somebody whose task it is acts; the secretary where it is nobody's, or her own."""
        stream, key = task_place(task)
        group = self._house.store.get(Group, stream)
        assert group is not None
        now = group.tasks[key]
        if now.state == "cancelled" or (now.is_closed and verb != "complete"):
            return
        member = None if key == OWN or not now.assignees else now.assignees[0]
        self._say(task, verb, Said(member=member, report=report))

    def _say(self, task: str, verb: str, said: Said) -> None:
        self._house.workflow.tasks.act(task, verb, said, self._caller)

    def _report(self, task: str) -> str:
        reports = self._words.reports
        said = reports.get(task_place(task)[1], reports["otherwise"])
        return self._rng.choice(said).format(n=self._rng.randint(6, 90))

    def _minutes(self, least: float, most: float) -> timedelta:
        return timedelta(minutes=self._rng.uniform(least, most))
