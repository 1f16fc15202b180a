"""A sheet for each compound, in one form or another."""

from __future__ import annotations

import pytest

from domain.table import Table
from tests.table_import.workbooks import Rows, issues, person, read, workbook

GARDEN, VILLAGE = "鹭溪花园", "望江新村"
SIX = ["社区干部（网格员）", "公安干警", "医务人员", "楼栋梯长", "物业管理（保安）人员", "志愿者"]
GROUPS = [
    "综合协调（宣传引导）组",
    "医疗保障（健康监测）组",
    "核酸检测组",
    "人员管控（转运）组",
    "群众保供组",
    "安全保卫（应急处突）组",
    "环卫消杀组",
    "后勤保障组",
]
SHEET: Rows = [
    ["六大员"],
    ["序号", "类别", "姓名", "单位及职务", "联系电话", "备注"],
    [1, "社区干部（网格员）", "林示远", "社区副书记", 15400000001],
    [2, None, "陈拟安", "专职网格员", 15400000002],
    [3, "公安干警", "郑样民", "望江派出所", "154-0000-0003"],
    [4, "医务人员"],
    [5, "物业/保安", "无", None, None, "无物业"],
    ["八大组"],
    ["序号", "组别", "组长", "联系电话", "副组长", "成员", "备注"],
    [1, "综合协调（宣传引导）组", "林示远", 15400000001, "陈拟安", "郑样民、吴例栋"],
    [2, "医疗保障组", "黄测医", 15400000004],
    [3, "核酸检测组"],
    ["填表人：林示远", None, "审核人："],
]


@pytest.fixture
def sheets() -> Table:
    """A sheet for each of two compounds, a six-roles block over an eight-groups block."""
    merges = ["A2:F2", "B4:B5", "A9:G9"]
    return read(
        workbook(
            {
                "1": [["小区名称：鹭溪花园    网格长：林示远15400000001    户数：860户"], *SHEET],
                VILLAGE: [["“六大员”和“八大组”情况表"], *SHEET],
            },
            {"1": merges, VILLAGE: ["A2:F2", "A9:G9"]},
        )
    )


def test_a_sheet_is_a_compound_by_its_label_or_its_name(sheets: Table) -> None:
    assert sheets.layout == "sheets"
    assert [(g.name, g.households) for g in sheets.grids] == [(GARDEN, 860), (VILLAGE, None)]
    assert all(g.without_property for g in sheets.grids)


def test_blocks_of_a_sheet_are_read_each_by_its_header(sheets: Table) -> None:
    leader = person(sheets, "林示远")
    assert ("grid_leader", GARDEN) in leader.roles
    assert ("grid_leader", VILLAGE) not in leader.roles
    assert person(sheets, "陈拟安").roles == [
        ("community_cadre", GARDEN),
        ("community_cadre", VILLAGE),
    ]
    assert ("coordination", "deputy", GARDEN) in person(sheets, "陈拟安").seats
    assert ("medical", "lead", VILLAGE) in person(sheets, "黄测医").seats


def test_a_label_with_nobody_beside_it_is_a_vacancy_and_no_missing_name(sheets: Table) -> None:
    assert issues(sheets, "name_missing") == []
    vacant = {i.params["role"]: i.cell for i in issues(sheets, "role_vacant") if i.sheet == "1"}
    assert vacant["medical_worker"] == "C7"
    assert "property_security" not in vacant
    told = {i.params["group"]: i.cell for i in issues(sheets, "group_without_lead")}
    assert told["testing"] == "C13"


def test_groups_may_be_columns_with_positions_as_rows() -> None:
    table = read(
        {
            "Sheet1": [
                ["鹭溪花园“六大员”和“八大组”情况表"],
                SIX,
                ["林示远15400000001", "郑样民15400000003", None, "吴例栋15400000006"],
                ["陈拟安15400000002"],
                ["职务", *GROUPS],
                ["组长", "林示远", None, None, "陈拟安"],
                ["成员", "陈拟安、郑样民", None, None, "吴例栋"],
            ]
        }
    )
    assert [g.name for g in table.grids] == [GARDEN]
    assert person(table, "陈拟安").roles == [("community_cadre", GARDEN)]
    assert set(person(table, "陈拟安").seats) == {
        ("movement_control", "lead", GARDEN),
        ("coordination", "member", GARDEN),
    }
    assert person(table, "吴例栋").seats == [("movement_control", "member", GARDEN)]


def test_a_form_without_a_header_is_read_by_its_labels() -> None:
    table = read(
        {
            GARDEN: [
                ["鹭溪花园小区“六大员”和“八大组”情况表"],
                [1, "社区干部（网格员）", "林示远15400000001、陈拟安15400000002"],
                [2, "公安干警", "郑样民", "15400000003"],
                [3, "物业管理（保安）人员", "无物业"],
                [4, "综合协调（宣传引导）组", "组长：林示远 成员：陈拟安"],
            ]
        }
    )
    assert [(g.name, g.without_property) for g in table.grids] == [(GARDEN, True)]
    assert person(table, "郑样民").phone == "15400000003"
    assert person(table, "陈拟安").seats == [("coordination", "member", GARDEN)]


def test_roles_and_groups_may_stand_side_by_side() -> None:
    table = read(
        {
            GARDEN: [
                ["鹭溪花园“六大员”、“八大组”人员表"],
                ["六大员", "姓名", "联系电话", None, "八大组", "组长", "组长电话", "成员"],
                ["社区干部", "林示远", "15400000001", None, "综合协调组", "林示远", None, "郑样民"],
                ["民警", "郑样民", "15400000003", None, "医疗保障组", "黄测医", "15400000004"],
                [None, None, None, None, "核酸检测组", "黄测医"],
            ]
        }
    )
    assert person(table, "林示远").roles == [("community_cadre", GARDEN)]
    assert person(table, "林示远").seats == [("coordination", "lead", GARDEN)]
    assert person(table, "郑样民").seats == [("coordination", "member", GARDEN)]
    assert person(table, "黄测医").phone == "15400000004"
    assert issues(table, "name_missing") == []


def test_a_label_may_stand_under_a_band_of_its_own() -> None:
    rows: Rows = [
        ["类别", "角色", "姓名", "电话"],
        ["六大员", "社区干部", "林示远", "15400000001"],
        [None, "民警", "郑样民", "15400000003"],
        ["八大组", "组别", "组长", "成员"],
        [None, "综合协调组", "林示远", "郑样民"],
    ]
    table = read(workbook({GARDEN: rows}, {GARDEN: ["A2:A3", "A4:A5"]}))
    assert person(table, "郑样民").roles == [("police_officer", GARDEN)]
    assert person(table, "郑样民").seats == [("coordination", "member", GARDEN)]
    assert issues(table, "role_unknown") == []
