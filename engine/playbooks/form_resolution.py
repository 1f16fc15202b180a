"""The forms of a plan: which they are, and what they are as values."""

from __future__ import annotations

from domain import playbook as plain
from engine.playbooks.forms_file import Form, FormField
from engine.playbooks.library import Library
from engine.playbooks.plan_file import PlanFile

_DAYS = {"d": 1, "y": 365}


def forms_of(plan: PlanFile, library: Library) -> dict[str, Form]:
    """Every form that the plan may name; its own stand instead of shared ones of the same id."""
    shared = {form.id: form for form in library.forms.forms}
    return shared | {form.id: form for form in plan.forms}


def form_of(form: Form) -> plain.Form:
    """A form as values."""
    return plain.Form(
        id=form.id,
        name=form.words(),
        pii=form.pii,
        keep=None if form.keep == "archive" else int(form.keep[:-1]) * _DAYS[form.keep[-1]],
        fields=tuple(_field(field) for field in form.fields),
        ledger=form.ledger.words() if form.ledger else None,
    )


def _field(field: FormField) -> plain.Field:
    return plain.Field(
        id=field.id,
        name=field.words(),
        type=field.type,
        required=field.required,
        choices=tuple((choice.id, choice.words()) for choice in field.choices),
        unit=field.unit.words() if field.unit else None,
        least=field.min,
        most=field.max,
        fields=tuple(_field(inner) for inner in field.fields),
        decisions=field.decisions,
    )
