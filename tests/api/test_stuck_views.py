"""A fact that no document can hold stops the views of its own community, and that is told."""

from __future__ import annotations

from pathlib import Path

import httpx2

from api.house import House
from api.settings import Settings
from domain.facts.group import TaskOpened
from domain.group import Group
from domain.ids import task_place
from engine.workflow.caller import Caller
from tests.api.places import board, click, peaceful, tasks
from tests.api.serving import Live, pingzhan, serving


def poison(store: str, code: str, task: str) -> None:
    """Save what no command lets through: a slot with more places than a document can count."""
    house = House(Settings(store=store))
    desk, caller = house.workflow.desk, Caller("system")
    stream, _ = task_place(task)
    group = desk.store.get(Group, stream, code)
    assert group is not None
    activation, of, grid = group.activation, group.group, group.grid
    slot = TaskOpened(activation, of, grid, f"{stream.hex}.x.01", "x.01", places=2**65)
    group.decide([slot], desk.decider(caller))
    desk.save(caller, {}, group)
    house.close()


def readiness(live: Live) -> tuple[int, dict]:
    """What the server says of its readiness."""
    answer = httpx2.get(f"{live.url}/readyz", trust_env=False)
    return answer.status_code, answer.json()


def test_one_community_is_told_to_be_stuck_and_all_others_go_on(tmp_path: Path) -> None:
    store = f"sqlite:///{tmp_path / 'log.sqlite'}"
    with serving(store) as live:
        well, ill = peaceful(live.admin, seed=1), peaceful(live.admin, seed=2)
        click(live.admin, ill)
        assert readiness(live)[1]["status"] == "ok"
        task = tasks(board(live.admin, ill))[0]["id"]
    poison(store, ill, task)
    for _ in range(2):
        with serving(store) as live:
            status, said = readiness(live)
            assert (status, said["status"], said["lag"]) == (200, "degraded", 0)
            assert {mark["community"] for mark in said["stuck"]} == {ill}
            live.admin.post(f"communities/{well}/cases", json={"ref": "B"}).raise_for_status()
            assert live.admin.get(f"communities/{well}").json()["mode"] == "alert"
            assert board(live.admin, well)["stuck"] is None
            assert board(live.admin, ill)["stuck"]["view"] == "board"
    for command in ("doctor", "rebuild"):
        told = pingzhan(command, "--store", store)
        assert told.returncode == 1
        assert ill in told.stdout
        assert well not in told.stdout
