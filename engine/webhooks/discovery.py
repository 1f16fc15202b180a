"""Discovery: lines are found as the log grows, a part of it at a time."""

from __future__ import annotations

from collections.abc import Sequence

from engine.store import Store
from engine.webhooks.lines import COLUMNS
from engine.webhooks.subscription import Subscription
from engine.webhooks.tables import Run, many, writing
from engine.webhooks.wanted import Wanted

#: positions looked through at once
WINDOW = 20_000
_FOUND = f"""INSERT INTO webhook_lines ({COLUMNS})
VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?, NULL, '', 0)
ON CONFLICT (subscription, community) DO UPDATE SET seen = excluded.seen,
    pending = webhook_lines.pending + excluded.pending,
    since = coalesce(webhook_lines.since, excluded.since),
    next_at = CASE WHEN webhook_lines.pending = 0 THEN excluded.next_at
        ELSE webhook_lines.next_at END"""


class Discovery:
    """Looks through the log for what subscribers want."""

    def __init__(self, store: Store, wanted: Wanted) -> None:
        self._store, self._wanted = store, wanted

    def discover(self, subscriptions: Sequence[Subscription], head: int, now: int) -> None:
        """Look through the next part of the log for each."""
        with writing(self._store, lasting=False) as run:
            for s in subscriptions:
                until = min(head, s.scanned + WINDOW)
                moved = run(
                    "UPDATE webhook_subscriptions SET scanned = ? WHERE id = ? AND scanned = ?",
                    (until, s.id, s.scanned),
                )
                if moved.rowcount == 1:
                    self._look(run, s, until, now)

    def _look(self, run: Run, s: Subscription, until: int, now: int) -> None:
        where, parameters = self._wanted.of(s)
        rows = run(
            "SELECT e.community, max(e.position), count(*), min(e.recorded_at) FROM "
            f"(SELECT community, position, recorded_at FROM {self._wanted.table} "
            f"WHERE position > ? AND position <= ? AND {where}) e "
            "LEFT JOIN webhook_lines l ON l.subscription = ? AND l.community = e.community "
            "WHERE e.position > coalesce(l.done, 0) GROUP BY e.community",
            (s.scanned, until, *parameters, s.id),
        ).fetchall()
        told = [(s.id, c, s.scanned, last, n, at, now) for c, last, n, at in rows]
        many(run, _FOUND, told)
