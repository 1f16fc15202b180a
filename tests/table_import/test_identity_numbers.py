"""A table keeps no number of an identity card, and says from which cells it was struck."""

from __future__ import annotations

import msgspec
import pytest

from tests.table_import.workbooks import cells, person, read

HEAD = ["小区网格", "姓名", "六大员类别", "单位及职务", "联系电话", "战时编组", "备注", "身份证号"]
NUMBER = "999999199003071234"
MISTYPED = "350102199003071230"


def row(**said: str) -> list[str]:
    told = {"姓名": "张三", "小区网格": "甲苑", "六大员类别": "志愿者", "联系电话": "15400000001"}
    return [(told | said).get(head, "") for head in HEAD]


@pytest.mark.parametrize("number", [NUMBER, MISTYPED, "９９９９９９ 19900307 1234"])
@pytest.mark.parametrize(
    ("column", "at"), [("姓名", "B2"), ("单位及职务", "D2"), ("备注", "G2"), ("小区网格", "A2")]
)
def test_it_is_struck_wherever_it_would_be_kept(column: str, at: str, number: str) -> None:
    said = {"小区网格": "甲苑", "姓名": "张三"}.get(column, "见附件")
    table = read({"表": [HEAD, row(**{column: f"{said} {number}"})]})
    assert cells(table, "id_number_refused") == [at]
    everything = msgspec.json.encode(table).decode()
    assert number not in everything
    assert "1990" not in everything
    assert person(table, "张三").phone == "15400000001"
    assert [grid.name for grid in table.grids] == ["甲苑"]


def test_a_column_of_them_is_left_out_as_any_other_that_is_not_ours() -> None:
    table = read({"表": [HEAD, row(身份证号=NUMBER)]})
    assert cells(table, "id_number_refused") == []
    assert NUMBER not in msgspec.json.encode(table).decode()


@pytest.mark.parametrize("phones", ["13500019850、7061234", "0591-0000009/15400000009"])
def test_phones_beside_one_another_stay(phones: str) -> None:
    table = read({"表": [HEAD, row(联系电话=phones)]})
    assert cells(table, "id_number_refused") == []
    assert person(table, "张三").phone == phones.split("、")[0].split("/")[-1]
