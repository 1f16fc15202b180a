"""How large a table may be, told before any of it is laid out in memory.

A far-away single cell makes a reader allocate the whole rectangle, and a long text that many
cells share is copied into each; so both are counted first.
"""

from __future__ import annotations

from collections import Counter

from domain.refusal import Refused

MAX_BYTES = 10 * 1024 * 1024
"""What an upload may weigh."""

UNPACKED = 64 * 1024 * 1024
ENTRIES = 2_000
RATIO = 200
#: below this much unpacked text, a high ratio harms nobody: empty styled rows pack well
RATIO_FROM = 8 * 1024 * 1024
ELEMENTS = 3_000_000

ROWS = 8_000
COLUMNS = 256
CELLS = 300_000
AREA = 2_000_000
CHARACTERS = 16_000_000
SHEETS = 200


def too_large(limit: str, most: int) -> Refused:
    """The refusal: ``limit`` says what there is too much of, ``most`` how much may be."""
    return Refused("table_too_large", field="file", limit=limit, most=most)


def unreadable(reason: str) -> Refused:
    """The refusal of a file that is not what it seems; ``reason`` is for the record."""
    return Refused("table_unreadable", field="file", reason=reason)


def check_bytes(content: bytes) -> None:
    """Refuse an upload that weighs too much, or nothing."""
    if not content:
        raise unreadable("empty")
    if len(content) > MAX_BYTES:
        raise too_large("bytes", MAX_BYTES)


class Tally:
    """Counts what a workbook's cells will take, and refuses as soon as it is too much."""

    def __init__(self) -> None:
        self._area = 0
        self._cells = 0
        self._characters = 0
        self._rows = 0
        self._columns = 0
        self._shared: Counter[int] = Counter()

    def cell(self, row: int, column: int) -> None:
        """A cell with content, counted from 1."""
        self._cells += 1
        self._rows = max(self._rows, row)
        self._columns = max(self._columns, column)
        if self._rows > ROWS:
            raise too_large("rows", ROWS)
        if self._columns > COLUMNS:
            raise too_large("columns", COLUMNS)
        if self._cells > CELLS:
            raise too_large("cells", CELLS)

    def sheet_ends(self) -> None:
        """The rectangle of a sheet is known."""
        self._area += self._rows * self._columns
        self._rows = self._columns = 0
        if self._area > AREA:
            raise too_large("cells", AREA)

    def text(self, characters: int) -> None:
        """Text that one cell holds of its own."""
        self._characters += characters
        if self._characters > CHARACTERS:
            raise too_large("characters", CHARACTERS)

    def shares(self, index: int) -> None:
        """A cell shows the shared text of that index."""
        self._shared[index] += 1

    def shared_texts(self, lengths: list[int]) -> None:
        """How long the shared texts are: each counts as often as cells show it."""
        for index, times in self._shared.items():
            if 0 <= index < len(lengths):
                self.text(times * lengths[index])
