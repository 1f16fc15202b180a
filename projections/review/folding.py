"""The review's fold: facts of one activation, in order of position, to all that is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from domain.facts import Fact
from domain.facts import community as c
from domain.facts import group as g
from domain.facts.group import MemberMustered, MusterWithdrawn
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
    """The review of an activation from facts of its community; others' facts change nothing.

    Whoever was recorded to be there by mistake was not: such a record counts for nothing.
    """
    review = Review(activation, MemoryRows())
    told = [r for r in facts if _concerns(review, r)]
    mistaken = _withdrawn(told)
    for r in told:
        if r.position not in mistaken:
            _take_in(review, r)
    return review


def _withdrawn(facts: Iterable[Recorded]) -> set[int]:
    """The positions of musters that were taken back."""
    last: dict[tuple[str, str], int] = {}
    mistaken = set[int]()
    for r in facts:
        if isinstance(r.fact, MemberMustered):
            last[r.stream, r.fact.member] = r.position
        elif isinstance(r.fact, MusterWithdrawn):
            mistaken.add(last.pop((r.stream, r.fact.member), 0))
    return mistaken


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
