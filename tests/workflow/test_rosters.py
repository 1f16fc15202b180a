"""A table becomes the roster: in one save, or a dry run that writes nothing."""

from __future__ import annotations

import pytest

from domain.refusal import NotFound, StaleVersion
from domain.table import Issue, TableGrid
from engine.workflow import ReceiptKey
from tests.examples import CODE, OTHER_CODE
from tests.rosters import person
from tests.town import (
    EAST,
    LI,
    PHONES,
    QIAN,
    SUN,
    WANG,
    WEST,
    Town,
    at_once,
    caller,
    codes,
    people,
    roster_table,
)


def kinds(body: dict[str, object]) -> list[str]:
    return [change["kind"] for change in body["changes"]]  # type: ignore[attr-defined]


def test_a_table_is_one_save_and_its_names_are_in_the_directory(town: Town) -> None:
    facts = [r for r in town.facts() if r.topic != "community_registered.v1"]
    assert len({r.recorded_at for r in facts}) == 1
    assert facts[-1].topic == "roster_imported.v1"
    person = town.store.directory.person(town.member(WANG))
    assert person is not None
    assert (person.phone, person.note, person.community) == (PHONES[WANG], "夜里值班", CODE)
    east = town.community.roster.grids[town.grid(EAST)]
    assert town.store.directory.texts([east.note or ""]) == {east.note: "东门快递柜旁"}


def test_the_answer_tells_what_was_read_and_what_changed(town: Town) -> None:
    table = roster_table(*people(), person("周拟七", "", f"steward@{WEST}"))
    table.issues.append(Issue("error", "phone_missing", "汇总表", "D9"))
    answer = town.take_in(table)
    assert answer.body["summary"] == {"grids": 3, "members": 7, "roles": 6, "seats": 5}
    assert kinds(answer.body) == ["member_enrolled", "role_granted"]
    assert answer.body["issues"] == [
        {"severity": "error", "code": "phone_missing", "sheet": "汇总表", "cell": "D9"}
    ]
    assert (answer.body["dry_run"], answer.changed) == (False, True)
    (imported,) = town.facts("roster_imported", after=answer.position - 1)
    assert imported.fact.issues == 1  # type: ignore[attr-defined]


def test_the_same_table_again_writes_nothing(town: Town) -> None:
    head, version = town.store.head(), town.community.version
    again = town.take_in(roster_table())
    assert again.body["changes"] == []
    assert (again.changed, again.position, again.version) == (False, head, version)
    assert town.store.head() == head


def test_one_phone_edited_is_exactly_one_change(town: Town) -> None:
    table = roster_table()
    table.people[1].phone = "15400000099"
    answer = town.take_in(table)
    assert answer.body["changes"] == [
        {
            "kind": "contact_changed",
            "name": LI,
            "member": town.member(LI),
            "field": "phone",
            "before": PHONES[LI],
            "after": "15400000099",
        }
    ]
    topics = [r.topic for r in town.facts(after=answer.position - 2)]
    assert topics == ["contact_changed.v1", "roster_imported.v1"]
    then = town.store.directory.person(town.member(LI), as_of=answer.position - 2)
    assert then is not None
    assert then.phone == PHONES[LI]


def test_a_dry_run_shows_the_difference_and_writes_nothing(town: Town) -> None:
    table = roster_table(*people()[:-1])
    head = town.store.head()
    shown = town.take_in(table, dry_run=True)
    assert (shown.body["dry_run"], kinds(shown.body)) == (True, ["member_left"])
    assert (shown.changed, shown.position, town.store.head()) == (False, head, head)
    assert town.member(QIAN) in town.community.roster.members
    assert kinds(town.take_in(table).body) == ["member_left"]


def test_a_dry_run_of_a_first_table_keeps_no_name(bare: Town) -> None:
    bare.workflow.organisation.import_codes(codes(CODE), caller())
    bare.take_in(roster_table(), dry_run=True)
    assert bare.store.directory.people() == {}
    assert bare.community.roster.members == {}


def test_a_roster_that_changed_meanwhile_is_refused_by_its_version(town: Town) -> None:
    seen = town.community.version
    town.workflow.members.remove(town.member(SUN), caller())
    with pytest.raises(StaleVersion):
        town.workflow.rosters.import_table(
            CODE, roster_table(), caller(expected=seen), dry_run=False
        )


def test_a_repeated_key_is_answered_as_the_first_time(town: Town) -> None:
    by = caller(receipt=ReceiptKey("token:secretary", "k1", "r1"))
    table = roster_table(*people()[:-1])
    first = town.workflow.rosters.import_table(CODE, table, by, dry_run=False)
    again = town.workflow.rosters.import_table(CODE, table, by, dry_run=False)
    assert (again.body, again.position) == (first.body, first.position)
    assert kinds(again.body) == ["member_left"]


def test_one_table_from_four_threads_enrols_everybody_once(town: Town) -> None:
    table = roster_table(*people(), *(person(f"周拟{n}", "", f"steward@{WEST}") for n in range(9)))
    answers = at_once(4, lambda _: town.take_in(table))
    assert sorted(len(a.body["changes"]) for a in answers) == [0, 0, 0, 18]
    assert len(town.community.roster.members) == 15


def test_the_same_table_in_another_community_is_of_other_people(town: Town) -> None:
    town.take_in(roster_table(), code=OTHER_CODE)
    here = town.community.roster.members
    there = town.workflow.desk.community(OTHER_CODE).roster.members
    assert len(here) == len(there) == 6
    assert here.keys().isdisjoint(there)


def test_a_table_for_no_community_is_refused(town: Town) -> None:
    with pytest.raises(NotFound, match="community_not_found"):
        town.take_in(roster_table(), code="350102001999")


def test_a_table_of_seventeen_compounds_is_one_save_in_good_time(town: Town) -> None:
    grids = [TableGrid(f"小区{n}") for n in range(17)]
    staff = [
        person(f"周拟{n:03}", f"154{n:08}", f"steward@小区{n % 17}", f"supply.member@小区{n % 17}")
        for n in range(311)
    ]
    answer = town.take_in(roster_table(*staff, grids=grids))
    assert len(town.facts(after=answer.position - 1)) == 1
    assert len(town.community.roster.members) == 317
    assert town.take_in(roster_table(*staff, grids=grids)).body["changes"] == []
