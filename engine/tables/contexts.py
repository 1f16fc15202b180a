"""The compound that a whole sheet, or a part of it, is about."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from engine.tables.draft import Place
from engine.tables.lexicon import Lexicon
from engine.tables.normalise import matching_form, simple, tidy
from engine.tables.sheet import Sheet
from engine.tables.titles import is_telling, unnumbered

SIZES = ("size", "buildings", "households")


class Label(NamedTuple):
    """``小区名称：鹭溪花园`` above a table.

    ``kind`` is ``grid``, one of ``SIZES``, a role's id, or empty.
    """

    kind: str
    value: str
    place: Place


class Context(NamedTuple):
    """What stands above a table: its compound, and whoever is named there by role."""

    grid: tuple[str, Place] | None
    sizes: list[Label]
    roles: list[Label]


def labels_in(sheet: Sheet, row: int, lexicon: Lexicon) -> list[Label]:
    """The labelled values of a row: with colons, or each label in a cell before its value."""
    cells = sheet.own(row)
    found = [
        label
        for column, text in cells
        if ":" in text or "：" in text
        for label in _with_colons(text, Place(sheet, row, column), lexicon)
    ]
    if found or len(cells) < 2 or len(cells) % 2:
        return found
    pairs = list(zip(cells[::2], cells[1::2], strict=True))
    kinds = [_kinds(lexicon).get(matching_form(text)) for (_, text), _ in pairs]
    if not all(kinds):
        return []
    return [
        Label(kind, text, Place(sheet, row, column))
        for kind, (_, (column, text)) in zip(kinds, pairs, strict=True)
        if kind
    ]


def context_of(sheet: Sheet, above: range, lexicon: Lexicon) -> Context:
    """What the rows above a table say of it; a title goes before the sheet's own name.

    Unless it only adds to that: 鹭溪花园小区 on the sheet 鹭溪花园.
    """
    labels = [label for row in above for label in labels_in(sheet, row, lexicon)]
    named = next((x for x in reversed(labels) if x.kind == "grid" and x.value), None)
    titled = _titled(sheet, above, lexicon)
    own = name_of_sheet(sheet, lexicon)
    if titled and own and titled[0].startswith(own[0]):
        titled = own[0], titled[1]
    grid = (named.value, named.place) if named else titled
    return Context(
        grid,
        [x for x in labels if x.kind in SIZES],
        [x for x in labels if x.kind in lexicon.roles.values()],
    )


def name_of_sheet(sheet: Sheet, lexicon: Lexicon) -> tuple[str, Place] | None:
    """The compound that a sheet's own name is."""
    if not is_telling(sheet.name, lexicon):
        return None
    return unnumbered(sheet.name), Place(sheet, 0, 0)


def _titled(sheet: Sheet, above: range, lexicon: Lexicon) -> tuple[str, Place] | None:
    """鹭溪花园“六大员”和“八大组”情况表: what stands before the subject."""
    for row in above:
        for column, text in sheet.own(row):
            places = [text.find(s) for s in lexicon.reading.subjects if s in text]
            name = text[: min(places)] if places else ""
            if is_telling(name, lexicon):
                return unnumbered(name), Place(sheet, row, column)
    return None


def _with_colons(text: str, place: Place, lexicon: Lexicon) -> list[Label]:
    seen = simple(text)
    marks = list(_pattern(lexicon).finditer(seen))
    found = []
    for mark, after in zip(marks, [*marks[1:], None], strict=False):
        value = tidy(text[mark.end() : after.start() if after else len(text)])
        kind = _kinds(lexicon).get(matching_form(mark[1]), "")
        found.append(Label(kind, value.strip(" ，,；;、　"), place))
    return found


@lru_cache(maxsize=8)
def _kinds(lexicon: Lexicon) -> dict[str, str]:
    kinds = {}
    for word, kind in lexicon.columns.items():
        if kind in ("compound", "employer"):
            kinds[word] = "grid"
        elif kind in SIZES:
            kinds[word] = kind
    leaders = {f: r for f, r in lexicon.roles.items() if not _is_six(lexicon, r)}
    return leaders | kinds


def _is_six(lexicon: Lexicon, role: str) -> bool:
    found = lexicon.vocabulary.role(role)
    return bool(found and found.six)


@lru_cache(maxsize=8)
def _pattern(lexicon: Lexicon) -> re.Pattern[str]:
    words = {*_kinds(lexicon), *map(matching_form, lexicon.reading.footers)}
    told = "|".join(r"\s*".join(map(re.escape, w)) for w in sorted(words, key=len, reverse=True))
    return re.compile(rf"({told})\s*[:：]", re.IGNORECASE)
