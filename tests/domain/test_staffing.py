"""Seats become posts; rules fill what is left."""

from __future__ import annotations

from domain.roster import Member, Roster, Seat
from domain.staffing import Lineup, Post, Vacancy, staff, twice
from tests.tables import group, person, plan, roster


def posts(lineups: list[Lineup]) -> list[list[Post]]:
    return [lineup.posts for lineup in lineups]


def test_seats_come_first_and_leads_before_deputies_before_members() -> None:
    table = roster(
        person("m", seats=["coordination.member@A"]),
        person("d", seats=["coordination.deputy@A"]),
        person("l", seats=["coordination.lead@A"]),
    )
    (lineup,) = staff(plan(group("coordination")), table, ["A"]).groups
    assert lineup.posts == [
        ("l", "lead", "seat"),
        ("d", "deputy", "seat"),
        ("m", "member", "seat"),
    ]
    assert not lineup.is_red


def test_two_seats_in_one_group_are_one_post_at_the_higher_position() -> None:
    table = roster(person("p", seats=["supply.member@A", "supply.lead@A", "supply.member@A"]))
    (lineup,) = staff(plan(group("supply")), table, ["A"]).groups
    assert lineup.posts == [("p", "lead", "seat")]


def test_seats_of_another_playbook_and_of_other_grids_do_not_count() -> None:
    stranger = Member("s", True, [], [Seat("typhoon", "supply", "lead", "A")])
    elsewhere = person("e", seats=["supply.lead@B"])
    (lineup,) = staff(plan(group("supply")), roster(stranger, elsewhere), ["A"]).groups
    assert lineup.posts == []
    assert lineup.is_red


def test_a_seat_for_the_whole_community_stands_in_every_grid() -> None:
    table = roster(person("p", seats=["security.lead@"]))
    staffed = staff(plan(group("security")), table, ["A", "B"])
    assert [(g.grid, g.posts) for g in staffed.groups] == [
        ("A", [("p", "lead", "seat")]),
        ("B", [("p", "lead", "seat")]),
    ]


def test_a_group_that_stands_once_takes_the_seats_of_all_its_grids() -> None:
    table = roster(
        person("a", seats=["command.member@A"]),
        person("b", seats=["command.lead@B"]),
        person("c", seats=["command.member@C"]),
        grids=("A", "B", "C"),
    )
    (lineup,) = staff(plan(group("command", per="community")), table, ["A", "B"]).groups
    assert lineup.grid is None
    assert lineup.posts == [("b", "lead", "seat"), ("a", "member", "seat")]


def test_a_missing_lead_is_found_by_role_and_says_so() -> None:
    table = roster(person("c", "cadre@A"), person("o", "officer@A"))
    (lineup,) = staff(plan(group("security", "officer", "cadre")), table, ["A"]).groups
    assert lineup.posts == [("o", "lead", "rule:officer"), ("c", "deputy", "rule:cadre")]
    assert lineup.vacancies == []


def test_whoever_would_be_deputy_leads_when_nobody_holds_the_lead_role() -> None:
    table = roster(person("c", "cadre@A"))
    (lineup,) = staff(plan(group("security", "officer", "cadre")), table, ["A"]).groups
    assert lineup.posts == [("c", "lead", "rule:cadre")]
    assert lineup.vacancies == [Vacancy("deputy", "cadre", 1)]


def test_every_group_gets_its_lead_before_any_gets_a_deputy() -> None:
    table = roster(person("one", "medic@A"), person("two", "medic@A"))
    groups = plan(group("medical", "medic", "medic"), group("testing", "medic", "medic"))
    assert posts(staff(groups, table, ["A"]).groups) == [
        [("one", "lead", "rule:medic")],
        [("two", "lead", "rule:medic")],
    ]


def test_people_are_dealt_out_evenly_before_any_group_gets_a_second() -> None:
    volunteers = [person(f"v{n}", "volunteer@A") for n in range(3)]
    groups = plan(group("testing", volunteer=4), group("supply", volunteer=4))
    first, second = staff(groups, roster(*volunteers), ["A"]).groups
    assert [p.member for p in first.posts] == ["v0", "v2"]
    assert [p.member for p in second.posts] == ["v1"]


def test_people_of_the_grid_come_before_people_of_the_community() -> None:
    table = roster(person("at_large", "officer@"), person("local", "officer@A"))
    first, second = staff(plan(group("security", "officer")), table, ["A", "B"]).groups
    assert first.posts == [("local", "lead", "rule:officer")]
    assert second.posts == [("at_large", "lead", "rule:officer")]


def test_whoever_is_shared_by_two_grids_leaves_the_first_to_its_own() -> None:
    table = roster(person("shared", "officer@A", "officer@B"), person("own", "officer@A"))
    first, second = staff(plan(group("security", "officer")), table, ["A", "B"]).groups
    assert first.posts == [("own", "lead", "rule:officer")]
    assert second.posts == [("shared", "lead", "rule:officer")]


def test_whoever_can_be_telephoned_is_called_first_but_nobody_is_left_out() -> None:
    table = roster(person("mute", "officer@A", reachable=False), person("called", "officer@A"))
    (lineup,) = staff(plan(group("security", "officer", officer=2)), table, ["A"]).groups
    assert lineup.posts == [("called", "lead", "rule:officer"), ("mute", "member", "rule:officer")]


def test_rules_leave_alone_whoever_has_a_seat_anywhere_in_the_activation() -> None:
    table = roster(person("p", "officer@A", seats=["supply.member@B"]))
    staffed = staff(plan(group("security", "officer"), group("supply")), table, ["A", "B"])
    assert all(p.basis == "seat" for lineup in staffed.groups for p in lineup.posts)


def test_rules_never_call_somebody_whose_particulars_were_erased() -> None:
    table = roster(person("gone", "officer@A"))
    table.erased.append("gone")
    (lineup,) = staff(plan(group("security", "officer")), table, ["A"]).groups
    assert lineup.posts == []


def test_whoever_sits_in_the_group_counts_towards_its_minimum() -> None:
    table = roster(person("p", "cadre@A", seats=["coordination.lead@A"]), person("q", "cadre@A"))
    (lineup,) = staff(plan(group("coordination", cadre=1)), table, ["A"]).groups
    assert [p.member for p in lineup.posts] == ["p"]
    assert lineup.vacancies == []


def test_an_empty_roster_gives_red_groups_that_say_whom_they_lack() -> None:
    (lineup,) = staff(
        plan(group("security", "officer", "cadre", volunteer=4)), Roster(), ["A"]
    ).groups
    assert lineup.is_red
    assert lineup.vacancies == [
        Vacancy("lead", "officer", 1, red=True),
        Vacancy("deputy", "cadre", 1),
        Vacancy("member", "volunteer", 4),
    ]


def test_whoever_is_asked_for_twice_is_listed_with_leads_first() -> None:
    table = roster(
        person("m", seats=["security.member@A", "supply.member@A"]),
        person("l", seats=["security.member@A", "supply.lead@B"]),
        person("once", seats=["supply.member@A"]),
    )
    asked = twice(staff(plan(group("security"), group("supply")), table, ["A", "B"]))
    assert list(asked.items()) == [
        ("l", [("supply", "B", "lead"), ("security", "A", "member")]),
        ("m", [("security", "A", "member"), ("supply", "A", "member")]),
    ]
