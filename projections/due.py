"""The due view: which tasks have a deadline that neither closing nor being overdue has settled."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from domain.facts import Fact
from domain.facts import group as facts
from domain.record import Recorded
from projections.rows import Rows

REVISION = 1

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Deadline(msgspec.Struct, array_like=True, gc=False):
    """A task's deadline; ``passed`` once it was recorded as overdue, until it moves."""

    due_at: datetime | None
    locked: bool = False
    closed: bool = False
    passed: bool = False

    @property
    def is_due(self) -> bool:
        """Whether somebody has to see to it when its time comes."""
        return not (self.closed or self.locked or self.passed or self.due_at is None)


class GroupDue(msgspec.Struct, array_like=True, tag=1, gc=False):
    """The deadlines of one group at work, by task id; its key is the group's stream."""

    tasks: dict[str, Deadline] = {}

    def waiting(self) -> Iterator[tuple[datetime, str]]:
        """When and which tasks fall due."""
        for task, deadline in self.tasks.items():
            if deadline.is_due and deadline.due_at is not None:
                yield deadline.due_at, task


def micros(at: datetime) -> int:
    """Microseconds since 1970: how a store orders times."""
    return (at - _EPOCH) // _MICROSECOND


def rank(doc: GroupDue) -> int | None:
    """When the first of a group's tasks falls due, for the store's index."""
    first = min((at for at, _ in doc.waiting()), default=None)
    return None if first is None else micros(first)


def fold(rows: Rows, r: Recorded) -> None:
    """Take one fact in; other facts than those of a group's tasks change nothing."""
    fact: Any = r.fact
    kind = type(fact)
    change = _CHANGES.get(kind)
    if change is not None:
        doc: GroupDue | None = rows.get(r.stream)
        deadline = doc.tasks.get(fact.task) if doc else None
        if doc is not None and deadline is not None:
            change(deadline, fact)
            rows.put(r.stream, doc)
    elif kind is facts.TaskOpened:
        doc = rows.get(r.stream)
        if doc is not None and fact.task not in doc.tasks:
            doc.tasks[fact.task] = Deadline(fact.due_at, fact.locked)
            rows.put(r.stream, doc)
    elif kind is facts.GroupStoodUp:
        # what begins a stream cannot be there yet: a click looks up nothing
        if r.version == 1 or rows.get(r.stream) is None:
            rows.put(r.stream, GroupDue())
    elif kind is facts.GroupStoodDown:
        rows.delete(r.stream)


def keys(r: Recorded) -> tuple[str, ...]:
    """Keys of documents that folding the fact will read."""
    kind = type(r.fact)
    return (r.stream,) if kind in _CHANGES or kind in _OTHERS else ()


def _unlocked(deadline: Deadline, fact: Any) -> None:
    deadline.locked = False
    if deadline.due_at != fact.due_at:
        deadline.due_at, deadline.passed = fact.due_at, False


def _timed(deadline: Deadline, fact: Any) -> None:
    deadline.due_at, deadline.passed = fact.due_at, False


def _closed(deadline: Deadline, fact: Any) -> None:
    deadline.closed = True


def _reopened(deadline: Deadline, fact: Any) -> None:
    deadline.closed = False


def _passed(deadline: Deadline, fact: Any) -> None:
    deadline.passed = True


_OTHERS = frozenset({facts.TaskOpened, facts.GroupStoodUp, facts.GroupStoodDown})
_CHANGES: dict[type[Fact], Callable[[Deadline, Any], None]] = {
    facts.TaskUnlocked: _unlocked,
    facts.TaskTimed: _timed,
    facts.TaskCompleted: _closed,
    facts.TaskCancelled: _closed,
    facts.TaskReopened: _reopened,
    facts.TaskOverdue: _passed,
}
