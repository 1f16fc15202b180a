"""Several processes as one: each that dies is begun anew, and all end together."""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from multiprocessing.process import BaseProcess
from threading import Event, Thread
from time import monotonic
from typing import Any, cast

import msgspec
import structlog
from prometheus_client.multiprocess import mark_process_dead

from api.scraping import SHARED

logger = structlog.get_logger()

#: seconds that processes have for ending by themselves
PATIENCE = 15.0
#: seconds between a death and the next birth: at first, and at most, doubling while it dies young
PAUSE, LONGEST, YOUNG = 0.1, 8.0, 10.0
#: loaded once for all processes, though commands load it only when they answer
ANSWERING = "api.cli.answering"


class Task(msgspec.Struct, frozen=True):
    """What a process does: a function of a module, and what it is given."""

    name: str
    run: Callable[..., None]
    given: tuple[Any, ...]


class Supervisor:
    """Keeps a process for each task until it is told to stop."""

    def __init__(self, tasks: list[Task]) -> None:
        self._spawning = _spawning({task.run.__module__ for task in tasks} | {ANSWERING})
        self._posts = [_Post(task) for task in tasks]
        self._stopping = Event()

    def run(self) -> None:
        """Block until SIGTERM or SIGINT, then end every process."""
        for sig in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sig, lambda *_: self._stopping.set())
        with shared_counts():
            try:
                while not self._stopping.is_set():
                    self._look_after()
            finally:
                self._end()

    def _look_after(self) -> None:
        for post in self._posts:
            post.fill(self._spawning)
        alive = [p.process.sentinel for p in self._posts if p.process is not None]
        wait(alive, PAUSE)
        for post in self._posts:
            post.notice()

    def _end(self) -> None:
        for post in self._posts:
            post.terminate()
        until = monotonic() + PATIENCE
        for post in self._posts:
            post.bury(max(0.0, until - monotonic()))


class _Post:
    """A task's place: the process that has it, or when the next one begins."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self.process: BaseProcess | None = None
        self._began = self._next = float("-inf")
        self._pause = PAUSE

    def fill(self, spawning: Any) -> None:
        """Begin a process where there is none and it is time for one."""
        if self.process is not None or monotonic() < self._next:
            return
        task, self._began = self._task, monotonic()
        process = spawning.Process(target=_begin, args=(task.run, task.given), name=task.name)
        process.start()
        self.process = process
        logger.info("process_began", task=task.name, pid=process.pid)

    def notice(self) -> None:
        """If the process died, tell so, and when the next one begins."""
        process = self.process
        if process is None or process.is_alive():
            return
        lived = monotonic() - self._began
        self._pause = PAUSE if lived > YOUNG else min(2 * self._pause, LONGEST)
        self._next = monotonic() + self._pause
        self.process = None
        logger.error("process_died", task=self._task.name, pid=process.pid, code=process.exitcode)
        _forget(process)

    def terminate(self) -> None:
        """Ask the process to end."""
        if self.process is not None:
            self.process.terminate()

    def bury(self, seconds: float) -> None:
        """Wait for its end, and bring it about when the time is over."""
        if self.process is None:
            return
        self.process.join(seconds)
        if self.process.is_alive():
            logger.error("process_killed", task=self._task.name, pid=self.process.pid)
            self.process.kill()
            self.process.join()
        _forget(self.process)


def _spawning(modules: set[str]) -> Any:
    """How processes begin: from one that has loaded the program already, where there is such."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return multiprocessing.get_context("spawn")
    forking = multiprocessing.get_context("forkserver")
    forking.set_forkserver_preload(sorted(modules))
    return forking


def _forget(process: BaseProcess) -> None:
    if process.pid is not None:
        cast(Callable[[int], None], mark_process_dead)(process.pid)


def _begin(run: Callable[..., None], given: tuple[Any, ...]) -> None:
    """The first thing in a new process: it ends with the one that began it."""
    parent = multiprocessing.parent_process()
    assert parent is not None

    def follow() -> None:
        parent.join()
        os.kill(os.getpid(), signal.SIGTERM)

    Thread(target=follow, name="parent", daemon=True).start()
    run(*given)


@contextmanager
def shared_counts() -> Iterator[None]:
    """A folder in which processes that are begun within put what they count."""
    if SHARED in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="pingzhan-counts-") as folder:
        os.environ[SHARED] = folder
        try:
            yield
        finally:
            del os.environ[SHARED]
