"""The review's fold: facts of one activation, in order of position, to all that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from domain.facts import Fact
from domain.facts import community as c
from domain.facts import group as g
from domain.record import Recorded
from projections import board
from projections.review import occurrences, posts, scope, tasks
from projections.review.documents import Review
from projections.rows import MemoryRows

Step = Callable[[Review, Recorded], None]

#: they would take off the board what the review is about
_ENDINGS = frozenset({c.PlaybookStoodDown, c.ActivationUndone, g.GroupStoodDown})
#: facts of the community that name no activation
_GROUND = frozenset({c.GridDrawn, c.CaseReported})
_STEPS: dict[type[Fact], Step] = {
    **scope.STEPS,
    **posts.STEPS,
    **tasks.STEPS,
    **occurrences.STEPS,
}


def review_of(activation: str, facts: Iterable[Recorded]) -> Review:
    """The review of an activation from facts of its community; others' facts change nothing."""
    review = Review(activation, MemoryRows())
    for r in facts:
        if _concerns(review, r):
            _take_in(review, r)
    return review


def _concerns(review: Review, r: Recorded) -> bool:
    """Its own facts; besides, the ground that it stands on."""
    fact: Any = r.fact
    return type(fact) in _GROUND or getattr(fact, "activation", None) == review.activation


def _take_in(review: Review, r: Recorded) -> None:
    """Steps look at the board as it was before the fact; then it takes the fact in too."""
    kind = type(r.fact)
    step = _STEPS.get(kind)
    if step is not None:
        step(review, r)
    if kind not in _ENDINGS:
        board.fold(review.rows, r)
    if kind in posts.MOVES:
        posts.look(review, r)
    if kind not in _GROUND:
        review.position, review.at = r.position, r.recorded_at
