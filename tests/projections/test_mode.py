"""Modes: of a grid, and of a community."""

from __future__ import annotations

from domain.facts import Fact
from domain.facts import community as c
from tests.projections.examples import activated, board_of, registered
from tests.projections.logbook import Logbook


def modes(*facts: Fact) -> tuple[str, dict[str, str]]:
    """The community's mode and that of each grid, after the facts."""
    log = Logbook()
    log.record(*registered(), *facts)
    board = board_of(log)
    return board["mode"], {grid["id"]: grid["mode"] for grid in board["grids"]}


CASE = c.CaseReported("k1", "t1", "g1")


def test_a_community_at_rest_is_in_peacetime() -> None:
    assert modes() == ("peacetime", {"g2": "peacetime", "g1": "peacetime", "e1": "peacetime"})


def test_a_case_puts_its_grid_in_alert() -> None:
    community, grids = modes(CASE)
    assert (community, grids["g1"], grids["g2"]) == ("alert", "alert", "peacetime")


def test_a_case_without_a_grid_puts_the_community_in_alert() -> None:
    community, grids = modes(c.CaseReported("k1", "t1"))
    assert (community, set(grids.values())) == ("alert", {"peacetime"})


def test_a_playbook_brings_its_mode_to_its_grids() -> None:
    community, grids = modes(activated())
    assert (community, grids["g1"], grids["g2"]) == ("wartime", "wartime", "peacetime")


def test_the_gravest_mode_prevails() -> None:
    recovering = activated("a2", mode="recovery")
    assert modes(recovering)[0] == "recovery"
    assert modes(recovering, CASE)[1]["g1"] == "alert"
    assert modes(activated(), recovering)[1]["g1"] == "wartime"


def test_a_drill_changes_no_mode() -> None:
    assert modes(activated(drill=True))[0] == "peacetime"


def test_stand_down_closes_the_cases_in_its_grids_and_the_one_it_carries() -> None:
    elsewhere = c.CaseReported("k2", "t2", "g2")
    assert modes(CASE, activated(), c.PlaybookStoodDown("a1"))[0] == "peacetime"
    assert modes(elsewhere, activated(case="k2"), c.PlaybookStoodDown("a1"))[0] == "peacetime"
    assert modes(CASE, elsewhere, activated(), c.PlaybookStoodDown("a1"))[0] == "alert"


def test_a_case_in_no_grid_closes_with_the_last_that_runs() -> None:
    nowhere, second = c.CaseReported("k2", "t2"), activated("a2", grids=("g2",), mode="recovery")
    drill = activated("a3", grids=("e1",), drill=True)
    down = c.PlaybookStoodDown("a1")
    assert modes(nowhere, activated(), second, down)[0] == "alert"
    assert modes(nowhere, activated(), drill, down)[0] == "peacetime"


def test_standing_down_a_drill_closes_no_case() -> None:
    drill = activated(case="k1", drill=True)
    assert modes(CASE, drill, c.PlaybookStoodDown("a1"))[0] == "alert"


def test_undoing_leaves_the_case_open() -> None:
    assert modes(CASE, activated(case="k1"), c.ActivationUndone("a1"))[0] == "alert"


FLOOD = activated("a2", mode="wartime")


def test_a_case_stays_open_while_another_playbook_runs_in_its_grid() -> None:
    down = c.PlaybookStoodDown("a1")
    assert modes(CASE, activated(), FLOOD, down)[1]["g1"] == "wartime"
    assert modes(CASE, activated(), FLOOD, down, c.PlaybookStoodDown("a2"))[0] == "peacetime"
    assert modes(CASE, activated(), FLOOD, down, c.ActivationUndone("a2"))[0] == "alert"


def test_a_case_that_another_activation_was_started_for_stays_open() -> None:
    elsewhere = activated("a2", grids=("g2",), case="k1")
    down = c.PlaybookStoodDown("a1")
    assert modes(CASE, activated(), elsewhere, down)[1]["g1"] == "alert"


def test_routine_work_and_drills_keep_no_case_open_and_close_none() -> None:
    routine = activated("a2", mode="peacetime")
    drill = activated("a3", drill=True)
    assert modes(CASE, activated(), routine, drill, c.PlaybookStoodDown("a1"))[0] == "peacetime"
    assert modes(CASE, routine, c.PlaybookStoodDown("a2"))[0] == "alert"


def test_recovery_is_the_mode_of_what_recovers() -> None:
    community, grids = modes(activated(), c.RecoveryBegun("a1"))
    assert (community, grids["g1"], grids["g2"]) == ("recovery", "recovery", "peacetime")
    assert modes(activated(), c.RecoveryBegun("a1"), CASE)[1]["g1"] == "alert"


def test_an_alert_is_the_mode_of_its_grid_or_of_all_until_it_is_lifted() -> None:
    one, all_of_it = c.AlertRaised("w1", "g2"), c.AlertRaised("w2")
    assert modes(one)[1] == {"g2": "alert", "g1": "peacetime", "e1": "peacetime"}
    assert set(modes(one, all_of_it)[1].values()) == {"alert"}
    assert modes(one, all_of_it, c.AlertLifted("w1"), c.AlertLifted("w2"))[0] == "peacetime"
