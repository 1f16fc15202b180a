"""What importing a table changes."""

from __future__ import annotations

import pytest

from domain.facts import community as c
from domain.matching import Contact
from domain.table import TableGrid, TablePerson
from tests.rosters import Register, drawn, entries, kinds, person, table, with_phone

P1, P2, P3 = "15400000001", "15400000002", "15400000003"
WANG = person("王一", P1, "grid_leader@东苑", "coordination.lead@东苑")
LI = person("李二", P2, "steward@东苑", "steward@西苑")
ZHAO = person("赵三", "", "steward@东苑")
FIRST = table(WANG, LI, ZHAO, grids=["东苑", "西苑"])


@pytest.fixture
def register() -> Register:
    """A roster after the first table."""
    first = Register()
    first.take_in(FIRST)
    return first


def test_the_first_table_draws_grids_enrols_people_and_gives_them_their_places() -> None:
    register = Register()
    found = register.take_in(FIRST)
    assert kinds(found).count("grid_drawn") == 2
    assert kinds(found).count("member_enrolled") == 3
    assert register.entries(["东苑", "西苑"]) == entries(FIRST)
    wang = register.member("王一")
    assert register.roster.members[wang].reachable
    assert not register.roster.members[register.member("赵三")].reachable
    assert register.contacts[wang].phone == P1


def test_facts_hold_ids_and_lines_to_show_hold_names() -> None:
    found = Register().hold(FIRST)
    assert not any(name in repr(found.facts) for name in ("王一", "李二", "赵三", P1, P2))
    granted = next(change for change in found.changes if change.kind == "role_granted")
    assert (granted.name, granted.grid, granted.role) == ("王一", "东苑", "grid_leader")
    seated = next(change for change in found.changes if change.kind == "seat_assigned")
    assert (seated.name, seated.grid, seated.group, seated.position) == (
        "王一",
        "东苑",
        "coordination",
        "lead",
    )


def test_a_grid_is_shown_by_its_name_as_written() -> None:
    register = Register(drawn("East Court", "g1"))
    found = register.hold(table(person("王一", P1, "steward@EASTCOURT"), grids=["EASTCOURT"]))
    assert [change.grid for change in found.changes] == ["", "East Court"]


def test_the_same_table_again_changes_nothing(register: Register) -> None:
    again = register.hold(FIRST)
    assert (again.facts, again.changes, again.contacts, again.notes) == ([], [], {}, {})


def test_the_order_of_rows_says_nothing(register: Register) -> None:
    assert register.hold(table(ZHAO, LI, WANG, grids=["西苑", "东苑"])).facts == []


def test_one_phone_edited_is_exactly_one_change(register: Register) -> None:
    found = register.take_in(table(with_phone(WANG, P3), LI, ZHAO, grids=["东苑", "西苑"]))
    wang = register.member("王一")
    assert found.facts == [c.ContactChanged(wang, ("phone",), True)]
    (change,) = found.changes
    assert (change.kind, change.name, change.member) == ("contact_changed", "王一", wang)
    assert (change.field, change.before, change.after) == ("phone", P1, P3)
    assert register.contacts[wang].phone == P3


def test_a_phone_found_makes_a_person_reachable(register: Register) -> None:
    register.take_in(table(WANG, LI, with_phone(ZHAO, P3), grids=["东苑", "西苑"]))
    assert register.roster.members[register.member("赵三")].reachable


def test_a_phone_left_out_is_kept(register: Register) -> None:
    without = table(with_phone(WANG, ""), with_phone(LI, ""), ZHAO, grids=["东苑", "西苑"])
    assert register.hold(without).facts == []


def test_particulars_left_out_are_kept_and_others_are_changed() -> None:
    register = Register()
    register.take_in(table(person("王一", P1, "steward@东苑", unit="物业", note="夜班")))
    found = register.take_in(table(person("王一", P1, "steward@东苑", unit="社区")))
    assert [change.field for change in found.changes] == ["unit"]
    contact = register.contacts[register.member("王一")]
    assert (contact.unit, contact.note) == ("社区", "夜班")


