"""The review's steps for occurrences, and for the notices to people."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.facts import Fact, notice, occurrence
from domain.record import Recorded
from projections.review.documents import NoticeLife, OccurrenceLife, Review, cited

Step = Callable[[Review, Recorded], None]


def _logged(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    number = len(review.occurrences) + 1
    life = OccurrenceLife(f.occurrence, f.event, f.at, cited(r), f.grid, number=number)
    review.occurrences.setdefault(f.occurrence, life)


def _phase(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    if life := review.occurrences.get(f.occurrence):
        life.phases.append((f.phase, cited(r)))


def _closed(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    life = review.occurrences.get(f.occurrence)
    if life is not None and life.closed is None:
        life.closed, life.cause = cited(r), f.cause


def _queued(review: Review, r: Recorded) -> None:
    f: Any = r.fact
    life = NoticeLife(f.kind, f.group, f.grid, f.task, cited(r), f.held)
    review.notices.setdefault(f.notice, life)


def _marked(kind: str) -> Step:
    def step(review: Review, r: Recorded) -> None:
        f: Any = r.fact
        if life := review.notices.get(f.notice):
            life.marks.setdefault(kind, cited(r))

    return step


def _told_withdrawn(review: Review, r: Recorded) -> None:
    """Nobody called after all: such a record counts for nothing."""
    f: Any = r.fact
    if life := review.notices.get(f.notice):
        life.marks.pop("delivered", None)


def _lost(review: Review, r: Recorded) -> None:
    _marked("lost")(review, r)
    review.moments.append(("nobody_reached", r))


STEPS: dict[type[Fact], Step] = {
    occurrence.OccurrenceLogged: _logged,
    occurrence.PhaseBegun: _phase,
    occurrence.OccurrenceClosed: _closed,
    notice.NoticeQueued: _queued,
    notice.NoticeSent: _marked("sent"),
    notice.NoticeDelivered: _marked("delivered"),
    notice.ToldWithdrawn: _told_withdrawn,
    notice.NoticeRead: _marked("read"),
    notice.NoticeActed: _marked("acted"),
    notice.NoticeFailed: _marked("failed"),
    notice.NoticeLapsed: _marked("lapsed"),
    notice.NobodyReached: _lost,
}
