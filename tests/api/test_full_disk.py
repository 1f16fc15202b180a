"""A full disk: every write says so, reading goes on, and a server starts nevertheless."""

from __future__ import annotations

import contextlib
import sqlite3
import subprocess
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from projections.registry import VIEWS
from tests.api.places import board, click, peaceful
from tests.api.serving import pingzhan, serving
from tests.services.process import scratch

#: what SQLite needs to open a file at all: its index of the journal, and a page or two
ROOM = 40 * 1024


@pytest.fixture
def disk() -> Iterator[Path]:
    """A disk of twelve megabytes, where this account may mount one."""
    with scratch("disk") as folder:
        disk = folder / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=12m", "tmpfs", str(disk)]
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"a small disk needs a root that may mount: {done.stderr.strip()}")
        try:
            yield disk
        finally:
            subprocess.run(["umount", "-l", disk], check=True)


def fill(disk: Path) -> Path:
    """A file that leaves no room for any other."""
    file = disk / "filling"
    with contextlib.suppress(OSError), file.open("wb", buffering=0) as filling:
        while filling.write(b"\0" * 4096):
            pass
    return file


def until_full(client: httpx2.Client, path: str, body: object) -> httpx2.Response:
    """The first answer that is no success: what the file had to spare is used up before."""
    for _ in range(2000):
        answer = client.post(path, json=body)
        if answer.status_code >= 300:
            return answer
    raise AssertionError("the disk is never full")


def test_a_full_disk_is_told_and_a_server_starts_to_be_read(disk: Path) -> None:
    store = f"sqlite:///{disk}/log.sqlite"
    with serving(store) as live:
        said = {"role": "integrator", "place": "", "name": "平台"}
        secret = live.admin.post("tokens", json=said).json()["token"]
        code = peaceful(live.admin)
        board(live.admin, code, at_least=click(live.admin, code)["position"])
    with sqlite3.connect(disk / "log.sqlite") as log:
        # views that are to be folded yet, as after an upgrade
        log.execute("UPDATE view_positions SET position = 0")
        for name in VIEWS:
            log.execute(f"DELETE FROM view_{name}")
        log.commit()
        log.execute("VACUUM")
    log.close()
    sqlite3.connect(disk / "log.sqlite").close()
    room = disk / "room"
    room.write_bytes(b"\0" * ROOM)
    filling = fill(disk)
    room.unlink()
    with serving(store) as live:
        assert "started_read_only" in [e["event"] for e in live.lines()]
        token = {"role": "integrator", "place": "", "name": "账"}
        for path, body in (("tokens", token), ("session", None)):
            refused = until_full(live.admin, path, body)
            assert (refused.status_code, refused.json()["code"]) == (507, "store_full")
        assert live.admin.get("events").status_code == 200
        # whether its use can be recorded or not, it lets in
        assert live.client(secret).get("events").status_code == 200
        told = pingzhan("verify", "--store", store)
        assert (told.returncode, "[store_full]" in told.stderr) == (1, True), told.stdout
        assert "Traceback" not in told.stderr
        filling.unlink()
        assert live.admin.post("tokens", json=token).status_code == 201
    assert pingzhan("verify", "--store", store).returncode == 0
