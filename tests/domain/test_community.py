"""What a community remembers: its roster, its cases and what runs."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.community import Community
from domain.facts import Fact
from domain.facts import community as c
from domain.ids import activation_id, community_stream, group_stream, task_id, task_place
from domain.refusal import NotFound
from tests.examples import CODE, EAST, HOUR, PLAN, WEST, WORKS, community
from tests.given import NOON, STREAM

CASE = c.CaseReported("k1", "t1", EAST)


def started(
    activation: str = "a1", grid: str = EAST, case: str | None = None, drill: bool = False
) -> Fact:
    return c.PlaybookActivated(
        activation, PLAN.id, PLAN.digest, (grid,), "wartime", 1, NOON, "IV", case=case, drill=drill
    )


def open_cases(where: Community) -> list[str]:
    return [case.id for case in where.cases.values() if case.is_open]


def test_its_name_is_the_last_that_was_registered() -> None:
    where = Community(community_stream(CODE), CODE)
    assert where.name == ""
    where.fold([(c.CommunityRegistered(CODE, "中山社区"), NOON)])
    where.fold([(c.CommunityRegistered(CODE, "新中山社区"), NOON)])
    assert where.name == "新中山社区"


def test_the_roster_remembers_who_holds_what_where() -> None:
    roster = community().roster
    assert roster.holders("grid_leader", EAST) == ["wang"]
    assert roster.holders("driver", None) == ["sun"]
    assert roster.seated(PLAN.id, "coordination", EAST) == [("wang", "lead"), ("li", "deputy")]
    assert list(roster.grids) == [EAST, WEST, WORKS]


def test_whoever_leaves_takes_every_role_and_seat_along() -> None:
    where = community(c.MemberLeft("wang"), c.RoleGranted("wang", "steward", EAST))
    assert "wang" not in where.roster.members
    assert where.roster.holders("grid_leader", EAST) == []


def test_an_erased_person_is_unreachable_until_named_anew() -> None:
    erased = community(c.MemberErased("wang")).roster
    assert (erased.erased, erased.members["wang"].reachable) == (["wang"], False)
    named = community(c.MemberErased("wang"), c.ContactChanged("wang", ("name",), True)).roster
    assert (named.erased, named.members["wang"].reachable) == ([], True)


def test_an_activation_runs_on_its_grids_until_it_ends() -> None:
    where = community(started("a1", EAST))
    running = where.runs(PLAN.id, EAST)
    assert running is not None
    assert (running.id, running.is_running) == ("a1", True)
    assert where.runs(PLAN.id, WEST) is None
    assert where.runs("flood", EAST) is None
    assert community(started(), c.PlaybookStoodDown("a1")).running == []
    assert community(started(), c.ActivationUndone("a1")).running == []


def test_what_is_amended_is_remembered() -> None:
    end = NOON + timedelta(days=3)
    found = community(
        started(),
        c.AuthorityRecorded("a1", "t9"),
        c.PlannedEndSet("a1", end),
        c.LevelChanged("a1", "II", "IV"),
    ).activations["a1"]
    assert (found.authority, found.planned_end, found.level) == ("t9", end, "II")


def test_every_level_is_remembered_from_when_it_happened() -> None:
    where = community(started())
    where.fold([(c.LevelChanged("a1", "II"), NOON + HOUR)])
    where.fold([(c.LevelChanged("a1", "IV"), NOON + 2 * HOUR)])
    where.fold([(c.LevelChanged("a1", "II"), NOON + 3 * HOUR)])
    assert where.activations["a1"].levels == [
        ("IV", NOON),
        ("II", NOON + HOUR),
        ("IV", NOON + 2 * HOUR),
        ("II", NOON + 3 * HOUR),
    ]


def test_a_case_is_open_until_the_activation_that_it_is_of_stands_down() -> None:
    elsewhere = c.CaseReported("k2", "t2", WEST)
    assert open_cases(community(CASE, elsewhere)) == ["k1", "k2"]
    in_its_grid = community(CASE, elsewhere, started(), c.PlaybookStoodDown("a1"))
    assert open_cases(in_its_grid) == ["k2"]
    named = community(elsewhere, started("a1", EAST, case="k2"), c.PlaybookStoodDown("a1"))
    assert open_cases(named) == []


def test_a_case_in_no_grid_closes_with_the_last_activation_that_runs() -> None:
    nowhere = c.CaseReported("k3", "t3")
    facts = [nowhere, started("a1", EAST), started("a2", WEST), c.PlaybookStoodDown("a1")]
    assert open_cases(community(*facts)) == ["k3"]
    assert open_cases(community(*facts, c.PlaybookStoodDown("a2"))) == []


DRILLED = [started("a2", WEST, drill=True), c.PlaybookStoodDown("a2")]


@pytest.mark.parametrize("ending", [[c.ActivationUndone("a1")], DRILLED])
def test_undoing_a_click_or_ending_a_drill_closes_no_case(ending: list[Fact]) -> None:
    facts = [CASE, c.CaseReported("k2", "t2"), started("a1", EAST, case="k1"), *ending]
    assert open_cases(community(*facts)) == ["k1", "k2"]


def test_ids_tell_their_place_and_are_made_of_nothing_personal() -> None:
    first = activation_id(CODE, PLAN.id, (EAST, WEST), 1)
    assert first == activation_id(CODE, PLAN.id, (EAST, WEST), 1)
    assert first != activation_id(CODE, PLAN.id, (EAST, WEST), 2)
    assert group_stream(first, None, "transport") != group_stream(first, EAST, "transport")
    assert task_place(task_id(STREAM, "coo.01")) == (STREAM, "coo.01")


@pytest.mark.parametrize("id", ["", ".", "coo.01", f"{STREAM.hex}", f"{STREAM.hex}.", "zz.coo.01"])
def test_what_is_no_task_id_is_not_found(id: str) -> None:
    with pytest.raises(NotFound, match="task_not_found"):
        task_place(id)
