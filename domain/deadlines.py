"""When a task of a plan is due: a rule over the moments that are known."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.pace import Pace
from domain.playbook import Due

_NO_TIMES: Mapping[str, datetime] = {}
_NO_SPAN = timedelta()


def due_at(
    due: Due,
    *,
    t0: datetime,
    timezone: str,
    planned_end: datetime | None = None,
    forecasts: Mapping[str, datetime] = _NO_TIMES,
    reached: Mapping[str, datetime] = _NO_TIMES,
    pace: Pace | None = None,
) -> datetime | None:
    """When the task is due, aware and UTC; ``None`` while that cannot be told, so it waits.

    ``t0`` is the moment of the click, or of the occurrence that the task answers. ``forecasts`` are
    the moments that ``before`` aims at, the planned end aside; ``reached`` says since when each
    response level has stood. A drill lives at its ``pace``. What recurs (``daily``, ``interval``)
    has no one deadline.
    """
    pace = pace or Pace(t0)
    match due.kind:
        case "offset" | "event" | "phase":
            return _after(t0, due.plus, pace)
        case "day":
            day = _on_day(pace.virtual(t0), due.day or 1, due.at, ZoneInfo(timezone))
            return pace.real(day)
        case "before":
            target = planned_end if due.target == "planned_end" else forecasts.get(due.target or "")
            return target and _after(target, -(due.minus or _NO_SPAN), pace)
        case "level":
            since = reached.get(due.level or "")
            return since and _after(since, due.plus, pace)
    return None


def _after(moment: datetime, span: timedelta | None, pace: Pace) -> datetime:
    """UTC first: a span is elapsed time, whatever the local clocks do meanwhile."""
    return moment.astimezone(UTC) + pace.span(span or _NO_SPAN)


def _on_day(t0: datetime, day: int, at: tuple[time, ...], zone: ZoneInfo) -> datetime:
    """Day 1 is the calendar day of ``t0`` where the community is; end of day without a time."""
    date = t0.astimezone(zone).date() + timedelta(days=day - 1)
    moment = at[0] if at else time(23, 59)
    return datetime.combine(date, moment, tzinfo=zone).astimezone(UTC)
