"""Whatever is thrown at the reader, it answers with people and doubts, or with a refusal."""

from __future__ import annotations

import csv
from io import StringIO

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.refusal import Refused
from domain.table import Table
from engine.tables.draft import SEVERITY
from tests.table_import.workbooks import SAMPLES, VOCABULARY, read

READING = VOCABULARY.table.reading
WORDS = [
    *(word for words in READING.columns.values() for word in words),
    *(name for role in VOCABULARY.roles for name in (role.zh, *role.aliases)),
    *(name for group in VOCABULARY.groups for name in (group.zh, *group.aliases)),
    *READING.totals,
    *READING.ditto,
    *READING.vacant,
    *("组长", "副组长", "成员", "六大员", "八大组", "小区名称：鹭溪花园", "鹭溪花园", "望江新村"),
    *("林示远", "陈拟安15400000002", "张三、李四", "15400000001", "1540000", "l5400000020"),
    *(
        "组长：甲子 成员：乙丑",
        "周拟等3人",
        "12栋/860户",
        "（",
        "）",
        "「",
        "」",
        "：",
        "\n",
        "=1+1",
    ),
]
cells = st.lists(st.sampled_from(WORDS), max_size=2).map("".join) | st.text(max_size=4)
tables = st.lists(st.lists(cells, max_size=12), max_size=12)
PHONE_CODES = {"phone_missing", "phone_invalid", "names_phones_mismatch"}


def read_or_refused(content: bytes) -> Table | None:
    """The table, unless the file holds none; anything else that is raised fails the test."""
    try:
        return read(content, known=["鹭溪花园"])
    except Refused:
        return None


@settings(max_examples=150, deadline=None)
@given(tables)
def test_what_is_read_keeps_its_promises(rows: list[list[str]]) -> None:
    text = StringIO()
    csv.writer(text).writerows(rows)
    table = read_or_refused(text.getvalue().encode("utf-8", "ignore"))
    if table is None:
        return
    grids = {grid.name for grid in table.grids}
    for person in table.people:
        assert person.name.strip()
        assert person.phone == "" or (len(person.phone) == 11 and person.phone.isdigit())
        assert {grid for _, grid in person.roles} <= grids
        assert {grid for _, _, grid in person.seats} <= grids
        assert len(person.seats) == len({(group, grid) for group, _, grid in person.seats})
    silent = sum(not person.phone for person in table.people)
    told = [i for i in table.issues if i.code in PHONE_CODES]
    assert silent == 0 or told
    assert {issue.code for issue in table.issues} <= set(SEVERITY)


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(["wide_libreoffice.xls", "long_libreoffice.xlsx", "roster_long_dirty.csv"]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=30),
    st.floats(0, 1),
)
def test_a_broken_file_is_read_or_refused(
    sample: str, changes: list[tuple[float, int]], cut: float
) -> None:
    content = bytearray((SAMPLES / sample).read_bytes())
    for where, byte in changes:
        content[int(where * len(content))] = byte
    if cut < 0.3:
        content = content[: int(len(content) * cut * 3)]
    read_or_refused(bytes(content))
