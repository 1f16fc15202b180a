"""Layouts are recognised by what their headers say, wherever those stand."""

from __future__ import annotations

import pytest

from domain.table import Table
from tests.table_import.workbooks import Rows, cells, issues, person, read, workbook

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


def wide(**merged: bool) -> bytes:
    """A 汇总表 with two levels of header, merged or not."""
    band: list[object] = [
        "序号",
        "小区网格名称",
        "楼栋/户数",
        "网格长及电话",
        "六大员",
        *[None] * 5,
    ]
    rows: Rows = [
        ["小区网格“六大员”和“八大组”情况汇总表"],
        ["填报单位：鹭溪社区", *[None] * 5, "填报时间：2025年3月1日"],
        [*band, "八大组（组长/成员）", *[None] * 7, "备注"],
        [*[None] * 4, *SIX, *GROUPS],
        [
            1,
            GARDEN,
            "12栋/860户",
            "林示远15400000001",
            "林示远15400000001\n陈拟安 15400000002",
            "郑样民15400000003",
            "黄测医（家庭医生）15400000004",
            "1-3号楼吴例栋15400000006；5号楼2梯蔡模梯15400000007",
            "许拟保15400000008",
            "周拟15400000010，孙假15400000011/李设15400000012",
            "林示远/陈拟安、吴例栋",
            "组长：黄测医",
            "黄测医",
            "組長：陳擬安　成員：蔡模梯",
            "许拟保（组长）、周拟（副组长）、孙假",
            "组长郑样民，成员李设",
            "周拟、孙假",
            "组长：李设；副组长：孙假；成员（2人）：周拟、许拟保",
        ],
        ["合计", "1个", "12栋/860户"],
        ["审核人：", None, None, "填表人：林示远"],
    ]
    merges = ["A1:S1", "A3:A4", "B3:B4", "C3:C4", "D3:D4", "E3:J3", "K3:R3", "S3:S4"]
    return workbook({"汇总": rows}, {"汇总": merges if merged.get("merged") else ["A1:S1"]})


@pytest.mark.parametrize("merged", [True, False], ids=["merged", "not merged"])
def test_the_wide_table_is_read_with_its_header_merged_or_not(merged: bool) -> None:
    table = read(wide(merged=merged))
    assert (table.layout, [g.name for g in table.grids]) == ("wide", [GARDEN])
    assert len(table.people) == 10
    assert all(p.phone for p in table.people)
    assert person(table, "吴例栋").building == "1-3号楼"
    assert person(table, "蔡模梯").building == "5号楼2梯"
    assert person(table, "黄测医").unit == "家庭医生"
    assert {i.code for i in table.issues} <= {"double_lead", "group_without_lead"}


def test_positions_are_told_by_label_bracket_slash_or_a_single_name() -> None:
    table = read(wide(merged=True))
    seats = {(group, p.name): position for p in table.people for group, position, _ in p.seats}
    assert {k: v for k, v in seats.items() if k[0] == "coordination"} == {
        ("coordination", "林示远"): "lead",
        ("coordination", "陈拟安"): "member",
        ("coordination", "吴例栋"): "member",
    }
    assert seats["testing", "黄测医"] == "lead"
    assert seats["movement_control", "陈拟安"] == "lead"
    assert [seats["supply", name] for name in ("许拟保", "周拟", "孙假")] == [
        "lead",
        "deputy",
        "member",
    ]
    assert [seats["security", name] for name in ("郑样民", "李设")] == ["lead", "member"]
    assert [seats["logistics", name] for name in ("李设", "孙假", "周拟", "许拟保")] == [
        "lead",
        "deputy",
        "member",
        "member",
    ]


def test_of_several_bare_names_nobody_is_taken_for_the_lead() -> None:
    table = read(wide(merged=True))
    (doubt,) = issues(table, "group_without_lead")
    assert (doubt.cell, doubt.value, doubt.suggestion) == (
        "Q5",
        "周拟、孙假",
        "组长：周拟；成员：孙假",
    )


def test_columns_may_be_reordered_missing_or_more() -> None:
    table = read(
        {
            "表": [
                [],
                ["附件1"],
                ["志愿者（姓名、电话）", "微信群", "小区名称", "后勤保障组（组长/成员）", "民警"],
                ["周拟15400000010", "1群", GARDEN, "周拟/孙假", "郑样民15400000003"],
                [None, None, VILLAGE, None, None],
            ]
        }
    )
    assert [g.name for g in table.grids] == [GARDEN, VILLAGE]
    assert person(table, "周拟").seats == [("logistics", "lead", GARDEN)]
    assert person(table, "郑样民").roles == [("police_officer", GARDEN)]


def test_phones_and_positions_may_have_columns_under_a_third_level() -> None:
    rows: Rows = [
        [
            "序号",
            "小区名称",
            "网格长",
            None,
            "六大员",
            None,
            None,
            None,
            "综合协调组",
            None,
            "备注",
        ],
        [None, None, "姓名", "电话", "社区干部", None, "民警", None, "组长", "成员"],
        [None, None, None, None, "姓名", "联系电话", "姓名", "联系电话"],
        [
            1,
            GARDEN,
            "林示远",
            15400000001,
            "林示远、陈拟安",
            "15400000001、15400000002",
            "郑样民",
            "待补",
            "林示远",
            "陈拟安、郑样民",
            "门禁坏",
        ],
    ]
    merges = ["A1:A3", "B1:B3", "C1:D1", "E1:H1", "E2:F2", "G2:H2", "I1:J1", "K1:K3"]
    table = read(workbook({"表": rows}, {"表": merges}))
    assert table.grids[0].note == "门禁坏"
    assert person(table, "陈拟安").phone == "15400000002"
    assert person(table, "陈拟安").seats == [("coordination", "member", GARDEN)]
    assert person(table, "林示远").roles == [("grid_leader", GARDEN), ("community_cadre", GARDEN)]
    assert [(i.cell, i.value) for i in issues(table, "phone_missing")] == [("H4", "待补")]


