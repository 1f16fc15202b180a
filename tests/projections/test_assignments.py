"""Assignments: who, what, from, to, by whom; before and after a hand-over."""

from __future__ import annotations

from typing import Any

import pytest

from domain.facts import community as c
from domain.facts import group as g
from projections import assignments
from projections.rows import MemoryRows
from tests.projections.examples import COO, COO_01, COO_02, TST, clicked
from tests.projections.logbook import Logbook

Line = tuple[Any, ...]


def ask(log: Logbook, **wanted: Any) -> list[dict[str, Any]]:
    """The answer after all facts."""
    rows = MemoryRows()
    for r in log.facts:
        assignments.fold(rows, r)
    return assignments.query(rows.docs, **wanted)


def who(log: Logbook, **wanted: Any) -> list[Line]:
    """Who has or had what, and whether it lasts."""
    return [(i["member"], i["role"], i["to"] is None) for i in ask(log, **wanted)]


def test_a_click_begins_posts_and_tasks(log: Logbook) -> None:
    assert who(log) == [
        ("wang", "lead", True),
        ("li", "member", True),
        ("wang", "assignee", True),
        ("wang", "assignee", True),
    ]
    [post] = ask(log, member="li")
    assert (post["activation"], post["group"], post["grid"]) == COO
    assert (post["task"], post["by"], post["case"]) == (None, "secretary", "k1")
    assert post["from"] == log.now


def test_a_hand_over_ends_one_interval_and_begins_the_next(log: Logbook) -> None:
    before, earlier = log.head, log.now
    log.record(g.TaskAssigned(*COO, COO_01, ("li",), "reassign", "t4"), actor="deputy")
    assert who(log, task=COO_01) == [("wang", "assignee", False), ("li", "assignee", True)]
    given = ask(log, task=COO_01)
    assert (given[0]["to"], given[0]["to_position"]) == (log.now, log.head)
    assert (given[0]["ended_by"], given[0]["ended_because"]) == ("deputy", "reassign")
    assert (given[1]["by"], given[1]["reason"]) == ("deputy", "t4")
    for then in (before, earlier):
        assert who(log, task=COO_01, as_of=then) == [("wang", "assignee", True)]


def test_who_stays_on_a_task_keeps_the_same_interval(log: Logbook) -> None:
    log.record(g.TaskAssigned(*COO, COO_01, ("wang", "li"), "accept"))
    log.record(g.TaskAssigned(*COO, COO_01, ("li", "zhao"), "left"))
    assert who(log, task=COO_01) == [
        ("wang", "assignee", False),
        ("li", "assignee", True),
        ("zhao", "assignee", True),
    ]


def test_closing_a_task_ends_it_and_reopening_gives_it_to_the_same_people(log: Logbook) -> None:
    log.record(g.TaskCompleted(*COO, COO_01))
    assert who(log, task=COO_01) == [("wang", "assignee", False)]
    log.record(g.TaskReopened(*COO, COO_01, "t5"), actor="deputy")
    assert who(log, task=COO_01) == [("wang", "assignee", False), ("wang", "assignee", True)]
    assert ask(log, task=COO_01)[1]["by"] == "deputy"
    log.record(g.TaskCancelled(*COO, COO_02, "decision"))
    assert ask(log, task=COO_02)[0]["ended_because"] == "decision"


def test_another_position_in_the_same_group_is_another_interval(log: Logbook) -> None:
    log.record(g.MemberAssigned(*COO, "li", "deputy", "step_up"))
    log.record(g.MemberAssigned(*COO, "li", "deputy", "step_up"))
    assert who(log, member="li") == [("li", "member", False), ("li", "deputy", True)]


def test_leaving_ends_the_post(log: Logbook) -> None:
    log.record(g.MemberReleased(*COO, "wang", "lead", "left"))
    [post] = [i for i in ask(log, member="wang") if i["role"] == "lead"]
    assert post["ended_because"] == "left"


def test_stand_down_ends_what_is_left_and_forgets_nothing(log: Logbook) -> None:
    log.record(
        c.PlaybookStoodDown("a1"),
        g.TaskCancelled(*COO, COO_01, "stand_down"),
        g.GroupStoodDown(*COO, "stand_down"),
        g.GroupStoodDown(*TST, "stand_down"),
    )
    assert {lasts for _, _, lasts in who(log)} == {False}
    assert len(who(log)) == 4


@pytest.mark.parametrize(
    ("wanted", "count"),
    [
        ({"grid": "g1"}, 4),
        ({"grid": "g2"}, 4),
        ({"group": "coordination"}, 8),
        ({"group": "testing"}, 0),
        ({"case": "k1"}, 4),
        ({"case": "k2"}, 0),
        ({"activation": "a2"}, 4),
        ({"member": "wang"}, 6),
        ({"member": "wang", "grid": "g2"}, 3),
        ({"task": COO_01}, 1),
        ({"task": "nonsense"}, 0),
        ({}, 8),
    ],
)
def test_assignments_are_found_by_what_they_are_of(
    log: Logbook, wanted: dict[str, str], count: int
) -> None:
    log.record(*clicked("a2", grids=("g2",)))
    assert len(ask(log, **wanted)) == count
