"""How a post and a task of a group at work stand."""

from __future__ import annotations

from datetime import datetime

import msgspec

CLOSED = frozenset({"completed", "cancelled"})


class Post(msgspec.Struct):
    """A person's post; ``position`` is ``lead``, ``deputy`` or ``member``."""

    position: str
    mustered: bool = False
    #: what the post rests on
    basis: str = ""


class Offer(msgspec.Struct, frozen=True):
    """Somebody asks a colleague to take a task over, or to give the task of ``swap`` for it."""

    member: str
    colleague: str
    swap: str | None = None


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
    #: who has taken the slot up
    taken: tuple[str, ...] = ()
    #: whether fewer people than it needs had taken up the slot when it began
    uncovered: bool = False
    occurrence: str | None = None
    building: int | None = None
    #: what those who have it ask colleagues, by who asks
    offers: dict[str, Offer] = {}

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
