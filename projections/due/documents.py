"""The documents of the due view: what the timers of one group at work hang on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from domain.timers import of_group, of_task

REVISION = 3

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
    #: whether the group ended: only what comes after its end runs on
    ended: bool = False

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
