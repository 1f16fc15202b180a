"""The review's steps for the activation itself, and the moments of its time line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.facts import Fact
from domain.facts import community as facts
from domain.modes import RECOVERY
from domain.record import Recorded
from projections.review.documents import Review, cited

Step = Callable[[Review, Recorded], None]


def _reported(review: Review, r: Recorded) -> None:
    """Before the click any case may be its reason; after it those of its grids are told."""
    f: Any = r.fact
    if review.click is None or (review.ended is None and f.grid in review.click.grids):
        review.moments.append(("case_reported", r))


def _case(r: Recorded) -> str | None:
    case: str | None = getattr(r.fact, "case", None)
    return case


def _activated(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    if review.click is not None:
        return
    review.click, review.clicked = f, cited(r)
    review.mode, review.level, review.planned_end = f.mode, f.level, f.planned_end
    review.digests.append(f.digest)
    if f.authority:
        review.authorities.append((f.authority, cited(r)))
    review.moments = [m for m in review.moments if _case(m[1]) in (None, f.case)]
    review.moments.append(("activated", r))


def _levelled(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    review.level = f.level
    if f.authority:
        review.authorities.append((f.authority, cited(r)))
    review.moments.append(("level_changed", r))


def _authorised(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    review.authorities.append((f.authority, cited(r)))
    review.moments.append(("authority_recorded", r))


def _end_set(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    review.planned_end = f.planned_end
    review.moments.append(("planned_end_set", r))


def _amended(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    review.digests.append(f.digest)
    review.moments.append(("activation_amended", r))


def _recovering(review: Review, r: Recorded) -> None:
    review.mode = RECOVERY
    review.moments.append(("recovery_begun", r))


def _ended(state: str) -> Step:
    def step(review: Review, r: Recorded) -> None:
        f: Any = r.fact
        if review.ended is None:
            review.state, review.ended, review.ended_because = state, cited(r), f.reason
            review.moments.append((state, r))

    return step


def moment(kind: str) -> Step:
    """The step that only keeps a moment for the time line."""

    def step(review: Review, r: Recorded) -> None:
        review.moments.append((kind, r))

    return step


STEPS: dict[type[Fact], Step] = {
    facts.CaseReported: _reported,
    facts.PlaybookActivated: _activated,
    facts.LevelChanged: _levelled,
    facts.AuthorityRecorded: _authorised,
    facts.PlannedEndSet: _end_set,
    facts.ForecastSet: moment("forecast_set"),
    facts.ActivationAmended: _amended,
    facts.SecondPersonAsked: moment("second_person_asked"),
    facts.RecoveryBegun: _recovering,
    facts.PlaybookStoodDown: _ended("stood_down"),
    facts.ActivationUndone: _ended("undone"),
}
