"""kill -9 between the click and the answer: the activation is wholly there, or wholly not."""

from __future__ import annotations

import contextlib
import random
import threading
import time
from typing import Any

import httpx2

from tests.api.places import as_csv, board, click, fresh_code, import_table, order, register, rows
from tests.api.serving import ADMIN, Live, pingzhan, serving

#: moments of the kill, in the time that one click takes
MOMENTS = (0.3, 0.7, 1.0)


def prepared(live: Live) -> tuple[list[str], float, dict[str, int]]:
    """Communities in peacetime, how long one click takes, and what it tells."""
    made = [fresh_code() for _ in range(len(MOMENTS) + 2)]
    register(live.admin, *made)
    for code in made:
        import_table(live.admin, code, as_csv(rows()))
    click(live.admin, made[0])
    begun = time.perf_counter()
    summary = click(live.admin, made[1])["summary"]
    return made[2:], time.perf_counter() - begun, summary


def press(live: Live, code: str, answered: list[httpx2.Response]) -> threading.Thread:
    """Click, in a thread of its own; an answer that comes in spite of all is kept."""

    def run() -> None:
        with live.client(ADMIN) as client, contextlib.suppress(httpx2.TransportError):
            answered.append(retried(client, code))

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def retried(client: httpx2.Client, code: str) -> httpx2.Response:
    """The same click with the same key."""
    return client.post(
        f"communities/{code}/activations",
        json=order("鬯", case_ref="病例"),
        headers={"Idempotency-Key": code},
    )


def started(live: Live, code: str) -> list[dict[str, Any]]:
    asked: dict[str, str | int] = {"community": code, "limit": 1000}
    events = live.admin.get("events", params=asked).json()
    # whoever is told of it is told afterwards
    said = [e["data"] | {"id": e["id"]} for e in events if "notice" not in e["data"]]
    return [data for data in said if "activation" in data or "case" in data]


def test_a_server_killed_at_any_moment_of_a_click_leaves_nothing_half_done(store_url: str) -> None:
    whole: set[int] = set()
    codes: list[str] = []
    seconds, summary = 0.0, dict[str, int]()
    answered: list[httpx2.Response] = []
    for moment in MOMENTS:
        with serving(store_url) as live:
            if codes:
                whole.add(judge(live, codes.pop(0), answered, summary))
            else:
                codes, seconds, summary = prepared(live)
            answered = []
            thread = press(live, codes[0], answered)
            time.sleep(seconds * moment * random.uniform(0.8, 1.2))
            live.kill()
            thread.join()
    with serving(store_url) as live:
        whole.add(judge(live, codes[0], answered, summary))
        checked = pingzhan("verify", "--store", store_url)
        assert checked.returncode == 0, checked.stdout + checked.stderr
    # every activation counts as many facts as any other: none is a part of one
    assert len(whole) == 1


def judge(live: Live, code: str, answered: list[httpx2.Response], summary: dict[str, int]) -> int:
    """All or nothing; and the click, repeated by its key, is one. How many facts it has."""
    facts = started(live, code)
    listed = live.admin.get(f"communities/{code}/activations").json()["items"]
    shown = board(live.admin, code)
    assert len(listed) == len(shown["activations"]) == bool(facts)
    if answered:
        assert [a["id"] for a in listed] == [answered[0].json()["id"]]
    again = retried(live.admin, code)
    assert again.status_code == 201
    assert again.json()["summary"] == summary
    listed_now = live.admin.get(f"communities/{code}/activations").json()["items"]
    assert [a["id"] for a in listed_now] == [again.json()["id"]]
    if facts:
        assert listed == listed_now
    shown = board(live.admin, code, at_least=again.json()["position"])
    assert shown["activations"][0]["summary"] == summary
    return len(started(live, code))


def test_a_table_half_sent_changes_nothing(store_url: str) -> None:
    code = fresh_code()
    with serving(store_url) as live:
        register(live.admin, code)
        table = as_csv(rows([f"槿{n}园" for n in range(60)]))
        answered: list[httpx2.Response] = []

        def send() -> None:
            with live.client(ADMIN) as client, contextlib.suppress(httpx2.TransportError):
                answered.append(import_table(client, code, table))

        thread = threading.Thread(target=send)
        thread.start()
        time.sleep(random.uniform(0.05, 0.3))
        live.kill()
        thread.join()
    with serving(store_url) as live:
        roster = live.admin.get(f"communities/{code}/roster").json()
        assert len(roster["grids"]) in (0, 60)
        assert len(roster["members"]) in (0, 480)
        assert bool(roster["grids"]) >= bool(answered)
        again = import_table(live.admin, code, table)
        assert again.status_code == 200
        assert len(live.admin.get(f"communities/{code}/roster").json()["members"]) == 480
