"""Asking the assignments: of a member, grid, group, task or case, now or as of then."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from projections.assignments.documents import Interval, Ledger


def query(
    docs: Mapping[str, Any],
    *,
    as_of: int | datetime | None = None,
    member: str | None = None,
    grid: str | None = None,
    group: str | None = None,
    task: str | None = None,
    case: str | None = None,
    activation: str | None = None,
) -> list[dict[str, Any]]:
    """Intervals in the order in which they began, ``to`` ``None`` while they last.

    As of a position or a time: what was known then, so that an interval that ended later still
    lasts. ``docs`` are a community's documents by key.
    """
    wanted = {"grid": grid, "group": group, "case": case, "activation": activation}
    place = {field: value for field, value in wanted.items() if value is not None}
    stream = task.partition(".")[0] if task else None
    found = [
        (interval, ledger)
        for key, ledger in docs.items()
        if isinstance(ledger, Ledger) and stream in (None, key)
        if all(getattr(ledger, field) == value for field, value in place.items())
        for interval in _intervals(ledger)
        if member in (None, interval.member) and task in (None, interval.task)
        if _had_begun(interval, as_of)
    ]
    found.sort(key=lambda pair: pair[0].start_position)
    return [_line(interval, ledger, as_of) for interval, ledger in found]


def _intervals(ledger: Ledger) -> Iterable[Interval]:
    yield from ledger.ended
    yield from ledger.posts.values()
    for intervals in ledger.tasks.values():
        yield from intervals


def _had_begun(interval: Interval, as_of: int | datetime | None) -> bool:
    if as_of is None:
        return True
    if isinstance(as_of, datetime):
        return interval.start <= as_of
    return interval.start_position <= as_of


def _has_ended(interval: Interval, as_of: int | datetime | None) -> bool:
    if interval.end is None or interval.end_position is None:
        return False
    if as_of is None:
        return True
    if isinstance(as_of, datetime):
        return interval.end <= as_of
    return interval.end_position <= as_of


def _line(interval: Interval, ledger: Ledger, as_of: int | datetime | None) -> dict[str, Any]:
    line = {
        "member": interval.member,
        "activation": ledger.activation,
        "group": ledger.group,
        "grid": ledger.grid,
        "case": ledger.case,
        "task": interval.task,
        "role": interval.role,
        "from": interval.start,
        "to": None,
        "by": interval.by,
        "reason": interval.reason,
        "from_position": interval.start_position,
        "to_position": None,
        "ended_by": None,
        "ended_because": None,
    }
    if _has_ended(interval, as_of):
        line["to"], line["to_position"] = interval.end, interval.end_position
        line["ended_by"], line["ended_because"] = interval.ended_by, interval.ended_because
    return line
