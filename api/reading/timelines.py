"""The time line of a community: the log counted in steps, and what was ordered told in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from api.house import House
from api.reading.boards import past
from api.reading.histories import told
from domain.facts import TOPICS
from domain.record import Recorded
from domain.refusal import Refused
from projections.board import COMMUNITY, DRILLS, Community, fold
from projections.history import entry
from projections.rows import MemoryRows
from projections.timeline import lane_of, steps

PAGE, MARKS = 2000, 200
USUAL = timedelta(days=1)
LONGEST = timedelta(days=400)
#: states of tasks on which there is still something to do
_STILL = ("waiting", "locked", "open", "accepted", "started")
_INSTANT = timedelta(microseconds=1)
_TOPICS = tuple(topic for topic in TOPICS if lane_of(topic))


def timeline(
    served: House,
    code: str,
    *,
    start: datetime | None,
    end: datetime | None,
    most: int,
    phones: bool,
    figures: bool = False,
    drill: bool = False,
) -> dict[str, Any]:
    """What happened between two times; refused when they are the wrong way round or too far.

    With ``figures`` each step tells the board's totals as of it, of what is real or of drills.
    """
    community = served.workflow.desk.community(code)
    until = end or served.clock()
    since = start or until - USUAL
    if not since < until <= since + LONGEST:
        raise Refused("span_invalid", field="from", days=LONGEST.days)
    last = served.store.position_at(until)
    found = list(_facts(served, code, served.store.position_at(since - _INSTANT), last))
    shown: list[dict[str, Any]] = [
        {"at": s.at, "first": s.first, "position": s.position, "counts": s.counts, "figures": None}
        for s in steps(found, since, until, most)
    ]
    if figures and shown:
        told_at = _figures(served, code, [s["position"] for s in shown], drill)
        for step in shown:
            step["figures"] = told_at[step["position"]]
    marks = [entry(r) for r in found if lane_of(r.topic) == "command"][-MARKS:]
    return {
        "community": code,
        "from": since,
        "to": until,
        "position": last,
        "steps": shown,
        "marks": told(served, community, marks, phones=phones),
    }


def _figures(
    served: House, code: str, positions: list[int], drill: bool
) -> dict[int, dict[str, int]]:
    """The totals of the board at some positions, in one fold from the first to the last."""
    rows = past(served, code, positions[0])
    told_at = {positions[0]: _totals(rows, drill)}
    for after, until in pairwise(positions):
        while page := served.store.read(after, PAGE, until=until, community=code):
            for r in page:
                fold(rows, r)
            after = page[-1].position
        told_at[until] = _totals(rows, drill)
    return told_at


def _totals(rows: MemoryRows, drill: bool) -> dict[str, int]:
    found: Community = rows.get(DRILLS if drill else COMMUNITY) or Community("")
    return {
        "asked": found.members,
        "mustered": found.mustered,
        "vacant": found.vacant,
        "open": sum(found.tasks.get(state, 0) for state in _STILL),
        "completed": found.tasks.get("completed", 0),
        "overdue": found.overdue,
    }


def _facts(served: House, code: str, after: int, last: int) -> Iterator[Recorded]:
    while page := served.store.read(after, PAGE, until=last, community=code, topics=_TOPICS):
        yield from page
        after = page[-1].position
