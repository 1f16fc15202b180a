"""The reports that are asked for, each with the activation in which it was made."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import msgspec

from api.house import House
from api.reading.freshness import fresh
from api.reading.scanning import scan
from projections.occurrences import occurrence_of
from projections.reports import Day, Entry, Reported


class Wanted(msgspec.Struct, frozen=True):
    """Which reports are asked for; ``start`` and ``end`` bound when they were made."""

    form: str | None = None
    activation: str | None = None
    task: str | None = None
    start: datetime | None = None
    end: datetime | None = None
    #: drills alone, or what is real alone
    drill: bool = False


class Found(NamedTuple):
    """A report with the form that it is on and the activation that it was made in."""

    form: str
    of: Reported
    entry: Entry

    @property
    def occurrence(self) -> str | None:
        """The occurrence that it is of, or that its task answers."""
        task = self.entry.task
        return self.entry.occurrence or (occurrence_of(task) if task else None)


def found(served: House, code: str, wanted: Wanted, at_least: int | None = None) -> list[Found]:
    """The reports asked for, in the order in which they were recorded."""
    running = activations(served, code, at_least)
    prefix = "report/" + (f"{wanted.activation}/" if wanted.activation else "")
    every = scan(served.views, "reports", code, prefix)
    reports = [
        Found(form, running[activation], entry)
        for key, day in every.items()
        if isinstance(day, Day)
        for _, activation, form, _ in [key.split("/")]
        if activation in running and running[activation].drill == wanted.drill
        if wanted.form in (None, form)
        for entry in day.entries
        if _is_wanted(entry, wanted)
    ]
    return sorted(reports, key=lambda one: one.entry.position)


def corrections(reports: Iterable[Found]) -> dict[int, int]:
    """Of each report that corrects another one of its task: the position of the one before."""
    last: dict[str, int] = {}
    found: dict[int, int] = {}
    for one in reports:
        if (task := one.entry.task) is not None:
            if task in last:
                found[one.entry.position] = last[task]
            last[task] = one.entry.position
    return found


def _is_wanted(entry: Entry, wanted: Wanted) -> bool:
    return (
        wanted.task in (None, entry.task)
        and (wanted.start is None or entry.at >= wanted.start)
        and (wanted.end is None or entry.at <= wanted.end)
    )


def activations(served: House, code: str, at_least: int | None = None) -> dict[str, Reported]:
    """A community's activations as reports know them, the oldest first; refused without it."""
    served.workflow.desk.community(code)
    fresh(served, "reports", at_least)
    documents = scan(served.views, "reports", code, "activation/")
    docs = [doc for doc in documents.values() if isinstance(doc, Reported)]
    return {doc.id: doc for doc in sorted(docs, key=lambda doc: doc.started_at)}
