"""The board: given facts, what is seen."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.facts import Fact, campaign
from domain.facts import community as c
from domain.facts import group as g
from projections.board import COMMUNITY
from projections.presenting import present_ended_task, present_task
from projections.summaries import present_summary
from tests.projections.examples import (
    ACTIVATION,
    COO,
    COO_01,
    COO_02,
    SOON,
    TST,
    TST_01,
    activated,
    board_of,
    clicked,
    fold_board,
    playbooks,
    registered,
    task_of,
)
from tests.projections.logbook import START, Logbook, task


@pytest.fixture
def log() -> Logbook:
    """A registered community after one click."""
    book = Logbook()
    book.record(*registered())
    book.record(*clicked(reason="t1", case="k1", planned_end=SOON))
    return book


def totals(log: Logbook) -> dict[str, Any]:
    """The community's line of a list."""
    return present_summary(fold_board(log).get(COMMUNITY))


def test_a_click_shows_its_groups_in_playbook_order_with_people_and_tasks(log: Logbook) -> None:
    [activation] = board_of(log)["activations"]
    assert [group["group"] for group in activation["groups"]] == ["coordination", "testing"]
    assert activation["summary"] == {"groups": 2, "members": 2, "tasks": 3, "vacant": 1}
    coordination = activation["groups"][0]
    assert [(m["member"], m["position"]) for m in coordination["members"]] == [
        ("wang", "lead"),
        ("li", "member"),
    ]
    assert [t["title"]["zh"] for t in coordination["tasks"]] == ["登记", "点名"]
    assert coordination["tasks"][1]["pre"] == ["coo.01"]


def test_the_click_says_why_and_for_how_long(log: Logbook) -> None:
    [activation] = board_of(log)["activations"]
    assert (activation["reason"], activation["case"]) == ("t1", "k1")
    assert (activation["started_at"], activation["planned_end"]) == (START, SOON)


def test_groups_of_one_kind_stand_in_roster_order_of_their_grids() -> None:
    log = Logbook()
    log.record(*registered(), activated(grids=("g1", "g2")))
    for grid in ("g1", "g2", None):
        log.record(g.GroupStoodUp(ACTIVATION, "coordination", grid, "epidemic"))
    [activation] = board_of(log)["activations"]
    assert [group["grid"] for group in activation["groups"]] == [None, "g2", "g1"]


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
    assert [(e["step"], e["to"]) for e in shown["escalations"]] == [(1, ["wang"])]
    assert shown["notes"] == 1


def test_a_group_is_red_when_it_has_no_lead(log: Logbook) -> None:
    def red() -> list[bool]:
        return [group["vacant"] for group in board_of(log)["activations"][0]["groups"]]

    assert red() == [False, True]
    log.record(g.MemberAssigned(*TST, "zhao", "member", "seat"))
    assert red() == [False, True]
    log.record(g.MemberAssigned(*TST, "zhao", "lead", "step_up"))
    assert red() == [False, False]
    log.record(g.MemberReleased(*COO, "wang", "lead", "left"))
    assert red() == [True, False]
    assert totals(log)["vacant"] == 1


def test_muster_is_per_person_and_covers_all_their_posts(log: Logbook) -> None:
    log.record(g.MemberAssigned(*TST, "wang", "lead", "seat"))
    assert totals(log)["members"] == 2
    at = START + timedelta(minutes=9)
    log.record(g.MemberMustered(*COO, "wang"), occurred_at=at)
    groups = board_of(log)["activations"][0]["groups"]
    assert [m["mustered_at"] for x in groups for m in x["members"]] == [at, None, at]
    assert totals(log)["mustered"] == 1


def test_stand_down_clears_the_board_and_its_totals(log: Logbook) -> None:
    log.record(
        g.MemberMustered(*COO, "wang"),
        g.TaskOverdue(*COO, COO_01, SOON),
        c.PlaybookStoodDown(ACTIVATION),
        g.TaskCancelled(*COO, COO_01, "stand_down"),
        g.GroupStoodDown(*COO, "stand_down"),
        g.GroupStoodDown(*TST, "stand_down"),
    )
    assert board_of(log)["activations"] == []
    line = totals(log)
    assert (line["groups"], line["vacant"], line["members"], line["mustered"]) == (0, 0, 0, 0)
    assert set(line["tasks"].values()) == {0}
    assert set(fold_board(log).docs) == {"community", "grids", "crowd"}


def test_groups_that_stand_down_before_their_activation_leave_nothing_either(log: Logbook) -> None:
    log.record(
        g.GroupStoodDown(*COO, "undone"),
        g.GroupStoodDown(*TST, "undone"),
        c.ActivationUndone(ACTIVATION),
    )
    assert set(fold_board(log).docs) == {"community", "grids", "crowd"}
    assert totals(log)["members"] == 0


def test_a_second_activation_runs_beside_the_first_with_people_counted_once(log: Logbook) -> None:
    log.record(*clicked("a2", grids=("g2",)))
    shown = board_of(log)["activations"]
    assert [a["id"] for a in shown] == ["a1", "a2"]
    assert totals(log)["members"] == 2
    log.record(c.PlaybookStoodDown("a1"))
    assert [a["id"] for a in board_of(log)["activations"]] == ["a2"]
    assert totals(log)["members"] == 2


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


def test_a_board_without_its_plan_shows_ids() -> None:
    log = Logbook()
    log.record(*registered(), *clicked(digest="unknown"))
    # the digest is a field of the click, so the plan is not found
    [activation] = board_of(log)["activations"]
    assert activation["title"] == {"zh": "epidemic", "en": "epidemic"}
    assert activation["groups"][0]["name"]["en"] == "coordination"


def test_facts_of_a_campaign_leave_no_row_behind() -> None:
    log = Logbook()
    log.record(campaign.CampaignStopped("k"), community="350102")
    assert fold_board(log).docs == {}


def test_the_position_is_that_of_the_last_fact_the_board_took_in(log: Logbook) -> None:
    before = board_of(log)["position"]
    log.record(c.MemberEnrolled("new"))
    assert board_of(log)["position"] == before
    log.record(c.LevelChanged(ACTIVATION, "II"))
    assert board_of(log)["position"] == log.head
    assert board_of(log)["activations"][0]["level"] == "II"
