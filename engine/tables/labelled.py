"""Forms without a header: each row begins with a role's or a group's name, its people behind it."""

from __future__ import annotations

from collections.abc import Iterator

from engine.tables.blocks import Block
from engine.tables.columns import Column, meaning
from engine.tables.lexicon import Lexicon
from engine.tables.phones import phones_in
from engine.tables.sheet import Sheet

#: fewer labels may be chance
_ENOUGH = 3
_BANDS = ("role", "group")


def labelled_rows(sheet: Sheet, rows: range, lexicon: Lexicon) -> Iterator[Block]:
    """A block for each labelled row, where there are enough of them."""
    found = {row: label for row in rows if (label := _label(sheet, row, lexicon))}
    said = {(held.role, held.group) for _, held in found.values()}
    if len(said) < _ENOUGH:
        return
    since = rows.start
    for row, (column, held) in found.items():
        yield Block(
            sheet, _columns(sheet, row, column, held), range(since, row), range(row, row + 1)
        )
        since = row + 1


def _label(sheet: Sheet, row: int, lexicon: Lexicon) -> tuple[int, Column] | None:
    """The column of a row's label and what it names; numbers and bands may stand before it."""
    for column, text in sheet.own(row):
        held = meaning(text, lexicon)
        if held and held.kind == "people" and (held.role or held.group):
            return column, held
        if not (text.isdigit() or (held and held.kind in _BANDS)):
            return None
    return None


def _columns(sheet: Sheet, row: int, label: int, held: Column) -> dict[int, Column]:
    after = [column for column, _ in sheet.own(row) if column > label]
    people = after[0] if after else label + 1
    columns = {people: held}
    if len(after) > 1 and any(phones_in(sheet.at(row, after[1]))):
        columns[after[1]] = held._replace(kind="phone", beside=people)
    return columns
