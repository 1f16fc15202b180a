"""Who of a table is who of the roster."""

from __future__ import annotations

from domain.matching import Contact, Known, Place, match
from domain.table import TablePerson
from tests.rosters import person, same

P1, P2, P3 = "15400000001", "15400000002", "15400000003"
EAST: Place = ("steward", "东苑")
WEST: Place = ("steward", "西苑")
LEAD: Place = ("coordination", "lead", "东苑")


def known(name: str, phone: str = "", *places: Place, elsewhere: bool = False) -> Known:
    return Known(Contact(name, phone), places, elsewhere)


def matched(*people: TablePerson, **roster: Known) -> dict[int, str]:
    return match(people, roster, same)


def test_name_and_phone_are_one_person_wherever_they_serve() -> None:
    assert matched(person("甲", P1, "steward@西苑"), m=known("甲", P1, EAST)) == {0: "m"}
    assert matched(person("甲", P1), m=known("甲", P1, elsewhere=True)) == {0: "m"}


def test_names_are_compared_by_their_form() -> None:
    assert matched(person("甲 乙", P1), m=known("甲乙", P1)) == {0: "m"}


def test_a_name_in_the_same_grid_is_one_person_whose_phone_changed() -> None:
    assert matched(person("甲", P2, "steward@东苑"), m=known("甲", P1, EAST)) == {0: "m"}


def test_another_phone_and_another_grid_are_somebody_new() -> None:
    assert matched(person("甲", P2, "steward@西苑"), m=known("甲", P1, EAST)) == {}


def test_a_phone_in_the_same_grid_is_one_person_who_was_renamed() -> None:
    assert matched(person("乙", P1, "steward@东苑"), m=known("甲", P1, EAST)) == {0: "m"}


def test_a_shared_phone_makes_nobody_anybody_else() -> None:
    found = matched(
        person("甲", P1, "steward@东苑"), person("乙", P1, "steward@东苑"), m=known("甲", P1, EAST)
    )
    assert found == {0: "m"}
    both = matched(
        person("丙", P1, "steward@东苑"), m=known("甲", P1, EAST), n=known("乙", P1, EAST)
    )
    assert both == {}


def test_namesakes_are_told_apart_by_phone() -> None:
    found = matched(
        person("甲", P2, "steward@东苑"),
        person("甲", P1, "steward@东苑"),
        m=known("甲", P1, EAST),
        n=known("甲", P2, EAST),
    )
    assert found == {0: "n", 1: "m"}


def test_of_two_namesakes_the_one_whose_phone_changed_is_who_is_left() -> None:
    found = matched(
        person("甲", P3, "steward@东苑"),
        person("甲", P1, "steward@东苑"),
        m=known("甲", P1, EAST),
        n=known("甲", P2, EAST),
    )
    assert found == {0: "n", 1: "m"}


def test_namesakes_without_phones_are_told_apart_by_their_places() -> None:
    found = matched(
        person("甲", "", "coordination.lead@东苑"),
        person("甲", "", "steward@东苑"),
        m=known("甲", "", EAST),
        n=known("甲", "", LEAD),
    )
    assert found == {0: "n", 1: "m"}


def test_namesakes_who_both_got_phones_are_told_apart_by_their_places() -> None:
    found = matched(
        person("甲", P1, "coordination.lead@东苑"),
        person("甲", P2, "steward@东苑"),
        m=known("甲", "", EAST),
        n=known("甲", "", LEAD),
    )
    assert found == {0: "n", 1: "m"}


def test_namesakes_of_whom_everything_changed_are_people_of_their_own() -> None:
    found = matched(
        person("甲", P1, "medic@东苑"),
        person("甲", P2, "medic@东苑"),
        m=known("甲", "", EAST),
        n=known("甲", "", LEAD),
    )
    assert found == {}


def test_namesakes_in_the_very_same_place_are_as_many_as_before() -> None:
    twice = [person("甲", "", "steward@东苑"), person("甲", "", "steward@东苑")]
    found = matched(*twice, m=known("甲", "", EAST), n=known("甲", "", EAST))
    assert sorted(found.values()) == ["m", "n"]


def test_whoever_serves_nowhere_is_who_they_were_one_by_one_in_order() -> None:
    found = matched(person("甲"), person("甲"), m=known("甲"), n=known("甲"))
    assert found == {0: "m", 1: "n"}
    fewer = matched(person("甲"), m=known("甲"), n=known("甲"))
    assert fewer == {0: "m"}
    more = matched(person("甲"), person("甲"), m=known("甲"))
    assert more == {0: "m"}
    phones = matched(person("甲"), person("甲", P1), m=known("甲", P1), n=known("甲"))
    assert phones == {0: "n", 1: "m"}


def test_whoever_is_described_as_they_stand_comes_before_whoever_is_not() -> None:
    """The first could be either; the second stands as the first member, so the first does not."""
    found = matched(
        TablePerson("甲", roles=[("steward", "东苑")]),
        TablePerson("甲", unit="物业", roles=[("steward", "东苑")]),
        m=Known(Contact("甲", unit="物业"), (EAST,)),
        n=Known(Contact("甲", P1), (EAST,)),
    )
    assert found == {0: "n", 1: "m"}


def test_a_name_alone_is_believed_where_nothing_speaks_against_it() -> None:
    assert matched(person("甲", "", "steward@西苑"), m=known("甲", "", EAST)) == {0: "m"}
    assert matched(person("甲", P1), m=known("甲")) == {0: "m"}
    assert matched(person("甲"), m=known("甲", P1)) == {0: "m"}


def test_a_name_alone_is_not_believed_of_whoever_serves_elsewhere_or_of_two() -> None:
    assert matched(person("甲", "", "steward@西苑"), m=known("甲", "", elsewhere=True)) == {}
    assert matched(person("甲"), m=known("甲", P1, elsewhere=True)) == {}
    assert matched(person("甲", "", "medic@东苑"), m=known("甲"), n=known("甲")) == {}


def test_who_is_known_to_serve_two_grids_stays_one_where_the_table_leaves_the_phone_out() -> None:
    found = matched(
        person("甲", "", "steward@东苑"),
        person("甲", "", "steward@西苑"),
        m=known("甲", P1, EAST, WEST),
    )
    assert found == {0: "m", 1: "m"}
    half = matched(
        person("甲", P1, "steward@东苑"),
        person("甲", "", "steward@西苑"),
        m=known("甲", P1, EAST, WEST),
    )
    assert half == {0: "m", 1: "m"}


def test_a_namesake_in_the_same_grid_is_not_taken_for_them() -> None:
    found = matched(
        person("甲", P1, "steward@东苑"),
        person("甲", "", "medic@东苑"),
        m=known("甲", P1, EAST),
    )
    assert found == {0: "m"}


def test_an_erased_person_is_nobody() -> None:
    assert matched(person("甲", P1, "steward@东苑"), m=known("", "", EAST)) == {}


def test_very_many_of_one_name_are_matched_one_by_one() -> None:
    apart = [person("待定", "", f"steward@{n}") for n in range(400)]
    roster = {f"m{n}": known("待定", "", ("steward", str(n))) for n in reversed(range(400))}
    assert match(apart, roster, same) == {n: f"m{n}" for n in range(400)}
    alike = [person("待定", "", "steward@东苑") for _ in range(3000)]
    there = {f"m{n}": known("待定", "", EAST) for n in range(1500)}
    assert len(set(match(alike, there, same).values())) == 1500
