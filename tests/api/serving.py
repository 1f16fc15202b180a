"""The real server in a process of its own, and a caller that speaks HTTP to it."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx2

from tests.services.process import free_port, running, scratch

ADMIN = "administrator-of-the-tests"
ROOT = Path(__file__).parents[2]
PINGZHAN = (sys.executable, "-m", "api.cli.main")
UNSET = ("PINGZHAN_STORE", "PINGZHAN_REDIS", "PINGZHAN_PORT", "PYTEST_CURRENT_TEST")


class Live:
    """A server that answers, with its store, its log and an administrator's client."""

    def __init__(self, url: str, store: str, log: Path, process: subprocess.Popen[bytes]) -> None:
        self.url, self.store, self.log, self.process = url, store, log, process
        self.admin = self.client(ADMIN)

    def client(self, token: str | None = None, **options: Any) -> httpx2.Client:
        """A client of the API that signs in with a token."""
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        return httpx2.Client(
            base_url=f"{self.url}/api/v1/", headers=headers, timeout=30, trust_env=False, **options
        )

    def kill(self) -> None:
        """End it as kill -9 does: no farewell, nothing flushed."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def lines(self) -> list[dict[str, Any]]:
        """What it logged, line by line; beside them stand its words for whoever started it."""
        lines = self.log.read_text("utf-8").splitlines()
        return [json.loads(line) for line in lines if line.startswith("{")]


@contextlib.contextmanager
def serving(
    store: str,
    *options: str,
    redis: str = "",
    port: int | None = None,
    speed: float | None = None,
    seconds: float = 30,
    **said: str,
) -> Iterator[Live]:
    """A server over a store, from its first answer to the end of the block."""
    port = port or free_port()
    url = f"http://127.0.0.1:{port}"
    command = [*PINGZHAN, "serve", "--store", store, "--port", str(port), *options]
    if redis:
        command += ["--redis", redis]
    if speed is not None:
        command += ["--clock-speed", str(speed)]
    with scratch("serve") as work:
        log = work / "log"
        with running(
            command,
            answers=lambda: httpx2.get(f"{url}/readyz", trust_env=False).raise_for_status(),
            log=log,
            environment=environment(**said),
            cwd=ROOT,
            seconds=seconds,
        ) as process:
            live = Live(url, store, log, process)
            try:
                yield live
            finally:
                live.admin.close()


def environment(**said: str) -> dict[str, str]:
    """The environment of a server or command: an administrator's token, and nothing of ours."""
    kept = {k: v for k, v in os.environ.items() if k not in UNSET}
    # every client of the tests comes from one address
    ours = {"PINGZHAN_ADMIN_TOKEN": ADMIN, "PINGZHAN_SIGN_IN_TRIES": "10000"}
    return {**kept, **ours, "NO_COLOR": "1", "COLUMNS": "200", **said}


def pingzhan(*words: str, **said: str) -> subprocess.CompletedProcess[str]:
    """A command as a person types it; its exit code and what it said."""
    return subprocess.run(
        [*PINGZHAN, *words],
        capture_output=True,
        text=True,
        env=environment(**said),
        cwd=ROOT,
        timeout=100,
    )
