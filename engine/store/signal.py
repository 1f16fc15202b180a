"""Waiting for the next commit."""

from __future__ import annotations

from threading import Condition


class Signal:
    """Wakes whoever waits for the log to pass a position."""

    def __init__(self) -> None:
        self._moved = Condition()
        self._last = 0

    def advance(self, last: int) -> None:
        """Say that the log has reached a position."""
        with self._moved:
            if last > self._last:
                self._last = last
                self._moved.notify_all()

    def wait(self, after: int, timeout: float) -> int:
        """Block until the log was said to be past a position, or the time is over."""
        with self._moved:
            self._moved.wait_for(lambda: self._last > after, timeout)
            return self._last

    def close(self) -> None:
        """Nothing to stop: whoever waits does so until the time is over."""
