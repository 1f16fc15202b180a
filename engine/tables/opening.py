"""From an uploaded file to sheets of text, whatever its format.

The content decides, not the file's name: renamed files are common. Only ``.et`` goes by its name,
and text is a table only under the name of one.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from io import BytesIO

from python_calamine import CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from domain.refusal import Refused
from engine.tables import ole
from engine.tables.delimited import read_delimited
from engine.tables.limits import SHEETS, check_bytes, too_large, unreadable
from engine.tables.sheet import Merge, Sheet
from engine.tables.xls_bounds import check_xls
from engine.tables.xlsx_bounds import check_xlsx

_TEXT = (".csv", ".txt", ".xlsx", ".xls")

Value = int | float | str | bool | time | date | datetime | timedelta


def open_sheets(filename: str, content: bytes) -> list[Sheet]:
    """The sheets of a file in their order, hidden ones marked; raises ``Refused``.

    A .csv is one sheet without a name.
    """
    check_bytes(content)
    name = filename.lower().rstrip()
    if name.endswith(".et"):
        raise Refused("table_et_unsupported", field="file")
    if content.startswith(b"PK"):
        check_xlsx(content)
        return _workbook(content)
    if content.startswith(ole.MAGIC):
        check_xls(content)
        return _workbook(content)
    if not name.endswith(_TEXT):
        raise unreadable("no table's name")
    return [Sheet("", read_delimited(content))]


def _workbook(content: bytes) -> list[Sheet]:
    try:
        return _sheets(CalamineWorkbook.from_filelike(BytesIO(content)))
    except Refused:
        raise
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException as error:  # the reader's own panics are no Exceptions
        raise unreadable(type(error).__name__) from None


def _sheets(book: CalamineWorkbook) -> list[Sheet]:
    found = [s for s in book.sheets_metadata if s.typ == SheetTypeEnum.WorkSheet]
    if len(found) > SHEETS:
        raise too_large("sheets", SHEETS)
    sheets = []
    for said in found:
        sheet = book.get_sheet_by_name(said.name)
        rows = [[_text(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
        merges = [Merge(*first, *last) for first, last in sheet.merged_cell_ranges or ()]
        hidden = said.visible != SheetVisibleEnum.Visible
        sheets.append(Sheet(said.name, rows, merges, hidden=hidden))
    return sheets


def _text(value: Value) -> str:
    """What a cell shows: a phone stored as a number has neither point nor exponent."""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)
