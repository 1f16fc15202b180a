"""Two leads of one group in one compound: each is kept, and the table is asked."""

from __future__ import annotations

import pytest

from tests.table_import.workbooks import Rows, issues, person, read, workbook

VILLAGE = "望江新村"
ONE, OTHER = "林示远", "郑样民"
SAME_CELL: Rows = [
    ["小区", "社区干部", "民警", "安保组", "医疗保障组", "消杀组"],
    [VILLAGE, "林示远15400000001", "郑样民15400000003", f"组长：{ONE}、{OTHER}", None, None],
]
TWO_ROWS: Rows = [
    ["小区", "姓名", "六大员类别", "联系电话", "战时编组", "组内职务"],
    [VILLAGE, ONE, "社区干部", "15400000001", "安保组", "组长"],
    [VILLAGE, OTHER, "民警", "15400000003", "安全保卫组", "组长"],
]


@pytest.mark.parametrize(("rows", "cell"), [(SAME_CELL, "D2"), (TWO_ROWS, "E3")])
def test_a_group_with_two_leads_is_told_at_the_second(rows: Rows, cell: str) -> None:
    table = read(workbook({"汇总": rows}))
    (told,) = issues(table, "double_lead")
    assert (told.cell, told.value, told.severity) == (cell, OTHER, "warning")
    assert told.params["case"] == "one_group"
    assert (told.params["names"], told.params["group_zh"]) == (f"{ONE}、{OTHER}", "安全保卫组")
    for name in (ONE, OTHER):
        assert person(table, name).seats == [("security", "lead", VILLAGE)]


def test_leads_of_one_group_in_two_compounds_are_no_doubt() -> None:
    rows = [*TWO_ROWS[:2], ["鹭溪花园", *TWO_ROWS[2][1:]]]
    assert issues(read(workbook({"汇总": rows})), "double_lead") == []


def test_a_lead_told_twice_is_one() -> None:
    rows = [*TWO_ROWS[:2], TWO_ROWS[1]]
    assert issues(read(workbook({"汇总": rows})), "double_lead") == []