def test_a_person_moved_to_another_grid_stays_the_same_member(register: Register) -> None:
    before = register.member("王一")
    moved = person("王一", P1, "grid_leader@西苑", "coordination.lead@西苑")
    found = register.take_in(table(moved, LI, ZHAO, grids=["东苑", "西苑"]))
    assert register.member("王一") == before
    assert kinds(found) == ["role_revoked", "seat_vacated", "role_granted", "seat_assigned"]
    assert found.left == []


def test_a_person_renamed_stays_the_same_member(register: Register) -> None:
    before = register.member("王一")
    renamed = TablePerson("王壹", P1, roles=WANG.roles, seats=WANG.seats)
    found = register.take_in(table(renamed, LI, ZHAO, grids=["东苑", "西苑"]))
    assert register.member("王壹") == before
    assert [(change.kind, change.field) for change in found.changes] == [
        ("contact_changed", "name")
    ]


def test_a_position_changed_is_a_seat_vacated_and_one_assigned(register: Register) -> None:
    deputy = person("王一", P1, "grid_leader@东苑", "coordination.deputy@东苑")
    found = register.take_in(table(deputy, LI, ZHAO, grids=["东苑", "西苑"]))
    assert kinds(found) == ["seat_vacated", "seat_assigned"]


def test_whom_the_table_names_no_more_leaves_and_that_is_one_change(register: Register) -> None:
    zhao = register.member("赵三")
    found = register.take_in(table(WANG, LI, grids=["东苑", "西苑"]))
    assert found.facts == [c.MemberLeft(zhao)]
    assert [(change.kind, change.name) for change in found.changes] == [("member_left", "赵三")]
    assert found.left == [zhao]
    assert zhao not in register.roster.members


def test_a_table_speaks_only_for_the_grids_that_it_names(register: Register) -> None:
    found = register.take_in(table(WANG, grids=["东苑"]))
    li = register.member("李二")
    assert kinds(found) == ["role_revoked", "member_left"]
    assert [tuple(r) for r in register.roster.members[li].roles] == [
        ("steward", register.grid("西苑"))
    ]
    assert register.entries(["西苑"])["李二", ("steward", "西苑")] == 1


def test_whoever_serves_the_whole_community_is_no_tables_to_dismiss(register: Register) -> None:
    wang = register.member("王一")
    register.tell([c.RoleGranted(wang, "secretary", None)])
    register.take_in(table(LI, ZHAO, grids=["东苑", "西苑"]))
    assert [tuple(r) for r in register.roster.members[wang].roles] == [("secretary", None)]


def test_seats_of_another_playbook_are_not_the_tables(register: Register) -> None:
    wang, east = register.member("王一"), register.grid("东苑")
    register.tell([c.SeatAssigned(wang, "flood", "rescue", "lead", east)])
    assert register.hold(FIRST).facts == []
    found = register.take_in(table(LI, ZHAO, grids=["东苑", "西苑"]))
    assert "member_left" not in kinds(found)
    assert [seat.playbook for seat in register.roster.members[wang].seats] == ["flood"]


def test_a_new_compound_name_is_a_new_grid_and_an_employer_is_told_as_one() -> None:
    register = Register()
    works = TableGrid("第一工厂", "employer", households=3, note="东门")
    register.take_in(table(person("孙四", P1, "steward@第一工厂"), grids=[works]))
    grid = register.roster.grids[register.grid("第一工厂")]
    assert (grid.kind, grid.households, register.texts[grid.note or ""]) == ("employer", 3, "东门")
    assert register.hold(table(person("孙四", P1, "steward@第一工厂"), grids=[works])).facts == []


def test_a_grids_particulars_left_out_are_kept_and_a_new_remark_is_a_new_text() -> None:
    register = Register()
    register.take_in(table(grids=[TableGrid("东苑", buildings=5, note="东门")]))
    assert register.hold(table(grids=["东苑"])).facts == []
    found = register.take_in(table(grids=[TableGrid("东苑", buildings=6, note="西门")]))
    assert kinds(found) == ["grid_drawn"]
    grid = register.roster.grids[register.grid("东苑")]
    assert (grid.buildings, register.texts[grid.note or ""]) == (6, "西门")
    assert "西门" not in repr(found.facts)


