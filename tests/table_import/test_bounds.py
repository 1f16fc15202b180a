"""Files made to exhaust whoever opens them are refused before they are opened."""

from __future__ import annotations

import struct
import time
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from domain.refusal import Refused
from engine.tables import MAX_BYTES
from tests.table_import.workbooks import SAMPLES, read, workbook

ROWS = [["小区名称", "网格长", "民警"], ["鹭溪花园", "林示远15400000001"]]
SHEET = "xl/worksheets/sheet1.xml"
XLS = (SAMPLES / "wide_libreoffice.xls").read_bytes()


def rezipped(changed: dict[str, bytes], content: bytes | None = None) -> bytes:
    """A workbook with some of its parts exchanged or added."""
    before = ZipFile(BytesIO(content or workbook({"表": ROWS})))
    after = BytesIO()
    with ZipFile(after, "w", ZIP_DEFLATED) as archive:
        for entry in before.infolist():
            archive.writestr(entry.filename, changed.pop(entry.filename, before.read(entry)))
        for name, part in changed.items():
            archive.writestr(name, part)
    return after.getvalue()


def with_cells(cells: str) -> bytes:
    """A workbook with these rows in its sheet besides."""
    whole = workbook({"表": ROWS})
    sheet = ZipFile(BytesIO(whole)).read(SHEET).decode()
    return rezipped({SHEET: sheet.replace("</sheetData>", f"{cells}</sheetData>").encode()})


def refusal(content: bytes) -> tuple[str, object]:
    """Why a file was refused, which takes no time worth speaking of."""
    started = time.monotonic()
    with pytest.raises(Refused) as refused:
        read(content)
    assert time.monotonic() - started < 5
    return refused.value.code, refused.value.params.get("limit")


FAR = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'


