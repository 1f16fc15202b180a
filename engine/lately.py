"""What was done a moment ago, and need not be done again yet."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from engine.clock import Clock

MOST_KNOWN = 10_000


class Lately:
    """Remembers when things were last done here: as many as a process can hold, the latest."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._known: OrderedDict[tuple[object, ...], datetime] = OrderedDict()
        self._lock = Lock()

    def is_due(self, *what: object, every: timedelta) -> bool:
        """Whether it is time for something again; then it counts as done now."""
        now = self._clock()
        with self._lock:
            last = self._known.pop(what, None)
            if last is not None and now - last < every:
                self._known[what] = last
                return False
            self._known[what] = now
            while len(self._known) > MOST_KNOWN:
                self._known.popitem(last=False)
        return True
