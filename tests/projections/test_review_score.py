"""The score of a drill: given who came when and what was done, how many points of each part."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from domain.facts import Fact
from domain.facts import group as g
from projections.review import present_review, review_of
from tests.projections.examples import (
    ACTIVATION,
    COO,
    COO_01,
    COO_02,
    SOON,
    TST,
    clicked,
    playbooks,
    registered,
)
from tests.projections.logbook import START, Logbook


def score(*facts: tuple[float, Fact], drill: bool = True, pace: float = 1.0) -> Any:
    """The score after a drill's click and facts at so many minutes."""
    log = Logbook()
    log.record(*registered())
    log.record(*clicked(drill=drill, pace=pace), occurred_at=START)
    for minutes, fact in facts:
        log.record(fact, occurred_at=START + timedelta(minutes=minutes))
    log.now = START + timedelta(hours=1)
    log.record(g.MusterClosed(*COO), actor="system")
    return present_review(review_of(ACTIVATION, log.facts), playbooks)["score"]


def part(found: Any, id: str) -> Any:
    return next(p for p in found["parts"] if p["id"] == id)


LED = g.MemberAssigned(*TST, "sun", "lead", "hand_over")
HERE, THERE = g.MemberMustered(*COO, "wang"), g.MemberMustered(*TST, "sun")
DONE = g.TaskCompleted(*COO, COO_01, "wang")


def test_what_was_no_drill_has_no_score() -> None:
    assert score(drill=False) is None


def test_everybody_in_time_with_every_lead_and_task_is_a_hundred() -> None:
    found = score((0, LED), (5, HERE), (5, THERE), (10, DONE))
    assert found["score"] == 100
    assert [p["got"] for p in found["parts"]] == [40, 20, 40]
    assert found["misses"] == []


@pytest.mark.parametrize(
    ("minutes", "got"), [(15, 40.0), (22.5, 30.0), (30, 20.0), (90, 20.0)], ids=str
)
def test_a_group_counts_less_from_the_time_of_muster_to_twice_that(
    minutes: float, got: float
) -> None:
    found = score((0, LED), (5, HERE), (minutes, THERE))
    assert part(found, "muster")["got"] == got


def test_a_group_without_a_lead_at_the_close_costs_its_share() -> None:
    assert part(score(), "vacancies")["share"] == 0.5
    assert part(score((20, LED)), "vacancies")["share"] == 0.5
    assert part(score((14, LED)), "vacancies")["share"] == 1.0


def test_tasks_late_and_missed_count_against_and_are_named() -> None:
    late = g.TaskCompleted(*COO, COO_01, "wang", late=True)
    found = score(
        (30, g.TaskOverdue(*COO, COO_01, SOON)),
        (31, late),
        (40, g.TaskCompleted(*COO, COO_02, "wang")),
    )
    assert part(found, "tasks")["share"] == 0.5
    assert [(m["task"], m["outcome"]) for m in found["misses"]] == [(COO_01, "late")]


def test_what_cannot_be_measured_is_left_out_and_the_rest_counts_for_all() -> None:
    found = score((0, LED), (5, HERE), (5, THERE))
    assert part(found, "tasks")["got"] is None
    assert found["score"] == 100


def test_a_fast_drill_is_measured_in_its_own_time() -> None:
    slow, fast = (score((0, LED), (3, HERE), (3, THERE), pace=p) for p in (1.0, 10.0))
    assert part(slow, "muster")["got"] == 40
    assert part(fast, "muster")["got"] == 0
