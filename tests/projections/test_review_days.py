"""The day's numbers: given the facts of some days, what the bulletin of each counts."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from domain.facts import community as c
from domain.facts import group as g
from domain.facts import occurrence as o
from projections.review import Day, present_day, review_of
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

MIDNIGHT = START.replace(hour=0)
DAY = timedelta(days=1)


def day_of(log: Logbook, since: datetime) -> dict[str, Any]:
    """A day's numbers, from the facts recorded by its end."""
    known = [r for r in log.facts if r.recorded_at < since + DAY]
    return present_day(review_of(ACTIVATION, known), Day(since, since + DAY), playbooks)


def two_days() -> Logbook:
    """A click and some work; on the next day the rest of it."""
    log = Logbook()
    log.record(*registered(), *clicked())
    log.record(g.MemberMustered(*COO, "li"))
    log.record(g.TaskOverdue(*COO, COO_01, SOON), g.TaskTimed(*COO, COO_02, START + DAY))
    log.record(g.TaskEscalated(*COO, COO_01, 1, "street"))
    log.record(o.OccurrenceLogged("o1", ACTIVATION, "request_logged", START))
    log.record(o.OccurrenceLogged("o2", ACTIVATION, "request_logged", START))
    log.record(o.OccurrenceClosed("o1", ACTIVATION, "done"))
    log.now += DAY
    log.record(g.TaskCompleted(*COO, COO_01, "li", late=True, form="f_start"))
    log.record(g.TaskCompleted(*COO, COO_02, "li"), g.SlotUncovered(*TST, TST_01, START, 1))
    log.record(o.OccurrenceClosed("o2", ACTIVATION, "done"))
    return log


def test_a_day_counts_what_was_recorded_in_it_and_stands_as_it_ended() -> None:
    first, second = (day_of(two_days(), MIDNIGHT + n * DAY) for n in (0, 1))
    assert first["members"] == {"asked": 2, "mustered": 1, "absent": 1}
    assert first["vacant"] == 1
    told = first["tasks"]
    # the locked one whose time has come is not to be done yet
    assert (told["due"], told["due_done"], told["completed"], told["overdue"]) == (1, 0, 0, 1)
    assert (told["escalations"], told["nobody_told"], first["tomorrow"]) == (1, 1, 1)
    told = second["tasks"]
    assert (told["due"], told["due_done"], told["completed"], told["overdue"]) == (1, 1, 2, 0)
    assert told["uncovered"] == 1
    assert len(told["positions"]) == 3


def test_requests_are_new_closed_or_open_at_the_end_of_the_day() -> None:
    days = [day_of(two_days(), MIDNIGHT + n * DAY)["occurrences"] for n in (0, 1)]
    assert [(o["new"], o["closed"], o["open"]) for (o,) in days] == [(2, 1, 1), (0, 1, 0)]


def test_the_end_is_none_of_the_day_s_requests_and_closes_none() -> None:
    log = two_days()
    log.record(o.OccurrenceLogged("o3", ACTIVATION, "request_logged", START + DAY))
    log.record(
        o.OccurrenceLogged("o4", ACTIVATION, "stand_down", START + DAY),
        o.OccurrenceClosed("o3", ACTIVATION, "stand_down"),
        c.PlaybookStoodDown(ACTIVATION),
    )
    (line,) = day_of(log, MIDNIGHT + DAY)["occurrences"]
    assert (line["event"], line["new"], line["closed"], line["open"]) == ("request_logged", 1, 1, 0)


def test_every_group_has_a_line_and_reports_are_counted_by_form() -> None:
    second = day_of(two_days(), MIDNIGHT + DAY)
    assert [line["group"] for line in second["groups"]] == ["coordination", "testing"]
    assert second["groups"][0]["completed"] == 2
    assert [(r["form"], r["count"]) for r in second["reports"]] == [("f_start", 1)]


def test_nobody_is_named_in_a_bulletin() -> None:
    told = str(day_of(two_days(), MIDNIGHT))
    assert all(f"'{member}'" not in told for member in ("wang", "li"))


def test_a_drill_beside_it_changes_none_of_its_numbers() -> None:
    alone, beside = two_days(), two_days()
    beside.record(*clicked("a2", grids=("g2",), drill=True))
    beside.record(g.TaskCompleted("a2", "coordination", "g2", COO_01, "li"))
    for since in (MIDNIGHT, MIDNIGHT + DAY):
        assert day_of(beside, since) == day_of(alone, since)
