"""The due view: when each group at work has to be looked at next, from facts alone.

It keeps of every group what its timers hang on, and asks the domain's own rule when they are due.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from domain.facts import Fact
from domain.facts import group as facts
from domain.record import Recorded
from domain.timers import of_group, of_task
from projections.rows import Rows

REVISION = 2

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Timed(msgspec.Struct, array_like=True, gc=False):
    """What the timers of a task hang on; ``series`` while it is the last of one that goes on."""

    due_at: datetime | None
    locked: bool = False
    is_closed: bool = False
    overdue: bool = False
    next_at: datetime | None = None
    reopened_at: datetime | None = None
    series: str | None = None
    again_at: datetime | None = None
    starts_at: datetime | None = None
    places: int = 0
    taken: tuple[str, ...] = ()
    uncovered: bool = False

    @property
    def late_from(self) -> datetime | None:
        """Since when it would be late."""
        if self.due_at is None or self.reopened_at is None:
            return self.due_at
        return max(self.due_at, self.reopened_at)


class GroupDue(msgspec.Struct, array_like=True, tag=1, gc=False):
    """The timers of one group at work, its tasks' by task id; its key is the group's stream."""

    tasks: dict[str, Timed] = {}
    muster_by: datetime | None = None
    is_muster_closed: bool = False
    begin_at: datetime | None = None
    #: the last task of each series that goes on
    series: dict[str, str] = {}

    def waiting(self) -> Iterator[tuple[datetime, str]]:
        """When something is due, and for which task; ``""`` for the group itself."""
        for at, _ in of_group(self):
            yield at, ""
        for id, task in self.tasks.items():
            is_last = task.series is not None and self.series.get(task.series) == id
            for at, _ in of_task(task, is_last=is_last):
                yield at, id


def micros(at: datetime) -> int:
    """Microseconds since 1970: how a store orders times."""
    return (at - _EPOCH) // _MICROSECOND


def moment(micros: int) -> datetime:
    """The time that so many microseconds since 1970 are."""
    return _EPOCH + micros * _MICROSECOND


def rank(doc: GroupDue) -> int | None:
    """When the first of a group's timers is due, for the store's index."""
    first = min((at for at, _ in doc.waiting()), default=None)
    return None if first is None else micros(first)


def fold(rows: Rows, r: Recorded) -> None:
    """Take one fact in; other facts than those of a group at work change nothing."""
    fact: Any = r.fact
    kind = type(fact)
    if kind is facts.GroupStoodUp:
        # what begins a stream cannot be there yet: a click looks up nothing
        if r.version == 1 or rows.get(r.stream) is None:
            doc = GroupDue(muster_by=fact.muster_by, begin_at=fact.begin_at)
            rows.put(r.stream, doc)
    elif kind is facts.GroupStoodDown:
        rows.delete(r.stream)
    elif kind in _OF_GROUP:
        _step_group(rows, r)
    elif change := _OF_TASK.get(kind):
        found: GroupDue | None = rows.get(r.stream)
        task = found.tasks.get(fact.task) if found else None
        if found is not None and task is not None:
            change(task, fact, r)
            rows.put(r.stream, found)


def _step_group(rows: Rows, r: Recorded) -> None:
    doc: GroupDue | None = rows.get(r.stream)
    if doc is not None:
        _OF_GROUP[type(r.fact)](doc, r.fact)
        rows.put(r.stream, doc)


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


def _assigned(task: Timed, f: Any, r: Recorded) -> None:
    if task.places:
        task.taken = tuple(m for m in task.taken if m in f.assignees or not m)


def _taken(task: Timed, f: Any, r: Recorded) -> None:
    if task.places and (f.member or "") not in task.taken:
        task.taken += (f.member or "",)


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
