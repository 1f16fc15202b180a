"""Procedures: reports begin phases, raise what follows, and make decisions into tasks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from engine.workflow.tasks import Said
from tests.examples import CODE, HOUR
from tests.given import NOON
from tests.office import Office, occurrence, refused, told
from tests.procedures import STEPS
from tests.town import EAST, WANG, Town, caller


@pytest.fixture
def office(town: Town) -> Office:
    """Procedures in one compound."""
    return Office(town)


def test_a_request_goes_from_logged_to_called_back(office: Office, town: Town) -> None:
    logged = office.log("request_logged", report={"kind": "water", "said": "三楼没有水"})
    (dispatch,) = logged.body["tasks"]
    assert (logged.status, logged.body["state"]) == (201, "open")
    assert office.open(dispatch).due_at == NOON + HOUR
    office.done(dispatch, {"handling_group": "testing"})
    handle = office.task("sup.01")
    assert handle.startswith(town.group(office.id, "testing", EAST).id.hex)
    office.done(handle, {"kind": "water"})
    office.done(office.task("off.02"))
    found = occurrence(town, logged.body["id"])
    assert list(found.phases) == ["dispatched", "handled", "called_back"]
    assert found.is_closed


def test_a_phase_begins_in_the_save_of_the_completion(office: Office, town: Town) -> None:
    (dispatch,) = office.log("request_logged").body["tasks"]
    before = town.store.head()
    office.done(dispatch, {"handling_group": "testing"})
    facts = town.facts(after=before)
    assert {r.topic for r in facts} >= {"task_completed.v1", "phase_begun.v1", "task_opened.v1"}
    assert len({r.recorded_at for r in facts}) == 1


def test_without_a_named_group_the_phase_opens_in_its_own(office: Office, town: Town) -> None:
    (dispatch,) = office.log("request_logged").body["tasks"]
    assert office.done(dispatch).body["report_owed"]
    assert office.task("sup.01").startswith(town.group(office.id, "supply", EAST).id.hex)


def test_what_was_told_when_it_was_logged_is_the_report_of_its_task(
    office: Office, town: Town
) -> None:
    """Given a whole report on the same form: done with nothing more, or with the same once more,
    the task owes nothing, and what was told is kept once.
    """
    said = {"kind": "water", "said": "三楼没有水"}
    for again in (None, said):
        (task,) = office.log("pipe_burst", report=said).body["tasks"]
        assert not office.done(task, again).body["report_owed"]
        assert told(town, "task_completed")[-1].report is None
    office.done(task, {**said, "phone": "15477770001"})
    assert told(town, "task_reported") == []


def test_a_report_that_says_more_than_what_was_told_is_kept_beside_it(
    office: Office, town: Town
) -> None:
    said = {"kind": "water", "said": "三楼没有水"}
    (task,) = office.log("pipe_burst", report=said).body["tasks"]
    assert not office.done(task, {**said, "said": "已修好"}).body["report_owed"]
    assert told(town, "task_completed")[-1].report is not None


def test_what_was_told_in_part_or_is_but_the_first_step_leaves_the_report_owed(
    office: Office, town: Town
) -> None:
    (part,) = office.log("pipe_burst", report={"said": "三楼没有水"}).body["tasks"]
    assert office.done(part).body["report_owed"]
    (dispatch,) = office.log("request_logged", report={"kind": "water"}).body["tasks"]
    office.done(dispatch, {"handling_group": "testing"})
    assert office.done(office.task("sup.01")).body["report_owed"]
    office.log("visit_needed", report={"said": "每两日"})
    assert office.done(office.task("sup.02")).body["report_owed"]


def test_an_unknown_group_is_refused_by_its_field(office: Office) -> None:
    (dispatch,) = office.log("request_logged").body["tasks"]
    refused(
        "report_invalid",
        "report.handling_group",
        office.done,
        dispatch,
        {"handling_group": "nowhere"},
    )
    assert office.state(dispatch) == "open"


def test_a_completion_repeated_begins_nothing_again(office: Office, town: Town) -> None:
    (dispatch,) = office.log("request_logged").body["tasks"]
    office.done(dispatch, {"handling_group": "testing"})
    before = town.store.head()
    assert not office.done(dispatch, {"handling_group": "testing"}).changed
    assert town.store.head() == before


def test_a_task_reopened_and_done_again_opens_no_second_phase(office: Office, town: Town) -> None:
    (dispatch,) = office.log("request_logged").body["tasks"]
    office.done(dispatch, {"handling_group": "testing"})
    town.act(dispatch, "reopen")
    office.done(dispatch, {"handling_group": "supply"})
    assert len(office.tasks("sup.01")) == 1


def test_a_deliberation_goes_through_its_six_steps(office: Office, town: Town) -> None:
    id = office.log("matter_raised").body["id"]
    for n in range(6):
        assert not occurrence(town, id).is_closed
        assert office.tasks(f"del.0{n + 1}") == []
        office.done(office.task(f"del.0{n}"))
    found = occurrence(town, id)
    assert (tuple(found.phases), found.is_closed) == (STEPS, True)


def test_a_cancelled_step_leaves_the_matter_open(office: Office, town: Town) -> None:
    id = office.log("matter_raised").body["id"]
    town.act(office.task("del.00"), "cancel")
    assert not occurrence(town, id).is_closed


def test_a_meeting_with_two_decisions_makes_two_tasks(office: Office, town: Town) -> None:
    later = (NOON + 5 * HOUR).isoformat()
    wang = town.member(WANG)
    office.done(
        office.task("off.03"),
        {
            "summary": "两件事",
            "decisions": [
                {"what": "给三号楼送水", "group": "supply", "until": later, "who": wang},
                {"what": "统计楼栋"},
            ],
        },
    )
    made = sorted((f for f in told(town, "task_opened") if f.title), key=lambda f: f.group)
    assert [f.group for f in made] == ["coordination", "supply"]
    assert [f.due_at for f in made] == [NOON + 24 * HOUR, NOON + 5 * HOUR]
    assert made[1].assignees == (wang,)
    texts = town.store.directory.texts(f.title for f in made)
    assert set(texts.values()) == {"给三号楼送水", "统计楼栋"}


def test_a_decision_for_yesterday_is_refused_and_nothing_is_saved(
    office: Office, town: Town
) -> None:
    before = town.store.head()
    row = {"what": "昨天的事", "until": (NOON - HOUR).isoformat()}
    refused(
        "due_in_past",
        "report.decisions.0",
        office.done,
        office.task("off.03"),
        {"decisions": [row]},
    )
    assert town.store.head() == before


def test_a_failed_check_raises_what_the_plan_says(office: Office, town: Town) -> None:
    office.done(office.task("off.04"), {"outcome": "unaware"})
    (logged,) = told(town, "occurrence_logged")
    assert (logged.event, logged.raised_by) == ("check_failed", office.task("off.04"))
    assert office.state(office.task("off.05")) == "open"


def test_a_passed_check_raises_nothing(office: Office, town: Town) -> None:
    office.done(office.task("off.04"), {"outcome": "aware"})
    assert town.facts("occurrence_logged") == []


def test_every_row_that_was_drawn_raises_one(office: Office, town: Town) -> None:
    rows = [{"room": 3, "said": "在家"}, {"room": 5}]
    office.done(office.task("off.04"), {"outcome": "aware", "drawn": rows})
    assert len(office.tasks("off.06")) == 2
    logged = told(town, "occurrence_logged")
    assert [f.form for f in logged] == ["f_request", "f_request"]


def test_a_report_handed_in_late_raises_then(office: Office, town: Town) -> None:
    office.done(office.task("off.04"))
    assert town.facts("occurrence_logged") == []
    office.done(office.task("off.04"), {"outcome": "unaware"})
    assert len(town.facts("occurrence_logged")) == 1


def test_a_report_given_again_after_a_reopening_raises_only_what_it_did_not_say_before(
    office: Office, town: Town
) -> None:
    check, rows = office.task("off.04"), [{"room": 3, "said": "在家"}, {"room": 5}]
    office.done(check, {"outcome": "unaware", "drawn": rows})
    again = [{"room": 5}, *rows]
    for drawn in (rows, again, again):
        town.act(check, "reopen", reason="漏了一户")
        office.done(check, {"outcome": "unaware", "drawn": drawn})
    logged = told(town, "occurrence_logged")
    assert sorted(f.event for f in logged) == ["check_failed", *["room_drawn"] * 3]
    assert len({f.occurrence for f in logged}) == 4
    assert len(office.tasks("off.06")) == 3


def test_what_is_done_in_each_building_is_over_when_it_is_done_in_the_last(
    office: Office, town: Town
) -> None:
    round = office.log("round_ordered").body
    assert [office.open(t).building for t in round["tasks"]] == [1, 2, 3]
    for task in round["tasks"]:
        assert not occurrence(town, round["id"]).is_closed
        office.done(task)
    assert occurrence(town, round["id"]).is_closed
    (one,) = office.log("round_ordered", building=2).body["tasks"]
    assert office.open(one).building == 2


def test_visits_are_a_series_that_closing_ends(office: Office, town: Town) -> None:
    logged = office.log("visit_needed", about="三号楼一户老人")
    (visit,) = logged.body["tasks"]
    assert office.open(visit).due_at == NOON + timedelta(days=2)
    office.done(visit, "都好")
    assert not occurrence(town, logged.body["id"]).is_closed
    closed = town.workflow.occurrences.close(
        CODE, office.id, logged.body["id"], "家人接走", caller()
    )
    assert closed.body["state"] == "closed"
    assert [f.cause for f in told(town, "series_ended")] == ["occurrence_closed"]


def test_a_visit_that_is_missed_is_alarmed_and_the_next_one_comes(
    office: Office, town: Town
) -> None:
    id = office.log("visit_needed", about="三号楼一户老人").body["id"]
    group = town.group(office.id, "supply", EAST).id.hex

    def at(days: float) -> list[str]:
        """What the worker records then."""
        before = town.store.head()
        town.clock.now = NOON + timedelta(days=days)
        town.workflow.duties.fulfil([group], caller("system"))
        return sorted(r.topic.partition(".")[0] for r in town.facts(after=before))

    assert "task_overdue" not in at(1.9)
    assert at(2.1) == ["task_opened", "task_overdue"]
    first, second = office.tasks("sup.02")
    assert (office.open(first).overdue, office.open(second).overdue) == (True, False)
    office.done(second, "都好")
    assert at(4.1) == ["task_opened"]
    town.workflow.occurrences.close(CODE, office.id, id, "家人接走", caller())
    assert at(9) == []
    assert [office.state(visit) for visit in office.tasks("sup.02")] == [
        "cancelled",
        "completed",
        "cancelled",
    ]


def test_a_report_handed_in_again_decides_only_what_it_did_not_say_before(
    office: Office, town: Town
) -> None:
    task, water = office.task("off.03"), {"what": "送水", "until": (NOON + HOUR).isoformat()}
    office.done(task, {"decisions": [water, {"what": "巡查"}, {"what": "巡查"}]})
    town.clock.advance(hours=2)
    again = {"decisions": [{"what": "巡查"}, water, {"what": "送菜"}, {"what": "巡查"}]}
    town.workflow.tasks.act(task, "reopen", Said(reason="补记"), caller())
    office.done(task, again)
    town.workflow.tasks.act(task, "reopen", Said(reason="再补"), caller())
    office.done(task, {"decisions": [water, {"what": "送菜"}, {"what": "送菜", "group": "supply"}]})
    titles = [f.title for f in told(town, "task_opened") if f.title]
    texts = town.store.directory.texts(titles)
    assert sorted(texts[t] for t in titles) == ["巡查", "巡查", "送水", "送菜", "送菜"]
