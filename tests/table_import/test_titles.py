"""Titles of the parts of a sheet: numbered as secretaries number them, and never a compound."""

from __future__ import annotations

import pytest

from tests.table_import.workbooks import Rows, cells, issues, person, read, workbook

VILLAGE = "望江新村"
SIX: Rows = [
    ["类别", "姓名", "联系电话"],
    ["社区干部", "林示远", "15400000001"],
    ["公安民警", "郑样民", "15400000003"],
]
GROUPS: Rows = [
    ["组别", "组长", "联系电话", "副组长", "成员", "备注"],
    ["综合协调组", "林示远", None, None, "郑样民"],
]
NUMBERS = [
    ("一、", "二、"),
    ("（一）", "（二）"),
    ("1.", "2、"),
    ("①", "②"),
    ("第一部分：", "第二部分："),
    ("1.1 ", "1.2 "),
    ("一 ", "二 "),
]


@pytest.mark.parametrize(("first", "second"), NUMBERS)
@pytest.mark.parametrize("titles", [[], [["望江新村“六大员”“八大组”人员名单"]]])
@pytest.mark.parametrize("merged", [True, False])
def test_numbered_parts_are_of_the_compound_of_their_sheet(
    first: str, second: str, titles: Rows, merged: bool
) -> None:
    rows = [*titles, [f"{first}六大员"], *SIX, [], [f"{second}八大组情况表"], *GROUPS]
    under = len(titles)
    merges = [f"A{under + 1}:F{under + 1}", f"A{under + 6}:F{under + 6}"] if merged else []
    table = read(workbook({VILLAGE: rows}, {VILLAGE: merges}))
    assert [g.name for g in table.grids] == [VILLAGE]
    assert person(table, "林示远").roles == [("community_cadre", VILLAGE)]
    assert person(table, "林示远").seats == [("coordination", "lead", VILLAGE)]
    assert issues(table, "role_unknown") == []


def test_a_number_in_a_cell_of_its_own_makes_no_person_of_a_title() -> None:
    table = read({VILLAGE: [["一", "六大员"], *SIX, ["二", "八大组"], *GROUPS]})
    assert {p.name for p in table.people} == {"林示远", "郑样民"}
    assert [g.name for g in table.grids] == [VILLAGE]


def test_a_numbered_title_may_name_the_compound_of_what_follows() -> None:
    rows = [*SIX, ["二、鹭溪花园（一期）"], ["志愿者", "周拟冬", "15400000007"]]
    table = read({VILLAGE: rows})
    assert [g.name for g in table.grids] == [VILLAGE, "鹭溪花园（一期）"]
    assert person(table, "周拟冬").roles == [("volunteer", "鹭溪花园（一期）")]


@pytest.mark.parametrize("title", ["二、工作人员", "（三）医务人员", "四、灯光组", "第五部分"])
def test_a_part_that_names_no_compound_leaves_the_rows_where_they_are(title: str) -> None:
    rows = [*SIX, [title], ["志愿者", "周拟冬", "15400000007"]]
    table = read(workbook({VILLAGE: rows}, {VILLAGE: ["A4:C4"]}))
    assert [g.name for g in table.grids] == [VILLAGE]
    assert person(table, "周拟冬").roles == [("volunteer", VILLAGE)]


@pytest.mark.parametrize(
    "sheet", ["Sheet1", "Table 1", "一", "2", "11月20日", "第二部分", "本小区"]
)
def test_a_sheet_called_by_a_number_or_a_date_is_no_compound(sheet: str) -> None:
    table = read({sheet: SIX})
    assert table.grids == []
    assert cells(table, "grid_unknown") == ["A2"]


@pytest.mark.parametrize("sheet", ["8号院", "A区", "七里", "鹭溪花园（一期）"])
def test_a_short_or_bracketed_name_is_kept_whole(sheet: str) -> None:
    assert [g.name for g in read({sheet: SIX}).grids] == [sheet]


def test_a_lone_numbered_name_stays_a_person() -> None:
    table = read({VILLAGE: [["志愿者", "保安", "民警"], ["1.林示远15400000001"], ["2.郑样民"]]})
    assert {p.name for p in table.people} == {"林示远", "郑样民"}
    assert [g.name for g in table.grids] == [VILLAGE]
