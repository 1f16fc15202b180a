"""Reports on forms: which there are, what they are about, and a page of them in words."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

import msgspec

from api.house import House
from api.names import Named
from api.reading.freshness import fresh
from api.reading.scanning import scan
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


def listed(
    served: House,
    code: str,
    wanted: Wanted,
    language: str,
    *,
    at_least: int | None,
    after: int,
    limit: int,
    phones: bool,
) -> dict[str, Any]:
    """A page of reports after a position; residents' matters are told only to whom phones are."""
    every = [one for one in found(served, code, wanted, at_least) if one.entry.position > after]
    shown = every[:limit]
    named = names(served, code, shown, language, phones=phones)
    told = Subjects(served, code, language)
    return {
        "items": [_line(one, named, told) for one in shown],
        "next": shown[-1].entry.position if len(every) > limit else None,
    }


def names(served: House, code: str, shown: list[Found], language: str, *, phones: bool) -> Named:
    """The people and the texts of reports."""
    return served.names.of(
        texts=[one.entry.text for one in shown],
        actors=[one.entry.by for one in shown],
        community=code,
        language=language,
        phones=phones,
    )


class Subjects:
    """What reports are about, in words: forms, lines and events of the plans, groups, grids."""

    def __init__(self, served: House, code: str, language: str) -> None:
        self._plans, self._language = served.workflow.plans, language
        running = activations(served, code).values()
        self.forms = served.forms.among(doc.digest for doc in running)
        self._groups = served.forms.groups()
        grids = served.workflow.desk.community(code).roster.grids
        self._grids = {grid.id: grid.name for grid in grids.values()}

    def form(self, id: str) -> str:
        """What the ledger of a form is called."""
        form = self.forms.get(id)
        return (form.ledger or form.name)[self._language] if form else id

    def subject(self, one: Found) -> str:
        """The task or the event that a report is of."""
        plan, entry = self._plans.known(one.of.digest), one.entry
        event = plan.events.get(entry.event or "") if plan else None
        line = plan.task(entry.key or "") if plan else None
        words = event.name if event else line.title if line else None
        return words[self._language] if words else entry.event or entry.key or ""

    def group(self, id: str | None) -> str | None:
        """A group by name."""
        named = self._groups.get(id or "")
        return named[self._language] if named else id

    def grid(self, id: str | None) -> str | None:
        """A grid by name."""
        return self._grids.get(id or "", id)


def _line(one: Found, named: Named, told: Subjects) -> dict[str, Any]:
    entry = one.entry
    return {
        "position": entry.position,
        "at": entry.at,
        "activation": one.of.id,
        "form": one.form,
        "form_name": told.form(one.form),
        "task": entry.task,
        "occurrence": entry.occurrence,
        "event": entry.event,
        "subject": told.subject(one),
        "group": entry.group,
        "group_name": told.group(entry.group),
        "grid": entry.grid,
        "grid_name": told.grid(entry.grid),
        "by": entry.by,
        "by_name": named.name(entry.by),
        "late": entry.late,
        "drill": one.of.drill,
        "report": named.text(entry.text),
        "fields": named.fields(entry.text),
    }
