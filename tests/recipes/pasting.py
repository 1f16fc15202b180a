"""Code pasted into a terminal, and what it prints there."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.services.chromium import npm_command

PATIENCE = 30  # seconds until what should be printed counts as missing


class Pasted:
    """A shell that was given some code, with everything that it prints."""

    def __init__(self, code: str, **said: str) -> None:
        tools = [str(Path(sys.executable).parent), str(Path(npm_command()[0]).parent)]
        path = os.pathsep.join([*tools, os.environ["PATH"]])
        self.printed = ""
        self._process = subprocess.Popen(
            ["bash"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
            env={**os.environ, "no_proxy": "*", "NO_PROXY": "*", "PATH": path, **said},
        )
        threading.Thread(target=self._read, daemon=True).start()
        assert self._process.stdin is not None
        self._process.stdin.write(code)
        self._process.stdin.close()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.printed += line

    def says(self, words: str) -> None:
        """Wait until it has printed that."""
        end = time.monotonic() + PATIENCE
        while words not in self.printed:
            assert time.monotonic() < end, self.printed
            time.sleep(0.05)

    def close(self) -> None:
        """End it, and what it started."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()


@contextlib.contextmanager
def pasted(code: str, **said: str) -> Iterator[Pasted]:
    """A shell with some code, until the end of the block."""
    running = Pasted(code, **said)
    try:
        yield running
    finally:
        running.close()
