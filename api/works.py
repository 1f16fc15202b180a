"""What is worked off beside the requests: each work has one leader among all processes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Event, Thread
from time import monotonic

import msgspec
import structlog

from engine.leader import Leader

Leads = Callable[[], bool]
logger = structlog.get_logger()

#: seconds until a work that ended with an error is begun anew
REST = 1.0
#: seconds that all works together have for coming to an end
PATIENCE = 5.0


class Work(msgspec.Struct, frozen=True):
    """One duty. ``run`` blocks until ``stopping`` is set, and acts only while ``leads()``.

    Whoever dies in the middle is followed by another process, so what it does must bear being
    done again. ``name`` is the leader lock's, and what operators are told.
    """

    name: str
    run: Callable[[Event, Leads], None]


class Works:
    """The works of a process, each in a thread of its own."""

    def __init__(self, leader: Leader) -> None:
        self._leader = leader
        self._stopping = Event()
        self._threads: list[Thread] = []

    @property
    def are_running(self) -> bool:
        """Whether anything was started."""
        return bool(self._threads)

    def start(self, works: Iterable[Work]) -> None:
        """Begin works; one that ends with an error is begun anew."""
        works = tuple(works)
        self._leader.stand(work.name for work in works)
        for work in works:
            thread = Thread(target=self._run, args=(work,), name=work.name, daemon=True)
            thread.start()
            self._threads.append(thread)

    def beside(self, name: str, run: Callable[[Event], None]) -> None:
        """Run what every process does for itself, and nobody leads."""
        thread = Thread(target=run, args=(self._stopping,), name=name, daemon=True)
        thread.start()
        self._threads.append(thread)

    def stop(self) -> None:
        """Tell all to end; returns at once."""
        self._stopping.set()

    def join(self, seconds: float = PATIENCE) -> None:
        """Wait until all ended, for so many seconds in all."""
        until = monotonic() + seconds
        for thread in self._threads:
            thread.join(max(0.0, until - monotonic()))

    def _run(self, work: Work) -> None:
        while not self._stopping.is_set():
            try:
                work.run(self._stopping, lambda: self._leader.leads(work.name))
            except Exception:
                logger.exception("work_failed", work=work.name)
            self._stopping.wait(REST)
