"""Lists whose header calls the roles something else, 职务 or nothing at all."""

from __future__ import annotations

import pytest

from domain.refusal import Refused
from tests.table_import.workbooks import Rows, cells, issues, person, read

VILLAGE = "望江新村"
PEOPLE: Rows = [
    ["社区干部", "林示远", "15400000001"],
    ["网格长", "赵样明", "15400000002"],
    ["神秘人", "孙例安", "15400000003"],
]
GROUPS: Rows = [["组别", "组长", "成员"], ["综合协调组", "林示远", "孙例安"]]


@pytest.mark.parametrize("header", ["职务", "职位", "所在单位", "", "备注"])
def test_a_short_list_of_roles_is_read_whatever_its_column_is_called(header: str) -> None:
    table = read({VILLAGE: [[header, "姓名", "联系电话"], *PEOPLE, [], *GROUPS]})
    assert person(table, "林示远").roles == [("community_cadre", VILLAGE)]
    assert person(table, "赵样明").roles == [("grid_leader", VILLAGE)]
    unknown = person(table, "孙例安")
    assert (unknown.phone, unknown.roles) == ("15400000003", [])
    assert unknown.seats == [("coordination", "member", VILLAGE)]
    assert [(i.cell, i.value) for i in issues(table, "role_unknown")] == [("A4", "神秘人")]


def test_under_a_title_one_known_role_is_enough() -> None:
    few = [["职务", "姓名", "电话"], PEOPLE[2], ["怪人", "周拟冬", "15400000004"], PEOPLE[1]]
    table = read({VILLAGE: [["一、六大员"], *few]})
    assert {p.name for p in table.people} == {"孙例安", "周拟冬", "赵样明"}
    assert cells(table, "role_unknown") == ["A3", "A4"]


def test_a_long_list_without_a_column_of_roles_may_have_them_as_jobs() -> None:
    rows = [["小区", "姓名", "职务", "电话"], ["望江新村", "林示远", "楼栋长", "15400000001"]]
    table = read({"花名册": rows})
    assert person(table, "林示远").roles == [("building_steward", VILLAGE)]


def test_groups_may_be_the_values_too() -> None:
    rows = [["职务", "姓名", "电话"], ["医疗保障组组长", "黄测医", "15400000005"]]
    table = read({VILLAGE: rows})
    assert person(table, "黄测医").seats == [("medical", "lead", VILLAGE)]


def test_a_list_of_other_people_is_none_of_ours() -> None:
    rows = [["职务", "姓名", "电话"], ["主任", "甲某", "15400000006"], ["科员", "乙某", ""]]
    with pytest.raises(Refused, match="table_not_recognised"):
        read({VILLAGE: rows})
