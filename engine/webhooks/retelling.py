"""Telling again: lines go back to a position, or wait for what a subscription wants now."""

from __future__ import annotations

from domain.refusal import NotFound
from engine.store import Store
from engine.webhooks.lines import COLUMNS, OF
from engine.webhooks.subscription import Subscription
from engine.webhooks.tables import Run, writing
from engine.webhooks.wanted import Wanted


class Retelling:
    """Sets lines back; whoever sends at that moment finds that they moved, and keeps nothing."""

    def __init__(self, store: Store, wanted: Wanted) -> None:
        self._store, self._wanted = store, wanted

    def rewind(self, s: Subscription, done: int, community: str | None, now: int) -> None:
        """Tell everything after a position once more, of one community or of all."""
        with writing(self._store) as run:
            scanned = _locked(run, s)
            if community is not None:
                self._rewind_one(run, s, community, min(done, scanned), scanned, now)
                return
            start = min(done, scanned)
            run("UPDATE webhook_subscriptions SET scanned = ? WHERE id = ?", (start, s.id))
            # what is after it is found anew; who stood before it still has that to be told
            for where, left in run(
                "SELECT community, done FROM webhook_lines "
                "WHERE subscription = ? AND done < ? AND pending > 0",
                (s.id, start),
            ).fetchall():
                self._rewind_one(run, s, where, left, start, now)
            run(
                "UPDATE webhook_lines SET done = ?, seen = ?, pending = 0, since = NULL, tries = 0,"
                " failures = 0, parked_at = NULL, error = '', turn = turn + 1, next_at = ?"
                " WHERE subscription = ? AND done >= ?",
                (start, start, now, s.id, start),
            )

    def refilter(self, s: Subscription, now: int) -> None:
        """What it wants has changed: whatever waits is what it wants now."""
        with writing(self._store) as run:
            scanned = _locked(run, s)
            run(
                "DELETE FROM webhook_lines WHERE subscription = ? AND substr(community, 1, ?) <> ?",
                (s.id, len(s.area), s.area),
            )
            for where, done, parked_at in run(
                "SELECT community, done, parked_at FROM webhook_lines "
                "WHERE subscription = ? AND pending > 0",
                (s.id,),
            ).fetchall():
                self._rewind_one(run, s, where, done, scanned, now)
                if parked_at is not None:
                    run(
                        f"UPDATE webhook_lines SET parked_at = ? {OF} AND pending > 0",
                        (parked_at, s.id, where),
                    )

    def _rewind_one(
        self, run: Run, s: Subscription, community: str, done: int, until: int, now: int
    ) -> None:
        """A line stands at ``done``, with whatever it wants of its community up to ``until``."""
        where, parameters = self._wanted.of(s)
        count, last, since = run(
            f"SELECT count(*), max(position), min(recorded_at) FROM {self._wanted.table} "
            f"WHERE community = ? AND position > ? AND position <= ? AND {where}",
            (community, done, until, *parameters),
        ).fetchone()
        run(
            f"INSERT INTO webhook_lines ({COLUMNS}) "
            "VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?, NULL, '', 0)"
            " ON CONFLICT (subscription, community) DO UPDATE SET done = excluded.done,"
            " seen = excluded.seen, pending = excluded.pending, since = excluded.since, tries = 0,"
            " failures = 0, next_at = excluded.next_at, parked_at = NULL, error = '',"
            " turn = webhook_lines.turn + 1",
            (s.id, community, done, last or done, count, since, now),
        )


def _locked(run: Run, s: Subscription) -> int:
    """Where the log was scanned to, held still until the transaction ends."""
    run("UPDATE webhook_subscriptions SET version = version WHERE id = ?", (s.id,))
    found = run("SELECT scanned FROM webhook_subscriptions WHERE id = ?", (s.id,)).fetchone()
    if found is None:
        raise NotFound("webhook", s.id)
    return int(found[0])
