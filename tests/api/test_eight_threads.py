"""Many press the button at once: one starts it, and all are told the same."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

from tests.api.places import board, order, peaceful, tasks
from tests.api.serving import ADMIN, Live

EIGHT = range(8)


def at_once(live: Live, act: Callable[[Any, int], Any]) -> list[Any]:
    """What eight clients get who act in the same moment."""
    barrier, told = threading.Barrier(len(EIGHT)), {}

    def run(number: int) -> None:
        with live.client(ADMIN) as client:
            client.get("session")  # connected
            barrier.wait()
            told[number] = act(client, number)

    threads = [threading.Thread(target=run, args=(n,)) for n in EIGHT]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [told[n] for n in EIGHT]


def facts(live: Live, code: str, type: str) -> list[dict[str, Any]]:
    asked: dict[str, str | int] = {"community": code, "type": type, "limit": 1000}
    return list(live.admin.get("events", params=asked).json())


def test_eight_clicks_at_once_give_one_activation(live: Live) -> None:
    for seed in range(3):
        code = peaceful(live.admin, seed)
        path = f"communities/{code}/activations"

        def press(client: Any, number: int, path: str = path) -> Any:
            said = order(f"第{number}人", case_ref="病例")
            return client.post(path, json=said, headers={"Idempotency-Key": f"{path}{number}"})

        answers = at_once(live, press)
        assert sorted(a.status_code for a in answers) == [200] * 7 + [201]
        bodies = [a.json() for a in answers]
        assert len({b["id"] for b in bodies}) == 1
        assert all(b["summary"] == bodies[0]["summary"] for b in bodies)
        first = next(a for a in answers if a.status_code == 201).json()
        assert all(b["position"] >= first["position"] for b in bodies)
        assert first["already"] == []
        assert all(len(b["already"]) == 2 for b in bodies if b["position"] != first["position"])
        assert len(facts(live, code, "playbook_activated.v1")) == 1
        assert len(facts(live, code, "case_reported.v1")) == 1
        shown = board(live.admin, code, at_least=first["position"])
        assert [a["id"] for a in shown["activations"]] == [first["id"]]
        assert len(tasks(shown)) == first["summary"]["tasks"]


def test_clicks_on_overlapping_scopes_run_every_grid_once(live: Live) -> None:
    code = peaceful(live.admin, seed=4)
    one, two = (g["id"] for g in live.admin.get(f"communities/{code}/roster").json()["grids"])
    scopes = [{"grids": [one]}, {"grids": [two]}, {"community": True}, {"grids": [two, one]}] * 2

    def press(client: Any, number: int) -> Any:
        said = order("鬯", scope=scopes[number])
        return client.post(f"communities/{code}/activations", json=said)

    answers = at_once(live, press)
    assert {a.status_code for a in answers} <= {200, 201}
    started = [
        grid for e in facts(live, code, "playbook_activated.v1") for grid in e["data"]["grids"]
    ]
    assert sorted(started) == sorted([one, two])
    last = max(a.json()["position"] for a in answers)
    groups = [
        (g["grid"], g["group"])
        for a in board(live.admin, code, at_least=last)["activations"]
        for g in a["groups"]
    ]
    assert len(groups) == len(set(groups)) == 16


def test_one_task_completed_by_many_is_completed_once(live: Live) -> None:
    code = peaceful(live.admin, seed=5)
    live.admin.post(f"communities/{code}/activations", json=order())
    task = tasks(board(live.admin, code))[0]
    answers = at_once(
        live, lambda client, n: client.post(f"tasks/{task['id']}/complete", json={"report": "办"})
    )
    assert {a.status_code for a in answers} == {200}
    assert {a.json()["state"] for a in answers} == {"completed"}
    assert len(facts(live, code, "task_completed.v1")) == 1


def test_many_writes_at_once_are_all_kept_and_counted_in_order(live: Live) -> None:
    code = peaceful(live.admin, seed=6)

    def enrol(client: Any, number: int) -> list[int]:
        path = f"communities/{code}/members"
        told = [client.post(path, json={"name": f"粜{number}{n}"}) for n in range(5)]
        assert {t.status_code for t in told} == {201}
        return [t.json()["position"] for t in told]

    positions = [p for told in at_once(live, enrol) for p in told]
    assert len(set(positions)) == 40
    enrolled = facts(live, code, "member_enrolled.v1")
    assert sorted(int(e["id"]) for e in enrolled)[-40:] == sorted(positions)
    members = live.admin.get(f"communities/{code}/roster").json()["members"]
    assert len(members) == 56
