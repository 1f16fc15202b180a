"""Rows of a .csv: UTF-8 or UTF-16 by its mark, UTF-8 without one, else GBK."""

from __future__ import annotations

import codecs
import csv
from io import StringIO

from engine.tables.limits import CHARACTERS, COLUMNS, ROWS, Tally, too_large, unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ",\t;"
_SAMPLE = 8_192


def read_delimited(content: bytes) -> list[list[str]]:
    """Every row, blank ones too, so that row numbers are those a spreadsheet shows."""
    text = _decoded(content)
    if "\0" in text or text.lstrip()[:1] == "<":
        raise unreadable("no text table")
    sample = text[:_SAMPLE]
    delimiter = max(_DELIMITERS, key=sample.count)
    tally = Tally()
    rows: list[list[str]] = []
    try:
        for row in csv.reader(StringIO(text, newline=""), delimiter=delimiter):
            rows.append(_bounded(row, len(rows) + 1, tally))
            if len(rows) > 4 * ROWS:
                raise too_large("rows", ROWS)
    except csv.Error:
        raise too_large("characters", CHARACTERS) from None
    while rows and not rows[-1]:
        rows.pop()
    tally.sheet_ends()
    return rows


def _bounded(row: list[str], number: int, tally: Tally) -> list[str]:
    while row and not row[-1].strip():
        row.pop()
    if len(row) > COLUMNS:
        raise too_large("columns", COLUMNS)
    for column, text in enumerate(row, 1):
        if text:
            tally.cell(number, column)
    return row


def _decoded(content: bytes) -> str:
    marked = next((name for mark, name in _MARKS if content.startswith(mark)), None)
    for encoding in (marked,) if marked else ("utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise unreadable("no known encoding")
