"""Whatever the roster holds is in the table that is written, and comes back as it was."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.table import Table, TableGrid, TablePerson
from engine.tables import RosterSheet, write_table
from tests.table_import.rosters import rosters
from tests.table_import.workbooks import SAMPLES, VOCABULARY, read

PLENTY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def written(grids: list[TableGrid], people: list[TablePerson]) -> bytes:
    """The table of a roster."""
    return write_table(RosterSheet("鹭溪社区", tuple(grids), tuple(people)), VOCABULARY)


def held(people: list[TablePerson]) -> object:
    """What is known of everybody, in an order of its own."""
    known = [
        (p.name, p.phone, p.unit, p.building, p.note, sorted(p.roles), sorted(p.seats))
        for p in people
    ]
    return sorted(known)


def drawn(grids: list[TableGrid]) -> list[TableGrid]:
    """Compounds before employers, as they are written."""
    return sorted(grids, key=lambda grid: grid.kind)


def come_back(grids: list[TableGrid], people: list[TablePerson]) -> Table:
    """The roster after one journey; grids are those that it knows."""
    return read(written(grids, people), known=[grid.name for grid in grids])


@PLENTY
@given(rosters())
def test_a_roster_written_and_read_is_the_same_roster(
    roster: tuple[list[TableGrid], list[TablePerson]],
) -> None:
    grids, people = roster
    table = come_back(grids, people)
    assert drawn(table.grids) == drawn(grids)
    assert held(table.people) == held(people)


@PLENTY
@given(rosters())
def test_of_its_own_table_nothing_is_found_unknown_or_unreadable(
    roster: tuple[list[TableGrid], list[TablePerson]],
) -> None:
    table = come_back(*roster)
    told = {issue.code for issue in table.issues}
    assert told <= {
        "phone_missing",
        "phone_shared",
        "double_lead",
        "role_vacant",
        "group_without_lead",
        "possible_duplicate",
    }


@given(st.sampled_from(["roster_long_dirty.csv", "roster_wide_example.csv"]))
@settings(max_examples=2, deadline=None)
def test_the_samples_survive_the_journey(sample: str) -> None:
    first = read((SAMPLES / sample).read_bytes())
    again = come_back(first.grids, first.people)
    assert again.grids == first.grids
    assert held(again.people) == held(first.people)


def test_more_people_than_a_cell_holds_go_on_in_a_further_row() -> None:
    grid = TableGrid("鹭溪花园", households=9_000)
    people = [
        TablePerson(
            f"示{chr(0x4E00 + n)}{chr(0x5E00 + n % 97)}",
            f"1540000{n:04d}",
            roles=[("volunteer", grid.name)],
            seats=[("logistics", "member", grid.name)],
        )
        for n in range(4_000)
    ]
    table = come_back([grid], people)
    assert table.grids == [grid]
    assert held(table.people) == held(people)
