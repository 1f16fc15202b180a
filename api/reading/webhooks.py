"""Webhooks as they are told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from api.webhooks import Figures
from engine.store.moments import moment
from engine.webhooks.attempts import Attempts
from engine.webhooks.subscription import Attempt, Line, Subscription


def told(s: Subscription, figures: Figures) -> dict[str, Any]:
    """A subscription without its secret."""
    return {
        "id": s.id,
        "name": s.name,
        "url": s.url,
        "place": s.place,
        "types": list(s.types),
        "activation": s.activation,
        "format": s.format,
        "state": s.state,
        "ended": None if s.ended_at is None else {"at": s.ended_at, "why": s.ended_why},
        "owner": s.owner,
        "created_at": s.created_at,
        "overlap_until": s.old_until,
        "lag": lag_told(figures),
    }


def lag_told(figures: Figures) -> dict[str, Any]:
    """How far it is behind."""
    shown: dict[str, Any] = msgspec.to_builtins(figures)
    del shown["id"], shown["state"]
    return shown


def line_told(line: Line) -> dict[str, Any]:
    """Where a community's line stands."""
    is_due = line.pending and line.parked_at is None
    return {
        "community": line.community,
        "state": line.state,
        "accepted": line.done,
        "pending": line.pending,
        "waiting_since": None if line.since is None else moment(line.since),
        "attempts": line.tries,
        "next_attempt_at": moment(line.next_at) if is_due else None,
        "parked_at": None if line.parked_at is None else moment(line.parked_at),
        "error": line.error,
    }


def attempts_told(
    s: Subscription, some: Sequence[Attempt], attempts: Attempts
) -> list[dict[str, Any]]:
    """Requests, with the ids of their events."""
    at = attempts.recorded(some) if some else {}
    ids = {p: s.event_id(p, then) for p, then in at.items()}
    return [attempt_told(a, ids.get(a.position)) for a in some]


def attempt_told(a: Attempt, event_id: str | None = None) -> dict[str, Any]:
    """One request, and what came of it."""
    return {
        "id": a.id,
        "position": a.position,
        "event_id": event_id,
        "community": a.community,
        "attempt": a.number,
        "at": moment(a.at),
        "accepted": not a.code,
        "status": a.status,
        "code": a.code,
        "milliseconds": a.ms,
        "answer": a.answer,
    }
