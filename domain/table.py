"""A roster table as read: what a secretary's spreadsheet says, layout apart, doubts included.

Grids are named, not identified: ids come when the table is held against the present roster.
"""

from __future__ import annotations

import msgspec


class Issue(msgspec.Struct, frozen=True, omit_defaults=True):
    """A doubt about one cell. ``severity`` is ``error``, ``warning`` or ``notice``.

    ``cell`` is A1 without the sheet; for something missing, the empty cell where it belongs.
    ``suggestion`` is a corrected value where one can be made; the catalogue has the words.
    ``person`` is the index among the table's people of whom it is about, where it is told.
    """

    severity: str
    code: str
    sheet: str
    cell: str
    value: str = ""
    suggestion: str | None = None
    params: dict[str, str] = {}
    person: int | None = None


class TableGrid(msgspec.Struct, omit_defaults=True):
    """A grid that the table names; the table speaks only for these."""

    name: str
    kind: str = "compound"
    buildings: int | None = None
    households: int | None = None
    note: str = ""
    without_property: bool = False


class TablePerson(msgspec.Struct, omit_defaults=True):
    """A person of the table: one for the same name and phone, in however many grids.

    ``phone`` is 11 digits or empty. ``roles`` are ``(role id, grid name)``, ``seats`` are
    ``(group id, position, grid name)``; ``unsaid`` are ``(group id, grid name)`` of seats whose
    position the table says in no known word, so that one held already stays.
    """

    name: str
    phone: str = ""
    unit: str = ""
    building: str = ""
    note: str = ""
    roles: list[tuple[str, str]] = []
    seats: list[tuple[str, str, str]] = []
    unsaid: list[tuple[str, str]] = []


class ReadCell(msgspec.Struct, frozen=True):
    """A filled cell: where it is (A1), what it says, and over how many columns it reaches.

    Below the first row of a merged rectangle it says what the rectangle says.
    """

    cell: str
    text: str
    span: int = 1


class ExcerptColumn(msgspec.Struct, frozen=True):
    """A column by its letters, and what the header says over it."""

    column: str
    header: str


class ExcerptRow(msgspec.Struct, frozen=True):
    """A row by its number from 1; cells that are not told are empty."""

    row: int
    cells: list[ReadCell]


class ExcerptPart(msgspec.Struct, frozen=True):
    """Rows of a sheet under one header, whose numbers (from 1) are told; above the first, none."""

    sheet: str
    header_rows: list[int]
    columns: list[ExcerptColumn]
    rows: list[ExcerptRow]


class Excerpt(msgspec.Struct, frozen=True):
    """The doubted rows of a table and those next to them, as far as an answer may carry them."""

    parts: list[ExcerptPart] = []
    rows_left_out: int = 0


class Table(msgspec.Struct, omit_defaults=True):
    """All that was read: ``playbook`` is whose groups the seats are of; rows in table order.

    ``excerpt`` is for whoever sent the table, and is kept nowhere.
    """

    playbook: str
    grids: list[TableGrid] = []
    people: list[TablePerson] = []
    issues: list[Issue] = []
    layout: str = ""
    excerpt: Excerpt = Excerpt()