@pytest.mark.parametrize(
    ("content", "limit"),
    [
        (b"x" * (MAX_BYTES + 1), "bytes"),
        (rezipped({"xl/media/zeros.png": bytes(70_000_000)}), "bytes"),
        (rezipped({"xl/zeros.xml": b"<a>" + b" " * 20_000_000 + b"</a>"}), "bytes"),
        (rezipped({f"xl/media/{n}.png": b"" for n in range(2_001)}), "entries"),
        (with_cells(FAR), "rows"),
        (with_cells('<row r="1048576"><c t="n"><v>1</v></c></row>'), "rows"),
        (with_cells('<row r="9"><c r="XFD9" t="n"><v>1</v></c></row>'), "columns"),
        (with_cells('<row r="9">' + "<c><v>1</v></c>" * 300 + "</row>"), "columns"),
        (with_cells('<row r="9"><c r="B2000000"><v>1</v></c></row>'), "rows"),
        (with_cells('<row r="9"><c r="B12345678"><v>1</v></c></row>'), "rows"),
        (with_cells('<row r="9"><c r="B4000000000"><v>1</v></c></row>'), "rows"),
        (with_cells('<row r="9"><c r="B99999999999"/></row>'), "rows"),
        (with_cells('<row r="9"><c r="AAAAAA9"><v>1</v></c></row>'), "rows"),
        (with_cells('<row r="4000000000"><c><v>1</v></c></row>'), "rows"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_too_much_of_anything_is_refused_by_name(content: bytes, limit: str) -> None:
    assert refusal(content) == ("table_too_large", limit)


def test_one_long_text_shown_by_many_cells_is_counted_as_often_as_shown() -> None:
    whole = (SAMPLES / "long_libreoffice.xlsx").read_bytes()
    parts = ZipFile(BytesIO(whole))
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(30, 1_500))
    sheet = parts.read(SHEET).decode().replace("</sheetData>", f"{cells}</sheetData>")
    texts = parts.read("xl/sharedStrings.xml").decode()
    first = texts.index("</t>")
    long = texts[:first] + "长" * 30_000 + texts[first:]
    bomb = {SHEET: sheet.encode(), "xl/sharedStrings.xml": long.encode()}
    assert refusal(rezipped(bomb, whole)) == ("table_too_large", "characters")


def test_entities_are_never_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "bbbbbbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
    assert refusal(rezipped({"xl/styles.xml": bomb.encode()}))[0] == "table_unreadable"


def test_a_sheet_under_a_pictures_name_is_refused() -> None:
    relations = "xl/_rels/workbook.xml.rels"
    whole = workbook({"表": ROWS})
    links = ZipFile(BytesIO(whole)).read(relations).replace(b"sheet1.xml", b"sheet1.png")
    sheet = ZipFile(BytesIO(whole)).read(SHEET)
    disguised = rezipped({relations: links, "xl/worksheets/sheet1.png": sheet})
    assert refusal(disguised)[0] == "table_unreadable"
    assert refusal(rezipped({"xl/macro.bin": sheet}))[0] == "table_unreadable"


def test_pictures_macros_and_leftovers_in_a_workbook_harm_nobody() -> None:
    parts = {
        "xl/media/a.png": b"\x89PNG\r\n",
        "xl/vbaProject.bin": bytes.fromhex("d0cf11e0"),
        "[trash]/0000.dat": b"\0\1\2",
        "xl/drawings/vmlDrawing1.vml": b"<xml><br></xml>",
    }
    assert [p.name for p in read(rezipped(parts)).people] == ["林示远"]


def test_an_entry_that_lies_about_its_size_is_refused() -> None:
    bomb = bytearray(rezipped({"xl/zeros.xml": b"<a>" + b" " * 3_000_000 + b"</a>"}))
    said = struct.pack("<I", 3_000_007)
    assert bomb.count(said) == 2
    while (at := bomb.find(said)) >= 0:
        bomb[at : at + 4] = struct.pack("<I", 100)
    assert refusal(bytes(bomb))[0] == "table_unreadable"


def test_styled_cells_far_away_that_hold_nothing_harm_nobody() -> None:
    table = read(with_cells('<row r="1048576"><c r="XFD1048576" s="0"/></row>'))
    assert [p.name for p in table.people] == ["林示远"]


def test_a_merge_over_the_whole_sheet_is_cut_to_what_is_filled() -> None:
    sheet = ZipFile(BytesIO(workbook({"表": ROWS}))).read(SHEET)
    merged = b'</sheetData><mergeCells count="1"><mergeCell ref="B2:XFD1048576"/></mergeCells>'
    table = read(rezipped({SHEET: sheet.replace(b"</sheetData>", merged)}))
    assert [p.name for p in table.people] == ["林示远"]


def patched(header: bytes, at: int, put: bytes) -> bytes:
    """An .xls with something else in the first record that begins so."""
    where = XLS.index(header) + len(header) + at
    return XLS[:where] + put + XLS[where + len(put) :]


def test_a_far_away_cell_of_an_xls_is_refused() -> None:
    assert refusal(patched(b"\xfd\x00\x0a\x00", 0, b"\xff\xff")) == ("table_too_large", "rows")


def test_an_xls_that_claims_to_be_vast_is_refused() -> None:
    vast = patched(b"\x00\x02\x0e\x00", 4, struct.pack("<I", 0xFFFFFFFF))
    assert refusal(vast) == ("table_too_large", "cells")


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("小区名称,网格长\n" * 8_001, "rows"),
        ("小区名称" + "," * 300 + "网格长", "columns"),
        ("小区名称,网格长\n" + "长" * 200_000 + ",甲某", "characters"),
        ("\n" * 200_000 + "小区名称,网格长", "rows"),
    ],
)
def test_text_tables_have_the_same_bounds(text: str, limit: str) -> None:
    assert refusal(text.encode()) == ("table_too_large", limit)


def test_a_cell_of_many_thousand_people_is_read_in_no_time() -> None:
    cell = "、".join(f"示{chr(0x4E00 + n)}1540000{n:04d}" for n in range(2_000))
    started = time.monotonic()
    table = read({"表": [["小区名称", "志愿者", "民警"], ["鹭溪花园", cell, "(" * 9_000]]})
    assert len(table.people) >= 2_000
    assert time.monotonic() - started < 5


def test_a_reference_that_is_none_is_refused() -> None:
    odd = with_cells('<row r="9"><c r="9B"><v>1</v></c></row>')
    assert refusal(odd)[0] == "table_unreadable"
