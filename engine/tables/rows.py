"""From the rows of a block to people in grids, whatever its columns are."""

from __future__ import annotations

from engine.tables.blocks import Block
from engine.tables.contexts import labels_in
from engine.tables.dittos import same_as_above
from engine.tables.draft import Draft, Place
from engine.tables.lexicon import Lexicon
from engine.tables.listed import ListedRows
from engine.tables.named_cells import NamedCells
from engine.tables.particulars import read_size
from engine.tables.titles import is_numbered, is_telling, unnumbered

_LONG_FOOTER = 3
#: a cell merged over so many columns is a heading
_HEADING = 3
#: the cells of a title: its number and its words
_TITLE = 2
_OF_PEOPLE = ("name", "people", "others")


class Rows:
    """Reads one block into the draft."""

    def __init__(self, draft: Draft, block: Block, lexicon: Lexicon, grid: str | None) -> None:
        self._draft = draft
        self._block = block
        self._lexicon = lexicon
        self._grid = grid
        self._is_told = False
        self._listed = ListedRows(draft, block, lexicon)
        self._cells = NamedCells(draft, block, lexicon)

    def read(self) -> None:
        """Every row that is one of the table."""
        for row in self._block.rows:
            if self._is_aside(row) or self._is_heading(row):
                continue
            if not self._says_anything(row):
                continue
            grid = self._grid_of(row)
            if self._block.column("name") is not None:
                self._listed.read(row, grid)
            self._cells.read(row, grid)

    def _is_aside(self, row: int) -> bool:
        """Blank rows, totals, signatures, titles of parts, and what stands above the next part."""
        cells = self._block.sheet.own(row)
        if not cells:
            return True
        first = cells[0][1]
        if any(self._lexicon.is_total(text) for _, text in cells[:2]):
            return True
        if self._lexicon.is_footer(first):
            return True
        if len(cells) == 1 and self._signs(first):
            return True
        if self._is_title(cells):
            return True
        labels = labels_in(self._block.sheet, row, self._lexicon)
        return any(x.kind == "grid" and x.place.column <= cells[0][0] + 1 for x in labels)

    def _signs(self, text: str) -> bool:
        words = [w for w in self._lexicon.reading.footers if len(w) >= _LONG_FOOTER]
        return text.startswith(tuple(words))

    def _is_title(self, cells: list[tuple[int, str]]) -> bool:
        """六大员, or the same behind a number in a cell of its own."""
        left = [text for _, text in cells if unnumbered(text)]
        return len(left) == 1 and len(cells) <= _TITLE and self._lexicon.is_subject(left[0])

    def _is_heading(self, row: int) -> bool:
        """One cell, numbered or over the whole width: a remark, or the compound of what follows."""
        sheet = self._block.sheet
        cells = sheet.own(row)
        (column, text) = cells[0]
        span = sum(sheet.first(row, c) == (row, column) for c in range(sheet.width))
        if len(cells) > 1 or (span < _HEADING and not self._is_part(column, text)):
            return False
        if self._block.grid_column is None and is_telling(text, self._lexicon):
            place = Place(sheet, row, column)
            self._grid = self._draft.name_grid(unnumbered(text), "compound", place)
        return True

    def _is_part(self, column: int, text: str) -> bool:
        """A numbered title; 1、楼长 is a row that lacks its people, 1、张三 has nothing else."""
        held, bare = self._block.columns.get(column), unnumbered(text)
        if self._block.grid_column is not None or (held and held.kind in _OF_PEOPLE):
            return False
        return is_numbered(text) and not (self._lexicon.role(bare) or self._lexicon.seat(bare))

    def _says_anything(self, row: int) -> bool:
        """A number alone is a row not filled in yet; in a list of people, so is a compound."""
        block = self._block
        idle = [block.column("sequence")]
        if block.column("name") is not None:
            idle += [block.grid_column, block.column("resident"), block.column("building")]
        return any(column not in idle for column, _ in block.sheet.own(row))

    def _grid_of(self, row: int) -> str | None:
        column = self._block.grid_column
        if column is None:
            if self._grid is None and not self._is_told:
                self._is_told = True
                place = Place(self._block.sheet, row, 0)
                self._draft.doubt("grid_unknown", place, case="nowhere")
            return self._grid
        place = same_as_above(
            Place(self._block.sheet, row, column), self._block.rows.start, self._lexicon
        )
        name = place.text if place.sheet.first(place.row, column)[1] == column else ""
        if name and not self._lexicon.is_vacant(name):
            kind = self._kind(row, column)
            self._grid = self._draft.name_grid(" ".join(name.split()), kind, place)
        elif self._grid is None:
            self._draft.doubt("grid_unknown", place, place.text, case="nowhere")
        read_size(self._draft, self._block, row, self._grid, self._lexicon)
        return self._grid

    def _kind(self, row: int, column: int) -> str:
        said = self._block.column("kind")
        if said is not None and self._lexicon.is_employer(self._block.text(row, said)):
            return "employer"
        return self._block.columns[column].kind
