"""A table as a file: a workbook or CSV, with its title and what is told above it.

A cell that a spreadsheet would take for a formula is written as text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

import msgspec
import openpyxl
from fastapi import Response
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from api.papers.paper import legal

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
_ACTIVE = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
_WIDEST = 40
Cell = str | int | float


class Sheet(msgspec.Struct, frozen=True):
    """A table on paper: its title, lines above it, its header, its rows."""

    title: str
    above: list[str]
    header: list[str]
    rows: list[list[Cell]]


def harmless(cell: Cell) -> Cell:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_ACTIVE) else cell


def as_csv(told: Sheet) -> bytes:
    """As CSV that spreadsheets read as UTF-8."""
    sink = io.StringIO()
    writer = csv.writer(sink)
    writer.writerow([told.title])
    writer.writerows([[line] for line in told.above])
    writer.writerow(told.header)
    writer.writerows(told.rows)
    return ("\ufeff" + sink.getvalue()).encode()


def as_xlsx(told: Sheet) -> bytes:
    """As a workbook, ready to print."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    lines: list[list[Any]] = [[told.title], *([text] for text in told.above), told.header]
    for line in [*lines, *told.rows]:
        sheet.append([legal(cell) if isinstance(cell, str) else cell for cell in line])
    top = len(told.above) + 2
    for row in range(1, top):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(told.header))
    sheet["A1"].font = Font(bold=True, size=16)
    for cell in sheet[top]:
        cell.font = Font(bold=True)
    for column in range(1, len(told.header) + 1):
        widths = [len(str(row[column - 1])) for row in (lines[-1], *told.rows)]
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = min(max(widths) * 1.8 + 2, _WIDEST)
    wrapped = Alignment(wrap_text=True, vertical="top")
    for cells in sheet.iter_rows(min_row=top):
        for cell in cells:
            cell.alignment = wrapped
    sheet.freeze_panes = f"A{top + 1}"
    sheet.print_title_rows = f"{top}:{top}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sink = io.BytesIO()
    book.save(sink)
    return sink.getvalue()


def download(told: Sheet, kind: str, name: str) -> Response:
    """The file as an answer, by its title; ``name`` is for whoever reads no other letters."""
    content, media = (as_xlsx(told), XLSX) if kind == "xlsx" else (as_csv(told), CSV)
    named = f"filename=\"{name}.{kind}\"; filename*=UTF-8''{quote(f'{told.title}.{kind}')}"
    return Response(
        content, media_type=media, headers={"Content-Disposition": f"attachment; {named}"}
    )


def files(description: str, *kinds: str) -> dict[int | str, dict[str, Any]]:
    """What the document says of routes that answer with a file."""
    shape = {"schema": {"type": "string", "format": "binary"}}
    return {200: {"description": description, "content": dict.fromkeys(kinds, shape)}}


def made(
    title: str, above: Sequence[str], header: Sequence[str], rows: Sequence[Sequence[Any]]
) -> Sheet:
    """A table whose cells no spreadsheet takes for a formula; what is nothing is empty."""
    cells = [[harmless("" if cell is None else cell) for cell in row] for row in rows]
    return Sheet(title, list(above), list(header), cells)
