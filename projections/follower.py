"""The follower: pulls the log in batches and lets the views take it in."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from threading import Condition, Event, Lock
from time import monotonic

from domain.record import Recorded
from projections import rebuilding
from projections.asof import ReadCommunity
from projections.keyframes import Keyframes
from projections.stored import OutOfStep, StoredViews

logger = logging.getLogger(__name__)

#: reads facts after a position, at most so many, in order of position
Read = Callable[[int, int], list[Recorded]]
#: blocks until the log is past a position or for so many seconds; the head then
Wait = Callable[[int, float], int]

BATCH = 5000
#: how often somebody who waits looks whether another process moved the view
GLANCE = 0.02
#: the longest pause after work
REST = 0.25
#: keyframes are made while nothing happens, and after so many seconds in any case
FRAMES_LATEST = 30.0


class Follower:
    """Keeps the views at the head of the log. Safe for use by many threads, and beside others of
    its kind on the same database.

    With ``read_community`` (facts of a community after a position and up to one) it also keeps
    the keyframes of as-of.
    """

    def __init__(
        self,
        views: StoredViews,
        read: Read,
        read_community: ReadCommunity | None = None,
        *,
        batch: int = BATCH,
    ) -> None:
        self._views, self._read, self._batch = views, read, batch
        self.keyframes = Keyframes(views, read_community) if read_community else None
        self._turn, self._rebuilding = Lock(), Lock()
        self._moved = Condition()
        self._touched: set[str] | None = None

    def catch_up(self, names: Iterable[str] | None = None) -> int:
        """Bring views, all by default, to the head of the log; how many facts that took."""
        names = tuple(self._views.views if names is None else names)
        with self._turn:
            folded = 0
            while batch := self._step(names):
                folded += batch
                with self._moved:
                    self._moved.notify_all()
            return folded

    def _step(self, names: tuple[str, ...]) -> int:
        """Let the views that are furthest behind take in one batch, together."""
        positions = {name: self._views.position(name) for name in names}
        after = min(positions.values())
        behind = [name for name in names if positions[name] == after]
        batch = self._read(after, self._batch)
        if ahead := [p for p in positions.values() if p > after]:
            # up to where the next view stands, so that they go on together
            batch = [r for r in batch if r.position <= min(ahead)]
        if not batch:
            return 0
        try:
            self._views.follow(behind, batch, after)
        except OutOfStep:
            # another follower, or a command inline, was first: look again
            return 1
        if self._touched is not None:
            self._touched.update(r.community for r in batch)
        return len(batch)

    def keep_frames(self) -> int:
        """Make the keyframes that are wanting, of whichever communities moved; how many."""
        if self.keyframes is None:
            return 0
        with self._turn:
            touched, self._touched = self._touched, set()
        try:
            return self.keyframes.keep(touched)
        except BaseException:
            self._touched = None  # look at every community the next time
            raise

    def run(
        self, stop: Event, wait: Wait, leads: Callable[[], bool] = lambda: True, *, every: float = 1
    ) -> None:
        """Follow the log until told to stop, while this process leads; for a thread of its own. A
        trouble is logged and the batch tried again, for a view that stands still is worse than one
        that is late. After work it rests as long as that took, so that commands in a burst find
        the process half free, and their facts are taken in together.
        """
        position, kept = 0, monotonic()
        while not stop.is_set():
            began = monotonic()
            try:
                if not leads():
                    stop.wait(every)
                    continue
                is_busy = self.catch_up() > 0
                position = min(self._views.position(name) for name in self._views.views)
                if not is_busy or began - kept > FRAMES_LATEST:
                    self.keep_frames()
                    kept = monotonic()
            except Exception:
                logger.exception("follower", extra={"position": position})
                stop.wait(every)
            stop.wait(min(monotonic() - began, REST))
            if not stop.is_set():
                wait(position, every)

    def wait_for(self, name: str, position: int, timeout: float) -> bool:
        """Whether a view has taken in a position, waiting so many seconds for it (at_least)."""
        until = monotonic() + timeout
        while self._views.position(name) < position:
            left = until - monotonic()
            if left <= 0:
                return False
            with self._moved:
                self._moved.wait(min(left, GLANCE))
        return True

    def rebuild(self, *names: str) -> int:
        """Fold views anew from the first fact, several as one pass over the log, and put each in
        place of the old one, which is read until then; how many facts that took.
        """
        with self._rebuilding:
            # nobody waits for a rebuild's transactions, so that they may be longer
            limit = 2 * self._batch
            return rebuilding.rebuild(self._views, names, self._read, limit, self._turn)

    def differences(self, name: str) -> list[tuple[str, str]]:
        """Fold a view anew and compare: community and key of documents that are not the same."""
        with self._rebuilding:
            return rebuilding.differences(self._views, name, self._read, self._batch)
