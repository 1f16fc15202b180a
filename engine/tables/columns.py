"""What a column holds, told by the words of its header and by nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from engine.tables.lexicon import Lexicon
from engine.tables.normalise import matching_form, narrow

_ORDER = re.compile(r"组长\s*/\s*(?:组员|成员)")
_COUNTERS = re.compile(r"[\d一二三四五六七八九十]+[人名]?")
#: under a role's or a group's name, these say what of its people a column holds
_PEOPLE = frozenset({"people", "name", "phone"})
_LONGEST_HEADER = 40


class Unknown(NamedTuple):
    """A ``role`` or a ``group`` that a header names and nobody knows, and the header's row."""

    kind: str
    word: str
    row: int


class Column(NamedTuple):
    """What a column holds.

    ``kind`` is a word of the table's ``columns``, or ``people``: whoever holds ``role``, or is in
    ``group`` as ``position``; ``is_ordered`` headers tell leads from members by a slash. ``beside``
    is the column of people whose phones this one holds. Of an ``unknown`` role or group, people
    are ``others``.
    """

    kind: str
    role: str | None = None
    group: str | None = None
    position: str | None = None
    is_ordered: bool = False
    beside: int | None = None
    unknown: Unknown | None = None


@lru_cache(maxsize=8_192)
def meaning(text: str, lexicon: Lexicon) -> Column | None:
    """What the words of one header cell say; ``None`` when they are no header words."""
    form = matching_form(text)
    if len(form) > _LONGEST_HEADER or not lexicon.header_words.search(form):
        return None
    if form in lexicon.columns:
        return Column(lexicon.columns[form])
    ordered = bool(_ORDER.search(narrow(text)))
    if form in lexicon.roles:
        return Column("people", role=lexicon.roles[form])
    if form in lexicon.positions:
        return Column("people", position=lexicon.positions[form])
    is_group = form in lexicon.groups  # 安保组, though 安保 is a role
    if not is_group and (found := _longest(form, lexicon.roles, lexicon)):
        term, left = found
        kind = "phone" if _is_phone_alone(left, lexicon) else "people"
        return Column(kind, role=lexicon.roles[term])
    if is_group or (found := _longest(form, lexicon.groups, lexicon)):
        term, left = (form, "") if is_group else found or (form, "")
        kind = "phone" if _is_phone_alone(left, lexicon) else "people"
        position = None if ordered else _position_in(left, lexicon)
        return Column(kind, group=lexicon.groups[term], position=position, is_ordered=ordered)
    return _word_beside(form, ordered, lexicon)


def _word_beside(form: str, ordered: bool, lexicon: Lexicon) -> Column | None:
    if found := _longest(form, lexicon.positions, lexicon):
        kind = "phone" if _is_phone_alone(found[1], lexicon) else "people"
        return Column(kind, position=lexicon.positions[found[0]])
    if (found := _longest(form, lexicon.columns, lexicon)) and not _COUNTERS.search(found[1]):
        return Column(lexicon.columns[found[0]], is_ordered=ordered)
    return None


def _longest(form: str, known: Mapping[str, str], lexicon: Lexicon) -> tuple[str, str] | None:
    """The longest known word in a header that is otherwise of accompanying words.

    Another word for the same may stand beside it: 物业管理（保安）.
    """
    for word in sorted((w for w in known if len(w) > 1 and w in form), key=len, reverse=True):
        left = form.replace(word, "", 1)
        rest = _without(left, lexicon)
        if not rest or known.get(rest) == known[word]:
            return word, left
    return None


def _without(left: str, lexicon: Lexicon) -> str:
    left = _COUNTERS.sub("", left)
    words = (*lexicon.beside_phone, *lexicon.beside_name, *lexicon.positions)
    for word in sorted(words, key=len, reverse=True):
        left = left.replace(word, "")
    return left


def _is_phone_alone(left: str, lexicon: Lexicon) -> bool:
    return left in lexicon.beside_phone


def _position_in(left: str, lexicon: Lexicon) -> str | None:
    """The one position that is said beside a name."""
    found = set()
    for word in sorted(lexicon.positions, key=len, reverse=True):
        if word in left:
            found.add(lexicon.positions[word])
            left = left.replace(word, "")
    return found.pop() if len(found) == 1 else None


def combine(path: Sequence[Column]) -> Column | None:
    """One column from its header's levels, top to bottom; the deepest word decides."""
    if not path:
        return None
    last = path[-1]
    if not any(c.role or c.group or c.position for c in path):
        return last
    if last.kind not in _PEOPLE:
        return None
    role, group, position = (
        next((said for c in reversed(path) if (said := getattr(c, of))), None)
        for of in ("role", "group", "position")
    )
    kind = "phone" if last.kind == "phone" else "people"
    is_ordered = position is None and any(c.is_ordered for c in path)
    return Column(kind, role, group, position, is_ordered)
