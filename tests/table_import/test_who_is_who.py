"""Mentions made into people, without a silent guess."""

from __future__ import annotations

from domain.table import Table
from tests.table_import.workbooks import cells, issues, person, read

HEAD = ["小区网格", "姓名", "六大员类别", "联系电话", "战时编组", "组内职务"]
ONE, TWO = "鹭溪花园", "望江新村"


def rows(*given: list[object]) -> Table:
    """A long table."""
    return read({"表": [HEAD, *given]})


def wide(*given: list[object]) -> Table:
    """A wide table of stewards, volunteers and one group."""
    return read({"表": [["小区名称", "楼栋长", "志愿者", "后勤保障组"], *given]})


def test_the_same_name_and_phone_in_several_grids_is_one_person() -> None:
    table = rows(
        [ONE, "許擬保", "民警", "15400000001"],
        [TWO, "许拟保", "民警", "154 0000 0001"],
    )
    officer = person(table, "許擬保")
    assert officer.roles == [("police_officer", ONE), ("police_officer", TWO)]
    assert issues(table, "possible_duplicate") == []


def test_one_name_with_two_phones_is_two_people_and_asked() -> None:
    table = rows(
        [ONE, "王示例", "志愿者", "15400000001"],
        [ONE, "王示例", "志愿者", "15400000002"],
    )
    assert [p.phone for p in table.people] == ["15400000001", "15400000002"]
    assert cells(table, "possible_duplicate") == ["B3"]


def test_a_name_without_a_phone_is_the_one_of_its_grid() -> None:
    table = rows(
        [ONE, "王示例", "志愿者", "15400000001"],
        [TWO, "王示例", "志愿者", "15400000002"],
        [TWO, "王示例", "楼长", None],
    )
    assert [p.phone for p in table.people] == ["15400000001", "15400000002"]
    assert ("building_steward", TWO) in table.people[1].roles


def test_a_name_without_a_phone_is_the_only_one_of_the_table() -> None:
    table = rows([ONE, "王示例", "志愿者", "15400000001"], [TWO, "王示例", "志愿者", None])
    assert person(table, "王示例").roles == [("volunteer", ONE), ("volunteer", TWO)]
    assert issues(table, "phone_missing") == []


def test_a_name_that_could_be_either_is_asked() -> None:
    table = rows(
        [ONE, "王示例", "志愿者", "15400000001"],
        [ONE, "王示例", "志愿者", "15400000002"],
        [TWO, "王示例", "志愿者", None],
    )
    assert [p.phone for p in table.people] == ["15400000001", "15400000002", ""]
    assert "B4" in cells(table, "possible_duplicate")


def test_a_name_without_any_phone_in_several_grids_is_one_person_and_told() -> None:
    table = rows([ONE, "王示例", "志愿者", None], [TWO, "王示例", "志愿者", None])
    assert len(table.people) == 1
    assert [(i.severity, i.cell) for i in issues(table, "possible_duplicate")] == [("notice", "B3")]
    officers = rows([ONE, "王示例", "民警", None], [TWO, "王示例", "民警", None])
    assert issues(officers, "possible_duplicate") == []


def test_a_mistyped_phone_is_not_taken_for_that_of_a_namesake_unless_it_reads_so() -> None:
    table = rows(
        [ONE, "王示例", "志愿者", "15400000001"],
        [ONE, "王示例", "楼长", "1540000001"],
        [ONE, "李设", "志愿者", "15400000002"],
        [ONE, "李设", "楼长", "l5400000002"],
    )
    assert [(p.name, p.phone) for p in table.people] == [
        ("王示例", "15400000001"),
        ("王示例", ""),
        ("李设", "15400000002"),
    ]
    assert cells(table, "phone_invalid") == ["D3", "D5"]


