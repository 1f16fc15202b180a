"""What can be wrong with forms: fields that contradict their type, or that may not be asked for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.playbooks.faults import Faults
from engine.playbooks.forms_file import Form, FormField
from engine.playbooks.library import Library
from engine.playbooks.source import Place
from engine.playbooks.vocables import found_in

_COUNTED = ("integer", "number")
_CHOSEN = ("choice", "choices")

Placed = tuple[Place, FormField]


def check_form_list(forms: Sequence[Form], faults: Faults, library: Library) -> None:
    """Ids are unique, sources known, fields whole; ``forms`` stand under that key."""
    faults.twice((("forms", n, "id"), form.id) for n, form in enumerate(forms))
    sources = {source.id for source in library.sources.sources}
    for n, form in enumerate(forms):
        place: Place = ("forms", n)
        faults.sources(place, form.src, sources)
        _check_unique(place, form.fields, faults)
        for at, field in _fields(place, form.fields):
            _check_field(at, field, faults)
            _check_refused(at, field, faults, library)
            if form.pii == "none":
                _check_personal(at, field, faults, library)
        _check_rows(place, form, faults)


def _fields(place: Place, fields: Sequence[FormField]) -> Iterator[Placed]:
    """Every field with its place, those of rows too."""
    for n, field in enumerate(fields):
        at = (*place, "fields", n)
        yield at, field
        yield from _fields(at, field.fields)


def _check_unique(place: Place, fields: Sequence[FormField], faults: Faults) -> None:
    faults.twice(((*place, "fields", n, "id"), field.id) for n, field in enumerate(fields))
    for n, field in enumerate(fields):
        _check_unique((*place, "fields", n), field.fields, faults)


def _check_field(place: Place, field: FormField, faults: Faults) -> None:
    """Choices where one chooses, bounds where one counts, rows where there are rows."""
    wants = {"choices": field.type in _CHOSEN, "fields": field.type == "rows"}
    for key, wanted in wants.items():
        has = bool(getattr(field, key))
        if wanted and not has:
            faults.note(place, "field_lacks", value=field.id, lacks=key)
        if has and not wanted:
            faults.note((*place, key), "field_unfit", value=key, type=field.type)
    for key in ("min", "max", "unit"):
        if getattr(field, key) is not None and field.type not in _COUNTED:
            faults.note((*place, key), "field_unfit", value=key, type=field.type)
    if field.decisions and field.type != "rows":
        faults.note((*place, "decisions"), "field_unfit", value="decisions", type=field.type)
    if field.min is not None and field.max is not None and field.min > field.max:
        faults.note((*place, "max"), "bounds_crossed", value=field.id)
    ids = [choice.id for choice in field.choices]
    faults.twice(((*place, "choices", n, "id"), id) for n, id in enumerate(ids))


def _check_rows(place: Place, form: Form, faults: Faults) -> None:
    """Rows hold plain fields, and a form has one list of decisions at most."""
    for n, field in enumerate(form.fields):
        for m, inner in enumerate(field.fields):
            if inner.type == "rows":
                faults.note((*place, "fields", n, "fields", m), "rows_in_rows", value=inner.id)
    decided = [n for n, field in enumerate(form.fields) if field.decisions]
    for n in decided[1:]:
        faults.note((*place, "fields", n, "decisions"), "decisions_twice", value=form.id)


def _check_refused(place: Place, field: FormField, faults: Faults, library: Library) -> None:
    """Neither the field, nor its id, nor any of its choices asks for what may not be collected."""
    refused = library.guards.refused_fields
    spelt = field.id.replace("_", " ")
    if word := found_in(refused, field.zh, f"{field.en}, {spelt}", is_name=True):
        faults.note(place, "field_refused", value=field.zh, word=word)
    for n, choice in enumerate(field.choices):
        spelt = f"{choice.en}, {choice.id.replace('_', ' ')}"
        if word := found_in(refused, choice.zh, spelt, is_name=True):
            faults.note((*place, "choices", n), "field_refused", value=choice.zh, word=word)


def _check_personal(place: Place, field: FormField, faults: Faults, library: Library) -> None:
    """A form without anybody's particulars asks for none."""
    asked = found_in(library.guards.personal_fields, field.zh, field.en)
    if field.type == "phone" or asked is not None:
        faults.note(place, "personal_unprotected", value=field.zh)
