"""Reports on forms: what they are about, and a page of them in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from api.house import House
from api.names import Named
from api.numbering import Numbered
from api.reading.made_reports import Found, Wanted, activations, corrections, found
from api.reading.telling_apart import happenings
from projections.occurrences import building_of


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
    reports = found(served, code, wanted, at_least)
    every = [one for one in reports if one.entry.position > after]
    shown, corrected = every[:limit], corrections(reports)
    named = names(served, code, shown, language, phones=phones)
    told = Subjects(served, code, language)
    return {
        "items": [_line(one, named, told, corrected) for one in shown],
        "next": shown[-1].entry.position if len(every) > limit else None,
    }


def names(
    served: House,
    code: str,
    shown: list[Found],
    language: str,
    *,
    phones: bool,
    besides: Iterable[str | None] = (),
) -> Named:
    """The people and the texts of reports, and other texts ``besides``."""
    return served.names.of(
        texts=[*(one.entry.text for one in shown), *besides],
        actors=[id for one in shown for id in (one.entry.by, one.entry.recorded_by)],
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
        self._served, self._code = served, code
        self._occurrences: dict[str, dict[str, Numbered]] = {}
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

    def group(self, one: Found) -> str | None:
        """The group that reported, by the name that the plan gives it which ran."""
        id, plan = one.entry.group, self._plans.known(one.of.digest)
        own = plan.group(id) if plan and id else None
        named = own.name if own else self._groups.get(id or "")
        return named[self._language] if named else id

    def occurrence(self, one: Found) -> Numbered | None:
        """The occurrence that a report is of, or that its task answers."""
        id, activation = one.occurrence, one.of.id
        if id is None:
            return None
        if activation not in self._occurrences:
            self._occurrences[activation] = happenings(self._served, self._code, [activation])
        return self._occurrences[activation].get(id)

    def building(self, one: Found) -> int | None:
        """The building that it concerns."""
        of = self.occurrence(one)
        line = building_of(one.entry.task) if one.entry.task else None
        return line if line is not None or of is None else of.building

    def place(self, one: Found) -> str | None:
        """The grid, that of the occurrence where the group is of no grid."""
        of = self.occurrence(one)
        return one.entry.grid or (of.grid if of else None)

    def grid(self, id: str | None) -> str | None:
        """A grid by name."""
        return self._grids.get(id or "", id)


def _line(one: Found, named: Named, told: Subjects, corrected: Mapping[int, int]) -> dict[str, Any]:
    entry, of = one.entry, told.occurrence(one)
    return {
        "position": entry.position,
        "at": entry.at,
        "activation": one.of.id,
        "form": one.form,
        "form_name": told.form(one.form),
        "task": entry.task,
        "occurrence": one.occurrence,
        "number": of.number if of else None,
        "building": told.building(one),
        "corrects": corrected.get(entry.position),
        "event": entry.event,
        "subject": told.subject(one),
        "group": entry.group,
        "group_name": told.group(one),
        "grid": told.place(one),
        "grid_name": told.grid(told.place(one)),
        "by": entry.by,
        "by_name": named.name(entry.by),
        "recorded_by": entry.recorded_by,
        "recorded_by_name": named.name(entry.recorded_by),
        "late": entry.late,
        "drill": one.of.drill,
        "report": named.text(entry.text),
        "fields": named.fields(entry.text),
    }
