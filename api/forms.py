"""Reports in words: a kept report shown field by field, and only to those who may read it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

import msgspec

from api.catalogue import catalogue
from api.times import ZONE
from domain.playbook import Field, Form, Words
from domain.reports import GUARDED, NOTE
from engine.plans import Plans
from engine.workflow.reports import MARK, Kept, decoded

#: particulars, those last that are told to the fewest
_CLOSEST = ("none", "staff", "resident", "sensitive")
#: what the values of a field are, where they are more than their own text
_SHAPES: dict[str, Any] = {
    "rows": list,
    "boolean": bool,
    "choice": str,
    "choices": list,
    "member": str,
    "group": str,
    "grid": str,
    "datetime": str,
}
Name = Callable[[str, Any, str], str | None]
"""What an id is called, by type of field, id and the edition of the report that names it."""


class Forms:
    """The forms of the plans on the shelf: a report is read on that on which it was made."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans

    def of(self, kept: Kept) -> Form | None:
        """The form of the edition on which a report was made."""
        plan = self._plans.known(kept.edition) if kept.edition else None
        return plan.papers.get(kept.form) if plan else None

    def among(self, editions: Iterable[str]) -> dict[str, Form]:
        """Forms by id as these editions have them, told by their digests; else as any plan has.

        Where several have one of the same id, the last of those that are kept closest.
        """
        found: dict[str, Form] = {}
        for digest in editions:
            plan = self._plans.known(digest)
            for id, form in plan.papers.items() if plan else ():
                before = found.get(id)
                if before is None or _closeness(form) >= _closeness(before):
                    found[id] = form
        every: dict[str, Form] = {}
        for plan in self._plans.all():
            every |= plan.papers
        return every | found

    def groups(self, edition: str = "") -> dict[str, Words]:
        """What groups are called, by id: as the edition says, else as any plan does."""
        found = {group.id: group.name for plan in self._plans.all() for group in plan.groups}
        own = self._plans.known(edition) if edition else None
        return found | {group.id: group.name for group in own.groups} if own else found


def _closeness(form: Form) -> int:
    return _CLOSEST.index(form.pii) if form.pii in _CLOSEST else len(_CLOSEST)


def is_guarded(form: Form | None) -> bool:
    """Whether what a report says is kept from those who look on; so is an unknown form's."""
    return form is None or form.pii in GUARDED


class Reader:
    """Reads reports in one language for somebody who may read all of them, or not."""

    def __init__(
        self, form_of: Callable[[Kept], Form | None], language: str, name: Name, *, whole: bool
    ) -> None:
        self._form_of, self._language, self._name, self._whole = form_of, language, name, whole
        self._own = catalogue("reports")["words"]

    @property
    def withheld(self) -> str:
        """What stands where somebody may not read."""
        return self._say("withheld")

    def text(self, raw: str) -> str:
        """A text as people read it: mere words as they are, a report as its fields in one line."""
        kept = decoded(raw)
        if kept is None:
            return self.withheld if raw.startswith(MARK) else raw
        form = self._form_of(kept)
        if not self._whole and is_guarded(form):
            named = form.name[self._language] if form and kept.words is not None else ""
            return named + self.withheld
        if kept.words is not None:
            return kept.words
        told = [(field, kept.values[field.id]) for field in fields(form, kept)]
        if len(told) == 1 and told[0][0].type in ("note", "text"):
            return _as_it_is(told[0][1])
        return self._stop().join(self._labelled(*one, kept.edition) for one in told)

    def is_guarded(self, raw: str) -> bool:
        """Whether a text is a report that is kept from those who look on."""
        kept = decoded(raw)
        return raw.startswith(MARK) if kept is None else is_guarded(self._form_of(kept))

    def rows(self, raw: str) -> list[dict[str, Any]] | None:
        """A report field by field: ``id``, ``label``, ``value`` and its ``text``; ``None`` for
        mere words, and for whoever may not read it.
        """
        kept = decoded(raw)
        form = self._form_of(kept) if kept else None
        if kept is None or kept.words is not None or (not self._whole and is_guarded(form)):
            return None
        return [
            {
                "id": field.id,
                "label": field.name[self._language],
                "type": field.type,
                "value": kept.values[field.id],
                "text": self.value(field, kept.values[field.id], kept.edition),
            }
            for field in fields(form, kept)
        ]

    def value(self, field: Field, value: Any, edition: str = "") -> str:
        """One value in words; as it stands where it does not fit its field.

        Groups are called as the ``edition`` of the report calls them.
        """
        if not isinstance(value, _SHAPES.get(field.type, object)):
            return _as_it_is(value)
        match field.type:
            case "rows":
                return self._rows(field, value, edition)
            case "boolean":
                return self._say("true" if value else "false")
            case "choice":
                return self._choice(field, value)
            case "choices":
                return self._comma().join(self._choice(field, one) for one in value)
            case "member" | "group" | "grid":
                return self._name(field.type, value, edition) or str(value)
            case "datetime":
                return _moment(value)
        unit = field.unit[self._language] if field.unit else ""
        gap = " " if self._language == "en" and unit[:1].isalnum() else ""
        return f"{_as_it_is(value)}{gap}{unit}"

    def _labelled(self, field: Field, value: Any, edition: str) -> str:
        told = self.value(field, value, edition)
        return f"{field.name[self._language]}{self._say('colon')}{told}"

    def _rows(self, field: Field, rows: list[Any], edition: str) -> str:
        inner = {one.id: one for one in field.fields}
        told = [
            self._comma().join(
                self._labelled(inner[k], v, edition) for k, v in row.items() if k in inner
            )
            if isinstance(row, dict)
            else _as_it_is(row)
            for row in rows
        ]
        return self._stop().join(f"{n}. {text}" for n, text in enumerate(told, 1))

    def _choice(self, field: Field, value: Any) -> str:
        if not isinstance(value, str):
            return _as_it_is(value)
        return dict(field.choices).get(value, {}).get(self._language, value)

    def _say(self, word: str) -> str:
        return str(self._own[word][self._language])

    def _stop(self) -> str:
        return self._say("stop")

    def _comma(self) -> str:
        return "，" if self._language == "zh" else ", "


def _as_it_is(value: Any) -> str:
    """A value as a text: lists and rows as JSON."""
    plain = not isinstance(value, list | dict)
    return str(value) if plain else msgspec.json.encode(value).decode()


def _moment(value: str) -> str:
    try:
        return f"{datetime.fromisoformat(value).astimezone(ZONE):%Y-%m-%d %H:%M}"
    except (ValueError, OverflowError):
        return value


def fields(form: Form | None, kept: Kept) -> list[Field]:
    """The fields that a report fills in, in the form's order; those that it lost come last."""
    known = list(form.fields) if form else []
    names = {field.id for field in known}
    lost = [
        NOTE if id == "note" else Field(id, {"zh": id, "en": id})
        for id in kept.values
        if id not in names
    ]
    return [field for field in (*known, *lost) if field.id in kept.values]
