"""Workbooks made for a test, with real merges, as a secretary would."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from domain.table import Issue, Table, TablePerson
from engine.tables import Vocabulary, read_table, read_vocabulary

ROOT = Path(__file__).resolve().parents[2]
SAMPLES = Path(__file__).parent / "samples"
VOCABULARY: Vocabulary = read_vocabulary(ROOT / "playbooks" / "vocabularies" / "community.yaml")

Rows = Sequence[Sequence[object]]


def workbook(
    sheets: Mapping[str, Rows],
    merges: Mapping[str, Sequence[str]] | None = None,
    hidden: Sequence[str] = (),
) -> bytes:
    """An .xlsx of these sheets."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
        for merged in (merges or {}).get(name, ()):
            sheet.merge_cells(merged)
        if name in hidden:
            sheet.sheet_state = "hidden"
    return saved(book)


def saved(book: Workbook) -> bytes:
    """The bytes of a workbook."""
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def opened(content: bytes, sheet: str) -> Worksheet:
    """A sheet of a workbook's bytes."""
    found = load_workbook(BytesIO(content))[sheet]
    assert isinstance(found, Worksheet)
    return found


def read(
    content: bytes | Mapping[str, Rows], *, name: str = "汇总表.xlsx", known: Sequence[str] = ()
) -> Table:
    """A table from bytes, or from the rows of its sheets."""
    if not isinstance(content, bytes):
        content = workbook(content)
    return read_table(name, content, VOCABULARY, known)


def person(table: Table, name: str) -> TablePerson:
    """The one person of that name."""
    found = [p for p in table.people if p.name == name]
    assert len(found) == 1, f"{len(found)} people are called {name}"
    return found[0]


def issues(table: Table, code: str) -> list[Issue]:
    """The doubts of a code."""
    return [i for i in table.issues if i.code == code]


def cells(table: Table, code: str) -> list[str]:
    """Where the doubts of a code are."""
    return [i.cell for i in issues(table, code)]
