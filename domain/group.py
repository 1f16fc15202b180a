"""A group at work: who has a post in it, who is there, and how its tasks stand."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from domain.aggregate import Aggregate
from domain.facts import Fact
from domain.facts import group as facts

CLOSED = frozenset({"completed", "cancelled"})


class Post(msgspec.Struct):
    """A person's post; ``position`` is ``lead``, ``deputy`` or ``member``."""

    position: str
    mustered: bool = False


class OpenTask(msgspec.Struct):
    """A task of the group. ``state`` follows the contract's words, lock and wait apart."""

    key: str
    assignees: tuple[str, ...]
    due_at: datetime | None
    locked: bool
    state: str = "open"
    #: why it was cancelled
    cause: str | None = None
    report_owed: bool = False
    overdue: bool = False
    #: directory text of the last note
    noted: str | None = None
    #: steps of the ladder that were climbed since the deadline passed, and when the next one is
    step: int = 0
    next_at: datetime | None = None
    #: when it was opened again after it had been closed
    reopened_at: datetime | None = None
    series: str | None = None
    #: when the next of the series opens
    again_at: datetime | None = None
    starts_at: datetime | None = None
    places: int = 0
    #: who has taken the slot up, ``""`` for whoever did so in their own name
    taken: tuple[str, ...] = ()
    #: whether fewer people than it needs had taken up the slot when it began
    uncovered: bool = False
    occurrence: str | None = None
    building: int | None = None

    @property
    def is_closed(self) -> bool:
        """Whether it is completed or cancelled."""
        return self.state in CLOSED

    @property
    def late_from(self) -> datetime | None:
        """Since when it would be late: its ladder does not count the time for which it was closed.

        That is when it is due, or when it was opened again after that.
        """
        if self.due_at is None or self.reopened_at is None:
            return self.due_at
        return max(self.due_at, self.reopened_at)

    @property
    def shown_state(self) -> str:
        """The state in the contract's words: ``locked`` and ``waiting`` come before ``open``."""
        if self.state != "open":
            return self.state
        if self.locked:
            return "locked"
        return "open" if self.due_at else "waiting"


class Group(Aggregate):
    """One group of one activation in one grid."""

    activation: str = ""
    playbook: str = ""
    #: digest of the plan that it runs
    pinned: str = ""
    group: str = ""
    grid: str | None = None
    drill: bool = False
    is_closed: bool = False
    #: when it stood up
    since: datetime | None = None
    muster_by: datetime | None = None
    #: whether the time to be at the post has passed and who was absent was recorded
    is_muster_closed: bool = False
    begin_at: datetime | None = None
    pace: float = 1.0

    def __init__(self, id: UUID, community: str) -> None:
        super().__init__(id, community)
        self.posts: dict[str, Post] = {}
        self.tasks: dict[str, OpenTask] = {}
        #: the key of the last task of each series that goes on
        self.series: dict[str, str] = {}
        #: since when each event has occurred that lines of the plan waited for
        self.met: dict[str, datetime] = {}
        #: in which order people were last asked for a slot
        self.asked: dict[str, int] = {}

    def holder(self, position: str) -> str | None:
        """Who has a position, the first if there are several."""
        return next((m for m, p in self.posts.items() if p.position == position), None)

    @property
    def is_red(self) -> bool:
        """Whether it has no lead, or nobody at all."""
        return self.holder("lead") is None

    @property
    def answerable(self) -> tuple[str, ...]:
        """Whom a task without a better owner goes to: the lead, else the deputy, else nobody."""
        return self.answerable_without(())

    def answerable_without(self, gone: Collection[str]) -> tuple[str, ...]:
        """The same when some people are not to be asked."""
        for position in ("lead", "deputy"):
            for member, post in self.posts.items():
                if post.position == position and member not in gone:
                    return (member,)
        return ()

    def evolve(self, fact: Fact, at: datetime) -> None:
        """Remember one fact of the group."""
        if self.since is None:
            self.since = at
        step = _STEPS.get(type(fact))
        if step is not None:
            step(self, fact, at)


def _key(task: str) -> str:
    return task.partition(".")[2]


def _stood_up(g: Group, f: facts.GroupStoodUp, at: datetime) -> None:
    g.activation, g.playbook, g.group, g.grid = f.activation, f.playbook, f.group, f.grid
    g.drill, g.pinned, g.pace = f.drill, f.digest, f.pace
    g.muster_by, g.begin_at = f.muster_by, f.begin_at
    if g.is_closed:  # an amendment brought it back: it begins anew
        g.is_closed = g.is_muster_closed = False
        for known in (g.posts, g.tasks, g.series, g.met, g.asked):
            known.clear()


def _begun(g: Group, f: facts.SeriesBegun, at: datetime) -> None:
    g.begin_at = None


def _ended(g: Group, f: facts.SeriesEnded, at: datetime) -> None:
    g.series.pop(f.series, None)


def _met(g: Group, f: facts.ConditionMet, at: datetime) -> None:
    g.met.setdefault(f.event, f.at)


