"""The table to import in the demonstration: the secretary's roster, brought up to date with slips.

``python -m api.demo.sample`` writes the file in ``data/samples`` anew.
"""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO

import msgspec
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from api.demo.invented import read
from api.demo.places import DATA, sizes
from api.demo.rosters import roster
from domain.table import TablePerson
from engine.playbooks import SHIPPED
from engine.tables import RosterSheet, read_vocabulary, write_table

#: the community whose table it is
COMMUNITY = "350102002003"
SAMPLE = DATA / "samples" / "gulou-xihu.xlsx"

_REFERENCE = re.compile(r"\{(lead|first) ([A-Z]+[0-9]+)\}")
#: a name in a cell of a group, and the first name in a cell of a role
_NAMES = {"lead": re.compile(r"：(\S+)"), "first": re.compile(r"(\w+?)(?:\d|\s|$)")}
_FIRST_ROW, _NAME_COLUMN = 5, 2


class Slip(msgspec.Struct, frozen=True):
    """One cell that says something else, and what that shows."""

    cell: str
    put: str
    shows: str
    find: str = r"\Z"


class Listed(msgspec.Struct, frozen=True):
    """A second sheet with a row for each person."""

    name: str
    rows: list[list[str]]
    shows: list[str]


class Edits(msgspec.Struct, frozen=True):
    """All that is written otherwise."""

    author: str
    written_on: date
    rows: list[list[str]]
    slips: list[Slip]
    second: Listed


def edits() -> Edits:
    """What the new table says otherwise."""
    return read("sample", Edits)


def sample() -> bytes:
    """The table as .xlsx."""
    new = edits()
    book = load_workbook(BytesIO(_present(new)))
    sheet = book.worksheets[0]
    assert isinstance(sheet, Worksheet)
    for slip in new.slips:
        cell = _cell(sheet, slip.cell)
        cell.value = re.sub(slip.find, _filled(slip.put, sheet), str(cell.value or ""), count=1)
    for texts in new.rows:
        row = sheet.max_row + 1
        _write(sheet, row, [str(row - _FIRST_ROW + 1), *texts], sheet)
    listed = book.create_sheet(new.second.name)
    for row, texts in enumerate(new.second.rows, 1):
        _write(listed, row, texts, sheet)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _write(sheet: Worksheet, row: int, texts: list[str], about: Worksheet) -> None:
    for column, text in enumerate(texts, 1):
        sheet.cell(row, column, _filled(text, about) or None)


def _cell(sheet: Worksheet, name: str) -> Cell:
    cell = sheet[name]
    assert isinstance(cell, Cell)
    return cell


def _present(new: Edits) -> bytes:
    """The roster's compounds as the secretary's table would have them now."""
    size = next(size for size in sizes() if size.code == COMMUNITY)
    table = roster(size)
    compounds = [grid for grid in table.grids if grid.kind == "compound"]
    homes = {grid.name for grid in compounds}
    people = [
        TablePerson(
            person.name,
            person.phone,
            roles=[(role, grid) for role, grid in person.roles if grid in homes],
            seats=person.seats,
        )
        for person in table.people
    ]
    vocabulary = read_vocabulary(SHIPPED / "vocabularies" / "community.yaml")
    asked = RosterSheet(
        size.name, tuple(compounds), tuple(people), written_on=new.written_on, author=new.author
    )
    return write_table(asked, vocabulary)


def _filled(text: str, sheet: Worksheet) -> str:
    """A text with the names that it refers to."""
    text = text.replace("{compound}", str(sheet.cell(_FIRST_ROW, _NAME_COLUMN).value))

    def name(reference: re.Match[str]) -> str:
        found = _NAMES[reference[1]].search(str(_cell(sheet, reference[2]).value))
        assert found is not None, reference[0]
        return found[1]

    return _REFERENCE.sub(name, text)


if __name__ == "__main__":
    SAMPLE.write_bytes(sample())
