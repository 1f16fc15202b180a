"""Every attempt that was made, for a while: what operators look at when something is wrong."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from engine.store import Store
from engine.store.moments import moment
from engine.webhooks.progress import TRIED, row
from engine.webhooks.subscription import Attempt
from engine.webhooks.tables import writing

#: forgotten at once, so that no write waits for long
SOME = 2000
_COLUMNS = ", ".join(Attempt.__struct_fields__)


class Attempts:
    """Reads them, and forgets old ones."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def add(self, attempt: Attempt) -> None:
        """Keep one that belongs to no line, such as a test."""
        with writing(self._store) as run:
            run(TRIED, row(attempt))

    def of(
        self,
        subscription: str,
        *,
        community: str | None = None,
        position: int | None = None,
        is_accepted: bool | None = None,
        before: int | None = None,
        limit: int = 100,
    ) -> list[Attempt]:
        """Those of a subscription, the newest first."""
        where, told = ["subscription = ?"], list[object]([subscription])
        for name, value in (("community = ?", community), ("position = ?", position)):
            if value is not None:
                where.append(name)
                told.append(value)
        if is_accepted is not None:
            where.append("code = ''" if is_accepted else "code <> ''")
        if before is not None:
            where.append("id < ?")
            told.append(before)
        rows = self._store.recorder.select(
            f"SELECT {_COLUMNS} FROM webhook_attempts WHERE {' AND '.join(where)} "
            "ORDER BY id DESC LIMIT ?",
            (*told, limit),
        )
        return [Attempt(*r) for r in rows]

    def recorded(self, attempts: Sequence[Attempt]) -> dict[int, datetime]:
        """When the events of some attempts were recorded, by position."""
        positions = sorted({a.position for a in attempts})
        events = self._store.recorder.events_table_name
        rows = self._store.recorder.select(
            f"SELECT position, recorded_at FROM {events} "
            f"WHERE position IN ({', '.join('?' * len(positions))})",
            positions,
        )
        return {position: moment(at) for position, at in rows}

    def prune(self, before: int) -> int:
        """Forget those made before a time, some at a time; how many."""
        pruned = 0
        while rows := self._store.recorder.select(
            "SELECT id, at FROM webhook_attempts ORDER BY id LIMIT ?", (SOME,)
        ):
            old = [id for id, at in rows if at < before]
            if not old:
                break
            with writing(self._store, lasting=False) as run:
                run("DELETE FROM webhook_attempts WHERE id <= ?", (old[-1],))
            pruned += len(old)
            if len(old) < SOME:
                break
        return pruned
