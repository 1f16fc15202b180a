"""Names of compounds that may be one compound's."""

from __future__ import annotations

import pytest

from domain.table import Table
from tests.table_import.workbooks import Rows, issues, read


def named(*names: str, known: tuple[str, ...] = ()) -> Table:
    """A table of these compounds."""
    rows: Rows = [
        ["小区名称", "网格长", "民警"],
        *([n, f"甲某1540000{i:04d}", None] for i, n in enumerate(names)),
    ]
    return read({"表": rows}, known=known)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("鹭溪花园", "鹭溪花園"),
        ("鹭溪花园", "鹭溪 花园"),
        ("鹭溪花园（一期）", "鹭溪花园(一期)"),
        ("Ａ座公寓楼", "A座公寓楼"),
    ],
)
def test_the_same_name_otherwise_written_is_the_same_compound(first: str, second: str) -> None:
    table = named(first, second)
    assert [g.name for g in table.grids] == [first]
    assert issues(table, "grid_unknown") == []


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("鹭溪花园", "鹭溪花園(一期)"),
        ("鹭溪花园", "鹭溪花园二期"),
        ("鹭溪花园", "鹭溪花圆"),
        ("鹭溪花园", "鹭溪花园小区"),
        ("鹭溪花园一期", "鹭溪花园"),
        ("鹭溪花园", "鹭溪花园区"),
    ],
)
def test_a_name_too_near_another_is_kept_and_asked(first: str, second: str) -> None:
    table = named(first, second)
    assert [g.name for g in table.grids] == [first, second]
    (doubt,) = issues(table, "grid_unknown")
    assert (doubt.severity, doubt.cell, doubt.value) == ("warning", "A3", second)
    assert doubt.suggestion == first


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("鹭溪花园一期", "鹭溪花园二期"),
        ("鹭溪花园（一期）", "鹭溪花园（二期）"),
        ("鹭溪东区公寓", "鹭溪西区公寓"),
        ("鹭溪花园1号院", "鹭溪花园2号院"),
        ("鹭溪", "鹭江"),
        ("鹭溪花园", "望江新村"),
    ],
)
def test_names_apart_by_what_tells_neighbours_apart_are_two(first: str, second: str) -> None:
    assert issues(named(first, second), "grid_unknown") == []


def test_a_known_name_is_never_asked_about_and_is_written_as_known() -> None:
    table = named("鹭溪花園", "鹭溪花园二期", known=("鹭溪花园", "鹭溪花园（二期）"))
    assert [g.name for g in table.grids] == ["鹭溪花园", "鹭溪花园（二期）"]
    assert issues(table, "grid_unknown") == []


def test_a_new_name_is_held_against_the_roster_too() -> None:
    (doubt,) = issues(named("鹭溪花圆", known=("鹭溪花园",)), "grid_unknown")
    assert doubt.suggestion == "鹭溪花园"
