"""Which events of the log a subscription wants, as a condition on their table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from engine.store import Store
from engine.webhooks.subscription import Subscription

Topics = Callable[[Sequence[str]], Sequence[str]]
"""The topics that types name, as the log spells them today; none for every one."""


class Wanted:
    """Conditions on events, by subscription."""

    def __init__(self, store: Store, topics: Topics) -> None:
        self._store, self._topics = store, topics

    @property
    def table(self) -> str:
        """The table of the log's events."""
        return self._store.recorder.events_table_name

    def of(self, s: Subscription) -> tuple[str, list[Any]]:
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
