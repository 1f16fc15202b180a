"""The review: given the facts of an activation, what is told of it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.facts import community as c
from domain.facts import group as g
from domain.facts import notice as n
from domain.facts import occurrence as o
from projections.review import present_review, review_of
from tests.projections.examples import (
    ACTIVATION,
    COO,
    COO_01,
    COO_02,
    SOON,
    TST,
    TST_01,
    clicked,
    playbooks,
    registered,
)
from tests.projections.logbook import START, Logbook


@pytest.fixture
def log() -> Logbook:
    """A log with a click."""
    log = Logbook()
    log.record(*registered())
    log.record(*clicked(), occurred_at=START)
    return log


def told(log: Logbook, activation: str = ACTIVATION) -> dict[str, Any]:
    """The review as presented."""
    return present_review(review_of(activation, log.facts), playbooks)


def task(log: Logbook, id: str) -> dict[str, Any]:
    return next(t for group in told(log)["groups"] for t in group["tasks"] if t["id"] == id)


def moments(log: Logbook) -> list[str]:
    return [line["kind"] for line in told(log)["timeline"]]


def after(minutes: float) -> Any:
    return START + timedelta(minutes=minutes)


def test_every_task_stands_once_in_playbook_order(log: Logbook) -> None:
    shown = told(log)
    assert [t["id"] for group in shown["groups"] for t in group["tasks"]] == [
        COO_01,
        COO_02,
        TST_01,
    ]
    assert [g["group"] for g in shown["groups"]] == ["coordination", "testing"]
    assert shown["figures"]["tasks"] == 3
    assert (shown["state"], shown["final"], shown["drill"]) == ("running", False, False)


def test_a_task_done_late_tells_by_how_much_and_which_entries_say_so(log: Logbook) -> None:
    accepted = log.record(g.TaskAccepted(*COO, COO_01, "wang"), occurred_at=after(10))
    overdue = log.record(g.TaskOverdue(*COO, COO_01, SOON), actor="system")
    done = log.record(
        g.TaskCompleted(*COO, COO_01, "li", report_owed=True, late=True), occurred_at=after(45)
    )
    shown = task(log, COO_01)
    assert (shown["outcome"], shown["late_seconds"], shown["overdue"]) == ("late", 900, True)
    assert (shown["accepted_by"], shown["completed_by"]) == ("wang", "li")
    assert shown["report_owed"] is True
    opened = next(r for r in log.facts if getattr(r.fact, "task", "") == COO_01)
    cites = [r.position for r in (opened, accepted[0], overdue[0], done[0])]
    assert shown["positions"] == cites
    assert told(log)["groups"][0]["on_time"]["rate"] == 0.0


def test_a_task_whose_time_passed_and_that_was_never_done_is_missed(log: Logbook) -> None:
    log.record(g.TaskOverdue(*COO, COO_01, SOON), actor="system")
    log.record(g.TaskCompleted(*COO, COO_02, "li"))
    log.record(
        g.TaskCancelled(*COO, COO_01, "stand_down"),
        g.GroupStoodDown(*COO, "stand_down"),
        c.PlaybookStoodDown(ACTIVATION, "t7"),
    )
    shown = told(log)
    assert task(log, COO_01)["outcome"] == "missed"
    assert task(log, COO_01)["cancelled"] == "stand_down"
    assert shown["groups"][0]["on_time"]["rate"] == 0.5
    assert (shown["final"], shown["head"]["ended_because"]) == (True, "t7")
    assert moments(log)[-2:] == ["overdue", "stood_down"]


def test_a_deadline_that_moved_after_it_had_passed_is_no_miss_any_more(log: Logbook) -> None:
    log.record(g.TaskOverdue(*COO, COO_01, SOON), actor="system")
    log.record(g.TaskTimed(*COO, COO_01, after(90)))
    log.record(g.TaskCompleted(*COO, COO_01, "wang"), occurred_at=after(80))
    assert task(log, COO_01)["outcome"] == "on_time"


def test_a_task_opened_again_is_judged_by_how_it_ended_at_last(log: Logbook) -> None:
    log.record(g.TaskCompleted(*COO, COO_01, "wang"), occurred_at=after(5))
    log.record(g.TaskReopened(*COO, COO_01, "t5"))
    assert (task(log, COO_01)["outcome"], task(log, COO_01)["completed_by"]) == ("open", None)


def test_muster_is_timed_from_the_click_to_the_first_the_lead_and_everybody(log: Logbook) -> None:
    first = log.record(g.MemberMustered(*COO, "li"), occurred_at=after(4))
    closed = log.record(g.MusterClosed(*COO, ("wang",)), occurred_at=after(15), actor="system")
    lead = log.record(g.MemberMustered(*COO, "wang"), occurred_at=after(20))
    coordination, testing = (group["muster"] for group in told(log)["groups"])
    assert coordination["asked"] == 2
    assert coordination["first_seconds"] == 240
    assert coordination["lead_seconds"] == coordination["everybody_seconds"] == 1200
    assert coordination["absent"] == 1
    assert coordination["positions"] == [r[0].position for r in (first, closed, lead)]
    assert (testing["first_seconds"], testing["absent"]) == (None, None)
    assert moments(log) == ["activated", "first_muster", "muster_closed"]


def test_whoever_was_recorded_to_be_there_by_mistake_was_not(log: Logbook) -> None:
    log.record(g.MemberMustered(*COO, "li"), occurred_at=after(4))
    log.record(g.MusterWithdrawn(*COO, "li"), occurred_at=after(5))
    assert moments(log) == ["activated"]
    assert told(log)["figures"]["mustered"] == 0
    log.record(g.MemberMustered(*COO, "li"), occurred_at=after(9))
    coordination, _ = (group["muster"] for group in told(log)["groups"])
    assert coordination["first_seconds"] == 540
    assert told(log)["figures"]["mustered"] == 1


def test_a_group_is_vacant_from_its_start_and_from_the_loss_of_its_lead(log: Logbook) -> None:
    lost = log.record(g.MemberReleased(*COO, "wang", "lead", "left"), occurred_at=after(60))
    filled = log.record(g.MemberAssigned(*COO, "li", "lead", "hand_over"), occurred_at=after(90))
    ever, then = sorted(told(log)["vacancies"], key=lambda v: v["group"], reverse=True)
    assert (ever["group"], ever["cause"], ever["until"]) == ("testing", "stood_up", None)
    assert (then["cause"], then["ended"], then["seconds"]) == ("left", "hand_over", 1800)
    assert then["positions"] == [lost[0].position, filled[0].position]
    assert "vacated" in moments(log)


def test_a_deputy_who_steps_up_is_one_change_told_with_both_entries(log: Logbook) -> None:
    both = log.record(
        g.MemberAssigned(*COO, "li", "lead", "step_up"),
        g.MemberAssigned(*COO, "wang", "deputy", "stood_in"),
        g.TaskAssigned(*COO, COO_01, ("li",), "step_up"),
        actor="system",
    )
    post, moved = told(log)["reassignments"]
    assert (post["from"], post["to"], post["cause"]) == (["wang"], ["li"], "step_up")
    assert post["positions"] == [both[0].position, both[1].position]
    assert (moved["task"], moved["from"], moved["to"]) == (COO_01, ["wang"], ["li"])
    assert told(log)["vacancies"][0]["group"] == "testing"
    assert "stepped_up" in moments(log)


def test_taking_a_task_up_is_no_reassignment_but_handing_it_on_is(log: Logbook) -> None:
    log.record(g.TaskAssigned(*COO, COO_01, ("wang", "li"), "accept"))
    log.record(g.TaskAssigned(*COO, COO_01, ("sun",), "reassign", "t8"), actor="token:1")
    (moved,) = told(log)["reassignments"]
    assert (moved["from"], moved["to"]) == (["wang", "li"], ["sun"])
    assert (moved["cause"], moved["reason"], moved["by"]) == ("reassign", "t8", "token:1")


def test_escalations_stand_at_their_task_and_nobody_to_tell_is_said(log: Logbook) -> None:
    log.record(g.TaskOverdue(*COO, COO_01, SOON), actor="system")
    log.record(g.TaskEscalated(*COO, COO_01, 1, "lead", ("wang",)), actor="system")
    log.record(g.TaskEscalated(*COO, COO_01, 2, "street"), actor="system")
    assert [(e["step"], e["told"]) for e in task(log, COO_01)["escalations"]] == [(1, 1), (2, 0)]
    figures = told(log)["figures"]
    assert (figures["escalations"], figures["nobody_told"], figures["overdue"]) == (2, 1, 1)
    assert {"escalated", "nobody_told"} <= set(moments(log))


def test_a_slot_that_began_short_of_people_is_told_with_how_many(log: Logbook) -> None:
    log.record(g.SlotUncovered(*COO, COO_01, START, 2), actor="system")
    assert task(log, COO_01)["uncovered"] == 2
    assert told(log)["figures"]["uncovered"] == 1


def test_occurrences_are_counted_by_event_with_the_time_to_close(log: Logbook) -> None:
    for id, closes in (("o1", 60), ("o2", 1500), ("o3", None)):
        log.record(o.OccurrenceLogged(id, ACTIVATION, "request_logged", START))
        if closes:
            log.record(o.OccurrenceClosed(id, ACTIVATION, "done"), occurred_at=after(closes))
    (line,) = told(log)["occurrences"]
    assert (line["logged"], line["closed"], line["open"]) == (3, 2, 1)
    assert line["within_a_day"] == 1
    assert (line["median_seconds"], line["longest_seconds"]) == (46800, 90000)
    assert len(line["positions"]) == 5


def test_the_end_is_no_situation_and_what_it_ends_was_not_dealt_with(log: Logbook) -> None:
    for id in ("o1", "o2", "o3"):
        log.record(o.OccurrenceLogged(id, ACTIVATION, "request_logged", START))
    log.record(o.OccurrenceClosed("o1", ACTIVATION, "done"), occurred_at=after(60))
    log.record(o.OccurrenceClosed("o2", ACTIVATION, "decision", "t4"), occurred_at=after(90))
    log.record(
        o.OccurrenceLogged("o4", ACTIVATION, "stand_down", after(120)),
        o.OccurrenceClosed("o3", ACTIVATION, "stand_down"),
        c.PlaybookStoodDown(ACTIVATION),
        occurred_at=after(120),
    )
    shown = told(log)
    assert (shown["figures"]["occurrences"], shown["figures"]["occurrences_closed"]) == (3, 2)
    (line,) = shown["occurrences"]
    assert (line["event"], line["logged"], line["closed"], line["open"]) == (
        "request_logged",
        3,
        2,
        1,
    )
    assert (line["within_a_day"], line["longest_seconds"]) == (2, 5400)


def test_notices_are_counted_and_those_that_reached_nobody_cited(log: Logbook) -> None:
    log.record(n.NoticeQueued("n1", "li", ACTIVATION, "assigned", 7))
    log.record(n.NoticeRead("n1", "li", ACTIVATION, "inbox"))
    log.record(n.NoticeQueued("n2", "wang", ACTIVATION, "assigned", 8))
    lost = log.record(n.NobodyReached("n2", "wang", ACTIVATION))
    (line,) = told(log)["notices"]
    assert (line["queued"], line["read"], line["known"], line["not_reached"]) == (2, 1, 1, 1)
    assert line["positions"] == [lost[0].position]
    assert "wang" not in str(line)


def test_other_activations_and_their_drills_are_no_part_of_it(log: Logbook) -> None:
    before = told(log)
    log.record(*clicked("a2", grids=("g2",), drill=True))
    log.record(g.MemberMustered("a2", "coordination", "g2", "li"))
    log.record(c.CaseReported("k9", "t1", "g2"))
    assert told(log) == before


def test_the_case_that_a_click_answers_and_those_after_it_stand_in_the_time_line() -> None:
    log = Logbook()
    log.record(c.CaseReported("k0", "t0", "g1"), c.CaseReported("k1", "t1", "g1"))
    log.record(*clicked(case="k1"))
    log.record(c.CaseReported("k2", "t2", "g1"))
    log.record(c.LevelChanged(ACTIVATION, "II", "III"), c.AuthorityRecorded(ACTIVATION, "t3"))
    log.record(c.RecoveryBegun(ACTIVATION), c.PlaybookStoodDown(ACTIVATION))
    log.record(c.CaseReported("k3", "t3", "g1"))
    assert moments(log) == [
        "case_reported",
        "activated",
        "case_reported",
        "level_changed",
        "authority_recorded",
        "recovery_begun",
        "stood_down",
    ]
    assert [line["ref"] for line in told(log)["timeline"]][:3] == ["t1", None, "t2"]


def test_what_comes_in_numbers_is_one_line_an_hour(log: Logbook) -> None:
    log.record(g.TaskOverdue(*COO, COO_01, SOON), g.TaskOverdue(*COO, COO_02, SOON))
    log.now += timedelta(hours=1)
    log.record(g.TaskOverdue(*TST, TST_01, SOON))
    lines = [line for line in told(log)["timeline"] if line["kind"] == "overdue"]
    assert [line["count"] for line in lines] == [2, 1]
    assert [len(line["positions"]) for line in lines] == [2, 1]


def test_the_absent_of_a_closed_muster_are_people_however_many_posts_they_have(
    log: Logbook,
) -> None:
    log.record(g.MusterClosed(*COO, ("wang", "li")), g.MusterClosed(*TST, ("wang",)))
    line = told(log)["timeline"][-1]
    assert (line["kind"], line["count"], line["absent"]) == ("muster_closed", 2, 2)


def test_lines_of_which_nothing_was_opened_are_named() -> None:
    log = Logbook()
    log.record(*clicked()[:5])
    assert [line["key"] for line in told(log)["never_opened"]] == ["coo.02", "tst.01"]
