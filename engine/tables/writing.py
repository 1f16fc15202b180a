"""A roster to the table that secretaries know, and an empty one to fill.

Reading what was written gives exactly the roster that was written.
"""

from __future__ import annotations

from io import BytesIO

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.table import TableGrid
from engine.tables import look
from engine.tables.roster_sheet import Cells, RosterSheet
from engine.tables.vocabulary import SheetWords, Vocabulary

#: title, unit and date, and two rows of header above the first grid
_UNIT_ROW, _BAND_ROW, _HEADER_ROW, _FIRST_ROW = 2, 3, 4, 5
_BEFORE_SIX = 4
_BLANK_ROWS = 20
_WIDTHS = (6.0, 14.0, 12.0, 19.0)
_PEOPLE_WIDTH, _GROUP_WIDTH, _NOTE_WIDTH = 19.0, 18.0, 14.0
_ASIDE_WIDTHS = [6.0, 16.0, 16.0, 36.0, 20.0, 36.0]


def write_table(roster: RosterSheet, vocabulary: Vocabulary) -> bytes:
    """The 汇总表 as .xlsx: compounds, employers where there are any, particulars where needed."""
    words = vocabulary.table.sheet
    cells = Cells(roster, vocabulary)
    book = Workbook()
    compounds = [g for g in roster.grids if g.kind != "employer"]
    employers = [g for g in roster.grids if g.kind == "employer"]
    _grids(_first(book, words), "compound", compounds, roster, cells, vocabulary)
    if employers:
        sheet = book.create_sheet(words.names["employer"])
        _grids(sheet, "employer", employers, roster, cells, vocabulary)
    if aside := cells.aside():
        _aside(book.create_sheet(words.names["people"]), aside, words)
    return _saved(book)


def blank_table(community: str, vocabulary: Vocabulary) -> bytes:
    """The table with nothing in it but its numbered rows."""
    book = Workbook()
    sheet = _first(book, vocabulary.table.sheet)
    roster = RosterSheet(community)
    widths = _head(sheet, "compound", roster, vocabulary)
    for number in range(1, _BLANK_ROWS + 1):
        look.put(sheet, _HEADER_ROW + number, 1, str(number))
    look.body(sheet, _FIRST_ROW, widths)
    return _saved(book)


def _first(book: Workbook, words: SheetWords) -> Worksheet:
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = words.names["compound"]
    return sheet


def _saved(book: Workbook) -> bytes:
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def _grids(
    sheet: Worksheet,
    kind: str,
    grids: list[TableGrid],
    roster: RosterSheet,
    cells: Cells,
    vocabulary: Vocabulary,
) -> None:
    widths = _head(sheet, kind, roster, vocabulary)
    row = _FIRST_ROW
    for number, grid in enumerate(grids, 1):
        for texts in cells.rows(grid):
            for column, text in enumerate([str(number), *texts], 1):
                look.put(sheet, row, column, text)
            row += 1
    look.body(sheet, _FIRST_ROW, widths)


def _head(sheet: Worksheet, kind: str, roster: RosterSheet, vocabulary: Vocabulary) -> list[float]:
    """Title, unit and date, and the header; answers how wide the columns are."""
    words, six, groups = vocabulary.table.sheet, vocabulary.six, vocabulary.groups
    after_six = _BEFORE_SIX + len(six)
    width = after_six + len(groups) + 2
    look.title(sheet, words.titles[kind], width)
    _unit_row(sheet, roster, words, width)
    single = ["sequence", kind, "size", "leader"]
    for column, key in [*enumerate(single, 1), (width - 1, "others"), (width, "note")]:
        look.put(sheet, _BAND_ROW, column, words.columns[key])
        sheet.merge_cells(
            start_row=_BAND_ROW, start_column=column, end_row=_HEADER_ROW, end_column=column
        )
    _band(sheet, _BEFORE_SIX + 1, words.columns["six"], [r.zh for r in six], words.hints["people"])
    _band(
        sheet, after_six + 1, words.columns["groups"], [g.zh for g in groups], words.hints["groups"]
    )
    look.hint(look.put(sheet, _BAND_ROW, width - 1, words.columns["others"]), words.hints["others"])
    look.header(sheet, _BAND_ROW, _HEADER_ROW, width)
    widths = [*_WIDTHS, *[_PEOPLE_WIDTH] * len(six), *[_GROUP_WIDTH] * len(groups)]
    widths += [_PEOPLE_WIDTH, _NOTE_WIDTH]
    look.page(sheet, widths, paper=look.A3)
    return widths


def _band(sheet: Worksheet, first: int, text: str, names: list[str], hint: str) -> None:
    """A heading over the columns of its names."""
    look.hint(look.put(sheet, _BAND_ROW, first, text), hint)
    sheet.merge_cells(
        start_row=_BAND_ROW,
        start_column=first,
        end_row=_BAND_ROW,
        end_column=first + len(names) - 1,
    )
    for column, name in enumerate(names, first):
        look.put(sheet, _HEADER_ROW, column, name)


def _unit_row(sheet: Worksheet, roster: RosterSheet, words: SheetWords, width: int) -> None:
    on = roster.written_on
    date = words.filled_in_on_blank
    if on:
        date = words.filled_in_on.format(year=on.year, month=on.month, day=on.day)
    look.put(sheet, _UNIT_ROW, 1, words.filled_in_by.format(community=roster.community))
    look.put(sheet, _UNIT_ROW, width // 2, date)
    look.put(sheet, _UNIT_ROW, width - 2, words.author.format(author=roster.author))


def _aside(sheet: Worksheet, rows: list[list[str]], words: SheetWords) -> None:
    """The sheet of particulars: who is where, and works for whom."""
    keys = ["sequence", "name", "phone", "unit", "building", "note"]
    look.title(sheet, words.titles["people"], len(keys))
    for column, key in enumerate(keys, 1):
        look.put(sheet, _UNIT_ROW, column, words.columns[key])
    look.hint(look.put(sheet, _UNIT_ROW, 3, words.columns["phone"]), words.hints["people_sheet"])
    look.header(sheet, _UNIT_ROW, _UNIT_ROW, len(keys))
    for number, texts in enumerate(rows, 1):
        for column, text in enumerate([str(number), *texts], 1):
            look.put(sheet, _UNIT_ROW + number, column, text)
    look.body(sheet, _UNIT_ROW + 1, _ASIDE_WIDTHS)
    look.page(sheet, _ASIDE_WIDTHS, paper=look.A4)
