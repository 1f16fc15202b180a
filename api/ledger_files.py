"""A ledger as a table to take out, with its title, its period and who took it."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

from api.catalogue import catalogue
from api.forms import fields, is_guarded
from api.house import House
from api.names import Named
from api.numbering import Numbered
from api.papers.sheet import Cell, Sheet, harmless
from api.reading.ledgers import form_of
from api.reading.made_reports import Found, Wanted, corrections, found
from api.reading.reports import Subjects, names
from api.times import ZONE
from domain.playbook import Field, Form
from engine.workflow.reports import Kept, decoded

_HEADER = (
    *("number", "at", "subject", "grid", "group", "by"),
    *("building", "occurrence_number", "about", "occurrence", "correction"),
)


def ledger(served: House, code: str, form: str, wanted: Wanted, language: str, by: str) -> Sheet:
    """The ledger of a form with everything in it: it is for those who may read it whole."""
    told = Subjects(served, code, language)
    paper = form_of(told, form)
    reports = found(served, code, wanted)
    of = [told.occurrence(one) for one in reports]
    abouts = [one.about for one in of if one]
    named = names(served, code, reports, language, phones=True, besides=abouts)
    corrected = _corrected(found(served, code, Wanted(form, drill=wanted.drill)), reports, language)
    reader = served.names.reader(language, phones=True)
    kept = [decoded(named.texts.get(one.entry.text, "")) for one in reports]
    filled = [_filled(served, each) if each else None for each in kept]
    columns = {field.id: field for field in paper.fields}
    for row in filled:
        columns |= {id: f for id, (f, _) in (row or {}).items() if id not in columns}
    words = catalogue("reports")["ledger"]
    header = [words[w][language] for w in _HEADER]
    rows: list[list[Cell]] = []
    for n, (one, said) in enumerate(zip(reports, filled, strict=True), 1):
        cells: list[Cell] = [
            n,
            _moment(one.entry.at),
            told.subject(one),
            told.grid(told.place(one)) or "",
            told.group(one) or "",
            _by(one, named, language),
            told.building(one) or "",
            *_of(of[n - 1], named),
            corrected.get(one.entry.position, ""),
        ]
        if said is None:  # mere words, or 已清除
            cells += [named.text(one.entry.text) or "", *[""] * (len(columns) - 1)]
        else:
            worded = partial(reader.value, edition=one.of.digest)
            cells += [_cell(*said[id], worded) if id in said else "" for id in columns]
        rows.append([harmless(cell) for cell in cells])
    community = served.workflow.desk.community(code).name
    above = _above(served, paper, wanted, language, by, reports)
    title = words["title"][language].format(community=community, form=told.form(form))
    drill = words["drill"][language] if wanted.drill else ""
    header += [field.name[language] for field in columns.values()]
    return Sheet(drill + title, above, header, rows)


def _by(one: Found, named: Named, language: str) -> str:
    """Who reports; and who recorded it for them, where somebody did."""
    name = named.name(one.entry.by) or one.entry.by
    recorder = named.name(one.entry.recorded_by)
    words = catalogue("reports")["ledger"]["recorded"][language]
    return str(words).format(name=name, recorder=recorder) if recorder else name


def _of(one: Numbered | None, named: Named) -> list[Cell]:
    """The occurrence of a row: its number, whom it is about, its id."""
    return ["", "", ""] if one is None else [one.number, named.text(one.about) or "", one.id]


def _corrected(every: list[Found], reports: list[Found], language: str) -> dict[int, str]:
    """Which rows correct an earlier one, in words: one above, or one that is not in the table."""
    words = catalogue("reports")["ledger"]
    row = {one.entry.position: n for n, one in enumerate(reports, 1)}
    return {
        position: words["corrects" if before in row else "corrects_earlier"][language].format(
            row=row.get(before)
        )
        for position, before in corrections(every).items()
    }


def _filled(served: House, kept: Kept) -> dict[str, tuple[Field, Any]]:
    """What a report says by field, each as the form has it on which it was made."""
    return {f.id: (f, kept.values[f.id]) for f in fields(served.forms.of(kept), kept)}


def _above(
    served: House, paper: Form, wanted: Wanted, language: str, by: str, reports: list[Found]
) -> list[str]:
    words = {id: text[language] for id, text in catalogue("reports")["ledger"].items()}
    start = _moment(wanted.start) if wanted.start else words["begun"]
    end = _moment(wanted.end) if wanted.end else words["now"]
    now = _moment(served.clock())
    lines = [
        words["period"].format(start=start, end=end),
        words["exported"].format(by=by, at=now, count=len(reports)),
    ]
    return [*lines, words["confidential"]] if is_guarded(paper) else lines


def _moment(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M}"


def _cell(field: Field, value: Any, worded: Any) -> Cell:
    if value is None:
        return ""
    if field.type in ("integer", "number") and not field.unit and isinstance(value, int | float):
        return value
    return str(worded(field, value))
