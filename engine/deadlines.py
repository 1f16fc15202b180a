"""Deadlines that passed become facts: what is due is asked of a view, the rest is a command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Event
from typing import Protocol

import structlog

from engine.clock import Clock
from engine.workflow.caller import Caller
from engine.workflow.tasks import Tasks

BATCH = 500
logger = structlog.get_logger()


class DueTasks(Protocol):
    """The view of what is due."""

    def __call__(self, before: datetime, limit: int) -> list[str]:
        """Ids of tasks whose deadline passed before then and is not recorded yet, oldest first."""
        ...


class Deadlines:
    """Records what is overdue. Fired twice, a deadline is still recorded once."""

    def __init__(self, tasks: Tasks, due: DueTasks, clock: Clock) -> None:
        self._tasks, self._due, self._clock = tasks, due, clock

    def fire(self) -> int:
        """Record every deadline that has passed by now; gives how many."""
        fired = 0
        while due := self._due(self._clock(), BATCH):
            passed = self._tasks.pass_due(due, Caller("system", cause="deadline"))
            fired += passed
            if passed < len(due):
                break
        return fired

    def run(self, stopping: Event, leads: Callable[[], bool], every: float = 1.0) -> None:
        """Fire until told to stop, while this process leads."""
        while not stopping.wait(every):
            try:
                if leads():
                    self.fire()
            except Exception:
                logger.exception("deadlines_failed")
