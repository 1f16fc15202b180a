"""How far subscribers are behind: what operators and gauges are told."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from engine.store import Store
from engine.store.moments import micros
from engine.webhooks.subscription import Subscription


class Lag(msgspec.Struct, frozen=True):
    """How far a subscriber is behind.

    ``events`` wait, the oldest since ``since``; ``unread`` positions of the log were not looked at
    yet. The rest counts lines.
    """

    events: int = 0
    since: int | None = None
    waiting: int = 0
    retrying: int = 0
    parked: int = 0
    unread: int = 0


def lags(store: Store, subscriptions: Sequence[Subscription], head: int) -> dict[str, Lag]:
    """How far each is behind: two queries, however many lines there are."""
    found = {
        id: (int(events), since, int(lines), int(retrying), int(parked))
        for id, events, since, lines, retrying, parked in store.recorder.select(
            "SELECT subscription, sum(pending), min(since), count(*), "
            "sum(CASE WHEN parked_at IS NULL AND failures > 0 THEN 1 ELSE 0 END), "
            "sum(CASE WHEN parked_at IS NOT NULL THEN 1 ELSE 0 END) "
            "FROM webhook_lines WHERE pending > 0 GROUP BY subscription"
        )
    }
    told = {}
    for s in subscriptions:
        events, since, lines, retrying, parked = found.get(s.id, (0, None, 0, 0, 0))
        unread = max(0, head - s.scanned) if s.state != "ended" else 0
        if unread and since is None:
            at = store.recorded_at(s.scanned + 1)
            since = None if at is None else micros(at)
        waiting = lines - retrying - parked
        told[s.id] = Lag(events, since, waiting, retrying, parked, unread)
    return told
