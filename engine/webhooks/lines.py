"""Lines: one a subscription and community, each with the position up to which it was accepted.

What waits is not copied anywhere: a line knows how much of the log waits for it, and whoever sends
reads it from there, so that a subscriber who is a million events behind costs one row a community.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Any

import msgspec

from domain.refusal import NotFound
from engine.store import Store
from engine.store.moments import micros
from engine.webhooks.subscription import Attempt, Line, Subscription
from engine.webhooks.tables import Run, many, writing

#: positions looked through at once
WINDOW = 20_000
Topics = Callable[[Sequence[str]], Sequence[str]]
"""The topics that types name, as the log spells them today; none for every one."""

_COLUMNS = ", ".join(Line.__struct_fields__)
_SELECT = f"SELECT {_COLUMNS} FROM webhook_lines"
_DUE = "pending > 0 AND parked_at IS NULL AND next_at <= ?"
_OF = "WHERE subscription = ? AND community = ?"
_FOUND = f"""INSERT INTO webhook_lines ({_COLUMNS})
VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?, NULL, '', 0)
ON CONFLICT (subscription, community) DO UPDATE SET seen = excluded.seen,
    pending = webhook_lines.pending + excluded.pending,
    since = coalesce(webhook_lines.since, excluded.since),
    next_at = CASE WHEN webhook_lines.pending = 0 THEN excluded.next_at
        ELSE webhook_lines.next_at END"""
_MOVED = f"""UPDATE webhook_lines SET done = ?,
    since = CASE WHEN pending > ? THEN ? ELSE NULL END,
    pending = CASE WHEN pending > ? THEN pending - ? ELSE 0 END,
    tries = ?, failures = ?, next_at = ?, parked_at = ?, error = ? {_OF} AND turn = ?"""
_ATTEMPT = [c for c in Attempt.__struct_fields__ if c != "id"]
TRIED = f"INSERT INTO webhook_attempts ({', '.join(_ATTEMPT)}) VALUES ({', '.join('?' * 9)})"


class Progress(msgspec.Struct):
    """How far a line got in one go. ``count`` events are done with; ``since`` when the next one was
    recorded, as far as that is known.
    """

    line: Line
    done: int
    count: int = 0
    since: int | None = None
    tries: int = 0
    failures: int = 0
    next_at: int = 0
    parked_at: int | None = None
    error: str = ""
    #: the endpoint that said that it is gone for good
    gone: str | None = None
    attempts: list[Attempt] = []


def row(attempt: Attempt) -> tuple[object, ...]:
    """An attempt as ``TRIED`` wants it."""
    return tuple(getattr(attempt, c) for c in _ATTEMPT)


class Lines:
    """Finds, moves and counts lines."""

    def __init__(self, store: Store, topics: Topics) -> None:
        self._store, self._topics = store, topics

    def discover(self, subscriptions: Sequence[Subscription], head: int, now: int) -> bool:
        """Look through the next part of the log for each; whether anything was found."""
        found = False
        with writing(self._store, lasting=False) as run:
            for s in subscriptions:
                until = min(head, s.scanned + WINDOW)
                moved = run(
                    "UPDATE webhook_subscriptions SET scanned = ? WHERE id = ? AND scanned = ?",
                    (until, s.id, s.scanned),
                )
                if moved.rowcount == 1:
                    found = self._look(run, s, until, now) or found
        return found

    def _look(self, run: Run, s: Subscription, until: int, now: int) -> bool:
        where, parameters = self._wanted(s)
        rows = run(
            "SELECT e.community, max(e.position), count(*), min(e.recorded_at) FROM "
            f"(SELECT community, position, recorded_at FROM {self._events} "
            f"WHERE position > ? AND position <= ? AND {where}) e "
            "LEFT JOIN webhook_lines l ON l.subscription = ? AND l.community = e.community "
            "WHERE e.position > coalesce(l.done, 0) GROUP BY e.community",
            (s.scanned, until, *parameters, s.id),
        ).fetchall()
        told = [(s.id, c, s.scanned, last, n, at, now) for c, last, n, at in rows]
        many(run, _FOUND, told)
        return bool(rows)

    @property
    def _events(self) -> str:
        return self._store.recorder.events_table_name

    def _wanted(self, s: Subscription) -> tuple[str, list[Any]]:
        """The condition on events; an activation's are told apart when they are sent."""
        where, parameters = ["community IS NOT NULL"], list[Any]()
        if len(s.area) == 12:
            where.append("community = ?")
            parameters.append(s.area)
        elif s.area:
            where.append("substr(community, 1, ?) = ?")
            parameters += [len(s.area), s.area]
        if s.types:
            topics = self._store.codec.spellings(self._topics(s.types))
            where.append(f"topic IN ({', '.join('?' * len(topics))})")
            parameters += topics
        return " AND ".join(where), parameters

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
        rows = self._store.recorder.select(f"{_SELECT} {_OF}", (subscription, community))
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
            run(f"UPDATE webhook_lines SET turn = turn + 1 {_OF}", (s.id, line.community))
        return True

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
                        f"UPDATE webhook_lines SET parked_at = ? {_OF} AND pending > 0",
                        (parked_at, s.id, where),
                    )

    def _rewind_one(
        self, run: Run, s: Subscription, community: str, done: int, until: int, now: int
    ) -> None:
        """A line stands at ``done``, with whatever it wants of its community up to ``until``."""
        where, parameters = self._wanted(s)
        count, last, since = run(
            f"SELECT count(*), max(position), min(recorded_at) FROM {self._events} "
            f"WHERE community = ? AND position > ? AND position <= ? AND {where}",
            (community, done, until, *parameters),
        ).fetchone()
        run(
            f"INSERT INTO webhook_lines ({_COLUMNS}) "
            "VALUES (?, ?, ?, ?, ?, ?, 0, 0, ?, NULL, '', 0)"
            " ON CONFLICT (subscription, community) DO UPDATE SET done = excluded.done,"
            " seen = excluded.seen, pending = excluded.pending, since = excluded.since, tries = 0,"
            " failures = 0, next_at = excluded.next_at, parked_at = NULL, error = '',"
            " turn = webhook_lines.turn + 1",
            (s.id, community, done, last or done, count, since, now),
        )


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


_STATES = {
    "delivered": "pending = 0",
    "waiting": "pending > 0 AND parked_at IS NULL AND failures = 0",
    "retrying": "pending > 0 AND parked_at IS NULL AND failures > 0",
    "parked": "parked_at IS NOT NULL",
}


def _locked(run: Run, s: Subscription) -> int:
    """Where the log was scanned to, held still until the transaction ends."""
    run("UPDATE webhook_subscriptions SET version = version WHERE id = ?", (s.id,))
    found = run("SELECT scanned FROM webhook_subscriptions WHERE id = ?", (s.id,)).fetchone()
    if found is None:
        raise NotFound("webhook", s.id)
    return int(found[0])
