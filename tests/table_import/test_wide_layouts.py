"""One row a compound: its header is known by what it says, wherever it stands."""

from __future__ import annotations

import pytest

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


def test_sizes_and_kinds_of_grids_may_have_columns_of_their_own() -> None:
    rows: Rows = [
        ["网格名称", "网格类别", "楼栋数", "户数", "网格长", "民警"],
        [GARDEN, "小区网格", 12, "860户", "林示远15400000001", None],
        [VILLAGE, "小区网格", None, 132, "同上", "同上"],
        ["望江小学", "单位网格", None, None, "钱示校15400000031", None],
    ]
    table = read({"表": rows})
    assert [(g.name, g.kind, g.buildings, g.households) for g in table.grids] == [
        (GARDEN, "compound", 12, 860),
        (VILLAGE, "compound", None, 132),
        ("望江小学", "employer", None, None),
    ]
    assert ("grid_leader", VILLAGE) in person(table, "林示远").roles


def test_a_size_may_be_two_numbers_and_a_slash() -> None:
    table = read(
        {"表": [["小区名称", "楼栋/户数", "民警", "志愿者"], [GARDEN, "12/860", None, None]]}
    )
    assert (table.grids[0].buildings, table.grids[0].households) == (12, 860)
