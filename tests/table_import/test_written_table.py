"""The table that is written back: its look, its safety, and one phone edited in it."""

from __future__ import annotations

import itertools
import time
from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from domain.table import TableGrid, TablePerson
from engine.tables import RosterSheet, blank_table, write_table
from tests.table_import.workbooks import VOCABULARY, opened, person, read, saved

ONE, TWO = "鹭溪花园", "望江新村"
OFFICER = TablePerson(
    "郑样民",
    "15400000003",
    roles=[("police_officer", ONE), ("police_officer", TWO)],
    seats=[("security", "lead", ONE), ("security", "lead", TWO)],
)
HELPER = TablePerson("方示援", "15400000019", "区直某局", roles=[("seconded_cadre", TWO)])
CALLED = TablePerson("张代", "15400000013", seats=[("logistics", "deputy", ONE)])
IDLE = TablePerson("闲示人", "15400000020")
HEAD = TablePerson("钱示校", "15400000031", roles=[("grid_leader", "望江小学")])
GRIDS = (
    TableGrid(ONE, buildings=12, households=860, note="门禁坏"),
    TableGrid(TWO, without_property=True),
    TableGrid("望江小学", "employer"),
)


@pytest.fixture(scope="module")
def content() -> bytes:
    """The table of a small roster."""
    people = (OFFICER, HELPER, CALLED, IDLE, HEAD)
    roster = RosterSheet("鹭溪社区", GRIDS, people, date(2025, 3, 1), "林示远")
    return write_table(roster, VOCABULARY)


def test_it_looks_like_the_table_that_secretaries_know(content: bytes) -> None:
    sheet = opened(content, "小区网格")
    assert sheet["A1"].value == "小区网格“六大员”和“八大组”情况汇总表"
    assert [sheet["A2"].value, sheet["J2"].value, sheet["R2"].value] == [
        "填报单位：鹭溪社区",
        "填报时间：2025年3月1日",
        "填表人：林示远",
    ]
    band = [sheet.cell(3, column).value for column in (1, 2, 3, 4, 5, 11, 19, 20)]
    assert band == [
        "序号",
        "小区网格名称",
        "楼栋/户数",
        "网格长及电话",
        "六大员",
        "八大组（组长/成员）",
        "其他人员",
        "备注",
    ]
    assert [sheet.cell(4, column).value for column in range(5, 11)] == [
        role.zh for role in VOCABULARY.six
    ]
    assert {"A1:T1", "A3:A4", "E3:J3", "K3:R3", "T3:T4"} <= set(map(str, sheet.merged_cells.ranges))
    assert sheet.freeze_panes == "C5"
    assert sheet.print_title_rows == "$3:$4"
    assert sheet["F5"].alignment.wrap_text
    assert sheet["F5"].border.left.style == "thin"


def test_a_phone_stands_once_where_its_owner_is_named_first(content: bytes) -> None:
    sheet = opened(content, "小区网格")
    assert [sheet["F5"].value, sheet["F6"].value] == ["郑样民15400000003", "郑样民"]
    assert sheet["P5"].value == "组长：郑样民"


def test_everybody_has_a_place(content: bytes) -> None:
    sheet = opened(content, "小区网格")
    assert [sheet["S5"].value, sheet["S6"].value] == [
        "张代15400000013",
        "方示援（下沉干部）15400000019",
    ]
    assert [sheet["C5"].value, sheet["T5"].value, sheet["I6"].value] == [
        "12栋/860户",
        "门禁坏",
        "无物业",
    ]
    assert opened(content, "单位网格")["D5"].value == "钱示校15400000031"
    aside = opened(content, "人员明细")
    rows = [[cell.value for cell in row[1:4]] for row in aside["A3:F4"]]
    assert rows == [["方示援", None, "区直某局"], ["闲示人", "15400000020", None]]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "'=", "\t="])
def test_no_cell_is_a_formula_or_begins_like_one(start: str) -> None:
    name = f"{start}1+1".strip()
    grid = TableGrid(f"{start}花园".strip(), note=f"{start}cmd|' /C calc'!A0".strip())
    someone = TablePerson(name, "", name, name, name, [("volunteer", grid.name)])
    content = write_table(RosterSheet("=社区", (grid,), (someone,), None, "@"), VOCABULARY)
    for sheet in load_workbook(BytesIO(content)):
        for cell in itertools.chain.from_iterable(sheet.iter_rows()):
            assert cell.data_type in ("s", "n", "inlineStr")
            assert not str(cell.value or "").startswith(tuple("=+-@\t\r＝＋－＠"))
    table = read(content)
    assert table.grids == [grid]
    assert table.people == [someone]


