"""Occurrences and notices of a review, counted."""

from __future__ import annotations

from collections import defaultdict
from datetime import timedelta
from statistics import median
from typing import Any

from projections.review.documents import NoticeLife, OccurrenceLife, Review
from projections.review.figures import positions, seconds
from projections.review.wording import Wording

_A_DAY = timedelta(days=1).total_seconds()


def situations(review: Review, wording: Wording) -> list[OccurrenceLife]:
    """What happened and was answered; what the house raised, such as the end itself, is none."""
    return [life for life in review.occurrences.values() if life.event not in wording.raised]


def occurrence_lines(review: Review, wording: Wording) -> list[dict[str, Any]]:
    """Occurrences by event: how many were logged, closed, are open, and how long they took.

    Those that only the activation's end closed were open then, and stay so.
    """
    by_event: dict[str, list[OccurrenceLife]] = {event: [] for event in wording.events}
    for life in situations(review, wording):
        by_event.setdefault(life.event, []).append(life)
    return [_event(review, event, found, wording) for event, found in by_event.items() if found]


def _event(
    review: Review, event: str, found: list[OccurrenceLife], wording: Wording
) -> dict[str, Any]:
    took = [seconds(o.at, o.done.at, review.pace) for o in found if o.done]
    return {
        "event": event,
        "name": wording.event(event),
        "logged": len(found),
        "closed": len(took),
        "open": len(found) - len(took),
        "within_a_day": sum(span <= _A_DAY for span in took),
        "median_seconds": round(median(took)) if took else None,
        "longest_seconds": max(took, default=None),
        "positions": sorted(p for o in found for p in positions(o.logged, o.closed)),
    }


def notice_lines(review: Review) -> list[dict[str, Any]]:
    """Notices by kind: how many went out, arrived, were read and acted on, reached nobody.

    Nobody is named: a notice that reached nobody tells something of the roster, not of a person.
    """
    by_kind: dict[str, list[NoticeLife]] = defaultdict(list)
    for life in review.notices.values():
        by_kind[life.kind].append(life)
    return [
        {
            "kind": kind,
            "queued": len(found),
            "held": sum(n.held for n in found),
            **{mark: sum(mark in n.marks for n in found) for mark in _MARKS},
            "known": sum(not _KNOWN.isdisjoint(n.marks) for n in found),
            "not_reached": sum("lost" in n.marks for n in found),
            "positions": sorted(n.marks["lost"].position for n in found if "lost" in n.marks),
        }
        for kind, found in by_kind.items()
    ]


#: what tells that the person knows: they opened it, acted, or it came to themselves
_KNOWN = frozenset({"delivered", "read", "acted"})
_MARKS = ("sent", "delivered", "read", "acted", "failed", "lapsed")
