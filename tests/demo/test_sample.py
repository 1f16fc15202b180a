"""The sample table: every kind of doubt once, at its cell, and few changes otherwise."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from api.demo.district import Furnished
from api.demo.sample import COMMUNITY, SAMPLE, edits, sample
from domain.table import Table
from engine.tables import read_table
from engine.workflow import Answer, Caller

CONTRACT = {
    "phone_missing", "phone_invalid", "phone_shared", "role_unknown", "group_unknown",
    "grid_unknown", "name_missing", "person_unlisted", "possible_duplicate", "double_lead",
    "role_vacant", "group_without_lead", "names_phones_mismatch", "list_incomplete",
}  # fmt: skip


def read(furnished: Furnished, content: bytes) -> Table:
    community = furnished.house.workflow.desk.community(COMMUNITY)
    known = [grid.name for grid in community.roster.grids.values()]
    return read_table(SAMPLE.name, content, furnished.house.vocabulary, known)


@pytest.fixture(scope="module")
def table(furnished: Furnished) -> Table:
    return read(furnished, SAMPLE.read_bytes())


def dry_run(furnished: Furnished, table: Table) -> Answer:
    rosters = furnished.house.workflow.rosters
    return rosters.import_table(COMMUNITY, table, Caller("admin"), dry_run=True)


def test_the_file_is_what_its_recipe_gives(furnished: Furnished, table: Table) -> None:
    assert SAMPLE.stat().st_size < 100_000
    assert read(furnished, sample()) == table


def test_it_shows_every_doubt_that_the_contract_knows(table: Table) -> None:
    assert {issue.code for issue in table.issues} == CONTRACT


def test_every_slip_shows_what_it_is_there_for(furnished: Furnished, table: Table) -> None:
    doubts = {(issue.cell, issue.code) for issue in table.issues}
    kinds = Counter(change["kind"] for change in dry_run(furnished, table).body["changes"])
    for slip in edits().slips:
        assert slip.shows == "" or (slip.cell, slip.shows) in doubts or kinds[slip.shows]
    assert set(edits().second.shows) <= {i.code for i in table.issues if i.sheet != first(table)}


def first(table: Table) -> str:
    return table.issues[0].sheet


def test_it_changes_little_of_the_roster_that_is_there(furnished: Furnished, table: Table) -> None:
    kinds = Counter(change["kind"] for change in dry_run(furnished, table).body["changes"])
    assert kinds["contact_changed"] == 1
    assert kinds["grid_drawn"] == 2
    assert kinds["member_left"] == 0
    assert sum(kinds.values()) < 100


def test_its_phones_are_of_the_test_range_and_of_nobody_in_the_district(table: Table) -> None:
    new = re.findall(r"15400900\d{3}", " ".join(person.phone for person in table.people))
    assert len(new) > 10
    assert all(person.phone.startswith("154") for person in table.people if person.phone)
