"""组长甲 副组长乙: positions without a colon behind them."""

from __future__ import annotations

import pytest

from tests.table_import.workbooks import issues, read

VILLAGE = "望江新村"


def seats(cell: str) -> dict[str, str]:
    """Who is what in a group's cell."""
    header = ["小区", "志愿者", "综合协调组", "核酸检测组", "消杀组"]
    table = read({"汇总": [header, [VILLAGE, "某甲15400000009", cell]]})
    assert issues(table, "list_incomplete") == []
    return {p.name: position for p in table.people for _, position, _ in p.seats}


@pytest.mark.parametrize(
    "cell",
    [
        "组长林示远 副组长郑样民",
        "组长林示远　副组长郑样民",
        "组长 林示远 副组长 郑样民",
        "组长林示远副组长郑样民",
        "组长林示远15400000001 副组长郑样民15400000003",
        "组长林示远（社工） 副组长郑样民",
        "林示远 副组长郑样民",
        "组长林示远\n副组长郑样民",
    ],
)
def test_a_position_before_a_name_needs_no_colon(cell: str) -> None:
    assert seats(cell) == {"林示远": "lead", "郑样民": "deputy"}


def test_members_may_be_many_behind_one_word() -> None:
    assert seats("组长林示远 组员郑样民 陈拟安、周拟冬") == {
        "林示远": "lead",
        "郑样民": "member",
        "陈拟安": "member",
        "周拟冬": "member",
    }


def test_a_position_behind_a_name_is_not_taken_for_the_next_one() -> None:
    header = ["小区", "志愿者", "综合协调组", "核酸检测组", "消杀组"]
    table = read({"汇总": [header, [VILLAGE, None, "林示远 组长 郑样民 副组长"]]})
    assert table.people == []
    assert [i.cell for i in issues(table, "list_incomplete")] == ["C2"]
