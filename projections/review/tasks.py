"""The review's steps for tasks: the last fact of each kind, who took it up, who has it now."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.acting import ADDED
from domain.facts import Fact
from domain.facts import group as facts
from domain.record import Recorded
from projections.review.documents import Climb, Review, TaskLife, Transfer, cited

Step = Callable[[Review, Recorded], None]
Change = Callable[[Review, TaskLife, Any, Recorded], None]


def _opened(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    life = review.groups.get(r.stream)
    if life is not None and f.task not in life.tasks:
        life.tasks[f.task] = TaskLife(
            f.task,
            f.key,
            cited(r),
            title=f.title,
            series=f.series,
            occurrence=f.occurrence,
            building=f.building,
            starts_at=f.starts_at,
        )


def _taken(kind: str) -> Change:
    """Somebody accepted, started or completed it: in whose name is told."""

    def change(review: Review, task: TaskLife, f: Any, r: Recorded) -> None:
        task.marks[kind] = cited(r)
        task.taken_by[kind] = f.member or r.actor
        if kind == "completed":
            task.form = f.form

    return change


def _marked(kind: str) -> Change:
    def change(review: Review, task: TaskLife, f: Any, r: Recorded) -> None:
        task.marks[kind] = cited(r)

    return change


def _reopened(review: Review, task: TaskLife, f: Any, r: Recorded) -> None:
    for kind in ("accepted", "started", "completed", "reported", "cancelled"):
        task.marks.pop(kind, None)
        task.taken_by.pop(kind, None)
    task.cancelled_because = None
    task.marks["reopened"] = cited(r)


def _timed(review: Review, task: TaskLife, f: Any, r: Recorded) -> None:
    """A deadline that moves may pass again."""
    task.marks["timed"] = cited(r)
    task.starts_at = getattr(f, "starts_at", None) or task.starts_at
    before = review.on_board(r.stream, task.id)
    if before is not None and (type(f) is facts.TaskTimed or before.due_at != f.due_at):
        task.marks.pop("overdue", None)


def _overdue(review: Review, task: TaskLife, f: Any, r: Recorded) -> None:
    if "overdue" not in task.marks:
        task.marks["overdue"] = cited(r)
        review.moments.append(("overdue", r))


def _escalated(review: Review, task: TaskLife, f: Any, r: Recorded) -> None:
    task.climbs.append(Climb(f.step, f.role, len(f.to), cited(r)))
    review.moments.append(("escalated" if f.to else "nobody_told", r))


def _uncovered(review: Review, task: TaskLife, f: Any, r: Recorded) -> None:
    task.marks["uncovered"], task.missing = cited(r), f.missing
    review.moments.append(("slot_uncovered", r))


def _cancelled(review: Review, task: TaskLife, f: Any, r: Recorded) -> None:
    task.marks["cancelled"], task.cancelled_because = cited(r), f.reason


def _assigned(review: Review, task: TaskLife, f: Any, r: Recorded) -> None:
    """Taking a task up, or being added to it, moves it to nobody else; all else does."""
    before = review.on_board(r.stream, task.id)
    if f.cause in ("accept", ADDED) or before is None or not before.assignees:
        return
    moved = Transfer(
        "task", cited(r), r.stream, before.assignees, f.assignees, f.cause, task.id, None, f.reason
    )
    review.transfers.append(moved)


def _step(change: Change) -> Step:
    def step(review: Review, r: Recorded) -> None:
        f: Any = r.fact
        life = review.groups.get(r.stream)
        task = life.tasks.get(f.task) if life is not None else None
        if task is not None:
            change(review, task, f, r)

    return step


_CHANGES: dict[type[Fact], Change] = {
    facts.TaskUnlocked: _timed,
    facts.TaskTimed: _timed,
    facts.TaskAssigned: _assigned,
    facts.TaskAccepted: _taken("accepted"),
    facts.TaskStarted: _taken("started"),
    facts.TaskCompleted: _taken("completed"),
    facts.TaskReported: _marked("reported"),
    facts.TaskReopened: _reopened,
    facts.TaskCancelled: _cancelled,
    facts.TaskOverdue: _overdue,
    facts.TaskEscalated: _escalated,
    facts.SlotUncovered: _uncovered,
}
STEPS: dict[type[Fact], Step] = {
    facts.TaskOpened: _opened,
    **{kind: _step(change) for kind, change in _CHANGES.items()},
}
