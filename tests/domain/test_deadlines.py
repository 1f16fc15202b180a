"""When tasks of a plan fall due."""

from datetime import UTC, datetime, time, timedelta

import pytest

from domain.deadlines import due_at
from domain.pace import Pace
from domain.playbook import Due

CLICK = datetime(2025, 3, 1, 18, 0, tzinfo=UTC)  # two in the morning of 2 March in Fuzhou
FUZHOU = "Asia/Shanghai"


def test_an_offset_counts_from_the_click() -> None:
    due = Due("offset", plus=timedelta(minutes=30))
    assert due_at(due, t0=CLICK, timezone=FUZHOU) == datetime(2025, 3, 1, 18, 30, tzinfo=UTC)


def test_day_one_is_the_calendar_day_of_the_click_where_the_community_is() -> None:
    due = Due("day", day=2, at=(time(12, 0),))
    assert due_at(due, t0=CLICK, timezone=FUZHOU) == datetime(2025, 3, 3, 4, 0, tzinfo=UTC)
    assert due_at(due, t0=CLICK, timezone="UTC") == datetime(2025, 3, 2, 12, 0, tzinfo=UTC)


def test_a_numbered_day_without_a_time_ends_with_the_day() -> None:
    due = Due("day", day=1)
    assert due_at(due, t0=CLICK, timezone=FUZHOU) == datetime(2025, 3, 2, 15, 59, tzinfo=UTC)


def test_a_task_before_the_planned_end_moves_with_it_and_waits_without_it() -> None:
    due = Due("before", target="planned_end", minus=timedelta(hours=12))
    end = CLICK + timedelta(days=5)
    assert due_at(due, t0=CLICK, timezone=FUZHOU) is None
    assert due_at(due, t0=CLICK, timezone=FUZHOU, planned_end=end) == end - timedelta(hours=12)


def test_a_task_before_a_forecast_hears_that_forecast_only() -> None:
    due = Due("before", target="landfall", minus=timedelta(hours=6))
    landfall = CLICK + timedelta(hours=20)
    known = {"landfall": landfall, "rain": CLICK}
    assert due_at(due, t0=CLICK, timezone=FUZHOU, planned_end=CLICK) is None
    assert due_at(due, t0=CLICK, timezone=FUZHOU, forecasts=known) == CLICK + timedelta(hours=14)


def test_a_task_of_a_level_counts_from_when_the_level_was_reached() -> None:
    due = Due("level", level="II", plus=timedelta(hours=3))
    assert due_at(due, t0=CLICK, timezone=FUZHOU, reached={"IV": CLICK}) is None
    assert due_at(due, t0=CLICK, timezone=FUZHOU, reached={"II": CLICK}) == CLICK + timedelta(
        hours=3
    )


def test_an_elapsed_span_ignores_a_change_of_the_local_clocks() -> None:
    before_summer_time = datetime.fromisoformat("2025-03-30T01:30:00+01:00")
    due = Due("offset", plus=timedelta(hours=1))
    assert due_at(due, t0=before_summer_time, timezone="Europe/Berlin") == datetime(
        2025, 3, 30, 1, 30, tzinfo=UTC
    )


@pytest.mark.parametrize("kind", ["daily", "interval"])
def test_what_recurs_has_no_one_deadline(kind: str) -> None:
    due = Due(kind, plus=timedelta(hours=1), every=timedelta(hours=1), at=(time(9),))
    assert due_at(due, t0=CLICK, timezone=FUZHOU) is None


@pytest.mark.parametrize("kind", ["event", "phase"])
def test_an_answer_counts_from_what_it_answers(kind: str) -> None:
    due = Due(kind, plus=timedelta(hours=1))
    assert due_at(due, t0=CLICK, timezone=FUZHOU) == CLICK + timedelta(hours=1)
    assert due_at(Due(kind), t0=CLICK, timezone=FUZHOU) == CLICK


def test_a_drill_lives_its_spans_and_days_at_its_pace() -> None:
    pace = Pace(CLICK, 24.0)
    hour = Due("offset", plus=timedelta(hours=24))
    assert due_at(hour, t0=CLICK, timezone=FUZHOU, pace=pace) == CLICK + timedelta(hours=1)
    noon_of_day_two = Due("day", day=2, at=(time(12),))
    lived = datetime(2025, 3, 3, 4, 0, tzinfo=UTC) - CLICK
    assert due_at(noon_of_day_two, t0=CLICK, timezone=FUZHOU, pace=pace) == CLICK + lived / 24
    before = Due("before", target="landfall", minus=timedelta(hours=24))
    landfall = {"landfall": CLICK + timedelta(hours=3)}
    assert due_at(
        before, t0=CLICK, timezone=FUZHOU, forecasts=landfall, pace=pace
    ) == CLICK + timedelta(hours=2)


def test_every_deadline_is_told_in_utc() -> None:
    told = due_at(
        Due("offset", plus=timedelta(hours=1)),
        t0=datetime.fromisoformat("2025-03-02T02:00:00+08:00"),
        timezone=FUZHOU,
    )
    assert told is not None
    assert told.tzinfo is UTC
