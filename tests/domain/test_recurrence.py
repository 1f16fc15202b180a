"""When what recurs is due next."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.pace import Pace
from domain.playbook import Due
from domain.recurrence import Instance, next_instance, stamp

FUZHOU, BERLIN = "Asia/Shanghai", "Europe/Berlin"
NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)  # noon in Fuzhou
HOUR, DAY = timedelta(hours=1), timedelta(days=1)

TWICE = Due("daily", at=(time(9), time(16)))
ROUNDS = Due("daily", at=(time(11), time(17)), until=(time(13), time(19)))
SHIFTS = Due("daily", at=(time(8), time(20)), until=(time(20), time(8)))
EVERY_FOUR = Due("interval", every=4 * HOUR, per_level={"II": 2 * HOUR, "I": HOUR})

MOMENTS = st.datetimes(
    datetime.fromisoformat("2026-01-01"),
    datetime.fromisoformat("2026-12-31"),
    timezones=st.just(UTC),
)
TIMES = st.builds(time, st.integers(0, 23), st.sampled_from((0, 1, 15, 30, 59)))


def local(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=ZoneInfo(FUZHOU)).astimezone(UTC)


def after(due: Due, moment: datetime, **more: object) -> Instance | None:
    told = {"anchor": NOON, "timezone": FUZHOU, **more}
    return next_instance(due, moment, **told)  # type: ignore[arg-type]


def test_a_daily_line_is_due_at_the_next_of_its_times() -> None:
    assert after(TWICE, NOON) == Instance(local(2, 16))
    assert after(TWICE, local(2, 16)) == Instance(local(3, 9))


def test_a_window_is_due_when_it_ends_and_says_when_it_begins() -> None:
    assert after(ROUNDS, NOON) == Instance(local(2, 13), local(2, 11))
    assert after(ROUNDS, NOON, begun=False) == Instance(local(2, 19), local(2, 17))


def test_a_night_shift_ends_in_the_morning_and_shifts_tile_the_day() -> None:
    first = after(SHIFTS, NOON)
    assert first == Instance(local(2, 20), local(2, 8))
    second = after(SHIFTS, first.due)
    assert second == Instance(local(3, 8), local(2, 20))
    assert after(SHIFTS, second.due) == Instance(local(3, 20), local(3, 8))


def test_an_interval_rolls_from_its_anchor_at_the_level_that_stands() -> None:
    assert after(EVERY_FOUR, NOON) == Instance(NOON + 4 * HOUR)
    assert after(EVERY_FOUR, NOON + 4 * HOUR) == Instance(NOON + 8 * HOUR)
    assert after(EVERY_FOUR, NOON + 4 * HOUR, level="I") == Instance(NOON + 5 * HOUR)
    assert after(EVERY_FOUR, NOON - DAY) == Instance(NOON + 4 * HOUR)


@pytest.mark.parametrize("kind", ["offset", "event", "phase", "level", "before", "day"])
def test_what_does_not_recur_has_no_instances(kind: str) -> None:
    assert after(Due(kind, plus=HOUR), NOON) is None


def test_an_hour_that_is_skipped_comes_with_the_clocks_put_on_and_one_repeated_comes_once() -> None:
    half_past_two = Due("daily", at=(time(2, 30),))
    spring = datetime(2026, 3, 28, 12, tzinfo=UTC)
    found = next_instance(half_past_two, spring, anchor=spring, timezone=BERLIN)
    assert found == Instance(datetime(2026, 3, 29, 1, 30, tzinfo=UTC))
    autumn = datetime(2026, 10, 24, 12, tzinfo=UTC)
    once = next_instance(half_past_two, autumn, anchor=autumn, timezone=BERLIN)
    assert once == Instance(datetime(2026, 10, 25, 0, 30, tzinfo=UTC))
    again = next_instance(half_past_two, once.due, anchor=autumn, timezone=BERLIN)
    assert again == Instance(datetime(2026, 10, 26, 1, 30, tzinfo=UTC))


def test_a_window_in_a_skipped_hour_still_has_its_length() -> None:
    window = Due("daily", at=(time(2, 15),), until=(time(3, 10),))
    spring = datetime(2026, 3, 28, 12, tzinfo=UTC)
    found = next_instance(window, spring, anchor=spring, timezone=BERLIN)
    assert found is not None
    assert found.starts is not None
    assert found.due - found.starts == timedelta(minutes=55)


@given(MOMENTS, st.lists(TIMES, min_size=1, max_size=4, unique=True), st.sampled_from((7, 30)))
def test_stepping_from_instance_to_instance_meets_every_time_of_day_once(
    moment: datetime, times: list[time], days: int
) -> None:
    due, zone = Due("daily", at=tuple(times)), ZoneInfo(BERLIN)
    met, at = [], moment
    while (found := next_instance(due, at, anchor=moment, timezone=BERLIN)) and (
        found.due < moment + days * DAY
    ):
        assert found.due > at
        met.append(found.due)
        at = found.due
    first = moment.astimezone(zone).date() - DAY
    wanted = {
        datetime.combine(first + n * DAY, t, tzinfo=zone).astimezone(UTC)
        for n in range(days + 3)
        for t in times
    }
    assert met == sorted(w for w in wanted if moment < w < moment + days * DAY)


@given(MOMENTS, st.integers(1, 5000), st.integers(0, 100_000))
def test_an_interval_never_stands_still_and_never_skips(
    anchor: datetime, minutes: int, later: int
) -> None:
    every = timedelta(minutes=minutes)
    moment = anchor + timedelta(minutes=later)
    found = next_instance(Due("interval", every=every), moment, anchor=anchor, timezone=FUZHOU)
    assert found is not None
    assert moment < found.due <= moment + every
    assert (found.due - anchor) % every == timedelta()


@given(MOMENTS, st.integers(-10_000, 10_000_000), st.sampled_from((1.0, 2.0, 60.0, 1440.0)))
def test_a_drill_lives_as_many_times_as_fast_and_back(
    t0: datetime, seconds: int, factor: float
) -> None:
    pace, moment = Pace(t0, factor), t0 + timedelta(seconds=seconds)
    lived = pace.virtual(moment) - t0
    assert abs(lived - timedelta(seconds=seconds) * factor) <= timedelta(milliseconds=1)
    assert abs(pace.real(pace.virtual(moment)) - moment) <= timedelta(milliseconds=1)
    assert abs(pace.span(HOUR) * factor - HOUR) <= timedelta(milliseconds=1)


def test_a_key_says_the_minute_in_utc() -> None:
    assert stamp(local(2, 12, 30)) == "20260302T0430Z"
