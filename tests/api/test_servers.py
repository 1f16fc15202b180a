"""Servers as processes: several over one database, their end, and what they do by themselves."""

from __future__ import annotations

import json
import signal
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.api.places import board, click, codes, order, peaceful, register, tasks
from tests.api.serving import Live, serving
from tests.api.wire import listen
from tests.services.postgres import fresh_database


@pytest.fixture(scope="module", params=[True, False], ids=["redis", "no redis"])
def two(request: pytest.FixtureRequest, postgres_server_url: str) -> Iterator[tuple[Live, Live]]:
    """Two servers over one PostgreSQL, with Redis between them or without."""
    redis = request.getfixturevalue("redis_server_url") if request.param else ""
    with (
        fresh_database(postgres_server_url) as url,
        serving(url, redis=redis) as one,
        serving(url, redis=redis) as other,
    ):
        yield one, other


def test_what_one_server_writes_the_other_shows_tells_and_keeps_to(two: tuple[Live, Live]) -> None:
    here, there = two
    code = peaceful(here.admin, seed=1)
    position = board(here.admin, code)["position"]
    heard: list[dict[str, Any]] = []
    done = threading.Event()

    def hear() -> None:
        for event in listen(there, position, 10**15):
            heard.append(event)
            if event["type"] == "pingzhan.task_completed.v1":
                done.set()
                return

    listener = threading.Thread(target=hear)
    listener.start()
    key = {"Idempotency-Key": code}
    path = f"communities/{code}/activations"
    clicked = here.admin.post(path, json=order("鬯"), headers=key).json()
    shown = board(there.admin, code, at_least=clicked["position"])
    assert shown["position"] >= clicked["position"]
    assert shown["activations"][0]["summary"] == clicked["summary"]
    # the key that one server answered, the other knows; and so the running activation
    assert there.admin.post(path, json=order("鬯"), headers=key).json() == clicked
    again = there.admin.post(path, json=order())
    assert (again.status_code, again.json()["id"]) == (200, clicked["id"])
    task = tasks(shown)[0]["id"]
    completed = here.admin.post(f"tasks/{task}/complete", json={"report": "办"}).json()
    assert done.wait(10)
    listener.join()
    assert int(heard[-1]["id"]) == completed["position"]
    assert [int(e["id"]) for e in heard] == list(range(position + 1, completed["position"] + 1))
    now = board(there.admin, code, at_least=completed["position"])
    assert tasks(now)[0]["state"] == "completed"


def test_a_deadline_that_passes_is_recorded_once_by_the_system(two: tuple[Live, Live]) -> None:
    here, there = two
    assert_overdue(here, there)


def test_a_deadline_that_passes_is_recorded_on_sqlite(sqlite_server: Live) -> None:
    assert_overdue(sqlite_server, sqlite_server)


def assert_overdue(here: Live, there: Live) -> None:
    """A task that is due in a moment is shown overdue soon after, and told once."""
    code = peaceful(here.admin, seed=2)
    activation = click(here.admin, code)["id"]
    grid = board(here.admin, code)["activations"][0]["groups"][0]["grid"]
    due = datetime.now(UTC) + timedelta(seconds=0.5)
    said = {"group": "supply", "grid": grid, "title": "送水", "due_at": due.isoformat()}
    path = f"communities/{code}/activations/{activation}/tasks"
    task = here.admin.post(path, json=said).json()["id"]
    end = time.monotonic() + 20
    while not there.admin.get(f"tasks/{task}").json()["overdue"]:
        assert time.monotonic() < end
        time.sleep(0.1)
    assert datetime.now(UTC) > due
    time.sleep(2.5)
    asked: dict[str, str | int] = {"task": task, "limit": 1000}
    told = there.admin.get(f"communities/{code}/history", params=asked).json()["items"]
    passed = [e for e in told if e["type"] == "task_overdue.v1"]
    assert [e["actor"] for e in passed] == ["system"]
    assert "送水" in passed[0]["text"]["zh"]


def test_a_server_that_is_told_to_stop_ends_its_streams_and_itself(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'log.sqlite'}"
    with serving(store) as live:
        code = peaceful(live.admin)
        ended = threading.Event()

        def hear() -> None:
            with live.admin.stream("GET", "events/stream") as answer:
                for _ in answer.iter_lines():
                    ready.set()
            ended.set()

        ready = threading.Event()
        threading.Thread(target=hear, daemon=True).start()
        assert ready.wait(10)
        begun = time.monotonic()
        live.process.send_signal(signal.SIGTERM)
        assert live.process.wait(10) in (0, -signal.SIGTERM)
        assert time.monotonic() - begun < 8
        assert ended.wait(2)
        assert not [line for line in live.lines() if line["level"] == "error"]
    with serving(store) as live:
        assert live.admin.get(f"communities/{code}").status_code == 200


def test_health_and_readiness_need_no_token(sqlite_server: Live) -> None:
    with httpx2.Client(trust_env=False) as anybody:
        assert anybody.get(f"{sqlite_server.url}/healthz").json() == {"status": "ok"}
        ready = anybody.get(f"{sqlite_server.url}/readyz").json()
    assert ready["status"] == "ok"
    assert ready["lag"] <= 5000


def test_the_document_has_an_example_for_every_body(sqlite_server: Live) -> None:
    document = sqlite_server.admin.get("openapi.json").json()
    shapes = document["components"]["schemas"]
    bodies = {
        media["schema"]["$ref"].rpartition("/")[2]
        for ways in document["paths"].values()
        for operation in ways.values()
        for media in operation.get("requestBody", {}).get("content", {}).values()
        if "$ref" in media.get("schema", {})
    }
    written = {name for name in bodies if not name.startswith("Body_")}
    assert len(written) >= 9
    assert {name for name in written if not shapes[name].get("examples")} == set()
    for ways in document["paths"].values():
        for operation in ways.values():
            assert operation["summary"]
            assert operation["description"]
            assert "4XX" in operation["responses"]


def test_answers_are_in_json_as_they_were_written(sqlite_server: Live) -> None:
    """Chinese as it is, not escaped; times with their zone."""
    code = peaceful(sqlite_server.admin, seed=3)
    raw = sqlite_server.admin.get(f"communities/{code}").content
    assert "社区".encode() in raw
    assert b"\\u" not in raw
    register(sqlite_server.admin, code)
    assert json.loads(raw)["name"] in codes(code).decode()
