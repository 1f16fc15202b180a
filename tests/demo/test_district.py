"""The demonstration's district: of its true size, all invented, the same every time."""

from __future__ import annotations

import re
from collections import Counter

from api.demo.places import sizes
from api.demo.rosters import MEMBERS, roster
from domain.table import Table
from engine.playbooks import shipped

DISTRICT = sizes()
TABLES = {size.code: roster(size) for size in DISTRICT}


def grids(table: Table, kind: str) -> list[str]:
    return [grid.name for grid in table.grids if grid.kind == kind]


def test_the_district_has_its_true_size_over_its_69_communities() -> None:
    assert len(TABLES) == 69
    assert sum(len(grids(t, "compound")) for t in TABLES.values()) == 1_152
    assert sum(len(grids(t, "employer")) for t in TABLES.values()) == 2_075
    assert sum(len(t.people) for t in TABLES.values()) == 21_443


def test_everybody_has_one_of_the_six_roles_in_a_compound() -> None:
    for table in TABLES.values():
        homes = set(grids(table, "compound"))
        for person in table.people:
            assert any(role in MEMBERS and grid in homes for role, grid in person.roles)


def test_communities_differ_in_size_and_each_is_what_was_dealt_to_it() -> None:
    assert len({size.compounds for size in DISTRICT}) > 10
    for size in DISTRICT:
        table = TABLES[size.code]
        found = len(grids(table, "compound")), len(grids(table, "employer")), len(table.people)
        assert found == (size.compounds, size.employers, size.people)


def test_phones_are_of_the_test_range_and_nobody_shares_one() -> None:
    phones = [p.phone for t in TABLES.values() for p in t.people if p.phone]
    assert all(re.fullmatch(r"154\d{8}", phone) for phone in phones)
    assert len(set(phones)) == len(phones) > 20_000


def test_some_phones_are_missing_as_in_every_table() -> None:
    missing = sum(not p.phone for t in TABLES.values() for p in t.people)
    assert 100 < missing < 2_000


def test_no_two_people_of_a_community_have_one_name_and_no_two_grids_of_the_district() -> None:
    for table in TABLES.values():
        names = Counter(person.name for person in table.people)
        assert names.most_common(1)[0][1] == 1
    places = [grid.name for table in TABLES.values() for grid in table.grids]
    assert len(set(places)) == len(places)


def test_every_compound_has_most_of_its_groups_led_and_some_lead_is_missing_somewhere() -> None:
    groups = len(shipped_groups())
    for table in TABLES.values():
        wanted = groups * len(grids(table, "compound"))
        assert leads(table) > wanted * 0.75
    missing = [groups * len(grids(t, "compound")) - leads(t) for t in TABLES.values()]
    assert sum(missing) > 50


def test_seats_are_in_groups_of_the_plan() -> None:
    assert {g for t in TABLES.values() for p in t.people for g, _, _ in p.seats} == shipped_groups()


def test_police_and_medics_serve_several_compounds_and_old_compounds_have_no_property() -> None:
    for table in TABLES.values():
        shared = [p for p in table.people if ("police_officer" in {r for r, _ in p.roles})]
        assert max(len(p.roles) for p in shared) > 2
    bare = {g.name for t in TABLES.values() for g in t.grids if g.without_property}
    staffed = {g for t in TABLES.values() for p in t.people for r, g in p.roles if "property" in r}
    assert bare
    assert not bare & staffed


def test_each_community_has_one_secretary() -> None:
    for table in TABLES.values():
        held = [p for p in table.people if "community_secretary" in {r for r, _ in p.roles}]
        assert len(held) == 1


def test_the_same_district_comes_out_again() -> None:
    assert sizes() == DISTRICT
    assert [roster(size) for size in DISTRICT[:3]] == [TABLES[s.code] for s in DISTRICT[:3]]


def leads(table: Table) -> int:
    return sum(position == "lead" for p in table.people for _, position, _ in p.seats)


def shipped_groups() -> set[str]:
    plan = next(p for p in shipped() if p.id == "eight_groups_epidemic")
    return {group.id for group in plan.groups}
