"""The time line of a community: the log counted in steps, and what was ordered told in words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from api.house import House
from api.reading.histories import told
from domain.facts import TOPICS
from domain.record import Recorded
from domain.refusal import Refused
from projections.history import entry
from projections.timeline import lane_of, steps

PAGE, MARKS = 2000, 200
USUAL = timedelta(days=1)
LONGEST = timedelta(days=400)
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
) -> dict[str, Any]:
    """What happened between two times; refused when they are the wrong way round or too far."""
    community = served.workflow.desk.community(code)
    until = end or served.clock()
    since = start or until - USUAL
    if not since < until <= since + LONGEST:
        raise Refused("span_invalid", field="from", days=LONGEST.days)
    last = served.store.position_at(until)
    found = list(_facts(served, code, served.store.position_at(since - _INSTANT), last))
    marks = [entry(r) for r in found if lane_of(r.topic) == "command"][-MARKS:]
    return {
        "community": code,
        "from": since,
        "to": until,
        "position": last,
        "steps": [
            {"at": s.at, "first": s.first, "position": s.position, "counts": s.counts}
            for s in steps(found, since, until, most)
        ],
        "marks": told(served, community, marks, phones=phones),
    }


def _facts(served: House, code: str, after: int, last: int) -> Iterator[Recorded]:
    while page := served.store.read(after, PAGE, until=last, community=code, topics=_TOPICS):
        yield from page
        after = page[-1].position
