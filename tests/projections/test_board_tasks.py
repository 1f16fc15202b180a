"""Tasks on the board: given facts, what is seen of each."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.facts import Fact
from domain.facts import community as c
from domain.facts import group as g
from projections.presenting import present_ended_task, present_task
from tests.projections.examples import (
    ACTIVATION,
    COO,
    COO_01,
    COO_02,
    SOON,
    TST,
    TST_01,
    board_of,
    clicked,
    fold_board,
    playbooks,
    task_of,
    totals,
)
from tests.projections.logbook import Logbook, task


def test_tasks_stand_in_playbook_order_and_those_of_no_plan_come_last(log: Logbook) -> None:
    by_hand = task(COO, "x.1")
    again = task(COO, "coo.01#2")
    log.record(
        g.TaskOpened(*COO, by_hand, "x.1", ("li",), SOON, title="t9"),
        g.TaskOpened(*COO, again, "coo.01", ("li",), SOON),
    )
    tasks = board_of(log)["activations"][0]["groups"][0]["tasks"]
    assert [t["id"] for t in tasks] == [COO_01, again, COO_02, by_hand]
    assert tasks[-1]["title"] == "t9"


def test_a_task_without_a_time_waits_and_one_under_an_authority_is_locked(log: Logbook) -> None:
    assert task_of(log, COO_01)["state"] == "open"
    assert task_of(log, COO_02)["state"] == "waiting"
    assert task_of(log, TST_01)["state"] == "locked"
    assert task_of(log, TST_01)["authority"] is True


LIFE: list[tuple[list[Fact], str]] = [
    ([g.TaskTimed(*COO, COO_02, SOON)], "open"),
    ([g.TaskAccepted(*COO, COO_02)], "accepted"),
    ([g.TaskStarted(*COO, COO_02)], "started"),
    ([g.TaskCompleted(*COO, COO_02)], "completed"),
    ([g.TaskCancelled(*COO, COO_02, "decision")], "cancelled"),
    ([g.TaskCompleted(*COO, COO_02), g.TaskReopened(*COO, COO_02)], "waiting"),
    (
        [
            g.TaskTimed(*COO, COO_02, SOON),
            g.TaskCompleted(*COO, COO_02),
            g.TaskReopened(*COO, COO_02),
        ],
        "open",
    ),
]


@pytest.mark.parametrize(("facts", "state"), LIFE)
def test_each_fact_of_a_tasks_life_brings_its_state(
    log: Logbook, facts: list[Fact], state: str
) -> None:
    log.record(*facts)
    assert task_of(log, COO_02)["state"] == state


def test_an_unlocked_task_may_start_and_has_its_new_time(log: Logbook) -> None:
    later = SOON + timedelta(hours=1)
    log.record(g.TaskUnlocked(*TST, TST_01, later))
    assert (task_of(log, TST_01)["state"], task_of(log, TST_01)["due_at"]) == ("open", later)


def test_a_report_owed_is_shown_until_it_is_handed_in(log: Logbook) -> None:
    log.record(g.TaskCompleted(*COO, COO_01, "wang", report_owed=True, late=True))
    done = task_of(log, COO_01)
    assert (done["report_owed"], done["late"], done["completed_by"]) == (True, True, "wang")
    log.record(g.TaskReported(*COO, COO_01, "t5"))
    assert (task_of(log, COO_01)["report_owed"], task_of(log, COO_01)["report"]) == (False, "t5")


def test_overdue_is_shown_until_the_task_is_closed_or_its_deadline_moves(log: Logbook) -> None:
    log.record(g.TaskOverdue(*COO, COO_01, SOON))
    assert task_of(log, COO_01)["overdue"]
    assert totals(log)["tasks"]["overdue"] == 1
    log.record(g.TaskCompleted(*COO, COO_01, late=True))
    assert not task_of(log, COO_01)["overdue"]
    assert totals(log)["tasks"]["overdue"] == 0
    log.record(g.TaskReopened(*COO, COO_01))
    assert task_of(log, COO_01)["overdue"]
    log.record(g.TaskTimed(*COO, COO_01, SOON + timedelta(hours=1)))
    assert not task_of(log, COO_01)["overdue"]
    assert totals(log)["tasks"]["overdue"] == 0


def test_the_rungs_of_the_ladder_and_the_notes_are_kept_with_the_task(log: Logbook) -> None:
    log.record(
        g.TaskEscalated(*COO, COO_01, 1, "community_secretary", ("wang",)),
        g.TaskNoted(*COO, COO_01, "t7"),
    )
    shown = task_of(log, COO_01)
    assert [(e["step"], e["to"]) for e in shown["escalations"]] == [(1, ("wang",))]
    assert shown["notes"] == 1


def test_one_task_is_shown_with_its_place(log: Logbook) -> None:
    rows = fold_board(log)
    shown = present_task(rows, playbooks, COO_01)
    assert shown is not None
    assert (shown["activation"], shown["group"], shown["grid"]) == COO
    assert present_task(rows, playbooks, task(COO, "coo.99")) is None
    assert present_task(rows, playbooks, "nonsense") is None


def test_a_task_of_what_has_ended_is_shown_from_its_groups_own_facts(log: Logbook) -> None:
    log.record(
        c.PlaybookStoodDown(ACTIVATION),
        g.TaskCancelled(*COO, COO_01, "stand_down", "t9"),
        g.GroupStoodDown(*COO, "stand_down"),
    )
    stream = COO_01.partition(".")[0]
    shown = present_ended_task([r for r in log.facts if r.stream == stream], playbooks, COO_01)
    assert shown is not None
    assert (shown["state"], shown["title"]["zh"]) == ("cancelled", "登记")
    assert (shown["activation"], shown["group"], shown["grid"]) == COO
    assert present_ended_task([], playbooks, COO_01) is None


def test_a_slot_shows_who_has_taken_it_up_and_who_was_missing() -> None:
    log, shift = Logbook(), task(COO, "coo.09~a")
    opened = g.TaskOpened(
        *COO,
        shift,
        "coo.09",
        ("li",),
        SOON + timedelta(hours=1),
        starts_at=SOON,
        places=2,
        building=3,
    )
    log.record(*clicked(), opened, g.TaskStarted(*COO, shift, "li"))
    log.record(g.SlotUncovered(*COO, shift, SOON, 1), g.TaskAccepted(*COO, shift, "wang"))
    shown = task_of(log, shift)
    assert (shown["state"], shown["taken"], shown["missing"]) == ("started", ("li", "wang"), 1)
    assert (shown["starts_at"], shown["places"], shown["building"]) == (SOON, 2, 3)
    log.record(g.TaskAssigned(*COO, shift, ("wang",), "reassign"))
    assert task_of(log, shift)["taken"] == ("wang",)


def test_a_rung_with_nobody_to_tell_says_so() -> None:
    log = Logbook()
    log.record(*clicked(), g.TaskOverdue(*COO, COO_01, SOON))
    log.record(g.TaskEscalated(*COO, COO_01, 1, "lead", ("wang",)))
    log.record(g.TaskEscalated(*COO, COO_01, 2, "street"))
    assert [e["nobody"] for e in task_of(log, COO_01)["escalations"]] == [False, True]


def test_a_report_that_is_owed_at_a_stand_down_stays_until_it_is_handed_in(log: Logbook) -> None:
    owed = [g.TaskCompleted(*COO, COO_01, "li", report_owed=True), g.TaskCompleted(*COO, COO_02)]
    log.record(*owed, g.GroupStoodDown(*COO, "stand_down"), c.PlaybookStoodDown(ACTIVATION))
    (ended,) = board_of(log)["aftermath"]
    (task_,) = ended["tasks"]
    assert (task_["id"], task_["state"], task_["report_owed"]) == (COO_01, "completed", True)
    log.record(g.TaskReported(*COO, COO_01, "t1", "li"))
    assert board_of(log)["aftermath"] == []


def test_nothing_is_owed_of_a_click_that_was_taken_back(log: Logbook) -> None:
    done = g.TaskCompleted(*COO, COO_01, "li", report_owed=True)
    log.record(done, g.GroupStoodDown(*COO, "undone"), c.ActivationUndone(ACTIVATION))
    assert board_of(log)["aftermath"] == []
