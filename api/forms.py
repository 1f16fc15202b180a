"""Reports in words: a kept report shown field by field, and only to those who may read it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cached_property
from typing import Any

from api.catalogue import catalogue
from api.times import ZONE
from domain.playbook import Field, Form, Words
from domain.reports import NOTE
from engine.plans import Plans
from engine.workflow.reports import Kept, decoded

#: forms with these particulars are read by those who handle them, and by nobody who looks on
GUARDED = frozenset({"resident", "sensitive"})
Name = Callable[[str, Any], str | None]
"""What an id is called, by type of field and id."""


class Forms:
    """The forms of every plan on the shelf, the latest edition of each."""

    def __init__(self, plans: Plans) -> None:
        self._plans = plans

    def known(self, digest: str = "") -> dict[str, Form]:
        """Forms by id; where a plan is told by its digest, as it has them."""
        found: dict[str, Form] = {}
        for plan in self._plans.all():
            found |= plan.papers
        pinned = self._plans.known(digest) if digest else None
        return found | dict(pinned.papers) if pinned else found

    def groups(self) -> dict[str, Words]:
        """What groups are called, by id."""
        return {group.id: group.name for plan in self._plans.all() for group in plan.groups}


def is_guarded(form: Form | None) -> bool:
    """Whether what a report says is kept from those who look on; so is an unknown form's."""
    return form is None or form.pii in GUARDED


class Reader:
    """Reads reports in one language for somebody who may read all of them, or not."""

    def __init__(
        self, forms: Callable[[], Mapping[str, Form]], language: str, name: Name, *, whole: bool
    ) -> None:
        self._known, self._language, self._name, self._whole = forms, language, name, whole
        self._own = catalogue("reports")["words"]

    @cached_property
    def _forms(self) -> Mapping[str, Form]:
        """Looked up with the first report only: most texts are mere words."""
        return self._known()

    @property
    def withheld(self) -> str:
        """What stands where somebody may not read."""
        return self._say("withheld")

    def text(self, raw: str) -> str:
        """A text as people read it: mere words as they are, a report as its fields in one line."""
        kept = decoded(raw)
        if kept is None:
            return self.withheld if raw.startswith('{"form":') else raw
        form = self._forms.get(kept.form)
        if not self._whole and is_guarded(form):
            return self.withheld
        told = [(field, kept.values[field.id]) for field in fields(form, kept)]
        if len(told) == 1 and told[0][0].type in ("note", "text"):
            return str(told[0][1])
        return self._stop().join(self._labelled(field, value) for field, value in told)

    def rows(self, raw: str) -> list[dict[str, Any]] | None:
        """A report field by field: ``id``, ``label``, ``value`` and its ``text``; ``None`` for
        mere words, and for whoever may not read it.
        """
        kept = decoded(raw)
        form = self._forms.get(kept.form) if kept else None
        if kept is None or (not self._whole and is_guarded(form)):
            return None
        return [
            {
                "id": field.id,
                "label": field.name[self._language],
                "type": field.type,
                "value": kept.values[field.id],
                "text": self.value(field, kept.values[field.id]),
            }
            for field in fields(form, kept)
        ]

    def value(self, field: Field, value: Any) -> str:
        """One value in words."""
        match field.type:
            case "rows":
                return self._rows(field, value)
            case "boolean":
                return self._say("true" if value else "false")
            case "choice":
                return self._choice(field, value)
            case "choices":
                return self._comma().join(self._choice(field, one) for one in value)
            case "member" | "group" | "grid":
                return self._name(field.type, value) or str(value)
            case "datetime":
                return f"{datetime.fromisoformat(value).astimezone(ZONE):%Y-%m-%d %H:%M}"
        unit = field.unit[self._language] if field.unit else ""
        return f"{value}{unit}"

    def _labelled(self, field: Field, value: Any) -> str:
        return f"{field.name[self._language]}{self._say('colon')}{self.value(field, value)}"

    def _rows(self, field: Field, rows: list[dict[str, Any]]) -> str:
        inner = {one.id: one for one in field.fields}
        told = [
            self._comma().join(self._labelled(inner[k], v) for k, v in row.items() if k in inner)
            for row in rows
        ]
        return self._stop().join(f"{n}. {text}" for n, text in enumerate(told, 1))

    def _choice(self, field: Field, value: Any) -> str:
        return dict(field.choices).get(value, {}).get(self._language, str(value))

    def _say(self, word: str) -> str:
        return str(self._own[word][self._language])

    def _stop(self) -> str:
        return self._say("stop")

    def _comma(self) -> str:
        return "，" if self._language == "zh" else ", "


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
