"""At which moments a group at work has to be looked at again: a rule over its own state.

The group decides by it what is due, and the view of what is due keeps the earliest of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

MUSTER, BEGIN, SLOT, LATE, RUNG, AGAIN = range(6)
"""What is due at a moment, in the order in which it happens at the same one."""

Timer = tuple[datetime, int]
"""A moment, and what is due then."""


class TimedGroup(Protocol):
    """What is told of a group."""

    muster_by: datetime | None
    is_muster_closed: bool
    begin_at: datetime | None


class TimedTask(Protocol):
    """What is told of a task."""

    locked: bool
    overdue: bool
    uncovered: bool
    again_at: datetime | None
    next_at: datetime | None
    starts_at: datetime | None
    places: int
    taken: tuple[str, ...]

    @property
    def is_closed(self) -> bool: ...
    @property
    def late_from(self) -> datetime | None: ...


def of_group(group: TimedGroup) -> Iterator[Timer]:
    """When its muster closes, and when its series begin."""
    if group.muster_by is not None and not group.is_muster_closed:
        yield group.muster_by, MUSTER
    if group.begin_at is not None:
        yield group.begin_at, BEGIN


def of_task(task: TimedTask, *, is_last: bool) -> Iterator[Timer]:
    """When something is due for a task; ``is_last`` when a series may go on after it.

    What is locked waits for a document and what has no time for an event: neither falls due.
    """
    if task.locked:
        return
    if is_last and task.again_at is not None:
        yield task.again_at, AGAIN
    if task.is_closed:
        return
    if task.starts_at is not None and not task.uncovered and len(task.taken) < task.places:
        yield task.starts_at, SLOT
    if task.overdue:
        if task.next_at is not None:
            yield task.next_at, RUNG
    elif task.late_from is not None:
        yield task.late_from, LATE
