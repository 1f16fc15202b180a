"""Whoever is named under a role or a group that nobody knows is kept, and the word is told."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest

from domain.difference import Present, difference
from domain.roster import Roster
from domain.table import Table
from engine.tables import RosterSheet, matching_form, write_table
from tests.table_import.test_one_change import roster_of
from tests.table_import.workbooks import VOCABULARY, Rows, cells, issues, person, read, workbook

VILLAGE = "望江新村"
NEW = "赵拟新"
PHONE = "15400000077"


def wide() -> bytes:
    """A band of groups, one of them unknown."""
    cadre, other = "林示远15400000001", "方示援15400000078"
    unknown = f"组长：{NEW}{PHONE}、林示远"
    rows = [
        ["小区名称", "六大员", None, None, "八大组", None, None, None, "备注"],
        [None, "社区干部", "民警", "灯光员", "综合协调组", "医疗保障组", "安保组", "灯光组", None],
        [VILLAGE, cadre, None, other, "组长：林示远", None, None, unknown],
    ]
    return workbook({"汇总": rows}, {"汇总": ["A1:A2", "B1:D1", "E1:H1", "I1:I2"]})


def wide_with_positions() -> bytes:
    """Leads and phones in columns of their own under each group."""
    groups = ["综合协调组", None, "医疗保障组", None, "灯光组", None, None, "安保组"]
    positions = ["组长", "成员", "组长", "成员", "组长", "电话", "成员", "组长"]
    rows = [
        ["小区", "六大员", None, "八大组", *[None] * 7],
        [None, "社区干部", "民警", *groups],
        [None, None, None, *positions],
        [VILLAGE, "林示远15400000001", None, "林示远", *[None] * 3, NEW, PHONE, "林示远"],
    ]
    merges = ["A1:A3", "B1:C1", "B2:B3", "C2:C3", "D1:K1", "D2:E2", "F2:G2", "H2:J2"]
    return workbook({"汇总": rows}, {"汇总": merges})


def plain() -> bytes:
    """Groups as columns without a band over them."""
    rows: Rows = [
        ["小区", "社区干部", "综合协调组", "医疗保障组", "安保组", "灯光组"],
        [VILLAGE, "林示远15400000001", "林示远", None, None, f"{NEW}{PHONE}"],
    ]
    return workbook({"汇总": rows})


def long() -> bytes:
    """One row a person."""
    rows: Rows = [
        ["小区", "姓名", "六大员类别", "联系电话", "战时编组", "组内职务"],
        [VILLAGE, "林示远", "社区干部", "15400000001", "综合协调组", "组长"],
        [VILLAGE, NEW, None, PHONE, "灯光组", "组长"],
    ]
    return workbook({"花名册": rows})


def sheets() -> bytes:
    """A row for each group."""
    rows: Rows = [
        ["类别", "姓名", "联系电话"],
        ["社区干部", "林示远", "15400000001"],
        ["八大组"],
        ["组别", "组长", "联系电话", "成员"],
        ["综合协调组", "林示远", None, None],
        ["灯光组", NEW, PHONE, "林示远"],
    ]
    return workbook({VILLAGE: rows})


Layout = Callable[[], bytes]
LAYOUTS: list[tuple[Layout, str]] = [
    (wide, "H2"),
    (wide_with_positions, "H2"),
    (plain, "F1"),
    (long, "E3"),
    (sheets, "A6"),
]


@pytest.mark.parametrize(("layout", "cell"), LAYOUTS)
def test_a_person_under_an_unknown_group_is_kept_and_the_word_told(
    layout: Layout, cell: str
) -> None:
    table = read(layout())
    kept = person(table, NEW)
    assert (kept.phone, kept.roles, kept.seats) == (PHONE, [], [])
    assert [(i.cell, i.value) for i in issues(table, "group_unknown")] == [(cell, "灯光组")]
    assert ("coordination", "lead", VILLAGE) in person(table, "林示远").seats
    assert issues(table, "person_unlisted") == []


@pytest.mark.parametrize("layout", [layout for layout, _ in LAYOUTS])
def test_the_kept_person_is_enrolled_once_and_survives_an_export(layout: Layout) -> None:
    table = read(layout())
    assert enrolled(Present(Roster({}, {}), {}, {}), table).count(NEW) == 1
    present = roster_of(table)
    written = write_table(
        RosterSheet("庆城社区", tuple(table.grids), tuple(table.people)), VOCABULARY
    )
    again = read(written)
    assert person(again, NEW) == person(table, NEW)
    for known in (table, again):
        assert changes(present, known) == []


def test_a_column_of_an_unknown_role_keeps_its_people_too() -> None:
    table = read(wide())
    assert person(table, "方示援").phone == "15400000078"
    assert [(i.cell, i.value) for i in issues(table, "role_unknown")] == [("D2", "灯光员")]


@pytest.mark.parametrize("between", [" / ", "\n", "；", " "])
def test_an_unknown_position_before_a_name_makes_neither_a_person_nor_a_lead(between: str) -> None:
    def sheet(cell: str) -> Table:
        rows: Rows = [
            ["小区名称", "社区干部", "综合协调组"],
            [VILLAGE, "林示远15400000001\n陈拟知15400000002\n方示援15400000003", cell],
        ]
        return read(workbook({"汇总": rows}))

    before = sheet("组长：林示远 副组长：陈拟知")
    table = sheet(f"组长：林示远{between}总指挥：陈拟知、方示援")
    assert {p.name for p in table.people} == {"林示远", "陈拟知", "方示援"}
    assert [p.seats[0][1] for p in table.people] == ["lead", "member", "member"]
    assert [(i.cell, i.value) for i in issues(table, "role_unknown")] == [("C2", "总指挥")]
    assert issues(table, "double_lead") == []
    assert changes(roster_of(before), table) == ["seat_assigned"]
    assert {p.name: p.seats[0][1] for p in sheet("总指挥：陈拟知").people if p.seats} == {
        "陈拟知": "member"
    }


@pytest.mark.parametrize("first", ["", "方示援15400000003\n"])
def test_an_unknown_word_in_brackets_before_a_name_is_told(first: str) -> None:
    rows: Rows = [
        ["小区名称", "社区干部", "民警"],
        [VILLAGE, f"{first}（联防员）钱拟试15400000002", None],
    ]
    table = read(workbook({"汇总": rows}))
    assert person(table, "钱拟试").phone == "15400000002"
    assert [r for r, _ in person(table, "钱拟试").roles] == ["community_cadre"]
    assert [(i.cell, i.value) for i in issues(table, "role_unknown")] == [("B2", "联防员")]


def test_a_known_role_in_brackets_before_a_name_is_granted() -> None:
    rows: Rows = [["小区名称", "社区干部", "民警"], [VILLAGE, "（网格长）钱拟试15400000002", None]]
    table = read(workbook({"汇总": rows}))
    assert [r for r, _ in person(table, "钱拟试").roles] == ["community_cadre", "grid_leader"]
    assert issues(table, "role_unknown") == []


def test_a_known_role_before_a_colon_is_of_all_whom_it_precedes_and_of_nobody_else() -> None:
    rows: Rows = [
        ["小区名称", "综合协调组"],
        [VILLAGE, "组长：林示远 民警：陈拟知、方示援 成员：钱拟试"],
    ]
    table = read(workbook({"汇总": rows}))
    roles = {p.name: [role for role, _ in p.roles] for p in table.people}
    police = ["police_officer"]
    assert roles == {"林示远": [], "陈拟知": police, "方示援": police, "钱拟试": []}
    assert issues(table, "role_unknown") == []


def test_numbers_under_a_band_name_nobody() -> None:
    rows = [
        ["小区名称", "六大员", None, None, None],
        [None, "社区干部", "民警", "志愿者", "总人数"],
        [VILLAGE, "林示远15400000001", "郑样民15400000003", None, "2"],
    ]
    table = read(workbook({"汇总": rows}, {"汇总": ["A1:A2", "B1:E1"]}))
    assert {p.name for p in table.people} == {"林示远", "郑样民"}
    assert cells(table, "role_unknown") == []


def changes(present: Present, table: Table) -> list[str]:
    """What importing the table would change."""
    numbers = itertools.count()
    found = difference(present, table, same=matching_form, new_id=lambda: f"n{next(numbers)}")
    return [change.kind for change in found.changes]


def enrolled(present: Present, table: Table) -> list[str]:
    """The names of whomever the table enrols."""
    numbers = itertools.count()
    found = difference(present, table, same=matching_form, new_id=lambda: f"n{next(numbers)}")
    return [change.name for change in found.changes if change.kind == "member_enrolled"]
