"""The time line: what happened when, counted in equal steps, so that a slider runs over weeks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

from domain.record import Recorded

#: what a supervisor looks for on a time line, and the topics that tell of it
LANES: dict[str, tuple[str, ...]] = {
    "command": (
        "case_reported",
        "alert_raised",
        "alert_lifted",
        "playbook_activated",
        "authority_recorded",
        "planned_end_set",
        "level_changed",
        "forecast_set",
        "activation_amended",
        "recovery_begun",
        "playbook_stood_down",
        "activation_undone",
    ),
    "posted": ("member_assigned",),
    "mustered": ("member_mustered",),
    "opened": ("task_opened",),
    "taken": ("task_accepted", "task_started"),
    "handed_over": ("task_assigned", "member_released"),
    "completed": ("task_completed",),
    "overdue": ("task_overdue", "slot_uncovered"),
    "escalated": ("task_escalated", "nobody_reached"),
    "occurrences": ("occurrence_logged", "occurrence_closed"),
}
_LANE_OF = {topic: lane for lane, topics in LANES.items() for topic in topics}


class Step(msgspec.Struct, frozen=True):
    """A stretch of time in which something happened: its end, its first and last position, and
    how many facts of each lane it holds.
    """

    at: datetime
    first: int
    position: int
    counts: dict[str, int]


def lane_of(topic: str) -> str | None:
    """The lane of a topic with its revision; ``None`` for what stands on no time line."""
    return _LANE_OF.get(topic.partition(".")[0])


def steps(facts: Iterable[Recorded], start: datetime, end: datetime, most: int) -> Iterator[Step]:
    """Steps of equal length between two times, at most so many, without the empty ones.

    ``facts`` come in order of position; those that stand on no lane count nowhere.
    """
    length = max((end - start) / most, timedelta(microseconds=1))
    number, counts, first, last = -1, Counter[str](), 0, 0
    for fact in facts:
        lane = lane_of(fact.topic)
        if lane is None:
            continue
        its = min(int((fact.recorded_at - start) / length), most - 1)
        if its != number and counts:
            yield Step(start + (number + 1) * length, first, last, dict(counts))
            counts, first = Counter(), 0
        number, last, first = its, fact.position, first or fact.position
        counts[lane] += 1
    if counts:
        yield Step(start + (number + 1) * length, first, last, dict(counts))
