"""Answers to idempotency keys are kept for thirty days: whoever repeats a request is sooner."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from threading import Event

import structlog

from engine.clock import Clock
from engine.store import Store

#: for how long at least; an answer may stay longer while nothing is recorded
KEPT = timedelta(days=30)
AN_HOUR = 3600.0
logger = structlog.get_logger()


class Receipts:
    """Forgets old answers, some at a time, so that no write waits for long."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    def prune(self) -> int:
        """Forget every answer older than that; gives how many."""
        before = self._store.position_at(self._clock() - KEPT)
        pruned = 0
        while some := self._store.drop_receipts(before):
            pruned += some
        return pruned

    def run(self, stopping: Event, leads: Callable[[], bool], every: float = AN_HOUR) -> None:
        """Prune at once and then every hour, while this process leads."""
        while True:
            try:
                if leads() and (pruned := self.prune()):
                    logger.info("receipts_pruned", count=pruned)
            except Exception:
                logger.exception("receipts_failed")
            if stopping.wait(every):
                return