def test_error_values_and_control_characters_are_written_as_text() -> None:
    someone = TablePerson("#N/A", "15400000001", "甲\x07乙", roles=[("volunteer", ONE)])
    content = write_table(RosterSheet("社区", (TableGrid(ONE),), (someone,)), VOCABULARY)
    assert person(read(content), "#N/A").unit == "甲乙"


@pytest.mark.parametrize(
    ("name", "read_as"),
    [
        ("甲\ufffe\uffff\x01乙", "甲乙"),
        ("_x0041_", "_x0041_"),
        ("_x0041_x0042_x005f_", "_x0041_x0042_x005f_"),
        ("=_x000D_", "=_x000D_"),
        ("张👨\u200d👩\u200d👧三", "张👨\u200d👩\u200d👧三"),
        ("\u202e张\u200d三", "张三"),
    ],
)
def test_whatever_the_name_the_file_is_read_again(name: str, read_as: str) -> None:
    someone = TablePerson(name, "15400000001", name, name, name, [("volunteer", ONE)])
    unplaced = TablePerson(name, "15400000002")
    content = write_table(RosterSheet(name, (TableGrid(ONE),), (someone, unplaced)), VOCABULARY)
    found = read(content).people
    assert [(p.name, p.phone) for p in found] == [
        (read_as, "15400000001"),
        (read_as, "15400000002"),
    ]
    assert (found[0].unit, found[0].building, found[0].note) == (read_as,) * 3


def test_a_phone_filled_in_among_the_particulars_is_its_owners() -> None:
    silent = TablePerson("蔡模梯", "", "退休教师", roles=[("building_steward", ONE)])
    content = write_table(RosterSheet("社区", (TableGrid(ONE),), (silent,)), VOCABULARY)
    book = load_workbook(BytesIO(content))
    book["人员明细"]["C3"].value = "154 0000 0007"
    assert person(read(saved(book)), "蔡模梯").phone == "15400000007"


def test_particulars_of_nobody_in_the_table_are_told_and_left_out() -> None:
    steward = TablePerson("蔡模梯", "15400000007", "退休教师", roles=[("building_steward", ONE)])
    content = write_table(RosterSheet("社区", (TableGrid(ONE),), (steward,)), VOCABULARY)
    book = load_workbook(BytesIO(content))
    book["小区网格"]["H5"].value = "蔡样梯15400000007"
    table = read(saved(book))
    assert [p.name for p in table.people] == ["蔡样梯"]
    (doubt,) = [i for i in table.issues if i.code == "person_unlisted"]
    assert (doubt.sheet, doubt.cell, doubt.value) == ("人员明细", "B3", "蔡模梯")


def test_the_blank_table_is_read_as_one_with_nothing_in_it() -> None:
    content = blank_table("鹭溪社区", VOCABULARY)
    table = read(content)
    assert (table.grids, table.people, table.issues) == ([], [], [])
    sheet = opened(content, "小区网格")
    assert sheet["A24"].value == "20"
    assert sheet["E3"].comment is not None


def test_the_blank_table_filled_in_is_read() -> None:
    book = load_workbook(BytesIO(blank_table("鹭溪社区", VOCABULARY)))
    page = book["小区网格"]
    for cell, text in {"B5": ONE, "F5": "郑样民 15400000003", "P5": "郑样民"}.items():
        page[cell] = text
    table = read(saved(book))
    assert [g.name for g in table.grids] == [ONE]
    assert person(table, "郑样民").seats == [("security", "lead", ONE)]


def test_a_communitys_table_is_written_and_read_in_no_time() -> None:
    grids = tuple(TableGrid(f"第{n}号花园", households=860) for n in range(17))
    people = tuple(
        TablePerson(
            f"示{chr(0x4E00 + n)}{chr(0x5E00 + n)}",
            f"1540000{n:04d}",
            "某单位",
            roles=[(VOCABULARY.six[n % 6].id, grids[n % 17].name)],
            seats=[(VOCABULARY.groups[n % 8].id, "member", grids[n % 17].name)],
        )
        for n in range(311)
    )
    content = write_table(RosterSheet("社区", grids, people), VOCABULARY)
    read(content)  # the reader's own words are made once
    started = time.thread_time()  # of computing: others may have the machine meanwhile
    table = read(content)
    assert time.thread_time() - started < 0.5
    assert len(table.people) == 311
