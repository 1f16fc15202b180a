"""Where the tables of a sheet begin, and what their columns hold."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from engine.tables.columns import Column, combine, meaning
from engine.tables.lexicon import Lexicon
from engine.tables.sheet import Sheet
from engine.tables.unknown_columns import surely_unknown, unknown_in

_GRID_KINDS = ("compound", "employer")
#: header levels: a band, its columns, and theirs
_LEVELS = 4


class Block(msgspec.Struct, frozen=True):
    """A header and the rows under it; ``above`` are the rows since the block before."""

    sheet: Sheet
    columns: dict[int, Column]
    above: range
    rows: range

    def column(self, *kinds: str) -> int | None:
        """The first column of a kind."""
        return next((at for at, c in self.columns.items() if c.kind in kinds), None)

    def columns_of(self, kind: str) -> list[int]:
        """Every column of a kind."""
        return [at for at, c in self.columns.items() if c.kind == kind]

    def telling(self, row: int, kind: str, lexicon: Lexicon) -> int | None:
        """The column of a kind; of several (六大员 | 社区干部), the first that tells more."""
        columns = self.columns_of(kind)
        told = (
            c for c in columns if self.text(row, c) and not lexicon.is_subject(self.text(row, c))
        )
        return next(told, columns[-1] if columns else None)

    @property
    def seats_by_column(self) -> bool:
        """Whether the group of a row has its people in columns of leads and members."""
        of_position = [c for c in self.people.values() if c.position and not c.group]
        return bool(of_position) and self.column("group") is not None

    @property
    def people(self) -> dict[int, Column]:
        """The columns whose cells name people by what they are."""
        return {at: c for at, c in self.columns.items() if c.kind in ("people", "others")}

    @property
    def grid_column(self) -> int | None:
        """The column that names grids."""
        return self.column(*_GRID_KINDS)

    @property
    def is_roster(self) -> bool:
        """Whether it says who is what: other lists of people are none of ours."""
        named = self.column("name") is not None
        placed = self.column("role", "group") is not None
        return bool((named and placed) or self.people)

    def text(self, row: int, column: int | None) -> str:
        """What a cell shows, from above too; nothing where another column reaches over it."""
        if column is None or self.sheet.first(row, column)[1] != column:
            return ""
        return self.sheet.at(row, column)

    def phones_beside(self, column: int) -> int | None:
        """The column with the phones of the people in another."""
        return next((at for at, c in self.columns.items() if c.beside == column), None)


def find_blocks(sheet: Sheet, lexicon: Lexicon) -> Iterator[Block]:
    """The blocks of a sheet, top to bottom."""
    headers = list(find_headers(sheet, lexicon))
    since = 0
    for header, after in zip(headers, [*headers[1:], None], strict=False):
        end = after.start if after else sheet.height
        columns = _columns(sheet, header, lexicon)
        yield Block(sheet, columns, range(since, header.start), range(header.stop, end))
        since = header.stop


def find_headers(sheet: Sheet, lexicon: Lexicon) -> Iterator[range]:
    """The rows of each header of a sheet, top to bottom."""
    row = 0
    while row < sheet.height:
        if not _is_header(sheet, row, lexicon):
            row += 1
            continue
        top = row
        row += 1
        while row < sheet.height and row - top < _LEVELS and _continues(sheet, row, lexicon):
            row += 1
        yield range(top, row)


def _is_header(sheet: Sheet, row: int, lexicon: Lexicon) -> bool:
    cells = sheet.own(row)
    said = [found for _, text in cells if (found := meaning(text, lexicon))]
    if len(said) < 2 or len(said) * 2 <= len(cells):
        return False
    words = {c.kind for c in said if c.kind != "people" and not (c.role or c.group)}
    roles = {c.role for c in said if c.role}
    groups = {c.group for c in said if c.group}
    positions = [c for c in said if c.kind == "people" and not (c.role or c.group)]
    if len(roles) >= 3 or len(groups) >= 3 or len(words) >= 2 or len(positions) >= 2:
        return True
    return bool(words) and bool(roles or groups or positions)


def _continues(sheet: Sheet, row: int, lexicon: Lexicon) -> bool:
    cells = sheet.own(row)
    return _is_header(sheet, row, lexicon) or (
        len(cells) > 1 and all(meaning(text, lexicon) for _, text in cells)
    )


def _columns(sheet: Sheet, header: range, lexicon: Lexicon) -> dict[int, Column]:
    found = {}
    for column in range(sheet.width):
        places = dict.fromkeys(sheet.first(row, column) for row in header)
        cells = [(row, text) for row, at in places if (text := sheet.at(row, at))]
        said = [s for _, text in cells if (s := meaning(text, lexicon))]
        if held := unknown_in(cells, lexicon) or combine(said):
            found[column] = held
    return _placed(_unambiguous(surely_unknown(found)))


def _unambiguous(columns: dict[int, Column]) -> dict[int, Column]:
    """楼栋 is where a person is, in a list of people, and how many there are, in one of grids."""
    if any(c.kind == "name" for c in columns.values()):
        return columns
    return {at: c._replace(kind="size") if c.kind == "building" else c for at, c in columns.items()}


def _placed(columns: dict[int, Column]) -> dict[int, Column]:
    """Phones beside the people whose they are."""
    is_list = any(c.kind == "name" for c in columns.values())
    placed = {}
    for at, column in columns.items():
        if column.kind == "phone" and (column[1:4] != (None, None, None) or not is_list):
            column = column._replace(beside=_owner(columns, at, column))
        placed[at] = column
    return placed


def _owner(columns: dict[int, Column], at: int, phone: Column) -> int | None:
    left = columns.get(at - 1)
    if left and left.kind in ("people", "others") and phone[1:4] in ((None,) * 3, left[1:4]):
        return at - 1
    same = [
        c for c, column in columns.items() if column.kind == "people" and column[1:4] == phone[1:4]
    ]
    return max((c for c in same if c < at), default=None)
