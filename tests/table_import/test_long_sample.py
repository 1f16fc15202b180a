"""The long sample row by row, against the answers that came with it."""

from __future__ import annotations

import csv

import pytest

from domain.table import Table
from tests.table_import.workbooks import SAMPLES, issues, person, read

GARDEN, VILLAGE, PHASE = "鹭溪花园", "望江新村", "鹭溪花園(一期)"

#: row: name, phone, roles, seats, and each issue as (code, cell), of a cell in that row
Answer = tuple[str, str, list[str], list[tuple[str, str]], list[tuple[str, str]]]
ANSWERS: dict[int, Answer] = {
    1: (
        "林示远",
        "15400000001",
        ["community_cadre", "grid_leader"],
        [("coordination", "lead")],
        [],
    ),
    2: ("陈拟安", "15400000002", ["community_cadre"], [("coordination", "member")], []),
    3: ("郑样民", "15400000003", ["police_officer"], [("security", "lead")], []),
    4: ("黄测医", "15400000004", ["medical_worker"], [("medical", "lead")], []),
    5: (
        "黄测医",
        "15400000004",
        ["medical_worker"],
        [("testing", "lead")],
        [("double_lead", "H6")],
    ),
    6: ("吴例栋", "15400000006", ["building_steward"], [("movement_control", "member")], []),
    7: (
        "蔡模梯",
        "",
        ["building_steward"],
        [("movement_control", "member")],
        [("phone_missing", "G8")],
    ),
    8: ("許擬保", "15400000008", ["property_security"], [("supply", "lead")], []),
    9: (
        "刘虚卫",
        "15400000009",
        ["property_security"],
        [("security", "member")],
        [("phone_invalid", "G10")],
    ),
    10: ("周拟", "15400000010", ["volunteer"], [("logistics", "member")], []),
    11: ("张代", "15400000013", ["volunteer"], [("logistics", "deputy")], []),
    12: ("王示例", "", ["volunteer"], [("supply", "member")], [("phone_invalid", "G13")]),
    13: (
        "王示例",
        "15400000014",
        ["volunteer"],
        [("supply", "member")],
        [("possible_duplicate", "D14")],
    ),
    14: ("何模清", "15400000015", ["property_security"], [("sanitation", "lead")], []),
    15: ("高拟梯", "15400000016", ["building_steward"], [("movement_control", "member")], []),
    16: ("罗虚格", "15400000017", ["community_cadre"], [("coordination", "lead")], []),
    18: (
        "罗虚格",
        "15400000017",
        ["community_cadre"],
        [("logistics", "lead")],
        [("double_lead", "H19")],
    ),
    19: (
        "方示援",
        "15400000019",
        ["seconded_cadre"],
        [],
        [("grid_unknown", "B20"), ("group_unknown", "H20")],
    ),
    20: ("郭拟护", "", ["medical_worker"], [("medical", "deputy")], [("phone_invalid", "G21")]),
}
#: told of a compound, not of one row
GAPS = {"role_vacant", "group_without_lead"}


@pytest.fixture(scope="module")
def table() -> Table:
    """The sample as read."""
    return read((SAMPLES / "roster_long_dirty.csv").read_bytes(), name="roster.csv")


def grid_of(row: int) -> str:
    """The compound of a row, filled from above."""
    return PHASE if row == 19 else VILLAGE if row in (16, 18, 20) else GARDEN


def test_every_row_of_the_answers_is_held_to() -> None:
    rows = csv.DictReader((SAMPLES / "roster_long_issues.csv").open(encoding="utf-8"))
    assert {int(row["row"]) for row in rows} == {*ANSWERS, 17}


@pytest.mark.parametrize("row", ANSWERS)
def test_a_row_gives_what_the_answers_say(table: Table, row: int) -> None:
    name, phone, roles, seats, doubts = ANSWERS[row]
    grid = grid_of(row)
    found = [p for p in table.people if (p.name, p.phone) == (name, phone)]
    assert len(found) == 1
    assert {(role, grid) for role in roles} <= set(found[0].roles)
    assert {(*seat, grid) for seat in seats} <= set(found[0].seats)
    told = [
        (i.code, i.cell) for i in table.issues if i.cell[1:] == str(row + 1) and i.code not in GAPS
    ]
    assert told == doubts


def test_nobody_is_added_or_lost(table: Table) -> None:
    named = {(name, phone) for name, phone, *_ in ANSWERS.values()}
    more = {("孙假", "15400000011"), ("李设", "15400000012")}
    assert {(p.name, p.phone) for p in table.people} == named | more
    assert len(table.people) == len(named | more)


def test_three_names_and_three_phones_in_one_row_are_three_people(table: Table) -> None:
    volunteers = [person(table, name) for name in ("周拟", "孙假", "李设")]
    assert [p.phone for p in volunteers] == ["15400000010", "15400000011", "15400000012"]
    assert {tuple(p.seats) for p in volunteers} == {(("logistics", "member", GARDEN),)}


def test_the_placeholder_row_records_that_there_is_no_property_company(table: Table) -> None:
    waived = {g.name: g.without_property for g in table.grids}
    assert waived == {GARDEN: False, VILLAGE: True, PHASE: False}
    vacant = {(i.params["grid"], i.params["role"]) for i in issues(table, "role_vacant")}
    assert (VILLAGE, "property_security") not in vacant


def test_names_are_kept_as_written_and_everything_else_beside_them(table: Table) -> None:
    assert person(table, "許擬保").unit == "鹭溪物業經理"
    steward = person(table, "蔡模梯")
    assert (steward.building, steward.note) == ("5号楼2梯", "电话待补")
    assert person(table, "林示远").note == ""


def test_what_is_wrong_comes_with_what_may_be_right(table: Table) -> None:
    suggestions = {i.cell: i.suggestion for i in issues(table, "phone_invalid")}
    assert suggestions == {"G10": None, "G13": None, "G21": "15400000020"}
    (unknown,) = issues(table, "grid_unknown")
    assert (unknown.value, unknown.suggestion) == (PHASE, GARDEN)


def test_groups_that_nobody_leads_are_told_where_their_people_are(table: Table) -> None:
    leaderless = {
        i.params["group"]: i.cell
        for i in issues(table, "group_without_lead")
        if i.params["grid"] == GARDEN
    }
    assert leaderless == {"movement_control": "H7", "logistics": "H11"}


def test_of_a_doubtful_compound_nothing_but_its_name_is_asked(table: Table) -> None:
    assert PHASE not in {i.params["grid"] for i in table.issues if i.code in GAPS}


def test_a_compound_that_the_roster_has_is_not_doubted_again() -> None:
    content = (SAMPLES / "roster_long_dirty.csv").read_bytes()
    again = read(content, name="roster.csv", known=[GARDEN, VILLAGE, PHASE])
    assert issues(again, "grid_unknown") == []
