"""A sheet as text: what each cell says, merged cells included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from domain.identity_numbers import without_id_numbers
from engine.tables.limits import AREA, too_large
from engine.tables.normalise import tidy

#: a text with fewer characters, or with fewer digits near one another, holds no such number
_SHORTEST_NUMBER = 18
_MANY_DIGITS = re.compile(r"(?:\d\D{0,4}){17}")


class Merge(NamedTuple):
    """A merged rectangle, first and last row and column, from 0."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet:
    """Cells by row and column from 0; a merged cell says in all its places what its first says."""

    def __init__(
        self,
        name: str,
        rows: Sequence[Sequence[str]],
        merges: Sequence[Merge] = (),
        *,
        hidden: bool = False,
    ) -> None:
        self.name = name
        self.hidden = hidden
        self.width = max(map(len, rows), default=0)
        self._rows = [[_harmed(tidy(text)) for text in row] for row in rows]
        #: cells that held the number of an identity card, which is not read at all
        self.numbered = list(self._strike_id_numbers())
        self._firsts: dict[tuple[int, int], tuple[int, int]] = {}
        self._merge(merges)

    def _strike_id_numbers(self) -> Iterator[tuple[int, int]]:
        for row, cells in enumerate(self._rows):
            for column, text in enumerate(cells):
                if len(text) >= _SHORTEST_NUMBER and _MANY_DIGITS.search(text):
                    cells[column] = without_id_numbers(text)
                    if cells[column] != text:
                        yield row, column

    def _merge(self, merges: Sequence[Merge]) -> None:
        covered = 0
        for m in merges:
            bottom, right = min(m.bottom, self.height - 1), min(m.right, self.width - 1)
            covered += max(0, bottom - m.top + 1) * max(0, right - m.left + 1)
            if covered > AREA:
                raise too_large("cells", AREA)
            for row in range(m.top, bottom + 1):
                for column in range(m.left, right + 1):
                    self._firsts[row, column] = (m.top, m.left)

    @property
    def height(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def first(self, row: int, column: int) -> tuple[int, int]:
        """The place whose text a cell shows: its own, or the first of its merged rectangle."""
        return self._firsts.get((row, column), (row, column))

    def at(self, row: int, column: int) -> str:
        """What a cell shows; empty outside the sheet."""
        row, column = self.first(row, column)
        if not 0 <= row < len(self._rows):
            return ""
        cells = self._rows[row]
        return cells[column] if 0 <= column < len(cells) else ""

    def own(self, row: int) -> list[tuple[int, str]]:
        """The filled cells of a row as ``(column, text)``, each merged rectangle once."""
        return [
            (column, text)
            for column, text in enumerate(self._rows[row])
            if text and self.first(row, column) == (row, column)
        ]

    def shown(self, row: int) -> list[tuple[int, str]]:
        """As ``own``, with what merged cells show from above."""
        places = dict.fromkeys(self.first(row, column) for column in range(self.width))
        return [(column, text) for r, column in places if (text := self.at(r, column))]

    def a1(self, row: int, column: int) -> str:
        """The name of a cell, e.g. ``G13``; of a merged rectangle, that of its first cell."""
        row, column = self.first(row, column)
        return f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """A column from 0 as letters: ``A``, ``Z``, ``AA``."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


#: what a spreadsheet would take for a formula; full-width ones too, as input methods give them
DANGEROUS = tuple("=+-@\t\r\n＝＋－＠")


def harmless(text: str) -> str:
    """A text that no spreadsheet takes for a formula; ``Sheet`` takes the apostrophe off again."""
    return f"'{text}" if text.lstrip("'").startswith(DANGEROUS) else text


def _harmed(text: str) -> str:
    quoted = text.startswith("'") and text.lstrip("'").startswith(DANGEROUS)
    return text[1:] if quoted else text
