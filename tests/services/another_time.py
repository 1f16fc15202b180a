"""The real server at a time that a test sets: ``python -m tests.services.another_time …``."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import httpx2

from api.cli.answering import run
from api.cli.listening import listen
from api.house import House
from api.logs import configure_logs
from api.settings import Settings
from engine.clock import system_clock
from tests.api.serving import ROOT, Live, environment
from tests.services.process import free_port, running, scratch


class Shifted:
    """The clock, so many seconds ahead as a file says."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def __call__(self) -> datetime:
        return system_clock() + timedelta(seconds=float(self._file.read_text()))


class Hands:
    """The hands of a server's clock, which only go forward."""

    def __init__(self, file: Path, at: datetime) -> None:
        self._file = file
        self.set(at)

    def set(self, at: datetime) -> None:
        """Let it be that time now."""
        beside = self._file.with_suffix(".new")
        beside.write_text(str((at - system_clock()).total_seconds()))
        beside.replace(self._file)

    def now(self) -> datetime:
        """What the server's clock says."""
        return Shifted(self._file)()


@contextlib.contextmanager
def serving_at(at: datetime, **said: str) -> Iterator[tuple[Live, Hands]]:
    """A server over a file of its own, at that time."""
    with scratch("anothertime") as folder:
        hands, store = Hands(folder / "ahead", at), f"sqlite:///{folder / 'log.sqlite'}"
        port, log = free_port(), folder / "log"
        url = f"http://127.0.0.1:{port}"
        words = ["-m", "tests.services.another_time", store, str(port), str(folder / "ahead")]
        with running(
            [sys.executable, *words],
            answers=lambda: httpx2.get(f"{url}/readyz", trust_env=False).raise_for_status(),
            log=log,
            environment=environment(**said),
            cwd=ROOT,
        ) as process:
            live = Live(url, store, log, process)
            try:
                yield live, hands
            finally:
                live.admin.close()


def main() -> None:
    """Serve."""
    store, port, file = sys.argv[1:]
    configure_logs()
    settings = Settings.from_environment(store=store, port=int(port))
    run(House(settings, Shifted(Path(file))), listen(settings.host, settings.port))


if __name__ == "__main__":
    main()
