"""A table written, perhaps edited, and imported again changes what was edited and nothing else."""

from __future__ import annotations

import itertools
from io import BytesIO

import pytest
from openpyxl import load_workbook

from domain.difference import Present, difference
from domain.matching import Contact
from domain.roster import Grid, Member, Role, Roster, Seat
from domain.table import Table
from engine.tables import RosterSheet, matching_form, write_table
from tests.table_import.workbooks import SAMPLES, VOCABULARY, read, saved


def roster_of(table: Table) -> Present:
    """A roster that holds just what a table says."""
    ids = {grid.name: f"g{n}" for n, grid in enumerate(table.grids)}
    roster = Roster(
        {
            ids[g.name]: Grid(
                ids[g.name],
                g.name,
                g.kind,
                g.buildings,
                g.households,
                f"t{ids[g.name]}" if g.note else None,
                g.without_property,
            )
            for g in table.grids
        },
        {
            f"m{n}": Member(
                f"m{n}",
                bool(p.phone),
                [Role(role, ids[grid]) for role, grid in p.roles],
                [Seat(table.playbook, group, at, ids[grid]) for group, at, grid in p.seats],
            )
            for n, p in enumerate(table.people)
        },
    )
    contacts = {
        f"m{n}": Contact(p.name, p.phone, p.unit, p.building, p.note)
        for n, p in enumerate(table.people)
    }
    texts = {f"t{ids[g.name]}": g.note for g in table.grids if g.note}
    return Present(roster, contacts, texts)


@pytest.fixture(params=["roster_long_dirty.csv", "roster_wide_example.csv"])
def table(request: pytest.FixtureRequest) -> Table:
    """A sample as read."""
    return read((SAMPLES / request.param).read_bytes())


def changes(before: Table, content: bytes) -> list[tuple[str, str, str, str, str]]:
    """What importing a file would change in the roster that a table made."""
    after = read(content, known=[grid.name for grid in before.grids])
    ids = (f"new{n}" for n in itertools.count())
    found = difference(roster_of(before), after, same=matching_form, new_id=lambda: next(ids))
    return [(c.kind, c.name, c.field, c.before, c.after) for c in found.changes]


def test_importing_the_table_that_was_written_changes_nothing(table: Table) -> None:
    sheet = RosterSheet("鹭溪社区", tuple(table.grids), tuple(table.people))
    assert changes(table, write_table(sheet, VOCABULARY)) == []


def test_one_phone_edited_is_exactly_one_change(table: Table) -> None:
    sheet = RosterSheet("鹭溪社区", tuple(table.grids), tuple(table.people))
    content = write_table(sheet, VOCABULARY)
    for someone in (p for p in table.people if p.phone):
        book = load_workbook(BytesIO(content))
        edited = [
            cell
            for page in book
            for row in page.iter_rows()
            for cell in row
            if someone.phone in str(cell.value)
        ]
        assert len(edited) == 1
        edited[0].value = str(edited[0].value).replace(someone.phone, "15400009999")
        assert changes(table, saved(book)) == [
            ("contact_changed", someone.name, "phone", someone.phone, "15400009999")
        ]