def _muster_closed(g: Group, f: facts.MusterClosed, at: datetime) -> None:
    g.is_muster_closed = True


def _amended(g: Group, f: facts.GroupAmended, at: datetime) -> None:
    g.pinned = f.digest


def _stood_down(g: Group, f: facts.GroupStoodDown, at: datetime) -> None:
    g.is_closed = True


def _assigned(g: Group, f: facts.MemberAssigned, at: datetime) -> None:
    before = g.posts.get(f.member)
    g.posts[f.member] = Post(f.position, before.mustered if before else False)


def _released(g: Group, f: facts.MemberReleased, at: datetime) -> None:
    g.posts.pop(f.member, None)


def _mustered(g: Group, f: facts.MemberMustered, at: datetime) -> None:
    if post := g.posts.get(f.member):
        post.mustered = True


def _opened(g: Group, f: facts.TaskOpened, at: datetime) -> None:
    key = _key(f.task)
    task = g.tasks[key] = OpenTask(f.key, f.assignees, f.due_at, f.locked)
    task.occurrence, task.building = f.occurrence, f.building
    task.starts_at, task.places = f.starts_at, f.places
    if f.series is not None:
        task.series, task.again_at = f.series, f.again_at
        g.series[f.series] = key
    if f.places:
        _ask(g, f.assignees)


def _ask(g: Group, members: tuple[str, ...]) -> None:
    """Remember who was asked for a slot, and in which order."""
    for turn, member in enumerate(members, max(g.asked.values(), default=0) + 1):
        g.asked[member] = turn


def _unlocked(g: Group, f: facts.TaskUnlocked, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.locked, task.due_at = False, f.due_at


def _timed(g: Group, f: facts.TaskTimed, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.due_at, task.overdue, task.step, task.next_at = f.due_at, False, 0, None
    if f.again_at is not None:
        task.again_at = f.again_at


def _task_assigned(g: Group, f: facts.TaskAssigned, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.assignees = f.assignees
    if task.places:
        task.taken = tuple(m for m in task.taken if m in f.assignees or not m)
        _ask(g, f.assignees)


def _accepted(g: Group, f: facts.TaskAccepted, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.state = "started" if task.state == "started" else "accepted"
    _take(task, f.member)


def _started(g: Group, f: facts.TaskStarted, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.state = "started"
    _take(task, f.member)


def _take(task: OpenTask, member: str | None) -> None:
    if task.places and (member or "") not in task.taken:
        task.taken += (member or "",)


def _completed(g: Group, f: facts.TaskCompleted, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.state, task.report_owed = "completed", f.report_owed


def _reopened(g: Group, f: facts.TaskReopened, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.state, task.cause, task.report_owed = "open", None, False
    if task.next_at is not None and task.late_from is not None:
        task.next_at += max(at - task.late_from, timedelta())
    task.reopened_at, task.taken = at, ()


def _cancelled(g: Group, f: facts.TaskCancelled, at: datetime) -> None:
    """One that is off by decision is followed by the next of its series; else the series ends."""
    task = g.tasks[_key(f.task)]
    task.state, task.cause = "cancelled", f.cause
    if f.cause != "decision" and task.series is not None:
        g.series.pop(task.series, None)


def _noted(g: Group, f: facts.TaskNoted, at: datetime) -> None:
    g.tasks[_key(f.task)].noted = f.note


def _reported(g: Group, f: facts.TaskReported, at: datetime) -> None:
    g.tasks[_key(f.task)].report_owed = False


def _overdue(g: Group, f: facts.TaskOverdue, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.overdue, task.next_at = True, f.next_at


def _escalated(g: Group, f: facts.TaskEscalated, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.step, task.next_at = f.step, f.next_at


def _uncovered(g: Group, f: facts.SlotUncovered, at: datetime) -> None:
    g.tasks[_key(f.task)].uncovered = True


_STEPS: dict[type[Fact], Callable[[Group, Any, datetime], None]] = {
    facts.GroupStoodUp: _stood_up,
    facts.GroupStoodDown: _stood_down,
    facts.MemberAssigned: _assigned,
    facts.MemberReleased: _released,
    facts.MemberMustered: _mustered,
    facts.TaskOpened: _opened,
    facts.TaskUnlocked: _unlocked,
    facts.TaskTimed: _timed,
    facts.TaskAssigned: _task_assigned,
    facts.TaskAccepted: _accepted,
    facts.TaskStarted: _started,
    facts.TaskCompleted: _completed,
    facts.TaskReopened: _reopened,
    facts.TaskCancelled: _cancelled,
    facts.TaskNoted: _noted,
    facts.TaskReported: _reported,
    facts.TaskOverdue: _overdue,
    facts.TaskEscalated: _escalated,
    facts.SlotUncovered: _uncovered,
    facts.SeriesBegun: _begun,
    facts.SeriesEnded: _ended,
    facts.ConditionMet: _met,
    facts.MusterClosed: _muster_closed,
    facts.GroupAmended: _amended,
}
