"""The due view's fold: one fact to what it changes of a group's timers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from domain.facts import Fact
from domain.facts import group as facts
from domain.record import Recorded
from projections.due.documents import GroupDue, Timed
from projections.rows import Rows


def fold(rows: Rows, r: Recorded) -> None:
    """Take one fact in; other facts than those of a group at work change nothing."""
    fact: Any = r.fact
    kind = type(fact)
    if kind is facts.GroupStoodUp:
        # what begins a stream cannot be there yet: a click looks up nothing
        before: GroupDue | None = None if r.version == 1 else rows.get(r.stream)
        if before is None or before.ended:
            doc = GroupDue(muster_by=fact.muster_by, begin_at=fact.begin_at)
            rows.put(r.stream, doc)
    elif kind is facts.GroupStoodDown:
        _end(rows, fact, r.stream)
    elif kind in _OF_GROUP:
        _step_group(rows, r)
    elif change := _OF_TASK.get(kind):
        found: GroupDue | None = rows.get(r.stream)
        task = found.tasks.get(fact.task) if found else None
        if found is not None and task is not None:
            change(task, fact, r)
            _keep(rows, r.stream, found)


def _step_group(rows: Rows, r: Recorded) -> None:
    doc: GroupDue | None = rows.get(r.stream)
    if doc is not None:
        _OF_GROUP[type(r.fact)](doc, r.fact)
        _keep(rows, r.stream, doc)


def _end(rows: Rows, f: Any, stream: str) -> None:
    """The timers end, but for those of what comes after the end."""
    doc: GroupDue | None = rows.get(stream)
    if doc is None:
        return
    tasks = {id: doc.tasks[id] for id in f.remaining if id in doc.tasks}
    _keep(rows, stream, GroupDue(tasks, is_muster_closed=True, ended=True))


def _keep(rows: Rows, stream: str, doc: GroupDue) -> None:
    """Of a group that ended only what is not closed yet."""
    if doc.ended and all(task.is_closed for task in doc.tasks.values()):
        rows.delete(stream)
    else:
        rows.put(stream, doc)


def keys(r: Recorded) -> tuple[str, ...]:
    """Keys of documents that folding the fact will read."""
    kind = type(r.fact)
    return (r.stream,) if kind in _OF_TASK or kind in _OF_GROUP or kind in _WHOLE else ()


def _opened(doc: GroupDue, f: Any) -> None:
    if f.task in doc.tasks:
        return
    doc.tasks[f.task] = Timed(
        f.due_at,
        f.locked,
        series=f.series,
        again_at=f.again_at,
        starts_at=f.starts_at,
        places=f.places,
    )
    if f.series is not None:
        doc.series[f.series] = f.task


def _begun(doc: GroupDue, f: Any) -> None:
    doc.begin_at = None


def _ended(doc: GroupDue, f: Any) -> None:
    doc.series.pop(f.series, None)


def _series_timed(doc: GroupDue, f: Any) -> None:
    if task := doc.tasks.get(doc.series.get(f.series, "")):
        task.again_at = f.again_at


def _muster_closed(doc: GroupDue, f: Any) -> None:
    doc.is_muster_closed = True


def _cancelled(doc: GroupDue, f: Any) -> None:
    if task := doc.tasks.get(f.task):
        task.is_closed = True
        if f.cause != "decision" and task.series is not None:
            doc.series.pop(task.series, None)


def _unlocked(task: Timed, f: Any, r: Recorded) -> None:
    task.locked, task.due_at = False, f.due_at


def _timed(task: Timed, f: Any, r: Recorded) -> None:
    task.due_at, task.overdue, task.next_at = f.due_at, False, None
    if f.again_at is not None:
        task.again_at = f.again_at
    if f.starts_at is not None:
        task.starts_at, task.uncovered = f.starts_at, False


def _assigned(task: Timed, f: Any, r: Recorded) -> None:
    if task.places:
        task.taken = tuple(m for m in task.taken if m in f.assignees)


def _taken(task: Timed, f: Any, r: Recorded) -> None:
    if task.places and f.member is not None and f.member not in task.taken:
        task.taken += (f.member,)


def _completed(task: Timed, f: Any, r: Recorded) -> None:
    task.is_closed = True


def _reopened(task: Timed, f: Any, r: Recorded) -> None:
    if task.next_at is not None and task.late_from is not None:
        task.next_at += max(r.occurred_at - task.late_from, timedelta())
    task.is_closed, task.reopened_at, task.taken = False, r.occurred_at, ()


def _overdue(task: Timed, f: Any, r: Recorded) -> None:
    task.overdue, task.next_at = True, f.next_at


def _escalated(task: Timed, f: Any, r: Recorded) -> None:
    task.next_at = f.next_at


def _uncovered(task: Timed, f: Any, r: Recorded) -> None:
    task.uncovered = True


_WHOLE = frozenset({facts.GroupStoodUp, facts.GroupStoodDown})
_OF_GROUP: dict[type[Fact], Callable[[GroupDue, Any], None]] = {
    facts.TaskOpened: _opened,
    facts.TaskCancelled: _cancelled,
    facts.SeriesBegun: _begun,
    facts.SeriesEnded: _ended,
    facts.SeriesTimed: _series_timed,
    facts.MusterClosed: _muster_closed,
}
_OF_TASK: dict[type[Fact], Callable[[Timed, Any, Recorded], None]] = {
    facts.TaskUnlocked: _unlocked,
    facts.TaskTimed: _timed,
    facts.TaskAssigned: _assigned,
    facts.TaskAccepted: _taken,
    facts.TaskStarted: _taken,
    facts.TaskCompleted: _completed,
    facts.TaskReopened: _reopened,
    facts.TaskOverdue: _overdue,
    facts.TaskEscalated: _escalated,
    facts.SlotUncovered: _uncovered,
}
