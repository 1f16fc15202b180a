"""What follows a click, over HTTP: undone, stood down, authorised, amended, added to, told."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.api.places import board, click, counted, grids, peaceful, tasks
from tests.api.serving import Live


@pytest.fixture
def code(live: Live) -> str:
    """A community in peacetime."""
    return peaceful(live.admin, seed=3)


def test_a_click_is_taken_back_within_five_minutes(live: Live, code: str) -> None:
    done = click(live.admin, code)
    path = f"communities/{code}/activations/{done['id']}"
    undone = live.admin.post(f"{path}/undo", json={"reason": "按错了"})
    assert undone.status_code == 200
    assert undone.json()["position"] > done["position"]
    shown = board(live.admin, code, at_least=undone.json()["position"])
    assert (shown["mode"], shown["activations"]) == ("peacetime", [])
    before = board(live.admin, code, as_of_position=done["position"])
    assert counted(before) == done["summary"]
    sheet = live.admin.get(f"{path}/call-sheet").json()
    assert sheet["ended"] == "undone"
    assert all("不必到岗" in g["text"] for g in sheet["groups"])
    again = live.admin.post(f"{path}/undo")
    assert again.json()["position"] == undone.json()["position"]
    refused = live.admin.post(f"{path}/stand-down")
    assert (refused.status_code, refused.json()["code"]) == (409, "activation_ended")


def test_standing_down_closes_what_is_open_and_it_may_start_anew(live: Live, code: str) -> None:
    done = click(live.admin, code, case_ref="病例-5")
    path = f"communities/{code}/activations/{done['id']}"
    task = tasks(board(live.admin, code))[0]["id"]
    live.admin.post(f"tasks/{task}/complete", json={"report": "已办"})
    ended = live.admin.post(f"{path}/stand-down", json={"reason": "疫情结束"})
    # the worker may have opened the first of each series meanwhile
    assert ended.json()["closed"] >= done["summary"]["tasks"] - 1
    assert live.admin.get(f"communities/{code}").json()["mode"] == "peacetime"
    assert live.admin.get(f"tasks/{task}").json()["state"] == "completed"
    told = live.admin.get(f"communities/{code}/history", params={"limit": 1000}).json()["items"]
    assert (
        "疫情结束" in next(e for e in told if e["type"] == "playbook_stood_down.v1")["text"]["zh"]
    )
    anew = click(live.admin, code)
    assert anew["id"] != done["id"]
    assert anew["already"] == []
    refused = live.admin.post(f"tasks/{task}/reopen")
    assert (refused.status_code, refused.json()["code"]) == (409, "activation_ended")


def test_what_comes_after_the_end_is_told_apart_and_done_after_it(live: Live, code: str) -> None:
    path = f"communities/{code}/activations/{click(live.admin, code)['id']}"
    ended = live.admin.post(f"{path}/stand-down", json={"reason": "疫情结束"}).json()
    shown = board(live.admin, code, at_least=ended["position"])
    assert (shown["mode"], shown["activations"]) == ("peacetime", [])
    (after,) = shown["aftermath"]
    assert (after["drill"], after["playbook"]) == (False, "eight_groups_epidemic")
    assert {t["key"] for t in after["tasks"]} == {"coo.12", "log.10"}
    task = after["tasks"][0]
    assert live.admin.get(f"tasks/{task['id']}").json()["state"] == "open"
    assert live.admin.post(f"tasks/{task['id']}/complete", json={}).json()["report_owed"]
    owed = board(live.admin, code)["aftermath"][0]["tasks"]
    assert {t["id"]: t["state"] for t in owed}[task["id"]] == "completed"
    told = live.admin.get(path + "/review").json()["groups"]
    assert task["id"] in {t["id"] for g in told for t in g["tasks"] if t["state"] == "completed"}
    then = board(live.admin, code, as_of_position=ended["position"])
    assert then["aftermath"] == shown["aftermath"]
    assert_sent_home(live, code, path, [t["title"] for t in after["tasks"][1:]])
    assert click(live.admin, code)["already"] == []


def assert_sent_home(live: Live, code: str, path: str, left: list[str]) -> None:
    """Every group has a text that sends it home, and it lists what the group still has to do."""
    sheet = live.admin.get(path + "/call-sheet").json()
    assert sheet["ended"] == "stood_down"
    for group in sheet["groups"]:
        assert group["members"]
        assert f"请{group['name']}人员交接后撤岗" in group["text"]
    told = "".join(group["text"] for group in sheet["groups"])
    assert told.count("之后还要做：\n1. ") == len(left)
    assert all(title in told for title in left)
    english = live.admin.get(path + "/call-sheet", headers={"Accept-Language": "en"}).json()
    assert "stood down" in english["groups"][0]["text"]


def test_an_authority_unlocks_what_waited_for_it(live: Live, code: str) -> None:
    done = click(live.admin, code)
    locked = [t for t in tasks(board(live.admin, code)) if t["state"] == "locked"]
    assert locked
    path = f"tasks/{locked[0]['id']}"
    refused = live.admin.post(f"{path}/start")
    assert (refused.status_code, refused.json()["code"]) == (409, "task_locked")
    said = {"authority": "测指〔2025〕1号"}
    recorded = live.admin.post(f"communities/{code}/activations/{done['id']}/authority", json=said)
    assert recorded.json()["tasks"] >= len(locked)
    shown = board(live.admin, code, at_least=recorded.json()["position"])
    assert shown["activations"][0]["authority"] == "测指〔2025〕1号"
    assert not [t for t in tasks(shown) if t["state"] == "locked"]
    assert live.admin.post(f"{path}/start").status_code == 200


def test_a_planned_end_gives_waiting_tasks_their_time(live: Live, code: str) -> None:
    done = click(live.admin, code)
    path = f"communities/{code}/activations/{done['id']}/amend"
    past = live.admin.post(path, json={"planned_end": "2020-01-01T00:00:00Z"})
    assert (past.status_code, past.json()["code"]) == (422, "planned_end_past")
    end = (datetime.now(UTC) + timedelta(days=9)).isoformat()
    amended = live.admin.post(path, json={"planned_end": end})
    assert amended.status_code == 200
    again = live.admin.post(path, json={"planned_end": end})
    assert again.json()["position"] == amended.json()["position"]


def test_a_task_that_no_plan_foresaw(live: Live, code: str) -> None:
    done = click(live.admin, code)
    grid = grids(live.admin, code)[0]
    due = (datetime.now(UTC) + timedelta(hours=3)).isoformat()
    path = f"communities/{code}/activations/{done['id']}/tasks"
    said = {"group": "supply", "grid": grid, "title": "送氧气瓶", "due_at": due}
    made = live.admin.post(path, json=said)
    assert made.status_code == 201
    shown = live.admin.get(f"tasks/{made.json()['id']}").json()
    assert (shown["title"], shown["state"]) == ("送氧气瓶", "open")
    assert shown["assignees"] == made.json()["assignees"]
    assert made.json()["id"] in [t["id"] for t in tasks(board(live.admin, code))]
    for wrong, status, code_ in (
        ({**said, "group": "none"}, 404, "group_not_found"),
        ({**said, "assignees": ["nobody"]}, 422, "member_unknown"),
        ({**said, "title": " "}, 422, "field_missing"),
    ):
        refused = live.admin.post(path, json=wrong)
        assert (refused.status_code, refused.json()["code"]) == (status, code_)


def test_after_the_click_everyone_can_be_told(live: Live, code: str) -> None:
    done = click(live.admin, code, muster_point="物业办公室门前")
    sheet = live.admin.get(f"communities/{code}/activations/{done['id']}/call-sheet").json()
    assert all("\n集结地点：物业办公室门前\n" in g["text"] for g in sheet["groups"])
    (running,) = board(live.admin, code)["activations"]
    assert running["muster_point"] == "物业办公室门前"
    told = live.admin.get(f"communities/{code}/history?limit=1000").json()["items"]
    started = next(e for e in told if e["type"] == "playbook_activated.v1")
    assert "集结地点：物业办公室门前" in started["text"]["zh"]
    assert "物业" not in str(live.admin.get(f"/events?community={code}&limit=1000").text)
    assert (len(sheet["groups"]), sheet["ended"]) == (done["summary"]["groups"], None)
    first = sheet["groups"][0]
    assert first["members"][0]["name"] in first["text"]
    assert first["members"][0]["phone"].startswith("154")
    assert "{" not in first["text"]


def test_a_notice_tells_tasks_in_order_of_time_and_what_waits_for_a_number_as_the_board_does(
    live: Live, code: str
) -> None:
    done = click(live.admin, code)
    sheet = live.admin.get(f"communities/{code}/activations/{done['id']}/call-sheet").json()
    (running,) = board(live.admin, code)["activations"]
    locked = 0
    for told, group in zip(sheet["groups"], running["groups"], strict=True):
        lines = told["text"].partition("任务：\n")[2].splitlines()[:-1]
        held = [(not t["locked"] and t["due_at"]) or "later" for t in group["tasks"]]
        inorder = sorted(zip(held, group["tasks"], strict=True), key=lambda one: one[0])
        assert len(lines) == len(inorder)
        for line, (_, task) in zip(lines, inorder, strict=True):
            assert task["title"] in line
            # it has no time that runs
            assert ("待文号，登记后才能开始" in line, "前，" in line) == (
                task["locked"],
                not task["locked"] and task["due_at"] is not None,
            )
            locked += task["locked"]
    assert locked
