"""Many server processes on one port, and the works beside them under leaders that may die."""

from __future__ import annotations

import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from api.house import House
from api.settings import Settings
from tests.api.places import board, click, peaceful
from tests.api.serving import ADMIN, PINGZHAN, ROOT, Live, environment, serving
from tests.api.test_metrics import scraped, value
from tests.cli.typed import typed
from tests.services.postgres import fresh_database
from tests.services.process import free_port, running, scratch

WORKERS = 2


@pytest.fixture(scope="module")
def many(postgres_server_url: str, redis_server_url: str) -> Iterator[Live]:
    """A server of several processes on PostgreSQL and Redis."""
    with (
        fresh_database(postgres_server_url) as url,
        serving(url, "--workers", str(WORKERS), redis=redis_server_url, seconds=90) as live,
    ):
        yield live


@pytest.fixture(scope="module")
def watching(many: Live) -> Iterator[House]:
    """A house that only looks at the store."""
    house = House(Settings(store=many.store), exclusive=False)
    yield house
    house.close()


def within(seconds: float, found: Callable[[], Any]) -> Any:
    """What is found, once it is; fails when the time is out."""
    until = time.monotonic() + seconds
    while not (seen := found()):
        assert time.monotonic() < until, "not within the time"
        time.sleep(0.05)
    return seen


def processes(live: Live, task: str) -> list[int]:
    """The processes that a task had so far, the latest last."""
    began = [line for line in live.lines() if line["event"] == "process_began"]
    return [line["pid"] for line in began if line["task"].startswith(task)]


def leader(house: House, duty: str) -> int | None:
    """The process that leads a duty."""
    holder = house.leader.standing([duty])[duty]
    return int(holder.rpartition(":")[2]) if holder else None


def stays_away(pid: int) -> bool:
    """Whether a process is no more."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def overdue_task(live: Live, code: str, seconds: float) -> str:
    """A task that is due in so many seconds."""
    activation = click(live.admin, code)["id"]
    grid = board(live.admin, code)["activations"][0]["groups"][0]["grid"]
    due = datetime.now(UTC) + timedelta(seconds=seconds)
    said = {"group": "supply", "grid": grid, "title": "送水", "due_at": due.isoformat()}
    path = f"communities/{code}/activations/{activation}/tasks"
    return str(live.admin.post(path, json=said).raise_for_status().json()["id"])


def overdue(live: Live, code: str, task: str) -> list[dict[str, Any]]:
    """Who said that a task is overdue."""
    asked: dict[str, str | int] = {"task": task, "limit": 1000}
    told = live.admin.get(f"communities/{code}/history", params=asked).json()["items"]
    return [e for e in told if e["type"] == "task_overdue.v1"]


def test_another_worker_leads_within_seconds_when_the_leader_is_killed(
    many: Live, watching: House
) -> None:
    duties = [work.name for work in watching.works]
    port = free_port()
    command = [*PINGZHAN, "work", "--store", many.store, "--port", str(port)]
    with scratch("work") as folder:

        def stands() -> dict[str, Any]:
            answer = httpx2.get(f"http://127.0.0.1:{port}/readyz", trust_env=False)
            return dict(answer.raise_for_status().json())

        with running(
            command, answers=stands, log=folder / "log", environment=environment(), cwd=ROOT
        ) as other:
            within(10, lambda: all(watching.leader.standing(duties).values()))
            code = peaceful(many.admin, seed=1)
            task = overdue_task(many, code, 1.0)
            first = leader(watching, "deadlines")
            assert first in (processes(many, "work")[-1], other.pid)
            os.kill(first, signal.SIGKILL)
            killed = time.monotonic()
            within(10, lambda: leader(watching, "deadlines") not in (None, first))
            assert time.monotonic() - killed < 5
            within(15, lambda: overdue(many, code, task))
            within(10, lambda: all(watching.leader.standing(duties).values()))
            within(10, lambda: stands()["status"] == "ok")
            assert typed("doctor", "--store", many.store).returncode == 0
            assert [e["actor"] for e in overdue(many, code, task)] == ["system"]
    # who stood by is gone too: the server's own leads again
    within(15, lambda: leader(watching, "deadlines") == processes(many, "work")[-1])


def test_requests_go_to_whichever_process_lives_while_one_is_killed_and_begun_anew(
    many: Live,
) -> None:
    assert len(processes(many, "server")) == WORKERS
    code = peaceful(many.admin, seed=2)
    clicked = click(many.admin, code)
    os.kill(processes(many, "server")[0], signal.SIGKILL)
    for _ in range(20):
        with many.client(ADMIN) as fresh:  # a connection of its own
            shown = board(fresh, code, at_least=clicked["position"])
            assert shown["activations"][0]["summary"] == clicked["summary"]
    within(15, lambda: len(processes(many, "server")) == WORKERS + 1)


def test_every_scrape_tells_what_all_processes_counted(many: Live) -> None:
    """Whoever answers it; of those that were killed too."""
    fresh = "/api/v1/communities/{code}/readiness"
    code = peaceful(many.admin, seed=3)
    for _ in range(12):
        with many.client(ADMIN) as own:
            own.get(f"communities/{code}/readiness").raise_for_status()
    for _ in range(6):
        told = scraped(many)
        assert value(told, "pingzhan_requests_total", route=fresh, status="200") == 12
        assert value(told, "pingzhan_log_head") > 0
    overdue_task(many, code, 0.1)  # in the process for works
    within(15, lambda: value(scraped(many), "pingzhan_deadlines_fired_total") >= 1)
    living = {"requests": WORKERS, "works": 1}
    within(
        15,
        lambda: living == {d: value(scraped(many), "pingzhan_processes", does=d) for d in living},
    )


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("serve", "--workers", "2"), "workers_need_postgresql"),
        (("serve", "--no-work"), "work_needs_postgresql"),
        (("work",), "work_needs_postgresql"),
    ],
)
def test_what_takes_many_processes_is_refused_on_sqlite(
    sqlite_url: str, words: tuple[str, ...], code: str
) -> None:
    done = typed(*words, "--store", sqlite_url)
    assert done.returncode == 1
    assert f"[{code}]" in done.stderr
    assert "PostgreSQL" in done.stderr


def test_all_processes_end_within_seconds_with_streams_open(many: Live) -> None:
    """The last of the tests of this server, for it ends it."""
    ready, ended = threading.Semaphore(0), threading.Semaphore(0)

    def hear() -> None:
        with many.client(ADMIN) as own, own.stream("GET", "events/stream") as answer:
            for n, _ in enumerate(answer.iter_lines()):
                if n == 0:
                    ready.release()
        ended.release()

    for _ in range(4):
        threading.Thread(target=hear, daemon=True).start()
    assert all(ready.acquire(timeout=10) for _ in range(4))
    begun = time.monotonic()
    many.process.send_signal(signal.SIGTERM)
    assert many.process.wait(15) == 0
    assert time.monotonic() - begun < 10
    assert all(ended.acquire(timeout=2) for _ in range(4))
    assert all(stays_away(pid) for pid in [*processes(many, "server"), *processes(many, "work")])
    wrong = [line for line in many.lines() if line["level"] == "error"]
    assert {line["event"] for line in wrong} <= {"process_died"}  # those that were killed before
