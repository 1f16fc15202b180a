"""Fourteen days of war in one community, through real saves at an injected clock.

A log of a size to read, the same on every machine: what the engine opens, recurs and escalates by
itself is measured in ``fortnight_of_war``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from random import Random

from api.house import House
from benchmarks import ground
from domain import tasks
from domain.aggregate import Decider
from domain.facts import Fact
from domain.facts.group import TaskOpened, TaskOverdue
from domain.group import Group
from domain.ids import new_id, task_id
from domain.posts import muster
from domain.timers import LATE, of_task
from engine.store import Text, Writes

DAYS = 14
#: looks at what people did, two hours apart, from midnight UTC: eight in the morning in Beijing
LOOKS, HOURS = 6, 2
#: how often a group takes its oldest open task one step further, or writes a note, in two hours
BUSY, WORDY = 0.7, 0.1
NEXT = {"open": tasks.accept, "accepted": tasks.start, "started": tasks.complete}

Deeds = Iterable[tuple[Group, list[Fact]]]


class Fortnight:
    """One activation from its click on: every day each group has one task more, and works on."""

    def __init__(self, house: House, code: str, clock: ground.Clock) -> None:
        self._house, self._code, self._clock = house, code, clock
        self._rng = Random(code)
        self._title = Text(new_id(), code, "title", "逐户送菜")
        self._note = Text(new_id(), code, "note", "已送达")
        self._groups: list[Group] = []

    def run(self) -> str:
        """Let the days pass; views and keyframes are at the head then. Gives the activation."""
        return together(self._house, self._clock, [self])[0]

    def begin(self) -> str:
        """The click, and everybody at their posts."""
        activation = str(ground.click(self._house, self._code).body["id"])
        self._groups = self._standing(activation)
        self._save([(g, muster(g, member)) for g in self._groups for member in list(g.posts)])
        return activation

    def morning(self) -> None:
        """A task more for every group."""
        self._save([(group, [_another(group, self._title)]) for group in self._groups])

    def work(self) -> None:
        """What people do in two hours."""
        self._save([deed for group in self._groups for deed in self._work(group)])

    def _standing(self, activation: str) -> list[Group]:
        community = self._house.workflow.desk.community(self._code)
        running = community.activations[activation]
        return self._house.workflow.activations.groups_of(community, running)

    def _work(self, group: Group) -> Deeds:
        at = self._clock.now
        yield group, list(_overdue(group, at))
        if self._rng.random() < BUSY:
            at_hand = (k for k, t in group.tasks.items() if t.state in NEXT and not t.locked)
            if key := next(at_hand, ""):
                yield group, NEXT[group.tasks[key].state](group, key, tasks.Act(at))
        if self._rng.random() < WORDY:
            key = self._rng.choice(list(group.tasks))
            yield group, tasks.note(group, key, tasks.Act(at, note=self._note.id))

    def _save(self, deeds: Deeds) -> None:
        by = Decider("secretary", self._clock.now)
        changed = {}
        for group, facts in deeds:
            group.decide(facts, by)
            if facts:
                changed[group.id] = group
        if changed:
            texts = Writes(texts=[self._title, self._note])
            self._house.store.save(*changed.values(), writes=texts)


def _overdue(group: Group, at: datetime) -> Iterable[Fact]:
    for key, task in group.tasks.items():
        if any(kind == LATE and due <= at for due, kind in of_task(task, is_last=False)):
            place = (group.activation, group.group, group.grid, task_id(group.id, key))
            assert task.due_at is not None
            yield TaskOverdue(*place, task.due_at)


def together(house: House, clock: ground.Clock, places: list[Fortnight]) -> list[str]:
    """Let the days pass for several communities; views and keyframes are at the head then."""
    activations = [place.begin() for place in places]
    for _ in range(DAYS):
        for place in places:
            place.morning()
        for _ in range(LOOKS):
            clock.pass_by(timedelta(hours=HOURS))
            for place in places:
                place.work()
        clock.pass_by(timedelta(hours=24 - LOOKS * HOURS))
    house.follower.catch_up()
    house.follower.keep_frames()
    return activations


def _another(group: Group, title: Text) -> Fact:
    """A task by hand, for the group's lead."""
    key = f"x.{new_id()}"
    place = (group.activation, group.group, group.grid, task_id(group.id, key))
    return TaskOpened(*place, key, group.answerable, None, title=title.id)
