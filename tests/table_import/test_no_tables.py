"""Files that are no tables of people, though some of their words are."""

from __future__ import annotations

import pytest

from domain.refusal import Refused
from tests.table_import.workbooks import SAMPLES, read, workbook

TABLE = "小区,姓名,六大员类别,电话\n鹭溪花园,林示远,志愿者,15400000001\n"
CODE = """
words = ["小区", "姓名", "六大员类别", "电话"]
"小区", "姓名", "电话", "六大员类别"
M = {"a": 1}, x[0], 2
ps = [p for p in people], p.name, y[1]
for p in ps, print(p), z()
    return M, ps[0], None
"M", "ps", "1", "2"
"""


@pytest.mark.parametrize("name", ["表.py", "表.md", "表.html", "表", "", "表.csv.py", "表.pdf"])
def test_text_under_the_name_of_no_table_is_refused(name: str) -> None:
    with pytest.raises(Refused, match="table_unreadable"):
        read(TABLE.encode(), name=name)


@pytest.mark.parametrize("name", ["表.csv", "表.TXT", "表.xlsx ", "表.xls"])
def test_text_under_the_name_of_a_table_is_read(name: str) -> None:
    assert [p.name for p in read(TABLE.encode(), name=name).people] == ["林示远"]


@pytest.mark.parametrize("name", ["表.tmp", "表", "表.csv"])
def test_a_workbook_is_known_by_its_content_whatever_its_name(name: str) -> None:
    rows = [line.split(",") for line in TABLE.splitlines()]
    assert [p.name for p in read(workbook({"表": rows}), name=name).people] == ["林示远"]
    assert read((SAMPLES / "wide_libreoffice.xls").read_bytes(), name=name).people


def test_a_text_that_names_nobody_with_a_name_is_not_taken_for_a_table() -> None:
    with pytest.raises(Refused, match="table_not_recognised"):
        read(CODE.encode(), name="程序.csv")


def test_names_of_other_scripts_are_names_too() -> None:
    names = ["John Smith", "阿依古丽·买买提", "欧阳模梯", "A. Petrov", "O'Neil"]
    rows = "".join(f"鹭溪花园,{n},志愿者,1540000000{i}\n" for i, n in enumerate(names))
    table = read(("小区,姓名,六大员类别,电话\n" + rows).encode(), name="表.csv")
    assert [p.name for p in table.people] == names


def test_a_form_hardly_filled_in_is_a_table_all_the_same() -> None:
    rows = "".join(f"鹭溪花园,,{role},\n" for role in ("民警", "医生", "楼长", "物业", "待定"))
    table = read((TABLE + rows).encode(), name="表.csv")
    assert [p.name for p in table.people] == ["林示远"]
