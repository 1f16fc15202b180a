"""The board's steps for tasks, from opening to closing, as the group itself remembers them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.exchange import WITHDRAWN
from domain.facts import Fact
from domain.facts import group as facts
from domain.record import Recorded
from projections.board.documents import (
    Answer,
    Asking,
    Community,
    Escalation,
    GroupAtWork,
    TaskOnBoard,
)
from projections.board.posts import totals_of
from projections.rows import Rows

Step = Callable[[Rows, Recorded, Community], None]
Change = Callable[[TaskOnBoard, Any, Recorded, Community], None]

CLOSED = frozenset({"completed", "cancelled"})


def _opened(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    group: GroupAtWork | None = rows.get(r.stream)
    if group is None or f.task in group.tasks:
        return
    state = "locked" if f.locked else _open(f.due_at)
    task = TaskOnBoard(f.key, state, r.occurred_at, f.due_at, f.assignees, f.title)
    task.starts_at, task.places = f.starts_at, f.places
    task.occurrence, task.building = f.occurrence, f.building
    group.tasks[f.task] = task
    tally = (totals_of(rows, True, community) if group.drill else community).tasks
    tally[state] = tally.get(state, 0) + 1
    rows.put(r.stream, group)


def _open(due_at: object) -> str:
    return "waiting" if due_at is None else "open"


def _move(task: TaskOnBoard, state: str, community: Community) -> None:
    """To another state, in the totals too; what is closed is overdue no longer, but late."""
    if state in CLOSED:
        task.askings = ()
    tally = community.tasks
    tally[task.state] -= 1
    tally[state] = tally.get(state, 0) + 1
    if task.overdue:
        community.overdue += (state not in CLOSED) - (task.state not in CLOSED)
    task.state = state


def _set_due(task: TaskOnBoard, due_at: Any, community: Community) -> None:
    """A deadline that moves may pass again."""
    task.due_at = due_at
    if task.overdue:
        task.overdue = False
        community.overdue -= task.state not in CLOSED


def _unlocked(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    if task.due_at != f.due_at:
        _set_due(task, f.due_at, community)
    if task.state == "locked":
        _move(task, _open(task.due_at), community)


def _timed(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    _set_due(task, f.due_at, community)
    task.starts_at = f.starts_at or task.starts_at
    if task.state == "waiting":
        _move(task, "open", community)


def _assigned(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    task.assignees, task.cause = f.assignees, f.cause
    task.taken = tuple(m for m in task.taken if m in f.assignees)
    here = f.assignees
    task.askings = tuple(a for a in task.askings if a.member in here and a.colleague not in here)
    if f.relieved is not None:
        _told(task, Answer(f.relieved, here[-1], None, f.cause, r.recorded_at))


def _accepted(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    """A slot is taken up by one after the other, also after the first has started."""
    if task.state != "started":
        _move(task, "accepted", community)
    task.accepted_at, task.unmet = task.accepted_at or r.occurred_at, f.unmet
    _take(task, f.member)


def _started(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    _move(task, "started", community)
    task.started_at, task.unmet = r.occurred_at, f.unmet
    _take(task, f.member)


def _take(task: TaskOnBoard, member: str | None) -> None:
    if task.places and member is not None and member not in task.taken:
        task.taken += (member,)


def _completed(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    _move(task, "completed", community)
    task.completed_at, task.completed_by = r.occurred_at, f.member or r.actor
    task.unmet, task.late = f.unmet, f.late
    task.report, task.report_owed = f.report, f.report_owed


def _reopened(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    _move(task, _open(task.due_at), community)
    task.accepted_at = task.started_at = task.completed_at = task.completed_by = None
    task.report, task.report_owed, task.late, task.unmet = None, False, False, ()
    task.taken = ()


def _cancelled(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    _move(task, "cancelled", community)
    task.cause = f.cause


def _noted(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    task.notes += 1


def _reported(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    task.report, task.report_owed = f.report, False


def _overdue(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    if not task.overdue:
        task.overdue = True
        community.overdue += task.state not in CLOSED


def _escalated(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    task.escalations += (Escalation(f.step, f.role, f.to, r.occurred_at),)


def _uncovered(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    task.missing = f.missing


def _asked(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    others = tuple(a for a in task.askings if a.member != f.member)
    task.askings = (*others, Asking(f.member, f.colleague, f.swap, r.occurred_at, f.reason))
    task.answers = tuple(a for a in task.answers if a.member != f.member)


def _answered(task: TaskOnBoard, f: Any, r: Recorded, community: Community) -> None:
    """An answer says for which shift it was, as the asking did; what is withdrawn needs none."""
    swap = next((a.swap for a in task.askings if a.member == f.member), None)
    task.askings = tuple(a for a in task.askings if a.member != f.member)
    if f.cause != WITHDRAWN:
        _told(task, Answer(f.member, f.colleague, swap, f.cause, r.recorded_at))


def _told(task: TaskOnBoard, answer: Answer) -> None:
    """The last word to each who is told counts."""
    task.answers = (*(a for a in task.answers if a.member != answer.member), answer)


def _step(change: Change) -> Step:
    """The step that lets a task change; a task that the board does not show stays unknown."""

    def step(rows: Rows, r: Recorded, community: Community) -> None:
        f: Any = r.fact
        group: GroupAtWork | None = rows.get(r.stream)
        task = group.tasks.get(f.task) if group is not None else None
        if group is None or task is None:
            return
        if group.ended is not None:
            change(task, f, r, Community(community.code, tasks={task.state: 1}))
            _remain(rows, r.stream, group, community)
        else:
            change(task, f, r, totals_of(rows, group.drill, community))
            rows.put(r.stream, group)

    return step


def _remain(rows: Rows, stream: str, group: GroupAtWork, community: Community) -> None:
    """What comes after the end counts nowhere; done and reported, it leaves the board."""
    group.tasks = {
        id: task for id, task in group.tasks.items() if task.state not in CLOSED or task.report_owed
    }
    if group.tasks:
        rows.put(stream, group)
    else:
        rows.delete(stream)
        community.aftermath.remove(stream)


_CHANGES: dict[type[Fact], Change] = {
    facts.TaskUnlocked: _unlocked,
    facts.TaskTimed: _timed,
    facts.TaskAssigned: _assigned,
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
    facts.ExchangeAsked: _asked,
    facts.ExchangeClosed: _answered,
}
STEPS: dict[type[Fact], Step] = {
    facts.TaskOpened: _opened,
    **{kind: _step(change) for kind, change in _CHANGES.items()},
}
