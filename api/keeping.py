"""Which reports are kept and how long, asked of the view as it stands at the head of the log."""

from __future__ import annotations

from datetime import datetime

from api.reading.scanning import scan
from engine.retention import Left
from engine.store import Store
from projections.follower import Follower
from projections.reports import Day, Reported, days_of, micros
from projections.views import ViewStore

PATIENCE = 10.0


class Keeping:
    """The view of reports, as the worker that destroys them asks it."""

    def __init__(self, store: Store, views: ViewStore, follower: Follower) -> None:
        self._store, self._views, self._follower = store, views, follower

    def left(self, before: datetime) -> list[Left]:
        """Activations that ended by then and of which there are reports left.

        Nothing while the view lags: what was destroyed a moment ago must not count again.
        """
        if not self._follower.wait_for("reports", self._store.head(), PATIENCE):
            return []
        rows = self._views.query(
            "SELECT community, doc FROM view_reports WHERE rank <= ? ORDER BY rank",
            (micros(before),),
        )
        decode = self._views.view("reports").decode
        return [_left(community, decode(doc)) for community, doc in rows]

    def texts(self, community: str, activation: str, form: str) -> list[str]:
        """The directory texts of the reports on a form, and whom they are about."""
        days = scan(self._views, "reports", community, days_of(activation, form))
        entries = [e for day in days.values() if isinstance(day, Day) for e in day.entries]
        return [text for e in entries for text in (e.text, e.about) if text]


def _left(community: str, doc: Reported) -> Left:
    every = {"": doc.words, **doc.forms}
    counts = {form: count.reports - count.expired for form, count in every.items()}
    left = {form: count for form, count in counts.items() if count > 0}
    assert doc.ended_at is not None
    return Left(community, doc.id, doc.digest, doc.ended_at, left)
