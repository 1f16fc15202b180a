"""Filling in forms for the demonstration: what is written once becomes a report of its moment."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from random import Random
from typing import Any

import msgspec

from domain.playbook import Field, Form


def filled(form: Form | None, said: Any, now: datetime, rng: Random, member: str | None) -> Any:
    """The report: plain words as they are, values for those fields that the form has.

    Moments and days are written as spans from now (``PT6H``, ``-P1D``), a person as ``me``, a
    number as ``[least, most]``; ``{n}`` in words is some number.
    """
    if isinstance(said, str):
        return said.format(n=rng.randint(6, 90))
    if form is None or said is None:
        return None
    return _values(form.fields, said, now, rng, member)


def _values(
    fields: tuple[Field, ...],
    said: Mapping[str, Any],
    now: datetime,
    rng: Random,
    member: str | None,
) -> dict[str, Any]:
    known = {field.id: field for field in fields}
    return {
        id: value
        for id, told in said.items()
        if (value := _value(known[id], told, now, rng, member)) is not None
    }


def _value(field: Field, told: Any, now: datetime, rng: Random, member: str | None) -> Any:
    if field.type == "rows":
        return [_values(field.fields, row, now, rng, member) for row in told]
    if field.type == "member":
        return member if told == "me" else told
    if field.type in ("datetime", "date"):
        moment = now + _span(told)
        return moment.isoformat() if field.type == "datetime" else moment.date().isoformat()
    if isinstance(told, list) and field.type in ("integer", "number", "building"):
        return rng.randint(*told)
    return told.format(n=rng.randint(6, 90)) if isinstance(told, str) else told


def _span(told: str) -> timedelta:
    return msgspec.convert(told, timedelta)
