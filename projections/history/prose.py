"""Prose for entries of the history, from a catalogue of templates in both languages.

A template names what it tells in braces. ``[…]`` stays away when something in it is not known, and
``[?field …]`` unless the field is true; ``{recorder}`` is known where somebody else than whoever
did it recorded it. The catalogue has ``topics`` and ``words``: the words of
closed vocabularies (positions, causes, modes…) and a few of its own under ``own``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Any

from domain.playbook import Words
from projections.history.entries import Entry

Catalogue = Mapping[str, Any]
#: what ids are called, by kind and id: ``member``, ``text``, ``grid``, ``group``, ``task`` (by task
#: id or by its key in the plan), ``role``, ``playbook``, ``level``, ``actor``, ``place`` (by code),
#: ``activation`` (where it runs)
Names = Mapping[str, Mapping[str, str | Words]]

LANGUAGES = ("zh", "en")
BEIJING = timezone(timedelta(hours=8))

_SEGMENT = re.compile(r"\[(?:\?(\w+) )?([^\[\]]*)\]")
_PLACEHOLDER = re.compile(r"\{(\w+)\}")

#: ids of the directory, which may have been erased
_ERASABLE = {
    "member": "member",
    "colleague": "member",
    "relieved": "member",
    "reason": "text",
    "authority": "text",
    "note": "text",
    "report": "text",
    "title": "text",
    "ref": "text",
    "about": "text",
    "muster_point": "text",
}
_LISTS = {"assignees": "member", "to": "member", "absent": "member"}
_LISTS |= {"grids": "grid", "fields": "field"}
_LISTS |= {"groups": "group", "names": "parameter"}
#: ids of the plan and the roster
_NAMED = {"grid": "grid", "group": "group", "role": "role", "playbook": "playbook"}
_NAMED |= {"level": "level", "previous": "level", "task": "task", "actor": "actor"}
_NAMED |= {"community": "place", "area": "place", "forecast": "forecast"}
_NAMED |= {"event": "event", "form": "form", "phase": "phase", "parameter": "parameter"}
#: closed vocabularies of the catalogue
_WORDS = frozenset({"position", "cause", "mode", "kind", "code", "act", "channel"})


def prose(entry: Entry, catalogue: Catalogue, names: Names, *, zone: timezone = BEIJING) -> Words:
    """What happened, in both languages; names that were erased are said to be so."""
    templates = catalogue["topics"][entry.type]
    return {
        language: _filled(templates[language], _Teller(entry, catalogue, names, language, zone))
        for language in LANGUAGES
    }


class _Teller:
    """Tells one field of an entry in one language; ``None`` where there is nothing to tell."""

    def __init__(
        self, entry: Entry, catalogue: Catalogue, names: Names, language: str, zone: timezone
    ) -> None:
        self._entry, self._names, self._language, self._zone = entry, names, language, zone
        self._words = catalogue["words"]

    def is_true(self, field: str) -> bool:
        """Whether a field is set and true."""
        return bool(self._entry.data.get(field))

    def tell(self, field: str) -> str | None:
        """A field in words."""
        if field == "who":
            return self._who()
        if field == "recorder":
            return self._recorder()
        value = self._entry.actor if field == "actor" else self._entry.data.get(field)
        if field == "member" and value == "":
            return None
        if field == "tried":
            return self._tried(value)
        if field == "basis":
            return self._basis(str(value))
        if field == "activation":
            return self._name("activation", str(value))
        if field in _LISTS and not isinstance(value, int):
            return self._list(_LISTS[field], value or ())
        if value is None:
            return self._own("everywhere") if field == "grid" else None
        if isinstance(value, datetime):
            return self._moment(value.astimezone(self._zone))
        return self._one(field, str(value))

    def _one(self, field: str, value: str) -> str:
        if field in _ERASABLE:
            return self._name(_ERASABLE[field], value) or self._own("erased")
        if field == "task":
            return self._task(value)
        if field == "swap":
            return self._line(value)
        if field == "series":
            return self._name("task", line_of(value)) or line_of(value)
        if field in _NAMED:
            return self._name(_NAMED[field], value) or self._word(field, value)
        return self._word(field, value) if field in _WORDS else value

    def _who(self) -> str:
        member = self._entry.data.get("member")
        return self._one("member", member) if member else self._one("actor", self._entry.actor)

    def _recorder(self) -> str | None:
        """Whoever recorded what somebody else did."""
        doer, actor = self._entry.doer, self._entry.actor
        return None if doer is None or doer == actor else self._one("actor", actor)

    def _list(self, kind: str, values: Any) -> str:
        if kind == "field":
            told = [self._word("field", str(value)) for value in values]
        else:
            told = [self._one(kind, str(value)) for value in values]
        return self._own("comma").join(told) if told else self._own("nobody")

    def _tried(self, channels: Any) -> str:
        if not channels:
            return self._own("no_way")
        return self._own("tried") + self._list("channel", channels)

    def _basis(self, basis: str) -> str:
        kind, _, role = basis.partition(":")
        return self._word("basis", kind) + (self._name("role", role) or role)

    def _task(self, task: str) -> str:
        """By its own title, by the plan's word for its key, or by the bare key."""
        title = self._entry.data.get("title")
        if title:
            return self._one("title", title)
        key = self._entry.data.get("key")
        return self._line(task, key)

    def _line(self, task: str, key: str | None = None) -> str:
        key = key or line_of(task.partition(".")[2])
        return self._name("task", task) or self._name("task", key) or key

    def _name(self, kind: str, id: str) -> str | None:
        found = self._names.get(kind, {}).get(id)
        return found if found is None or isinstance(found, str) else found[self._language]

    def _word(self, kind: str, value: str) -> str:
        found = self._words.get(kind, {}).get(value)
        return str(found[self._language]) if found else value

    def _moment(self, at: datetime) -> str:
        said = {"day": at.day, "month": at.month, "short": f"{at:%b}", "clock": f"{at:%H:%M}"}
        return self._own("moment").format(**said)

    def _own(self, word: str) -> str:
        return str(self._words["own"][word][self._language])


def line_of(key: str) -> str:
    """The line of the plan that a key speaks of, apart from occurrence, building and time."""
    return key.partition("~")[0]


def _filled(template: str, teller: _Teller) -> str:
    def segment(found: re.Match[str]) -> str:
        condition, text = found.groups()
        if condition and not teller.is_true(condition):
            return ""
        if not all(teller.tell(field) for field in _PLACEHOLDER.findall(text)):
            return ""
        return str(text)

    def told(found: re.Match[str]) -> str:
        return teller.tell(found[1]) or "—"

    return _PLACEHOLDER.sub(told, _SEGMENT.sub(segment, template))