def test_the_long_table_fills_compounds_from_above_merged_or_blank() -> None:
    rows: Rows = [
        ["单位：鹭溪社区"],
        ["小区网格", "姓名", "六大员类别", "联系电话", "战时编组", "组内职务"],
        [GARDEN, "郑样民", "民警", 15400000003.0, "安保组", "组长"],
        [None, "丙某", "同上", "+86 154 0000 0005", "〃", "成员"],
        [VILLAGE, "丁某", "志愿者", "15400000006", "后勤保障组副组长", None],
        [None, "戊某", "志愿者", "15400000007", "环卫消杀组、后勤组", "成员"],
        ["小区网格", "姓名", "六大员类别", "联系电话", "战时编组", "组内职务"],
        [VILLAGE, "己某", "志愿者", "15400000008", "/", "/"],
        ["合计", 5],
    ]
    table = read(workbook({"表": rows}, {"表": ["A3:A4"]}))
    assert table.layout == "long"
    assert person(table, "丙某").roles == [("police_officer", GARDEN)]
    assert person(table, "丙某").seats == [("security", "member", GARDEN)]
    assert person(table, "丁某").seats == [("logistics", "deputy", VILLAGE)]
    assert person(table, "戊某").seats == [
        ("sanitation", "member", VILLAGE),
        ("logistics", "member", VILLAGE),
    ]
    assert person(table, "己某").seats == []
    assert len(table.people) == 5


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


def test_several_groups_of_a_row_have_their_positions_in_turn() -> None:
    head = ["小区", "姓名", "身份", "手机号", "组别", "职务"]
    row = [
        GARDEN,
        "林示远",
        "志愿者（党员）",
        "15400000001",
        "综合协调组、医疗保障组",
        "组长、成员",
    ]
    table = read({"表": [head, row]})
    assert person(table, "林示远").roles == [("volunteer", GARDEN)]
    assert person(table, "林示远").unit == ""
    assert person(table, "林示远").seats == [
        ("coordination", "lead", GARDEN),
        ("medical", "member", GARDEN),
    ]


def test_compounds_may_be_headings_over_the_rows_of_a_list() -> None:
    rows: Rows = [
        ["姓名", "六大员类别", "联系电话", "战时编组"],
        [GARDEN],
        ["郑样民", "民警", "15400000003", "安保组"],
        [VILLAGE],
        ["罗虚格", "网格员", "15400000017", None],
    ]
    table = read(workbook({"花名册": rows}, {"花名册": ["A2:D2", "A4:D4"]}))
    assert [g.name for g in table.grids] == [GARDEN, VILLAGE]
    assert person(table, "罗虚格").roles == [("community_cadre", VILLAGE)]


def test_employers_are_told_by_the_name_of_their_column() -> None:
    table = read(
        {"单位网格": [["单位网格名称", "网格长及电话"], ["望江小学", "钱示校15400000031"]]}
    )
    assert [(g.name, g.kind) for g in table.grids] == [("望江小学", "employer")]
    assert person(table, "钱示校").roles == [("grid_leader", "望江小学")]
    assert table.issues == []


def test_lists_of_residents_beside_the_table_are_left_alone() -> None:
    table = read(
        {
            "残疾户": [["姓名", "联系电话", "住址"], ["某居民", "15400000099", "3号楼"]],
            "汇总": [["小区名称", "网格长", "民警"], [GARDEN, "林示远15400000001", None]],
        }
    )
    assert [p.name for p in table.people] == ["林示远"]


def test_hidden_sheets_are_read_only_where_no_other_has_a_table() -> None:
    rows: dict[str, Rows] = {
        "旧": [["小区名称", "网格长", "民警"], [GARDEN, "旧网格长15400000091", None]],
        "新": [["小区名称", "网格长", "民警"], [GARDEN, "林示远15400000001", None]],
    }
    assert [p.name for p in read(workbook(rows, hidden=["旧"])).people] == ["林示远"]
    notes: dict[str, Rows] = {"旧": rows["旧"], "说明": [["请看隐藏的表"]]}
    assert [p.name for p in read(workbook(notes, hidden=["旧"])).people] == ["旧网格长"]


def test_cells_are_named_by_their_sheet_and_by_the_first_of_a_merge() -> None:
    rows: Rows = [
        ["小区网格", "姓名", "六大员类别", "联系电话"],
        [GARDEN, "甲某", "巡逻队", None],
        [None, "乙某", None, "15400000002"],
    ]
    table = read(workbook({"一": rows}, {"一": ["C2:C3"]}))
    assert [(i.sheet, i.cell, i.value) for i in issues(table, "role_unknown")] == [
        ("一", "C2", "巡逻队")
    ]
    assert cells(table, "phone_missing") == ["D2"]
