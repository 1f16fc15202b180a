"""Values that a playbook writes for fields of its forms are ones that the fields can have."""

from __future__ import annotations

from typing import Any

from engine.playbooks.faults import Faults
from engine.playbooks.forms_file import FormField
from engine.playbooks.source import Place


def check_value(place: Place, field: FormField, value: Any, faults: Faults) -> None:
    """Note a value that is none of the choices of its field, or no truth where one is asked for."""
    if field.choices:
        known = {choice.id for choice in field.choices}
        faults.unknown(place, "choice_not_offered", str(value), known)
    if field.type == "boolean" and not isinstance(value, bool):
        faults.note(place, "truth_expected", field=field.id)
