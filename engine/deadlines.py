"""What falls due becomes facts: which groups are due is asked of a view, the rest is a command."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Event
from typing import Protocol

import structlog

from engine.clock import Clock
from engine.workflow.caller import Caller
from engine.workflow.duties import Duties

#: groups that are asked for at once, and those that are saved together
ASKED, SAVED = 20_000, 100
logger = structlog.get_logger()


class DueGroups(Protocol):
    """The view of what is due."""

    def __call__(self, before: datetime, limit: int) -> list[str]:
        """Streams of groups in which something is due by then, the longest due first."""
        ...


class Deadlines:
    """Records what is due. Fired twice, or by two at once, it is still recorded once."""

    def __init__(self, duties: Duties, due: DueGroups, clock: Clock) -> None:
        self._duties, self._due, self._clock = duties, due, clock
        #: told how many facts a firing made
        self.on_fired: Callable[[int], None] = lambda count: None

    def fire(self) -> int:
        """Record everything that is due by now; gives how many facts that made."""
        due = self._due(self._clock(), ASKED)
        caller = Caller("system", cause="deadline")
        batches = (due[n : n + SAVED] for n in range(0, len(due), SAVED))
        made = sum(self._duties.fulfil(batch, caller) for batch in batches)
        self.on_fired(made)
        return made

    def run(self, stopping: Event, leads: Callable[[], bool], every: float = 1.0) -> None:
        """Fire until told to stop, while this process leads."""
        while not stopping.wait(every):
            try:
                if leads():
                    self.fire()
            except Exception:
                logger.exception("deadlines_failed")
