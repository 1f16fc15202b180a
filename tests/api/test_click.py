"""The click over HTTP: preview, once, twice, beside, undone, stood down, anew."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

import pytest

from tests.api.places import EPIDEMIC, board, click, fresh_code, order, peaceful, register, tasks
from tests.api.serving import Live


@pytest.fixture
def code(live: Live) -> str:
    """A community in peacetime."""
    return peaceful(live.admin, seed=3)


def grids(live: Live, code: str) -> list[str]:
    return [g["id"] for g in live.admin.get(f"communities/{code}/roster").json()["grids"]]


def counted(shown: dict) -> dict[str, int]:
    """The summary that a board bears out."""
    groups = [g for a in shown["activations"] for g in a["groups"]]
    return {
        "groups": len(groups),
        "members": len({m["member"] for g in groups for m in g["members"]}),
        "tasks": sum(len(g["tasks"]) for g in groups),
        "vacant": sum(1 for g in groups if not any(m["position"] == "lead" for m in g["members"])),
    }


def test_a_case_puts_its_grid_on_alert(live: Live, code: str) -> None:
    grid = grids(live, code)[0]
    said = {"grid": grid, "reported_at": "2020-01-22T07:40:00+08:00", "ref": "病例-1"}
    done = live.admin.post(f"communities/{code}/cases", json=said)
    assert done.status_code == 201
    assert done.json()["grid"] == grid
    assert live.admin.get(f"communities/{code}").json()["mode"] == "alert"
    again = live.admin.post(f"communities/{code}/cases", json={"ref": " 病例-1 "})
    assert again.status_code == 200
    assert (again.json()["id"], again.json()["grid"]) == (done.json()["id"], grid)
    assert again.json()["position"] == done.json()["position"]


def test_the_preview_writes_nothing_and_tells_what_the_click_will_tell(
    live: Live, code: str
) -> None:
    first = live.admin.get(f"communities/{code}/roster").json()["members"][0]
    seats = [*first["seats"], {**first["seats"][0], "group": "supply", "position": "deputy"}]
    live.admin.patch(f"members/{first['id']}", json={"seats": seats})
    before = live.admin.get(f"communities/{code}").headers["etag"]
    asked = order("鬯", case_ref="病例-2")
    preview = live.admin.post(f"communities/{code}/activations/preview", json=asked).json()
    assert preview["summary"]["groups"] == 16
    assert [t["member"] for t in preview["twice"]] == [first["id"]]
    assert len(preview["twice"][0]["posts"]) == 2
    assert live.admin.get(f"communities/{code}").headers["etag"] == before
    assert live.admin.get(f"communities/{code}").json()["mode"] == "peacetime"
    assert board(live.admin, code)["activations"] == []
    done = live.admin.post(f"communities/{code}/activations", json=asked)
    assert done.status_code == 201
    assert done.json()["summary"] == preview["summary"]


def test_one_click_starts_everything_and_the_second_answers_with_the_first(
    live: Live, code: str
) -> None:
    done = live.admin.post(f"communities/{code}/activations", json=order("鬯事", case_ref="病-3"))
    body = done.json()
    assert done.status_code == 201
    assert set(body) >= {"id", "position", "already", "summary"}
    assert body["already"] == []
    shown = board(live.admin, code, at_least=body["position"])
    assert shown["position"] == body["position"]
    assert counted(shown) == body["summary"]
    assert shown["mode"] == "wartime"
    again = live.admin.post(f"communities/{code}/activations", json=order("另一个理由"))
    assert again.status_code == 200
    assert again.json()["id"] == body["id"]
    assert again.json()["already"] == grids(live, code)
    assert again.json()["summary"] == body["summary"]
    assert again.json()["position"] == body["position"]
    listed = live.admin.get(f"communities/{code}/activations").json()["items"]
    assert [(a["id"], a["state"], a["case_ref"]) for a in listed] == [
        (body["id"], "running", "病-3")
    ]


def test_a_second_compound_starts_beside_the_first(live: Live, code: str) -> None:
    one, two = grids(live, code)
    first = click(live.admin, code, scope={"grids": [one]})
    assert first["summary"]["groups"] == 8
    second = click(live.admin, code)
    assert second["id"] != first["id"]
    assert second["already"] == [one]
    assert second["summary"]["groups"] == 8
    shown = board(live.admin, code, at_least=second["position"])
    assert [a["id"] for a in shown["activations"]] == [first["id"], second["id"]]
    assert {g["grid"] for g in shown["activations"][1]["groups"]} == {two}


def test_the_board_has_the_shape_of_the_contract(live: Live, code: str) -> None:
    done = click(live.admin, code)
    shown = board(live.admin, code, at_least=done["position"])
    assert set(shown) >= {"community", "mode", "position", "at", "activations"}
    assert datetime.fromisoformat(shown["at"]).tzinfo is not None
    activation = shown["activations"][0]
    assert (activation["id"], activation["playbook"]) == (done["id"], EPIDEMIC)
    plan = live.admin.get(f"playbooks/{EPIDEMIC}").json()
    in_order = [g["id"] for g in plan["groups"]]
    assert [g["group"] for g in activation["groups"]][:: len(grids(live, code))] == in_order
    for group in activation["groups"]:
        assert set(group) >= {"group", "grid", "members", "tasks"}
        for member in group["members"]:
            assert set(member) >= {"member", "name", "position", "mustered_at"}
            assert member["position"] in ("lead", "deputy", "member")
        written = [t["id"] for g in plan["groups"] if g["id"] == group["group"] for t in g["tasks"]]
        shown_keys = [t["key"] for t in group["tasks"]]
        assert shown_keys == [k for k in written if k in shown_keys]
        for task in group["tasks"]:
            assert set(task) >= {"id", "title", "state", "due_at", "overdue", "assignees"}
            assert task["state"] in ("waiting", "locked", "open")
            assert task["due_at"] or task["state"] in ("waiting", "locked")
            assert isinstance(task["overdue"], bool)
    assert {t["state"] for t in tasks(shown)} >= {"locked", "open"}
    english = live.admin.get(f"communities/{code}/board", headers={"Accept-Language": "en-GB"})
    assert tasks(english.json())[0]["title"].isascii()


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
    assert ended.json()["closed"] == done["summary"]["tasks"] - 1
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


def test_an_authority_unlocks_what_waited_for_it(live: Live, code: str) -> None:
    done = click(live.admin, code)
    locked = [t for t in tasks(board(live.admin, code)) if t["state"] == "locked"]
    assert locked
    path = f"tasks/{locked[0]['id']}"
    refused = live.admin.post(f"{path}/start")
    assert (refused.status_code, refused.json()["code"]) == (409, "task_locked")
    said = {"authority": "测指〔2025〕1号"}
    recorded = live.admin.post(f"communities/{code}/activations/{done['id']}/authority", json=said)
    assert recorded.json()["tasks"] == len(locked)
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
    grid = grids(live, code)[0]
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
    done = click(live.admin, code)
    sheet = live.admin.get(f"communities/{code}/activations/{done['id']}/call-sheet").json()
    assert len(sheet["groups"]) == done["summary"]["groups"]
    first = sheet["groups"][0]
    assert first["members"][0]["name"] in first["text"]
    assert first["members"][0]["phone"].startswith("154")
    assert "{" not in first["text"]


def test_a_drill_never_blocks_a_real_click(live: Live, code: str) -> None:
    drill = click(live.admin, code, drill=True)
    real = click(live.admin, code)
    assert real["id"] != drill["id"]
    assert real["already"] == []
    shown = board(live.admin, code, at_least=real["position"])
    assert [a["id"] for a in shown["activations"]] == [real["id"]]


@pytest.mark.parametrize(
    ("said", "status", "code_"),
    [
        ({"scope": {}}, 422, "scope_empty"),
        ({"scope": {"community": True, "grids": ["x"]}}, 422, "scope_empty"),
        ({"scope": {"grids": []}}, 422, "invalid_request"),
        ({"scope": {"grids": ["nowhere"]}}, 404, "grid_not_found"),
        ({"playbook": "none"}, 404, "playbook_not_found"),
        ({"level": "none"}, 422, "level_unknown"),
        ({"planned_end": "2020-01-01T00:00:00+08:00"}, 422, "planned_end_past"),
    ],
)
def test_a_click_that_cannot_be_is_refused_and_leaves_nothing(
    live: Live, code: str, said: dict, status: int, code_: str
) -> None:
    before = live.admin.get(f"communities/{code}").headers["etag"]
    refused = live.admin.post(f"communities/{code}/activations", json={**order("鬯"), **said})
    assert (refused.status_code, refused.json()["code"]) == (status, code_)
    assert live.admin.get(f"communities/{code}").headers["etag"] == before


def test_a_community_without_compounds_cannot_be_activated(live: Live) -> None:
    empty = fresh_code()
    register(live.admin, empty)
    refused = live.admin.post(f"communities/{empty}/activations", json=order())
    assert (refused.status_code, refused.json()["code"]) == (409, "community_without_compounds")


def test_an_area_is_activated_in_a_campaign(live: Live) -> None:
    street = f"98{fresh_code()[5:]}"[:9]
    codes = [peaceful(live.admin, seed=4, street=street) for _ in range(3)]
    empty = fresh_code(street)
    register(live.admin, empty)
    done = live.admin.post(
        f"organisation/{street}/activations", json={"playbook": EPIDEMIC, "reason": "全街道"}
    )
    assert done.status_code == 202
    path = f"organisation/{street}/activations/{done.json()['id']}"
    shown = finished(live, path)
    assert (shown["total"], shown["activated"], shown["waiting"]) == (4, 3, 0)
    assert [f["community"] for f in shown["failed"]] == [empty]
    assert shown["failed"][0]["failed"] == "community_without_compounds"
    assert all(live.admin.get(f"communities/{c}").json()["mode"] == "wartime" for c in codes)
    for verb in ("stop", "resume"):
        turned = live.admin.post(f"{path}/{verb}")
        assert turned.status_code == 200
    again = finished(live, path)
    assert again["activated"] == 3
    listed = [live.admin.get(f"communities/{c}/activations").json()["items"] for c in codes]
    assert [len(items) for items in listed] == [1, 1, 1]
    elsewhere = live.admin.get(f"organisation/35/activations/{done.json()['id']}")
    assert elsewhere.status_code == 404


def finished(live: Live, path: str) -> dict:
    for _ in range(200):
        shown = live.admin.get(path).json()
        if shown["state"] == "finished":
            return dict(shown)
        time.sleep(0.05)
    raise AssertionError(shown)


def test_no_campaign_over_an_area_without_communities(live: Live) -> None:
    refused = live.admin.post("organisation/970000/activations", json={"playbook": EPIDEMIC})
    assert (refused.status_code, refused.json()["code"]) == (404, "area_empty")
    for part in ("9", "99010", "9901020", "0", "x"):
        refused = live.admin.post(f"organisation/{part}/activations", json={"playbook": EPIDEMIC})
        assert (refused.status_code, refused.json()["code"]) == (422, "place_unknown"), part
