"""The score of a drill: 0 to 100, of three parts that are told with their weights.

Muster: each group counts in full when its first person came within the plan's time, and less and
less until twice that time. Vacancies: the share of groups that had a lead when the muster closed,
or by the plan's time. Tasks: the share done in time of all whose time came. A part with nothing to
measure is left out, and the others count for the whole.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import msgspec

from projections.review.documents import GroupLife, Review
from projections.review.figures import MISSED, ON_TIME, began, outcome, since_click, tally, tasks_of
from projections.review.wording import Wording

#: within how long people should be there where the plan does not say
WITHIN = timedelta(minutes=15)
MUSTER, VACANCIES, TASKS = 40, 20, 40


class Part(msgspec.Struct):
    """A part of the score: its weight, the share reached, and what that stands on."""

    id: str
    weight: int
    share: float | None
    of: int
    good: int
    positions: list[int]


def score(review: Review, wording: Wording) -> dict[str, Any] | None:
    """The score of a drill; ``None`` for what was no drill."""
    if not review.is_drill:
        return None
    within = (wording.plan.muster_within if wording.plan else None) or WITHIN
    lives = list(review.groups.values())
    parts = [_muster(review, lives, within), _vacancies(review, lives, within)]
    parts.append(_tasks(review, lives))
    measured = [p for p in parts if p.share is not None]
    weight = sum(p.weight for p in measured)
    reached = sum(p.weight * (p.share or 0) for p in measured)
    return {
        "score": round(100 * reached / weight) if weight else None,
        "within_seconds": int(within.total_seconds()),
        "parts": [
            {**msgspec.structs.asdict(p), "got": None if p.share is None else _got(p)}
            for p in parts
        ],
        "misses": _misses(review, lives),
    }


def _got(part: Part) -> float:
    return round(part.weight * (part.share or 0), 1)


def _muster(review: Review, lives: list[GroupLife], within: timedelta) -> Part:
    limit = within.total_seconds()
    shares: list[float] = []
    for life in lives:
        took = since_click(review, life, life.first)
        shares.append(0.0 if took is None else min(1.0, max(0.0, 2 - took / limit)))
    share = sum(shares) / len(shares) if shares else None
    cites = sorted(life.first.position for life in lives if life.first)
    return Part("muster", MUSTER, share, len(lives), sum(s == 1.0 for s in shares), cites)


def _vacancies(review: Review, lives: list[GroupLife], within: timedelta) -> Part:
    red = [(life, v) for life in lives if (v := _red_at_close(review, life, within))]
    share = 1 - len(red) / len(lives) if lives else None
    cites = sorted(position for _, position in red)
    return Part("vacancies", VACANCIES, share, len(lives), len(lives) - len(red), cites)


def _red_at_close(review: Review, life: GroupLife, within: timedelta) -> int | None:
    """The position since which a group had no lead when its muster closed."""
    pace = within / (review.pace or 1.0)
    close = life.muster_by or began(review, life) + pace
    for vacancy in life.vacancies:
        if vacancy.since.at <= close and (vacancy.until is None or vacancy.until.at > close):
            return vacancy.since.position
    return None


def _tasks(review: Review, lives: list[GroupLife]) -> Part:
    counted = tally(review, lives)
    of = counted.of(ON_TIME, "late", MISSED)
    good = counted.of(ON_TIME)
    return Part("tasks", TASKS, good / of if of else None, of, good, sorted(counted.positions))


def _misses(review: Review, lives: list[GroupLife]) -> list[dict[str, Any]]:
    """Tasks whose time passed, done late or never."""
    return [
        {"task": task.id, "outcome": outcome(task, on_board), "position": overdue.position}
        for life in lives
        for task, on_board in tasks_of(review, life)
        if (overdue := task.marks.get("overdue"))
    ]
