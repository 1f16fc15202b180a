"""The documents of the reports view: the reports of a day, and an activation's counts by form.

A day's reports stand apart, so that the next report writes little however many there are.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec

REVISION = 3
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def activation_key(activation: str) -> str:
    """The key of an activation's counts."""
    return f"activation/{activation}"


def day_key(activation: str, form: str, at: datetime) -> str:
    """The key of the reports of a day (of UTC) on a form in an activation."""
    return f"{days_of(activation, form)}{at.astimezone(UTC):%Y%m%d}"


def days_of(activation: str, form: str) -> str:
    """How the keys of an activation's reports on a form begin; ``""`` is what is on none."""
    return f"report/{activation}/{form}/" if form else f"words/{activation}/"


class Entry(msgspec.Struct, array_like=True, gc=False):
    """A report; ``text`` and ``about`` are directory texts, erased when their time has come.

    It is of a task, or of an occurrence that was logged. ``by`` is the member acted for, or else
    the actor; ``recorded_by`` the actor who handed it in for somebody else.
    """

    position: int
    at: datetime
    text: str
    by: str
    task: str | None = None
    key: str | None = None
    occurrence: str | None = None
    event: str | None = None
    group: str | None = None
    grid: str | None = None
    late: bool = False
    about: str | None = None
    recorded_by: str | None = None


class Day(msgspec.Struct, array_like=True, tag=1, gc=False):
    """The reports of a day, in the order in which they were recorded."""

    entries: list[Entry] = []


class FormCount(msgspec.Struct, array_like=True, gc=False):
    """How many reports there are on a form, and how many were destroyed."""

    reports: int = 0
    expired: int = 0


class Reported(msgspec.Struct, array_like=True, tag=2, gc=False):
    """An activation: which plan it runs, what was reported on which form, and what is owed.

    ``owed`` is the form of each task that was completed without its report. ``words`` counts what
    is on no form: reports in mere words, and titles of tasks that no plan foresaw.
    """

    id: str
    playbook: str
    digest: str
    drill: bool
    started_at: datetime
    ended_at: datetime | None = None
    forms: dict[str, FormCount] = {}
    owed: dict[str, str] = {}
    words: FormCount = msgspec.field(default_factory=FormCount)

    def count(self, form: str) -> FormCount:
        """The counts of a form, ``""`` for what is on none."""
        return self.forms.setdefault(form, FormCount()) if form else self.words


def micros(at: datetime) -> int:
    """Microseconds since 1970: how a store orders times."""
    return (at - _EPOCH) // _MICROSECOND


def rank(doc: Day | Reported) -> int | None:
    """When the activation ended of which there are reports left, for whoever destroys them."""
    if isinstance(doc, Day) or doc.ended_at is None:
        return None
    counts = (doc.words, *doc.forms.values())
    left = any(count.reports > count.expired for count in counts)
    return micros(doc.ended_at) if left else None


Doc = Day | Reported
