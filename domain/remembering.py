"""What a group at work remembers of each of its facts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from domain.at_work import Offer, OpenTask, Post
from domain.facts import Fact
from domain.facts import group as facts

if TYPE_CHECKING:
    from domain.group import Group


def _key(task: str) -> str:
    return task.partition(".")[2]


def _stood_up(g: Group, f: facts.GroupStoodUp, at: datetime) -> None:
    g.activation, g.playbook, g.group, g.grid = f.activation, f.playbook, f.group, f.grid
    g.drill, g.pinned, g.pace = f.drill, f.digest, f.pace
    g.muster_by, g.begin_at = f.muster_by, f.begin_at
    if g.is_closed:  # an amendment brought it back: it begins anew
        g.is_closed = g.is_muster_closed = False
        for known in (g.posts, g.tasks, g.series, g.met, g.asked, g.remaining, g.declined):
            known.clear()


def _begun(g: Group, f: facts.SeriesBegun, at: datetime) -> None:
    g.begin_at = None


def _ended(g: Group, f: facts.SeriesEnded, at: datetime) -> None:
    g.series.pop(f.series, None)


def _series_timed(g: Group, f: facts.SeriesTimed, at: datetime) -> None:
    if (last := g.series.get(f.series)) is not None:
        g.tasks[last].again_at = f.again_at


def _met(g: Group, f: facts.ConditionMet, at: datetime) -> None:
    g.met.setdefault(f.event, f.at)


def _muster_closed(g: Group, f: facts.MusterClosed, at: datetime) -> None:
    g.is_muster_closed = True


def _amended(g: Group, f: facts.GroupAmended, at: datetime) -> None:
    g.pinned = f.digest


def _stood_down(g: Group, f: facts.GroupStoodDown, at: datetime) -> None:
    """Of what comes after its end only deadlines run on: no muster, no series."""
    g.is_closed = g.is_muster_closed = True
    g.begin_at = None
    g.series.clear()
    g.remaining = dict.fromkeys(_key(task) for task in f.remaining)


def _assigned(g: Group, f: facts.MemberAssigned, at: datetime) -> None:
    before = g.posts.get(f.member)
    g.posts[f.member] = Post(f.position, before.mustered if before else False, f.basis)
    g.declined.pop(f.member, None)


def _released(g: Group, f: facts.MemberReleased, at: datetime) -> None:
    g.posts.pop(f.member, None)
    if f.cause == "declined":
        g.declined[f.member] = f.position
    for task in g.tasks.values():
        if any(o.colleague == f.member for o in task.offers.values()):
            task.offers = {m: o for m, o in task.offers.items() if o.colleague != f.member}


def _mustered(g: Group, f: facts.MemberMustered, at: datetime) -> None:
    if post := g.posts.get(f.member):
        post.mustered = True


def _muster_withdrawn(g: Group, f: facts.MusterWithdrawn, at: datetime) -> None:
    if post := g.posts.get(f.member):
        post.mustered = False


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
    if f.starts_at is not None:
        task.starts_at, task.uncovered = f.starts_at, False


def _task_assigned(g: Group, f: facts.TaskAssigned, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.assignees = f.assignees
    if task.offers:
        here = f.assignees
        task.offers = {
            m: o for m, o in task.offers.items() if m in here and o.colleague not in here
        }
    if task.places:
        task.taken = tuple(m for m in task.taken if m in f.assignees)
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
    """Who acts in their own name, for nobody, takes no place."""
    if task.places and member is not None and member not in task.taken:
        task.taken += (member,)


def _completed(g: Group, f: facts.TaskCompleted, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.state, task.report_owed, task.offers = "completed", f.report_owed, {}
    g.remaining.pop(_key(f.task), None)


def _reopened(g: Group, f: facts.TaskReopened, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.state, task.cause, task.report_owed = "open", None, False
    if task.next_at is not None and task.late_from is not None:
        task.next_at += max(at - task.late_from, timedelta())
    task.reopened_at, task.taken = at, ()


def _cancelled(g: Group, f: facts.TaskCancelled, at: datetime) -> None:
    """One that is off by decision is followed by the next of its series; else the series ends."""
    task = g.tasks[_key(f.task)]
    task.state, task.cause, task.offers = "cancelled", f.cause, {}
    g.remaining.pop(_key(f.task), None)
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


def _offered(g: Group, f: facts.ExchangeAsked, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.offers = {**task.offers, f.member: Offer(f.member, f.colleague, f.swap)}


def _answered(g: Group, f: facts.ExchangeClosed, at: datetime) -> None:
    task = g.tasks[_key(f.task)]
    task.offers = {m: o for m, o in task.offers.items() if m != f.member}


STEPS: dict[type[Fact], Callable[[Group, Any, datetime], None]] = {
    facts.GroupStoodUp: _stood_up,
    facts.GroupStoodDown: _stood_down,
    facts.MemberAssigned: _assigned,
    facts.MemberReleased: _released,
    facts.MemberMustered: _mustered,
    facts.MusterWithdrawn: _muster_withdrawn,
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
    facts.ExchangeAsked: _offered,
    facts.ExchangeClosed: _answered,
    facts.SeriesBegun: _begun,
    facts.SeriesEnded: _ended,
    facts.SeriesTimed: _series_timed,
    facts.ConditionMet: _met,
    facts.MusterClosed: _muster_closed,
    facts.GroupAmended: _amended,
}