def test_two_names_with_one_phone_are_both_kept_and_told() -> None:
    table = rows([ONE, "甲某", "志愿者", "15400000001"], [ONE, "乙某", "志愿者", "15400000001"])
    assert [(i.cell, i.value) for i in issues(table, "phone_shared")] == [("D3", "15400000001")]
    assert [p.phone for p in table.people] == ["15400000001", "15400000001"]


def test_the_same_phone_as_above_is_that_of_the_same_name_first() -> None:
    table = rows(
        [ONE, "甲某", "志愿者", "15400000001"],
        [ONE, "乙某", "志愿者", "15400000002"],
        [ONE, "甲某", "楼长", "同上"],
        [ONE, "丙某", "志愿者", "〃"],
    )
    assert person(table, "甲某").phone == "15400000001"
    assert person(table, "丙某").phone == "15400000001"


def test_a_person_with_two_phones_keeps_the_first_and_is_told() -> None:
    table = rows([ONE, "甲某", "志愿者", "15400000001/15400000002"])
    assert person(table, "甲某").phone == "15400000001"
    (doubt,) = issues(table, "names_phones_mismatch")
    assert (doubt.severity, doubt.cell, doubt.suggestion) == ("warning", "D2", "15400000001")


def test_names_and_phones_that_do_not_match_give_nobody_a_phone() -> None:
    table = rows([ONE, "甲某、乙某", "志愿者", "15400000001"])
    assert [p.phone for p in table.people] == ["", ""]
    assert cells(table, "names_phones_mismatch") == ["D2"]
    assert issues(table, "phone_missing") == []


def test_a_row_without_a_name_is_left_out_and_told() -> None:
    table = rows(
        [ONE, None, "志愿者", "15400000001"], [ONE, None, "民警", None], [ONE, None, None, None]
    )
    assert table.people == []
    assert cells(table, "name_missing") == ["B2", "B3"]
    told = [(i.value, i.params.get("role")) for i in issues(table, "name_missing")]
    assert told == [("15400000001", "volunteer"), ("", "police_officer")]


def test_a_row_with_no_compound_to_inherit_keeps_the_person_alone() -> None:
    table = rows([None, "甲某", "志愿者", "15400000001", "后勤组", "组长"])
    kept = person(table, "甲某")
    assert (kept.phone, kept.roles, kept.seats) == ("15400000001", [], [])
    assert [(i.severity, i.cell) for i in issues(table, "grid_unknown")] == [("error", "A2")]


def test_an_unknown_role_or_group_keeps_all_the_rest() -> None:
    table = rows(
        [ONE, "甲某", "巡逻队", "15400000001", "后勤组", "组长"],
        [ONE, "乙某", "志愿者", "15400000002", "机动组", "组长"],
    )
    assert person(table, "甲某").seats == [("logistics", "lead", ONE)]
    assert person(table, "乙某").roles == [("volunteer", ONE)]
    assert cells(table, "role_unknown") == ["C2"]
    assert cells(table, "group_unknown") == ["E3"]


def test_a_lead_who_is_among_the_members_too_has_one_seat() -> None:
    table = wide([ONE, "甲某15400000001", None, "组长：甲某 成员：甲某、乙某"])
    assert person(table, "甲某").seats == [("logistics", "lead", ONE)]
    assert cells(table, "person_unlisted") == ["D2"]


def test_marked_namesakes_are_told_apart_without_asking() -> None:
    table = wide(
        [
            ONE,
            "王示例（同名1）15400000001",
            "王示例（同名2）",
            "组长：王示例（同名1） 成员：王示例（同名2）",
        ]
    )
    assert [(p.phone, p.seats) for p in table.people] == [
        ("15400000001", [("logistics", "lead", ONE)]),
        ("", [("logistics", "member", ONE)]),
    ]
    assert issues(table, "possible_duplicate") == []


def test_roles_in_brackets_and_remarks_are_granted() -> None:
    table = wide([ONE, None, "方示援（下沉干部）15400000019", None])
    assert person(table, "方示援").roles == [("volunteer", ONE), ("seconded_cadre", ONE)]
