"""Starting a program for tests, waiting until it answers, and leaving nothing behind."""

from __future__ import annotations

import contextlib
import ctypes
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypedDict

TMP = "/tmp"  # a short path: that of a Unix socket may have 107 bytes
LOG_TAIL = 2000


class Account(TypedDict, total=False):
    """Whom to run a program as; empty for oneself."""

    user: int
    group: int
    extra_groups: list[int]


def free_port() -> int:
    """A TCP port on 127.0.0.1 that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def scratch(kind: str) -> Iterator[Path]:
    """A folder that goes away afterwards, and takes those of killed runs with it.

    It is where pytest keeps its own; a benchmark's is on the disk.
    """
    parent = os.environ.get("PYTEST_DEBUG_TEMPROOT", TMP)
    for old in Path(parent).glob(f"pz-{kind}-*-*"):
        pid = old.name.split("-")[2]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists() and Path("/proc/self").exists():
            shutil.rmtree(old, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=f"pz-{kind}-{os.getpid()}-", dir=parent))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running(
    command: Sequence[str | Path],
    *,
    answers: Callable[[], object],
    log: Path,
    stop_with: signal.Signals = signal.SIGTERM,
    environment: Mapping[str, str] | None = None,
    account: Account | None = None,
    cwd: Path | None = None,
    seconds: float = 30,
) -> Iterator[subprocess.Popen[bytes]]:
    """Run a program from the moment that `answers` no longer raises until the block ends.

    Raises RuntimeError with the end of its log when it exits or stays silent.
    """
    process = launch(command, log=log, environment=environment, account=account, cwd=cwd)
    try:
        _wait(answers, process, log, seconds)
        yield process
    finally:
        stop(process, stop_with)


def launch(
    command: Sequence[str | Path],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    account: Account | None = None,
    cwd: Path | None = None,
) -> subprocess.Popen[bytes]:
    """Start a program that ends with the thread that started it; it need not answer yet."""
    with log.open("ab") as out:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            env=environment,
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_die_with_parent,
            **(account or {}),
        )


def stop(process: subprocess.Popen[bytes], how: signal.Signals = signal.SIGTERM) -> None:
    """End a process, and wait until it has ended; after ten seconds by force."""
    process.send_signal(how)
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _wait(
    answers: Callable[[], object], process: subprocess.Popen[bytes], log: Path, seconds: float
) -> None:
    last: Exception | None = None
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if process.poll() is not None:
            raise RuntimeError(f"{process.args!r} exited {process.returncode}:\n{_tail(log)}")
        try:
            answers()
        except Exception as error:  # whatever it is, it does not answer yet
            last = error
            time.sleep(0.02)
        else:
            return
    raise RuntimeError(f"{process.args!r} silent for {seconds} s ({last!r}):\n{_tail(log)}")


def _tail(log: Path) -> str:
    return log.read_text(errors="replace")[-LOG_TAIL:]


def _die_with_parent() -> None:
    """On Linux, end when the test run does, even by kill -9."""
    if sys.platform == "linux":
        set_parent_death_signal = 1
        with contextlib.suppress(OSError, AttributeError):
            ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGINT)
