"""When what recurs is due next: a rule over times of day and intervals, in the story's time.

Times of day are those of the plan's time zone, whatever its clocks do: an hour that is skipped
comes with the clocks put on, one that is repeated comes once.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import zip_longest
from typing import NamedTuple
from zoneinfo import ZoneInfo

from domain.playbook import Due

RECURRING = frozenset({"daily", "interval"})
"""Kinds of deadline that come again."""

#: instances are told apart by the minute, so none come closer
MINUTE = timedelta(minutes=1)
DAY = timedelta(days=1)


class Instance(NamedTuple):
    """One of a series: when it is due, and since when, where the plan gives it a window. UTC."""

    due: datetime
    starts: datetime | None = None


def next_instance(
    due: Due,
    after: datetime,
    *,
    anchor: datetime,
    timezone: str,
    level: str | None = None,
    begun: bool = True,
) -> Instance | None:
    """The first instance that is due after a moment; ``None`` when the deadline does not recur.

    An interval rolls from ``anchor``, and is the one of the ``level`` that stands. Without
    ``begun`` a window that began before the moment does not count.
    """
    match due.kind:
        case "interval":
            every = due.per_level.get(level or "", due.every)
            return None if every is None else _rolling(max(every, MINUTE), after, anchor)
        case "daily":
            found = (i for i in _around(due, after, ZoneInfo(timezone)) if i.due > after)
            fresh = (i for i in found if begun or i.starts is None or i.starts >= after)
            return min(fresh, default=None)
    return None


def stamp(moment: datetime) -> str:
    """A moment as keys of tasks say it: ``20251122T0330Z``."""
    return f"{moment.astimezone(UTC):%Y%m%dT%H%MZ}"


def _rolling(every: timedelta, after: datetime, anchor: datetime) -> Instance:
    anchor = anchor.astimezone(UTC)
    return Instance(anchor + max((after - anchor) // every + 1, 1) * every)


def _around(due: Due, moment: datetime, zone: ZoneInfo) -> Iterator[Instance]:
    """Instances of the days before and after a moment, in no order."""
    today = moment.astimezone(zone).date()
    for day in (today + n * DAY for n in (-1, 0, 1, 2)):
        for begin, end in zip_longest(due.at, due.until[: len(due.at)]):
            yield _window(day, begin, end, zone)


def _window(day: date, begin: time, end: time | None, zone: ZoneInfo) -> Instance:
    """A window that ends by the time at which it begins ends on the next day."""
    starts = _moment(day, begin, zone)
    if end is None:
        return Instance(starts)
    over_night = end <= begin
    ends = _moment(day + over_night * DAY, end, zone)
    if ends <= starts:  # the clocks were put on within it
        ends = starts + (datetime.combine(day, end) - datetime.combine(day, begin))
    return Instance(ends, starts)


def _moment(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)
