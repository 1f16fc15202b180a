"""A server that lives in virtual time: everything is a drill, and time survives its end."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import httpx2

from tests.api.places import board, click, peaceful
from tests.api.serving import Live, pingzhan, serving

HOUR = 600


#: on a free port: the usual one may be taken
SERVE = ("serve", "--port", "0")


def now(live: Live, code: str) -> datetime:
    """What time the server says it is."""
    return datetime.fromisoformat(board(live.admin, code)["now"])


def test_virtual_time_runs_stands_still_and_goes_on(store_url: str) -> None:
    with serving(store_url, speed=HOUR) as live:
        code = peaceful(live.admin, seed=3)
        began, seen = now(live, code), time.monotonic()
        done = click(live.admin, code)
        assert done["drill"] is True
        while now(live, code) == began:
            time.sleep(0.05)
        passed = (now(live, code) - began).total_seconds()
        assert passed <= (time.monotonic() - seen + 1) * HOUR
        shown = board(live.admin, code)
        assert [a["drill"] for a in shown["activations"]] == [True]
        assert shown["mode"] == "peacetime"
        listed = live.admin.get(f"communities/{code}/activations").json()["items"]
        assert [(a["id"], a["drill"]) for a in listed] == [(done["id"], True)]
        live.kill()
        left = began
    with serving(store_url, speed=1) as live:
        again = now(live, code)
        assert again > left
        assert (again - began).total_seconds() <= (time.monotonic() - seen) * HOUR
    with serving(store_url) as live:
        assert board(live.admin, code)["virtual"]
        assert httpx2.get(f"{live.url}/readyz", trust_env=False).json()["virtual"]
        assert now(live, code) >= again
        assert (now(live, code) - again).total_seconds() < 60
        live.admin.post(f"communities/{code}/activations/{done['id']}/stand-down")
        again_done = click(live.admin, code)
        assert (again_done["id"] != done["id"], again_done["drill"]) == (True, True)
        assert [a["drill"] for a in board(live.admin, code)["activations"]] == [True]
        assert "此库保有虚拟时间" in live.log.read_text("utf-8")


def test_a_speed_that_is_none_is_told(tmp_path: Path) -> None:
    told = pingzhan(*SERVE, "--store", f"sqlite:///{tmp_path / 'x.sqlite'}", "--clock-speed", "0")
    assert told.returncode == 1
    assert "clock_speed_invalid" in told.stderr


def test_a_store_in_which_anything_is_real_does_not_live_in_virtual_time(store_url: str) -> None:
    with serving(store_url) as live:
        code = peaceful(live.admin, seed=3)
        done = click(live.admin, code)
        assert (done["drill"], board(live.admin, code)["virtual"]) == (False, False)
        live.admin.post(f"communities/{code}/activations/{done['id']}/stand-down")
    told = pingzhan(*SERVE, "--store", store_url, "--clock-speed", "60")
    assert told.returncode == 1
    assert "clock_speed_real" in told.stderr
    assert "单独的库" in told.stderr
    said = pingzhan(*SERVE, "--store", store_url, PINGZHAN_CLOCK_SPEED="60")
    assert (said.returncode, "clock_speed_real" in said.stderr) == (1, True)
    with serving(store_url) as live:
        assert not click(live.admin, code)["drill"]


def test_nobody_lives_in_virtual_time_beside_a_server_in_real_time(postgres_url: str) -> None:
    with serving(postgres_url):
        told = pingzhan(*SERVE, "--store", postgres_url, "--clock-speed", "60")
    assert (told.returncode, "clock_speed_beside" in told.stderr) == (1, True)
