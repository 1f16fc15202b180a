"""A report on a form: what was said becomes values by field, or is refused; what lacks is told.

A report is a mapping of fields, or plain words, which count as a whole report: a person in a
hurry says what happened, and nobody asks twice.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from domain.field_values import MOST_NOTE, Known, value_of
from domain.identity_numbers import holds_id_number, holds_mobile
from domain.playbook import Field, Form, Words
from domain.refusal import Refused

__all__ = ["Known", "Missing", "Report", "guard", "read", "words_field"]

Said = str | Mapping[str, Any]
Values = dict[str, Any]

MOST_ROWS = 500
#: forms with these particulars are read by those who handle them, and by nobody who looks on
GUARDED = frozenset({"resident", "sensitive"})
#: the field that holds plain words where the form has none for them
NOTE = Field("note", {"zh": "说明", "en": "Note"}, "note")


class Missing(msgspec.Struct, frozen=True):
    """A required field without a value; ``path`` is as in ``report.people.2.building``.

    ``label`` is what the form calls it.
    """

    path: str
    label: Words


class Report(msgspec.Struct, frozen=True):
    """Values by field, as they are kept, and what is still missing."""

    values: Values
    missing: tuple[Missing, ...] = ()

    @property
    def is_whole(self) -> bool:
        """Whether it leaves nothing owed."""
        return not self.missing


def read(form: Form, said: Said, known: Known, *, path: str = "report") -> Report:
    """The report, or refused: ``report_invalid`` or ``id_number_refused``, with the field's path.

    Plain words go to the form's field for notes, else to its first text, else to ``note``.
    """
    if isinstance(said, str):
        field = words_field(form) or NOTE
        value = _value(NOTE, said, known, f"{path}.{field.id}")
        return Report({field.id: value} if value else {})
    fields = form.fields if words_field(form) else (*form.fields, NOTE)
    missing: list[Missing] = []
    return Report(_values(fields, said, known, path, missing), tuple(missing))


def words_field(form: Form) -> Field | None:
    """Where plain words go: the first note, else the first text."""
    for kind in ("note", "text"):
        for field in form.fields:
            if field.type == kind:
                return field
    return None


def guard(words: str | None, field: str) -> None:
    """Refuse words that seem to hold an identity number: none may be kept anywhere."""
    if words and holds_id_number(words):
        raise Refused("id_number_refused", field=field)


def guard_reference(words: str, field: str) -> None:
    """Refuse a reference that says more than a number does: it is shown wherever the case is."""
    guard(words, field)
    if holds_mobile(words):
        raise Refused("phone_refused", field=field)


def _values(
    fields: Sequence[Field],
    said: Any,
    known: Known,
    path: str,
    missing: list[Missing],
) -> Values:
    if not isinstance(said, Mapping):
        raise _invalid(path, "object_expected")
    names = {field.id for field in fields}
    for name in said:
        if name not in names:
            raise _invalid(f"{path}.{str(name)[:80]}", "field_unknown")
    values: Values = {}
    for field in fields:
        value = _field(field, said.get(field.id), known, f"{path}.{field.id}", missing)
        if value not in (None, "", []):
            values[field.id] = value
        elif field.required:
            missing.append(Missing(f"{path}.{field.id}", field.name))
    return values


def _field(field: Field, said: Any, known: Known, path: str, missing: list[Missing]) -> Any:
    if said is None or (isinstance(said, str) and not said.strip()):
        return None
    if field.type == "rows":
        return _rows(field, said, known, path, missing)
    return _value(field, said, known, path)


def _rows(field: Field, said: Any, known: Known, path: str, missing: list[Missing]) -> list[Values]:
    if not isinstance(said, list):
        raise _invalid(path, "list_expected", field.name)
    if len(said) > MOST_ROWS:
        raise _invalid(path, "too_many_rows", field.name)
    return [_values(field.fields, row, known, f"{path}.{n}", missing) for n, row in enumerate(said)]


def _value(field: Field, said: Any, known: Known, path: str) -> Any:
    try:
        return value_of(field, said, known)
    except ValueError as wrong:
        code = str(wrong)
    if code == "id_number":
        raise Refused("id_number_refused", field=path, label=field.name)
    raise _invalid(path, code, field.name)


def _invalid(path: str, fault: str, label: Words | None = None) -> Refused:
    return Refused("report_invalid", field=path, fault=fault, most=MOST_NOTE, label=label)
