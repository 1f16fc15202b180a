"""The board: given facts, what is seen."""

from __future__ import annotations

from datetime import timedelta

from domain.facts import campaign
from domain.facts import community as c
from domain.facts import group as g
from tests.projections.examples import (
    ACTIVATION,
    COO,
    COO_01,
    SOON,
    TST,
    activated,
    board_of,
    clicked,
    fold_board,
    registered,
    totals,
)
from tests.projections.logbook import START, Logbook


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
    assert coordination["tasks"][1]["pre"] == ("coo.01",)


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
    log.record(g.MusterWithdrawn(*TST, "wang"), g.MusterWithdrawn(*COO, "wang"))
    groups = board_of(log)["activations"][0]["groups"]
    assert not any(m["mustered_at"] for x in groups for m in x["members"])
    assert totals(log)["mustered"] == 0


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


def test_a_group_shows_by_when_it_musters_and_who_was_absent() -> None:
    log, sec = Logbook(), ("a1", "security", "g1")
    log.record(*clicked(), g.GroupStoodUp(*sec, "epidemic", muster_by=SOON))

    def shown() -> tuple[object, object]:
        groups = board_of(log)["activations"][0]["groups"]
        line = next(group for group in groups if group["group"] == "security")
        return line["muster_by"], line["absent"]

    assert shown() == (SOON, None)
    log.record(g.MusterClosed(*sec, ("li",)))
    assert shown() == (SOON, ("li",))


def test_whoever_declines_leaves_a_place_that_is_short_until_somebody_comes(log: Logbook) -> None:
    def coordination() -> tuple[dict[str, str], int]:
        group = board_of(log)["activations"][0]["groups"][0]
        return group["declined"], group["short"]

    assert coordination() == ({}, 0)
    log.record(g.MemberReleased(*COO, "li", "member", "declined", "t9"))
    assert coordination() == ({"li": "member"}, 1)
    # an heir has the place of whom they take over from, and not this one
    log.record(g.MemberAssigned(*COO, "zhao", "lead", "hand_over"))
    log.record(g.MemberReleased(*COO, "wang", "lead", "hand_over"))
    assert coordination() == ({"li": "member"}, 1)
    log.record(g.MemberAssigned(*COO, "qian", "member", "seat"))
    assert coordination() == ({"li": "member"}, 0)


def test_whoever_can_come_after_all_fills_their_place_again(log: Logbook) -> None:
    log.record(g.MemberReleased(*COO, "li", "member", "declined"))
    log.record(g.MemberAssigned(*COO, "li", "member", "seat", "returned"))
    group = board_of(log)["activations"][0]["groups"][0]
    assert (group["declined"], group["short"]) == ({}, 0)


def test_whoever_leaves_the_roster_leaves_no_place_short(log: Logbook) -> None:
    log.record(g.MemberReleased(*COO, "li", "member", "left"))
    assert board_of(log)["activations"][0]["groups"][0]["short"] == 0
