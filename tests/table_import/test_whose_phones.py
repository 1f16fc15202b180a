"""A phone goes to a name only where it is plain whose it is; the doubts say what happened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.table import Table
from engine.tables.lexicon import lexicon
from engine.tables.people import read_people
from tests.table_import.workbooks import VOCABULARY, Rows, cells, issues, read

A, B, C = "15400000001", "15400000002", "15400000003"
WORDS = lexicon(VOCABULARY)


def phones(text: str) -> dict[str, list[str]]:
    """Each name of a cell, with its phones."""
    return {n.name: [p.digits for p in n.phones] for n in read_people(text, WORDS).named}


def nameless(text: str) -> list[str]:
    """The phones of a cell beside which nobody is named."""
    return [p.digits for p in read_people(text, WORDS).nameless]


def unclear(text: str) -> list[str]:
    """Whose phones are not plain."""
    return [n.name for n in read_people(text, WORDS).named if n.is_mismatched]


def wide(cell: str) -> Table:
    """A table of the six roles with one cell of stewards."""
    return read({"表": [["小区名称", "楼栋长", "志愿者"], ["鹭溪花园", cell, None]]})


def test_a_line_that_lacks_its_name_takes_nothing_from_the_next() -> None:
    # given a cell whose first name is missing, when it is read
    table = wide(f"{A}\n林松演{B}\n何样杉{C}")
    # then each has their own phone, and the one without a name is nobody's
    assert [(p.name, p.phone) for p in table.people] == [("林松演", B), ("何样杉", C)]
    # and that is what is said
    assert [(i.cell, i.value, i.params["case"]) for i in issues(table, "name_missing")] == [
        ("B2", A, "phone")
    ]
    assert issues(table, "names_phones_mismatch") == issues(table, "phone_missing") == []


def test_a_phone_without_a_name_tells_where_it_belongs() -> None:
    (doubt,) = issues(wide(f"{A}\n何样杉{C}"), "name_missing")
    assert (doubt.params["grid"], doubt.params["role"]) == ("鹭溪花园", "building_steward")


def test_a_missing_phone_takes_none_from_the_line_after() -> None:
    table = wide(f"林松演\n{A}\n何样杉{C}")
    assert [(p.name, p.phone) for p in table.people] == [("林松演", ""), ("何样杉", C)]
    assert [i.value for i in issues(table, "name_missing")] == [A]
    assert [i.params["name"] for i in issues(table, "phone_missing")] == ["林松演"]


def test_one_line_that_is_not_plain_leaves_the_others_their_phones() -> None:
    table = wide(f"张三、李四 {A}\n王五{B}")
    assert [(p.name, p.phone) for p in table.people] == [("张三", ""), ("李四", ""), ("王五", B)]
    (doubt,) = issues(table, "names_phones_mismatch")
    assert (doubt.cell, doubt.params["case"], doubt.params["names"]) == ("B2", "some", "张三、李四")


@pytest.mark.parametrize(
    "text",
    [
        f"张三、李四 {A}",
        f"张三 李四{A}",
        f"{A}张三{B}李四",
        f"{A}\n张三\n{B}\n李四",
        f"张三\n{A} 李四\n{B}",
        f"{A}、张三、{B}、李四",
        f"张三、{A}李四",
        f"张三、李四\n{A}\n{B}\n{C}",
    ],
)
def test_where_it_is_not_plain_nobody_gets_a_phone(text: str) -> None:
    assert phones(text)["李四"] == phones(text)["张三"] == []
    assert "李四" in unclear(text)
    assert cells(wide(text), "names_phones_mismatch") == ["B2"]


@pytest.mark.parametrize(
    ("text", "pairs", "left"),
    [
        (f"张三\n{A}\n李四\n{B}", {"张三": [A], "李四": [B]}, []),
        (f"张三\n李四\n{A}\n{B}", {"张三": [A], "李四": [B]}, []),
        (f"张三、{A}、李四、{B}", {"张三": [A], "李四": [B]}, []),
        (f"张三{A}/{B}、李四{C}", {"张三": [A, B], "李四": [C]}, []),
        (f"张三 {A}、{B}", {"张三": [A, B]}, []),
        (f"张三{A}、{B}、李四{C}", {"张三": [A], "李四": [C]}, [B]),
        (f"{A}、张三{B}", {"张三": [B]}, [A]),
        (f"张三{A}、李四", {"张三": [A], "李四": []}, []),
        (f"{A}张三\n{B}李四\n王五", {"张三": [A], "李四": [B], "王五": []}, []),
        (A, {}, [A]),
    ],
)
def test_where_it_is_plain_each_has_their_own(
    text: str, pairs: dict[str, list[str]], left: list[str]
) -> None:
    assert phones(text) == pairs
    assert nameless(text) == left
    assert unclear(text) == []


NAMES = ["张三", "李四", "王五", "赵六", "孙七", "周八"]
lines = st.lists(
    st.tuples(st.booleans(), st.booleans(), st.booleans()), min_size=1, max_size=len(NAMES)
)


@given(lines, st.sampled_from(["", " ", "：", " 电话："]))
def test_nobody_gets_the_phone_of_another_line(
    given_lines: list[tuple[bool, bool, bool]], between: str
) -> None:
    own = {name: f"1540000000{at}" for at, name in enumerate(NAMES)}
    written: list[str] = []
    for name, (has_name, has_phone, is_turned) in zip(NAMES, given_lines, strict=False):
        pair = [name if has_name else "", own[name] if has_phone else ""]
        written.append(f"{pair[1]} {pair[0]}" if is_turned else between.join(filter(None, pair)))
    text = "\n".join(written)
    if not any(n and p for n, p, _ in given_lines):
        return  # names and phones on lines of their own are another layout, told above
    for name, (has_name, has_phone, is_turned) in zip(NAMES, given_lines, strict=False):
        if has_name:
            assert phones(text)[name] in ([], [own[name]])
        if has_name and has_phone and not is_turned:
            assert phones(text)[name] == [own[name]]
        if has_phone and not has_name:
            assert own[name] in nameless(text)


def test_the_sheet_of_particulars_tells_of_it_too() -> None:
    roster: Rows = [["小区名称", "楼栋长", "志愿者"], ["鹭溪花园", f"王五{C}", None]]
    table = read(
        {
            "汇总": roster,
            "人员明细": [["序号", "姓名", "单位及职务"], [1, f"{A}\n张三{B}", "某单位"]],
        }
    )
    assert [(i.sheet, i.cell, i.value) for i in issues(table, "name_missing")] == [
        ("人员明细", "B2", A)
    ]
    assert {p.name: p.phone for p in table.people} == {"王五": C, "张三": B}
