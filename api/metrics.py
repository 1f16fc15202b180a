"""What a process counts. Labels are routes, kinds and names of works: never people or places."""

from __future__ import annotations

import os
from collections import Counter as Tally
from collections.abc import Iterable
from pathlib import Path
from threading import Event, active_count
from typing import Any

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

logger = structlog.get_logger()
#: seconds between two looks of a process at itself
EVERY = 5.0
STATM = Path("/proc/self/statm")
#: a caller may call a method as they like; a label may not
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
#: what this process counts; with several processes the library merges what all wrote down
COUNTS = CollectorRegistry()

REQUESTS = Counter(
    "pingzhan_requests",
    "Requests answered, by route and status; a status of 0 is a caller that hung up",
    ("method", "route", "status"),
    registry=COUNTS,
)
SECONDS = Histogram(
    "pingzhan_request_seconds",
    "Time from a request to the end of its answer, streams left out",
    ("method", "route"),
    buckets=BUCKETS,
    registry=COUNTS,
)
LIMITED = Counter(
    "pingzhan_limited", "Requests refused by a limit, by its code", ("code",), registry=COUNTS
)
COMMITS = Counter("pingzhan_commits", "Saves to the log", registry=COUNTS)
FACTS = Counter("pingzhan_facts", "Facts recorded, by type", ("type",), registry=COUNTS)
FIRED = Counter(
    "pingzhan_deadlines_fired", "Facts recorded because their time had come", registry=COUNTS
)
STREAMS = Gauge(
    "pingzhan_open_streams",
    "Event streams that are open",
    registry=COUNTS,
    multiprocess_mode="livesum",
)
AT_ONCE = Gauge(
    "pingzhan_requests_at_once",
    "Requests that are being answered, streams left out",
    registry=COUNTS,
    multiprocess_mode="livesum",
)
PROCESSES = Gauge(
    "pingzhan_processes",
    "Processes that live, by what they do",
    ("does",),
    registry=COUNTS,
    multiprocess_mode="livesum",
)
POOL = Gauge(
    "pingzhan_pool_connections",
    "Connections of the pools to PostgreSQL: open, idle, and threads that wait for one",
    ("state",),
    registry=COUNTS,
    multiprocess_mode="livesum",
)
MEMORY = Gauge(
    "pingzhan_process_resident_bytes",
    "Memory that processes hold",
    registry=COUNTS,
    multiprocess_mode="livesum",
)
CPU = Gauge(
    "pingzhan_process_cpu_seconds",
    "Processor time that the processes alive have used",
    registry=COUNTS,
    multiprocess_mode="livesum",
)
THREADS = Gauge(
    "pingzhan_process_threads",
    "Threads of the processes alive",
    registry=COUNTS,
    multiprocess_mode="livesum",
)


def answered(method: str, route: str, status: int, seconds: float, *, is_stream: bool) -> None:
    """Count a request; how long a stream was open says nothing of how fast it was answered."""
    method = method if method in METHODS else "other"
    REQUESTS.labels(method, route, str(status)).inc()
    if not is_stream:
        SECONDS.labels(method, route).observe(seconds)


def recorded(topics: Iterable[str]) -> None:
    """Count a save and its facts."""
    COMMITS.inc()
    for topic, count in Tally(topics).items():
        FACTS.labels(topic).inc(count)


class Vitals:
    """A process's look at itself, now and then."""

    def __init__(self, does: str, pool: Any = None) -> None:
        self._does, self._pool = does, pool

    def run(self, stopping: Event, every: float = EVERY) -> None:
        """Look until told to stop; for a thread of its own."""
        PROCESSES.labels(self._does).set(1)
        while True:
            try:
                self.look()
            except Exception:
                logger.exception("vitals_failed")
            if stopping.wait(every):
                return

    def look(self) -> None:
        """Write down what this process holds now."""
        used = os.times()
        CPU.set(used.user + used.system)
        MEMORY.set(_resident())
        THREADS.set(active_count())
        if self._pool is not None:
            found = self._pool.get_stats()
            for state, name in (
                ("open", "pool_size"),
                ("idle", "pool_available"),
                ("waiting", "requests_waiting"),
            ):
                POOL.labels(state).set(found.get(name, 0))


def _resident() -> int:
    """Bytes held now, 0 where the system does not say."""
    try:
        return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError):
        return 0
