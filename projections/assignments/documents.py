"""The documents of the assignments view: intervals, a document a group at work.

Ended intervals stay, and outlive the group: they are the history that an auditor asks for.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

REVISION = 1
ASSIGNEE = "assignee"


class Interval(msgspec.Struct, array_like=True, gc=False):
    """One person on one post or task. ``role`` is the post's position, ``assignee`` for a task.

    Times are when the log recorded it, so that as-of agrees with positions.
    """

    member: str
    task: str | None
    role: str
    start: datetime
    start_position: int
    by: str
    reason: str | None = None
    end: datetime | None = None
    end_position: int | None = None
    ended_by: str | None = None
    #: what ended it: ``reassign``, ``completed``, ``stand_down``…
    ended_because: str | None = None


class Ledger(msgspec.Struct, array_like=True, tag=1, gc=False):
    """The intervals of a group: those that last, by member and by task, and those that ended."""

    activation: str
    group: str
    grid: str | None
    case: str | None
    posts: dict[str, Interval] = {}
    tasks: dict[str, list[Interval]] = {}
    ended: list[Interval] = []
    #: the last assignees of closed tasks, who have them again when they are reopened
    last: dict[str, list[str]] = {}


class Occasion(msgspec.Struct, array_like=True, tag=2, gc=False):
    """Which case an activation was clicked for."""

    case: str | None


Assignments = Ledger | Occasion
