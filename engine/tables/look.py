"""How the table looks: borders, widths, and a heading that stays in sight and on every page."""

from __future__ import annotations

import re

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from engine.tables.sheet import harmless

_LINE = Side(style="thin", color="808080")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHADE = PatternFill("solid", fgColor="E8EEF7")
_CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
_LEFT = Alignment(horizontal="left", vertical="center", wrap_text=True)
_FONT = "宋体"
_BODY, _BOLD = Font(name=_FONT, size=11), Font(name=_FONT, size=11, bold=True)
A3, A4 = 8, 9
_LINE_HEIGHT, _TALLEST = 16.0, 400.0
#: characters that a cell of a given width shows in a line, Chinese ones taking two
_WIDE = 2
_UNWRITABLE = re.compile("[\ufffe\uffff\ud800-\udfff]")
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def put(sheet: Worksheet, row: int, column: int, text: str) -> Cell:
    """Write a text as a text: no formula, no error value, nothing that no file holds.

    A workbook takes ``_x0041_`` for an escaped A, so that such a text is escaped itself.
    """
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    clean = _UNWRITABLE.sub("", ILLEGAL_CHARACTERS_RE.sub("", harmless(text)))
    if clean:
        cell.value = _ESCAPE.sub("_x005F_", clean)
        cell.data_type = "s"
    return cell


def title(sheet: Worksheet, text: str, width: int) -> None:
    """The first row, over the whole width."""
    cell = put(sheet, 1, 1, text)
    cell.font = Font(name=_FONT, size=18, bold=True)
    cell.alignment = _CENTRED
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    sheet.row_dimensions[1].height = 32


def header(sheet: Worksheet, top: int, bottom: int, width: int) -> None:
    """Shade, frame and centre the rows of a header."""
    for row in range(top, bottom + 1):
        for column in range(1, width + 1):
            cell = sheet.cell(row, column)
            cell.font = _BOLD
            cell.fill = _SHADE
            cell.border = _BORDER
            cell.alignment = _CENTRED
        sheet.row_dimensions[row].height = 34
    sheet.freeze_panes = f"C{bottom + 1}"
    sheet.print_title_rows = f"{top}:{bottom}"


def body(sheet: Worksheet, top: int, widths: list[float]) -> None:
    """Frame and wrap the rows under a header, each as tall as its fullest cell."""
    for row in range(top, sheet.max_row + 1):
        tallest = 1
        for column, width in enumerate(widths, 1):
            cell = sheet.cell(row, column)
            cell.font = _BODY
            cell.border = _BORDER
            cell.alignment = _CENTRED if column <= _WIDE else _LEFT
            tallest = max(tallest, _lines(str(cell.value or ""), width))
        sheet.row_dimensions[row].height = min(_TALLEST, max(2, tallest) * _LINE_HEIGHT)


def page(sheet: Worksheet, widths: list[float], *, paper: int) -> None:
    """Column widths, and the paper that all columns fit on."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = paper
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = 0.4


def hint(cell: Cell, text: str) -> None:
    """A remark that shows when the pointer rests on a cell."""
    cell.comment = Comment(text, "平战", height=90, width=260)


def _lines(text: str, width: float) -> int:
    return sum(1 + int(_extent(line) / max(width, 1)) for line in text.split("\n"))


def _extent(line: str) -> int:
    return sum(1 if character.isascii() else _WIDE for character in line)
