"""The processes of a run: servers, PostgreSQL and Redis, each of which may be killed and come back.

Whoever starts them must live as long as they do, so all of it is done by one thread.
"""

from __future__ import annotations

import contextlib
import shutil
import signal
import subprocess
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import httpx2
import psycopg

from tests.api.serving import PINGZHAN, ROOT, environment
from tests.services.postgres import Cluster
from tests.services.process import free_port, launch, stop
from tests.services.redis import Broker

#: commits outlive the death of any process; of the machine they need not, for that is not killed
KEPT = ("max_connections=300", "synchronous_commit=on", "full_page_writes=on")
QUICK = ("fsync=off",)

#: webhooks may go to this machine, are soon tried again, and never given up
SAID = {
    "PINGZHAN_ALLOW_PRIVATE_TARGETS": "1",
    "PINGZHAN_WEBHOOK_ATTEMPTS": "50",
    "PINGZHAN_WEBHOOK_RETRY_SECONDS": "0.1",
}

Running = Callable[[], AbstractContextManager[subprocess.Popen[bytes]]]


class Backing:
    """PostgreSQL or Redis: stopped in one way or another, and started again."""

    def __init__(self, run: Running) -> None:
        self._run = run
        self._stack = contextlib.ExitStack()
        self._process = self._stack.enter_context(run())

    def end(self, how: signal.Signals) -> None:
        """End it by a signal, and wait until it is gone."""
        stop(self._process, how)
        self._stack.close()

    def start(self) -> None:
        """Start it again, and wait until it answers."""
        self._process = self._stack.enter_context(self._run())

    def close(self) -> None:
        """End it for good."""
        self._stack.close()


class Postgres(Backing):
    """A PostgreSQL with one database, whose backends may be killed one by one as well."""

    def __init__(self, work: Path, *, durable: bool) -> None:
        self._cluster = Cluster(work, (*KEPT, *(() if durable else QUICK)))
        self.url = self._cluster.url
        super().__init__(self._cluster.running)

    def backends(self) -> list[int]:
        """Processes that serve a connection now."""
        with psycopg.connect(self.url, connect_timeout=2) as connection:
            rows = connection.execute(
                "SELECT pid FROM pg_stat_activity"
                " WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()"
            ).fetchall()
        return [row[0] for row in rows]


class Redis(Backing):
    """A Redis that writes down what it was told, until that is lost."""

    def __init__(self, work: Path) -> None:
        self._work = work
        broker = Broker(work, ("--save", "", "--appendonly", "yes"))
        self.url = broker.url
        super().__init__(broker.running)

    def lose(self) -> None:
        """Lose what it wrote down; only while it is stopped."""
        for path in self._work.iterdir():
            if path.name == "log":
                continue
            shutil.rmtree(path) if path.is_dir() else path.unlink()


class Process:
    """A program of ours on a port: killed, and started without waiting until it is ready."""

    def __init__(self, name: str, words: list[str], log: Path) -> None:
        port = free_port()
        self.name, self.url = name, f"http://127.0.0.1:{port}"
        self._words, self._log = [*words, "--port", str(port)], log
        self._process = self._launch()

    @property
    def is_alive(self) -> bool:
        """Whether its process runs."""
        return self._process.poll() is None

    def is_ready(self) -> bool:
        """Whether it says that it is fit to serve."""
        if not self.is_alive:
            return False
        try:
            return httpx2.get(f"{self.url}/readyz", trust_env=False, timeout=2).status_code == 200
        except httpx2.TransportError:
            return False

    def kill(self) -> None:
        """End it as kill -9 does: no farewell, nothing flushed."""
        with contextlib.suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGKILL)
        self._process.wait()

    def start(self) -> None:
        """Start it again."""
        self._process = self._launch()

    def stop(self) -> None:
        """Ask it to end; after ten seconds by force."""
        stop(self._process)

    def _launch(self) -> subprocess.Popen[bytes]:
        return launch(
            [*PINGZHAN, *self._words], log=self._log, environment=environment(**SAID), cwd=ROOT
        )


def server(number: int, store: str, redis: str, logs: Path) -> Process:
    """A server that answers requests, and does nothing else."""
    words = ["serve", "--no-work", "--store", store, "--redis", redis]
    return Process(f"server {number}", words, logs / f"server-{number}")


def worker(number: int, store: str, redis: str, logs: Path) -> Process:
    """A worker that does what runs beside the requests, or stands by until another dies."""
    words = ["work", "--store", store, "--redis", redis]
    return Process(f"worker {number}", words, logs / f"worker-{number}")