def test_a_grid_named_twice_is_drawn_once() -> None:
    assert kinds(Register().hold(table(grids=["东苑", "东 苑"]))) == ["grid_drawn"]


def test_a_person_in_several_rows_of_the_same_place_holds_it_once() -> None:
    twice = person("王一", P1, "steward@东苑", "steward@东苑")
    register = Register()
    assert kinds(register.take_in(table(twice))).count("role_granted") == 1
    assert register.hold(table(twice)).facts == []


@pytest.mark.parametrize("phone", ["", P1])
def test_a_person_whose_role_nobody_knows_is_enrolled_once_and_stays(phone: str) -> None:
    register = Register()
    placeless = table(person("钱五", phone), WANG)
    register.take_in(placeless)
    assert register.hold(placeless).facts == []
    found = register.take_in(table(WANG))
    assert found.facts == []
    assert register.member("钱五") in register.roster.members


@pytest.mark.parametrize("phone", ["", P2])
def test_a_person_who_loses_every_place_but_is_still_named_stays(phone: str) -> None:
    register = Register()
    register.take_in(table(person("钱五", phone, "steward@东苑"), WANG))
    found = register.take_in(table(person("钱五", phone), WANG))
    assert kinds(found) == ["role_revoked"]
    assert register.roster.members[register.member("钱五")].roles == []
    back = register.take_in(table(person("钱五", phone, "steward@东苑"), WANG))
    assert kinds(back) == ["role_granted"]


def test_whoever_was_enrolled_by_hand_is_found_by_the_table() -> None:
    register = Register(c.MemberEnrolled("hand", False))
    register.contacts["hand"] = Contact("钱五")
    assert kinds(register.take_in(table(person("钱五", P1, "steward@东苑")))) == [
        "grid_drawn",
        "contact_changed",
        "role_granted",
    ]


def test_namesakes_without_phones_are_as_many_after_the_same_table_again() -> None:
    register = Register()
    namesakes = table(
        person("王一", "", "steward@东苑"),
        person("王一", "", "steward@东苑", unit="物业"),
        person("王一", P1, "steward@东苑"),
        person("王一", "", "medic@西苑"),
        grids=["东苑", "西苑"],
    )
    register.take_in(namesakes)
    assert len(register.roster.members) == 4
    assert register.hold(namesakes).facts == []


def test_one_of_two_namesakes_who_got_a_phone_is_exactly_one_change() -> None:
    register = Register()
    steward, medic = person("王一", "", "steward@东苑"), person("王一", "", "medic@东苑")
    register.take_in(table(steward, medic))
    found = register.hold(table(steward, with_phone(medic, P1)))
    assert [(change.kind, change.field) for change in found.changes] == [
        ("contact_changed", "phone")
    ]


def test_two_people_with_one_phone_are_two_and_stay_so() -> None:
    register = Register()
    couple = table(person("王一", P1, "steward@东苑"), person("李二", P1, "steward@东苑"))
    register.take_in(couple)
    assert len(register.roster.members) == 2
    assert register.hold(couple).facts == []


def test_whoever_serves_two_grids_stays_one_when_a_table_leaves_the_phone_out() -> None:
    register = Register()
    register.take_in(
        table(person("李二", P1, "steward@东苑", "steward@西苑"), grids=["东苑", "西苑"])
    )
    apart = table(
        person("李二", "", "steward@东苑"), person("李二", "", "medic@西苑"), grids=["东苑", "西苑"]
    )
    found = register.take_in(apart)
    assert kinds(found) == ["role_revoked", "role_granted"]
    assert len(register.roster.members) == 1
    assert register.hold(apart).facts == []


def test_an_erased_person_is_enrolled_anew_and_the_erased_one_leaves(register: Register) -> None:
    register.tell([c.MemberErased(register.member("赵三"))])
    found = register.take_in(FIRST)
    assert kinds(found) == ["member_enrolled", "role_granted", "member_left"]
    assert register.hold(FIRST).facts == []
