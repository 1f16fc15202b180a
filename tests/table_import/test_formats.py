"""Files of every kind that secretaries send, told by what is in them."""

from __future__ import annotations

import codecs

import pytest

from domain.refusal import Refused
from domain.table import Table
from tests.table_import.workbooks import SAMPLES, cells, issues, person, read, workbook

LONG = (SAMPLES / "roster_long_dirty.csv").read_bytes()
WIDE = (SAMPLES / "roster_wide_example.csv").read_bytes()


def content(table: Table) -> object:
    """What a table says, its sheets' names apart."""
    told = [(i.code, i.cell, i.value) for i in table.issues]
    return table.grids, table.people, told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"], ids=["comma", "tab", "semicolon"])
def test_text_is_read_in_every_usual_encoding(encoding: str, delimiter: str) -> None:
    text = LONG.decode("utf-8").replace(",", delimiter)
    assert content(read(text.encode(encoding), name="表.csv")) == content(read(LONG))


def test_gbk_is_read_where_no_rarer_character_stands() -> None:
    assert content(read(WIDE.decode("utf-8").encode("gbk"))) == content(read(WIDE))


def test_blank_and_ragged_lines_keep_their_numbers() -> None:
    text = "\n\n小区网格,姓名,六大员类别,联系电话\n\n鹭溪花园,甲某,志愿者\n"
    table = read(codecs.BOM_UTF8 + text.encode(), name="表.csv")
    assert cells(table, "phone_missing") == ["D5"]


def test_an_xls_of_libreoffice_with_merges_and_a_hidden_sheet_is_read() -> None:
    table = read((SAMPLES / "wide_libreoffice.xls").read_bytes(), name="汇总表.xls")
    assert content(table) == content(read(WIDE))
    assert {i.sheet for i in table.issues} == {"汇总表"}


def test_an_xls_with_more_texts_than_one_record_holds_is_read() -> None:
    table = read((SAMPLES / "many_libreoffice.xls").read_bytes(), name="花名册.xls")
    assert len(table.people) == 600
    assert len(table.grids) == 18
    assert all(len(p.phone) == 11 for p in table.people)


def test_an_xlsx_of_libreoffice_with_phones_as_numbers_is_read() -> None:
    table = read((SAMPLES / "long_libreoffice.xlsx").read_bytes())
    expected = read(LONG)
    assert (table.grids, table.people) == (expected.grids, expected.people)
    rows = [int(i.cell[1:]) - 1 for i in table.issues]
    assert rows == [int(i.cell[1:]) for i in expected.issues]


def test_numbers_that_a_spreadsheet_made_of_phones_are_phones() -> None:
    head = ["小区网格", "姓名", "六大员类别", "联系电话"]
    rows = [
        ["鹭溪花园", "甲某", "志愿者", 15400000001],
        ["鹭溪花园", "乙某", "志愿者", 1.5400000002e10],
    ]
    table = read({"表": [head, *rows]})
    assert [p.phone for p in table.people] == ["15400000001", "15400000002"]


def test_the_content_decides_and_not_the_name() -> None:
    book = workbook({"表": [["小区名称", "网格长", "民警"], ["鹭溪花园", "林示远15400000001"]]})
    assert person(read(book, name="表.csv"), "林示远").phone == "15400000001"
    assert content(read(LONG, name="表.xls")) == content(read(LONG))


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("表.et", LONG, "table_et_unsupported"),
        ("表.ET ", LONG, "table_et_unsupported"),
        ("表.xlsx", (SAMPLES / "locked.xlsx").read_bytes(), "table_encrypted"),
        ("表.xlsx", b"", "table_unreadable"),
        ("表.xlsx", b"PK\x03\x04 and nothing more", "table_unreadable"),
        ("表.xls", bytes.fromhex("d0cf11e0a1b11ae1"), "table_unreadable"),
        ("表.xls", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(2_000), "table_unreadable"),
        ("表.xls", "<html><table><tr><td>小区名称".encode(), "table_unreadable"),
        ("图.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "table_unreadable"),
        ("表.csv", "你好,世界\n再见,世界".encode(), "table_not_recognised"),
        ("表.csv", "姓名,联系电话\n某居民,15400000001".encode(), "table_not_recognised"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(name: str, data: bytes, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read(data, name=name)
    assert (refused.value.code, refused.value.field) == (code, "file")


def test_half_a_workbook_is_refused_wherever_it_breaks_off() -> None:
    for whole in (
        (SAMPLES / "wide_libreoffice.xls").read_bytes(),
        (SAMPLES / "long_libreoffice.xlsx").read_bytes(),
    ):
        for part in range(1, 10):
            with pytest.raises(Refused):
                read(whole[: len(whole) * part // 10])


def test_an_empty_table_has_nothing_to_say_and_is_no_error() -> None:
    table = read({"表": [["小区名称", "网格长", "民警"], [], []]})
    assert (table.grids, table.people, issues(table, "grid_unknown")) == ([], [], [])
