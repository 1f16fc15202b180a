"""Ledgers: the forms with how many reports there are on each, and what is owed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.forms import is_guarded
from api.house import House
from api.reading.made_reports import activations
from api.reading.reports import Subjects
from domain.playbook import Form
from domain.refusal import NotFound
from projections.reports import Reported


def ledgers(
    served: House, code: str, language: str, *, drill: bool, at_least: int | None
) -> dict[str, Any]:
    """Every form on which there are reports, or may be in what runs, with its counts."""
    counts: dict[str, list[int]] = {}
    for doc in activations(served, code, at_least).values():
        if doc.drill != drill:
            continue
        for form in _may_report(served, doc):
            counts.setdefault(form, [0, 0, 0])
        for form, count in doc.forms.items():
            tally = counts.setdefault(form, [0, 0, 0])
            tally[0] += count.reports
            tally[2] += count.expired
        for form in doc.owed.values():
            counts.setdefault(form, [0, 0, 0])[1] += 1
    told = Subjects(served, code, language)
    return {"items": [_ledger(id, told, *counts[id]) for id in sorted(counts)], "next": None}


def _may_report(served: House, doc: Reported) -> Iterator[str]:
    plan = served.workflow.plans.known(doc.digest) if doc.ended_at is None else None
    if plan is not None:
        yield from plan.papers


def _ledger(id: str, told: Subjects, reports: int, owed: int, expired: int) -> dict[str, Any]:
    form = told.forms.get(id)
    return {
        "form": id,
        "name": told.form(id),
        "pii": form.pii if form else "sensitive",
        "keep_days": form.keep if form else None,
        "guarded": is_guarded(form),
        "reports": reports,
        "owed": owed,
        "expired": expired,
    }


def form_of(told: Subjects, id: str) -> Form:
    """A form by id, or refused."""
    form = told.forms.get(id)
    if form is None:
        raise NotFound("form", id)
    return form
