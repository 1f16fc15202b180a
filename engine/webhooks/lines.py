"""Lines: one a subscription and community, each with the position up to which it was accepted.

What waits is not copied anywhere: a line knows how much of the log waits for it, and whoever sends
reads it from there, so that a subscriber who is a million events behind costs one row a community.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from domain.refusal import NotFound
from engine.store import Store
from engine.webhooks.progress import TRIED, Progress, row
from engine.webhooks.subscription import Line, Subscription
from engine.webhooks.tables import many, writing

COLUMNS = ", ".join(Line.__struct_fields__)
OF = "WHERE subscription = ? AND community = ?"
_SELECT = f"SELECT {COLUMNS} FROM webhook_lines"
_DUE = "pending > 0 AND parked_at IS NULL AND next_at <= ?"
_MOVED = f"""UPDATE webhook_lines SET done = ?,
    since = CASE WHEN pending > ? THEN ? ELSE NULL END,
    pending = CASE WHEN pending > ? THEN pending - ? ELSE 0 END,
    tries = ?, failures = ?, next_at = ?, parked_at = ?, error = ? {OF} AND turn = ?"""
_STATES = {
    "delivered": "pending = 0",
    "waiting": "pending > 0 AND parked_at IS NULL AND failures = 0",
    "retrying": "pending > 0 AND parked_at IS NULL AND failures > 0",
    "parked": "parked_at IS NOT NULL",
}


class Lines:
    """Reads, moves and counts lines."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def busy(self, now: int) -> dict[str, int]:
        """How many lines are due, by subscription."""
        return dict(
            self._store.recorder.select(
                "SELECT subscription, count(*) FROM webhook_lines "
                f"WHERE {_DUE} GROUP BY subscription",
                (now,),
            )
        )

    def due(self, subscription: str, now: int, limit: int) -> list[Line]:
        """Lines to send now, those that waited longest first."""
        rows = self._store.recorder.select(
            f"{_SELECT} WHERE subscription = ? AND {_DUE} ORDER BY next_at, community LIMIT ?",
            (subscription, now, limit),
        )
        return [Line(*r) for r in rows]

    def next_at(self, subscriptions: Collection[str]) -> int | None:
        """When the next line of any of these is due."""
        rows = self._store.recorder.select(
            "SELECT subscription, min(next_at) FROM webhook_lines "
            "WHERE pending > 0 AND parked_at IS NULL GROUP BY subscription"
        )
        return min((at for id, at in rows if id in subscriptions), default=None)

    def record(self, progress: Sequence[Progress]) -> None:
        """Keep how far lines got, unless somebody moved them meanwhile, and every attempt."""
        with writing(self._store, lasting=False) as run:
            for p in progress:
                at = (p.line.subscription, p.line.community, p.line.turn)
                moved = (p.done, p.count, p.since, p.count, p.count, p.tries, p.failures)
                run(_MOVED, (*moved, p.next_at, p.parked_at, p.error, *at))
                many(run, TRIED, [row(a) for a in p.attempts])

    def of(
        self, subscription: str, state: str | None, after: str = "", limit: int = 100
    ) -> list[Line]:
        """The lines of a subscription in a state, or all, by community."""
        also = f" AND {_STATES[state]}" if state else ""
        rows = self._store.recorder.select(
            f"{_SELECT} WHERE subscription = ? AND community > ?{also} ORDER BY community LIMIT ?",
            (subscription, after, limit),
        )
        return [Line(*r) for r in rows]

    def get(self, subscription: str, community: str) -> Line:
        """One line, or refused where nothing of that community was ever to be told."""
        rows = self._store.recorder.select(f"{_SELECT} {OF}", (subscription, community))
        if not rows:
            raise NotFound("webhook_line", community)
        return Line(*rows[0])

    def unpark(self, subscription: str, community: str | None, now: int) -> int:
        """Go on where parked lines stand, at once, and those that wait to be tried again too."""
        one = () if community is None else (community,)
        with writing(self._store) as run:
            done = run(
                "UPDATE webhook_lines SET parked_at = NULL, failures = 0, next_at = ?, "
                f"turn = turn + 1 WHERE subscription = ?{' AND community = ?' if one else ''} "
                "AND (parked_at IS NOT NULL OR failures > 0)",
                (now, subscription, *one),
            )
            return int(done.rowcount)

    def skip(self, s: Subscription, line: Line, position: int, now: int) -> bool:
        """Leave out the event at which a line stands; false when the line moved meanwhile."""
        told = (s.id, line.community, position, line.tries + 1, now, 0, None, "skipped", "")
        with writing(self._store) as run:
            moved = (position, 1, line.since, 1, 1, 0, 0, now, None, "")
            done = run(_MOVED, (*moved, s.id, line.community, line.turn))
            if done.rowcount != 1:
                return False
            run(TRIED, told)
            run(f"UPDATE webhook_lines SET turn = turn + 1 {OF}", (s.id, line.community))
        return True
