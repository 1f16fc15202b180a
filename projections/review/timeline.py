"""The time line: key moments of an activation; what came in numbers is told by the hour."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from domain.record import Recorded
from projections.review.documents import Review
from projections.review.wording import Wording

#: told together, hour by hour, with how many there were
_MANY = frozenset(
    {"muster_closed", "overdue", "escalated", "nobody_told", "slot_uncovered", "stepped_up"}
    | {"nobody_reached", "vacated"}
)
#: what is told of one fact
_FIELDS = ("level", "previous", "reason", "authority", "planned_end", "forecast", "grid")


def timeline(review: Review, wording: Wording) -> list[dict[str, Any]]:
    """Moments in order of the log: kind, from when to when, how many, and their positions.

    Texts (``reason``, ``authority``, ``ref``) are of the directory; levels are in the plan's words.
    """
    lines: dict[tuple[str, datetime | int], dict[str, Any]] = {}
    for kind, r in sorted([*review.moments, *_vacated(review)], key=lambda m: m[1].position):
        key = (kind, _hour(r.recorded_at) if kind in _MANY else r.position)
        line = lines.get(key)
        if line is None:
            lines[key] = _line(kind, r, wording)
        else:
            line["count"] += 1
            line["until"] = max(line["until"], r.occurred_at)
            line["absent"] |= _absent(r)
            line["positions"].append(r.position)
    return [{**line, "absent": len(line["absent"])} for line in lines.values()]


def _line(kind: str, r: Recorded, wording: Wording) -> dict[str, Any]:
    fact: Any = r.fact
    told: dict[str, Any] = {field: getattr(fact, field, None) for field in _FIELDS}
    return {
        "kind": kind,
        "at": r.occurred_at,
        "until": r.occurred_at,
        "by": r.actor,
        "count": 1,
        "absent": _absent(r),
        "positions": [r.position],
        **told,
        "level": wording.level(told["level"]),
        "previous": wording.level(told["previous"]),
        "forecast": wording.forecast(told["forecast"]),
        "ref": getattr(fact, "ref", None),
        "forecast_at": fact.at if kind == "forecast_set" else None,
    }


def _absent(r: Recorded) -> set[str]:
    return set(getattr(r.fact, "absent", ()))


def _vacated(review: Review) -> Iterator[tuple[str, Recorded]]:
    """Groups that lost their lead while at work; those that never had one stand in the table."""
    for life in review.groups.values():
        for vacancy in life.vacancies:
            if vacancy.lost is not None:
                yield "vacated", vacancy.lost


def _hour(at: datetime) -> datetime:
    return at.replace(minute=0, second=0, microsecond=0)
