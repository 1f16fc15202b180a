"""Reports on any form: typed values drawn at random, some fields left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random
from typing import Any

from domain.playbook import Field, Form


class Writer:
    """Fills in forms. ``members``, ``groups`` and ``grids`` are ids that may be named."""

    def __init__(
        self, dice: Random, members: Sequence[str], groups: Sequence[str], grids: Sequence[str]
    ) -> None:
        self._dice = dice
        self._typed: dict[str, Callable[[Field, datetime], Any]] = {
            "integer": lambda field, _: self._number(field),
            "building": lambda field, _: self._number(field) or 1,
            "number": lambda field, _: float(self._number(field)),
            "boolean": lambda field, _: dice.random() < 0.5,
            "choice": lambda field, _: dice.choice(field.choices)[0],
            "choices": lambda field, _: [dice.choice(field.choices)[0]],
            "date": lambda field, now: now.date().isoformat(),
            "time": lambda field, _: "08:30",
            "datetime": lambda field, now: now.isoformat(),
            "member": lambda field, _: dice.choice(members),
            "group": lambda field, _: dice.choice(groups),
            "grid": lambda field, _: dice.choice(grids),
            "phone": lambda field, _: "15400000000",
            "rows": lambda field, now: [self._fill(field.fields, now) for _ in range(2)],
        }

    def fill(self, form: Form, now: datetime) -> dict[str, Any]:
        """A report; a field that is not required is left out now and then."""
        return self._fill(form.fields, now)

    def _fill(self, fields: Sequence[Field], now: datetime) -> dict[str, Any]:
        wanted = [f for f in fields if f.required or self._dice.random() < 0.7]
        return {field.id: self._value(field, now) for field in wanted}

    def _value(self, field: Field, now: datetime) -> Any:
        typed = self._typed.get(field.type)
        return typed(field, now) if typed else f"说明{self._dice.randint(1, 99)}"

    def _number(self, field: Field) -> int:
        least = int(field.least or 0)
        most = 9 if field.most is None else int(field.most)
        return self._dice.randint(least, max(least, most))
