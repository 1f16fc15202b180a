"""The 汇总表 as secretaries write it: one row a compound."""

from __future__ import annotations

import pytest

from domain.table import Table, TableGrid
from tests.table_import.workbooks import SAMPLES, cells, issues, person, read

GARDEN, VILLAGE = "鹭溪花园", "望江新村"


@pytest.fixture(scope="module")
def table() -> Table:
    """The sample as read."""
    return read((SAMPLES / "roster_wide_example.csv").read_bytes(), name="roster.csv")


def test_title_unit_and_total_rows_are_no_compounds(table: Table) -> None:
    assert table.layout == "wide"
    assert table.grids == [
        TableGrid(GARDEN, buildings=12, households=860),
        TableGrid(VILLAGE, buildings=4, households=132, note="无物业小区", without_property=True),
    ]


def test_people_have_the_roles_of_their_columns(table: Table) -> None:
    assert set(person(table, "林示远").roles) == {
        ("grid_leader", GARDEN),
        ("community_cadre", GARDEN),
    }
    holders = {
        role: [p.name for p in table.people if (role, GARDEN) in p.roles]
        for role in ("building_steward", "property_security", "volunteer")
    }
    assert holders == {
        "building_steward": ["吴例栋", "蔡模梯"],
        "property_security": ["许拟保"],
        "volunteer": ["周拟", "孙假"],
    }


def test_labels_in_a_groups_cell_say_who_leads(table: Table) -> None:
    seats = {
        (p.name, position)
        for p in table.people
        for group, position, grid in p.seats
        if (group, grid) == ("movement_control", GARDEN)
    }
    assert seats == {("陈拟安", "lead"), ("吴例栋", "member"), ("蔡模梯", "member")}


def test_a_single_bare_name_in_a_groups_cell_leads(table: Table) -> None:
    leads = {
        group: p.name
        for p in table.people
        for group, position, grid in p.seats
        if grid == VILLAGE and position == "lead"
    }
    assert leads == {
        "coordination": "罗虚格",
        "medical": "郭拟护",
        "testing": "郭拟护",
        "movement_control": "罗虚格",
        "supply": "罗虚格",
        "security": "郑样民",
        "sanitation": "罗虚格",
        "logistics": "罗虚格",
    }


def test_one_officer_of_two_compounds_is_one_person(table: Table) -> None:
    officer = person(table, "郑样民")
    assert officer.phone == "15400000003"
    assert officer.roles == [("police_officer", GARDEN), ("police_officer", VILLAGE)]


def test_whoever_has_no_phone_is_told_once_and_kept(table: Table) -> None:
    silent = [p.name for p in table.people if not p.phone]
    assert silent == ["蔡模梯", "刘虚卫", "何模清", "张代", "郭拟护"]
    assert cells(table, "phone_missing") == ["H5", "P5", "Q5", "R5", "G6"]


def test_whoever_only_a_group_names_is_kept_and_told(table: Table) -> None:
    assert cells(table, "person_unlisted") == ["P5", "Q5", "R5"]
    assert person(table, "何模清").seats == [("sanitation", "lead", GARDEN)]


def test_lists_that_are_not_whole_are_told(table: Table) -> None:
    assert {i.cell: i.value for i in issues(table, "list_incomplete")} == {
        "R5": "组长：张代 成员：周拟等3人",
        "J6": "另附名单",
    }


def test_only_a_role_that_somebody_should_hold_is_vacant(table: Table) -> None:
    # 物业 is waived, the volunteers are listed elsewhere
    assert [(i.cell, i.value) for i in issues(table, "role_vacant")] == [("H6", "待定")]
    assert issues(table, "group_without_lead") == []


def test_people_who_lead_several_groups_are_told_once_a_compound(table: Table) -> None:
    assert [(i.cell, i.value) for i in issues(table, "double_lead")] == [
        ("M5", "黄测医"),
        ("M6", "郭拟护"),
        ("N6", "罗虚格"),
    ]
