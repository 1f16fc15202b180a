"""Columns of people whose role or group nobody knows: 灯光组 among the eight groups."""

from __future__ import annotations

import re
from collections.abc import Sequence

from engine.tables.columns import Column, Unknown, meaning
from engine.tables.lexicon import Lexicon
from engine.tables.normalise import matching_form

_BANDS = ("role", "group")
_OF_PEOPLE = ("people", "name", "others")
_GROUP = "组"
#: numbers of people, and what is filled in by hand
_NO_NAME = re.compile(r"[数计率量签章]|是否|时间|日期")
_NAME = re.compile(r"[^\W\d_]{2,15}")
#: so many known columns make a table of them
_ENOUGH = 2


def unknown_in(cells: Sequence[tuple[int, str]], lexicon: Lexicon) -> Column | None:
    """What a column holds under a header's cells, by row, if one of them is such a name.

    Under 六大员 or 八大组 any name is one that meant something; elsewhere one that ends in 组.
    """
    band = None
    for index, (row, text) in enumerate(cells):
        said = meaning(text, lexicon)
        if said is None and _is_name(text, band):
            return _column(Unknown(band or "group", text, row), cells[index + 1 :], lexicon)
        band = said.kind if said and said.kind in _BANDS else None
    return None


def surely_unknown(columns: dict[int, Column]) -> dict[int, Column]:
    """The columns, without unknown names where there are hardly known ones beside them."""
    known = [kind for kind in _BANDS for c in columns.values() if getattr(c, kind)]
    return {
        at: column
        for at, column in columns.items()
        if column.unknown is None or known.count(column.unknown.kind) >= _ENOUGH
    }


def _is_name(text: str, band: str | None) -> bool:
    form = matching_form(text)
    if not _NAME.fullmatch(form) or _NO_NAME.search(form):
        return False
    return band is not None or form.endswith(_GROUP)


def _column(unknown: Unknown, below: Sequence[tuple[int, str]], lexicon: Lexicon) -> Column | None:
    """Its people, or whatever else the words under the name say."""
    said = [s for _, text in below if (s := meaning(text, lexicon))]
    if said and said[-1].kind not in _OF_PEOPLE:
        return Column(said[-1].kind)
    return Column("others", position=said[-1].position if said else None, unknown=unknown)
