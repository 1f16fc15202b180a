"""The rows in doubt come back as they were read, with their header, whatever the layout."""

from __future__ import annotations

import pytest

from domain.table import ExcerptPart, Table
from tests.table_import.test_sheet_layouts import SHEET
from tests.table_import.workbooks import SAMPLES, Rows, read, workbook

HEADER = ["小区网格", "姓名", "六大员类别", "联系电话", "战时编组", "组内职务"]


def sample(name: str) -> Table:
    return read((SAMPLES / name).read_bytes(), name=name)


def said(part: ExcerptPart, row: int) -> dict[str, str]:
    """What a row says, by the letters of its columns."""
    found = next(told for told in part.rows if told.row == row)
    return {cell.cell.removesuffix(str(row)): cell.text for cell in found.cells}


def where(part: ExcerptPart) -> list[int]:
    return [told.row for told in part.rows]


def test_a_list_comes_back_by_row_and_column_as_it_was_written() -> None:
    (part,) = sample("roster_long_dirty.csv").excerpt.parts
    assert (part.sheet, part.header_rows) == ("", [1])
    heads = {c.column: c.header for c in part.columns}
    assert (heads["B"], heads["G"], heads["K"]) == ("小区网格", "联系电话", "备注")
    assert said(part, 13)["G"] == "1540000014"
    assert "G" not in said(part, 8)  # nothing stands where the phone is missing
    assert said(part, 11)["D"] == "周拟、孙假、李设"


@pytest.mark.parametrize(
    "name", ["roster_long_dirty.csv", "roster_wide_example.csv", "wide_libreoffice.xls"]
)
def test_every_doubt_has_its_row_and_its_column(name: str) -> None:
    table = sample(name)
    assert table.issues
    for issue in table.issues:
        column = issue.cell.rstrip("0123456789")
        row = int(issue.cell.removeprefix(column))
        (part,) = [p for p in table.excerpt.parts if p.sheet == issue.sheet and row in where(p)]
        assert column in [c.column for c in part.columns]


def test_a_wide_table_tells_the_band_before_the_column() -> None:
    part = sample("wide_libreoffice.xls").excerpt.parts[0]
    assert part.header_rows == [3, 4]
    heads = [c.header for c in part.columns]
    assert any(head.startswith("六大员·") for head in heads)
    assert heads[1] == "小区网格名称"  # merged over both rows, and told once
    assert "\n" in "".join(said(part, 5).values())  # people of a cell are lines of it


def test_each_header_of_a_sheet_has_rows_of_its_own_and_what_stands_above_has_none() -> None:
    rows: Rows = [["小区名称：鹭溪花园    网格长：林示远1540000001    户数：860户"], *SHEET]
    table = read(workbook({"1": rows, "望江新村": rows}, {"1": ["A2:F2", "B4:B5"]}))
    parts = [p for p in table.excerpt.parts if p.sheet == "1"]
    assert [p.header_rows for p in parts] == [[], [3], [10]]
    title = parts[0].rows[0]
    assert (title.cells[0].cell, title.cells[0].text.split()[0]) == ("A1", "小区名称：鹭溪花园")
    assert {p.sheet for p in table.excerpt.parts} == {"1", "望江新村"}


def test_a_merged_cell_says_in_each_row_what_it_says_and_how_far_it_reaches() -> None:
    rows: Rows = [
        ["情况表", None, None, None, None, None],
        HEADER,
        ["鹭溪花园", "林示远", "网格员", "1540000001", "综合协调组", "组长"],
        [None, "陈拟安", "志愿者", None, "后勤组", "成员"],
    ]
    table = read(workbook({"表": rows}, {"表": ["A1:F1", "A3:A4"]}))
    (part,) = table.excerpt.parts
    assert said(part, 3)["A"] == said(part, 4)["A"] == "鹭溪花园"
    assert where(part) == [3, 4]


def test_a_large_table_brings_its_gravest_rows_and_counts_the_others() -> None:
    people = [["鹭溪花园", f"人{n}", "志愿者", "", "后勤组", "成员"] for n in range(1_500)]
    for row in people[:800]:
        row[3] = "暂缺"  # only to know
    table = read(workbook({"表": [HEADER, *people]}))
    (part,) = table.excerpt.parts
    assert where(part) == list(range(801, 1_403))  # 600 errors, and their neighbours
    doubted = {issue.cell.lstrip("ABCDEF") for issue in table.issues}
    assert table.excerpt.rows_left_out == len(doubted) - 600


def test_a_table_without_doubts_has_no_excerpt() -> None:
    assert read(workbook({"表": [HEADER]})).excerpt.parts == []


def test_the_text_of_a_cell_is_bounded() -> None:
    row = ["鹭溪花园", "林示远", "网格员", "1540000001", "综合协调组", "组长", "记" * 5_000]
    (part,) = read(workbook({"表": [[*HEADER, "备注"], row]})).excerpt.parts
    assert said(part, 2)["G"] == f"{'记' * 1_000}…"
