"""Occurrences: what is logged opens what the plan answers, until nothing is to come of it."""

from __future__ import annotations

import pytest

from domain.refusal import NotFound
from engine.store import verify
from engine.workflow import ReceiptKey
from engine.workflow.activations import Asked
from engine.workflow.occurrences import raise_system_event
from tests.examples import CODE, HOUR
from tests.given import NOON
from tests.office import Office, occurrence, refused, told
from tests.procedures import LATER, PROCEDURES
from tests.town import EAST, WEST, Town, caller


@pytest.fixture
def office(town: Town) -> Office:
    """Procedures in one compound."""
    return Office(town)


def test_closing_cancels_what_is_open_and_closing_again_changes_nothing(
    office: Office, town: Town
) -> None:
    logged = office.log("request_logged")
    close = town.workflow.occurrences.close
    assert close(CODE, office.id, logged.body["id"], "误报", caller()).body["closed"] == 1
    assert office.state(logged.body["tasks"][0]) == "cancelled"
    assert not close(CODE, office.id, logged.body["id"], "误报", caller()).changed


def test_an_event_that_is_a_condition_releases_what_waited(office: Office, town: Town) -> None:
    waiting = office.task("sup.03")
    assert office.state(waiting) == "waiting"
    town.clock.advance(hours=3)
    assert office.log("roads_open").body["state"] == "closed"
    assert office.open(waiting).due_at == NOON + 4 * HOUR
    office.log("roads_open")
    assert len(town.facts("condition_met")) == 1


def test_an_event_with_a_forecast_moves_it(office: Office, town: Town) -> None:
    assert office.state(office.task("off.07")) == "waiting"
    office.log("landfall_moved", forecasts={"landfall": NOON + 30 * HOUR})
    assert office.open(office.task("off.07")).due_at == NOON + 24 * HOUR
    office.log("landfall_moved", forecasts={"landfall": NOON + 40 * HOUR})
    assert office.open(office.task("off.07")).due_at == NOON + 34 * HOUR
    refused("field_missing", "forecasts.landfall", office.log, "landfall_moved")


def test_where_it_happened_has_to_be_said_when_several_grids_answer(town: Town) -> None:
    office = Office(town, EAST, WEST)
    refused("field_missing", "grid", office.log, "request_logged")
    refused("grid_out_of_scope", "grid", office.log, "request_logged", grid="elsewhere")
    (task,) = office.log("request_logged", grid=town.grid(WEST)).body["tasks"]
    assert task.startswith(town.group(office.id, "coordination", WEST).id.hex)


def test_a_building_that_is_not_there_is_refused_where_somebody_counted_them(
    town: Town,
) -> None:
    office = Office(town, EAST, WEST)
    east, west = town.grid(EAST), town.grid(WEST)
    refused("building_unknown", "building", office.log, "request_logged", grid=east, building=4)
    assert office.log("request_logged", grid=east, building=3).changed
    assert office.log("request_logged", grid=west, building=4).changed


def test_what_no_plan_lists_is_refused(office: Office, town: Town) -> None:
    refused("event_unknown", "event", office.log, "meteor")
    refused("event_of_system", "event", office.log, "stand_down")
    refused(
        "forecast_unknown",
        "forecasts.landfall",
        office.log,
        "request_logged",
        forecasts={"landfall": NOON},
    )
    with pytest.raises(NotFound):
        town.workflow.occurrences.close(CODE, office.id, "none", None, caller())


def test_an_idempotency_key_logs_once(office: Office, town: Town) -> None:
    by = caller(receipt=ReceiptKey("token:secretary", "k", "h"))
    first, again = office.log("request_logged", by=by), office.log("request_logged", by=by)
    assert (first.body, again.changed) == (again.body, False)
    assert len(town.facts("occurrence_logged")) == 1


def test_what_happened_earlier_is_due_from_then(office: Office, town: Town) -> None:
    town.clock.advance(hours=2)
    logged = office.log("request_logged", by=caller(occurred_at=NOON + HOUR))
    assert office.open(logged.body["tasks"][0]).due_at == NOON + 2 * HOUR


def test_another_war_in_the_community_is_not_over_with_it(town: Town) -> None:
    office = Office(town, EAST)
    other = town.workflow.activations.activate(
        CODE, Asked(PROCEDURES.id, (town.grid(WEST),)), caller()
    )
    town.workflow.activations.stand_down(CODE, office.id, None, caller())
    assert {f.activation for f in told(town, "occurrence_logged")} == {office.id}
    assert town.community.activations[str(other.body["id"])].is_running


def test_a_system_event_reaches_what_runs_in_peacetime_and_lists_it(town: Town) -> None:
    office = Office(town, EAST)
    ready = town.workflow.activations.activate(CODE, Asked(LATER.id, None), caller()).body["id"]
    desk, where = town.workflow.desk, town.community
    by = desk.decider(caller("system"))
    raised = raise_system_event(desk, where, where.activations[office.id], "stand_down", by)
    desk.save(caller("system"), {}, *raised)
    opened = told(town, "task_opened")
    keys = {(f.activation, f.key) for f in opened}
    assert {(office.id, "off.08"), (ready, "rdy.01")} <= keys
    logged = [f.activation for f in told(town, "occurrence_logged")]
    assert sorted(logged) == sorted([office.id, ready])


def test_a_drill_raises_nothing_in_what_is_real(town: Town) -> None:
    office = Office(town, EAST, drill=True)
    town.workflow.activations.activate(CODE, Asked(LATER.id, None), caller())
    desk, where = town.workflow.desk, town.community
    by = desk.decider(caller("system"))
    raise_system_event(desk, where, where.activations[office.id], "stand_down", by)
    raised = raise_system_event(desk, where, where.activations[office.id], "stand_down", by)
    desk.save(caller("system"), {}, *raised)
    assert {f.activation for f in told(town, "occurrence_logged")} == {office.id}


def test_when_the_activation_ends_its_occurrences_end(office: Office, town: Town) -> None:
    id = office.log("request_logged").body["id"]
    town.workflow.activations.stand_down(CODE, office.id, None, caller())
    assert occurrence(town, id).is_closed
    assert [f.cause for f in told(town, "occurrence_closed")][-1] == "stand_down"
    refused("activation_ended", None, office.log, "request_logged")


def test_the_log_verifies_after_all_of_this(office: Office, town: Town) -> None:
    (dispatch,) = office.log("request_logged").body["tasks"]
    office.done(dispatch, {"handling_group": "testing"})
    office.done(office.task("off.04"), {"outcome": "unaware", "drawn": [{"room": 1}]})
    assert list(verify(town.store)) == []


def test_a_real_click_ends_what_happened_in_the_drill(town: Town) -> None:
    drill = Office(town, EAST, drill=True)
    id = drill.log("request_logged").body["id"]
    assert Office(town, EAST).id != drill.id
    assert occurrence(town, id).is_closed
