"""The documents of the occurrences view: one of each occurrence, with its tasks."""

from __future__ import annotations

from datetime import datetime

import msgspec

REVISION = 1


def key_of(activation: str, occurrence: str) -> str:
    """The key of an occurrence's document, so that those of an activation stand together."""
    return f"{activation}/{occurrence}"


class TaskOfIt(msgspec.Struct, array_like=True, gc=False):
    """A task that answers the occurrence; ``report`` is a directory text on ``form``."""

    key: str
    group: str
    grid: str | None
    state: str
    opened_at: datetime
    due_at: datetime | None = None
    assignees: tuple[str, ...] = ()
    closed_at: datetime | None = None
    overdue: bool = False
    report: str | None = None
    form: str | None = None
    report_owed: bool = False


class Happening(msgspec.Struct, array_like=True, tag=1, gc=False):
    """An occurrence; ``report``, ``about`` and ``reason`` are directory texts.

    ``phases`` says since when each has stood, ``by`` who logged it, ``raised_by`` the task whose
    report did. ``position`` is that of its first fact.
    """

    id: str
    activation: str
    event: str
    at: datetime
    logged_at: datetime
    position: int
    by: str
    grid: str | None = None
    building: int | None = None
    form: str | None = None
    report: str | None = None
    about: str | None = None
    raised_by: str | None = None
    drill: bool = False
    digest: str = ""
    phases: dict[str, datetime] = {}
    closed_at: datetime | None = None
    cause: str | None = None
    reason: str | None = None
    tasks: dict[str, TaskOfIt] = {}
