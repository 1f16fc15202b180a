"""The click over HTTP: preview, once, twice, beside another, over a drill, refused."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.api.places import (
    EPIDEMIC,
    board,
    click,
    counted,
    fresh_code,
    grids,
    order,
    peaceful,
    register,
    tasks,
)
from tests.api.serving import Live


@pytest.fixture
def code(live: Live) -> str:
    """A community in peacetime."""
    return peaceful(live.admin, seed=3)


def test_a_case_puts_its_grid_on_alert(live: Live, code: str) -> None:
    grid = grids(live.admin, code)[0]
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
    assert shown["position"] >= body["position"]
    assert counted(shown) == body["summary"]
    assert shown["mode"] == "wartime"
    again = live.admin.post(f"communities/{code}/activations", json=order("另一个理由"))
    assert again.status_code == 200
    assert again.json()["id"] == body["id"]
    assert again.json()["already"] == grids(live.admin, code)
    assert again.json()["summary"] == body["summary"]
    assert again.json()["position"] == body["position"]
    listed = live.admin.get(f"communities/{code}/activations").json()["items"]
    assert [(a["id"], a["state"], a["case_ref"]) for a in listed] == [
        (body["id"], "running", "病-3")
    ]


def test_a_second_compound_starts_beside_the_first(live: Live, code: str) -> None:
    one, two = grids(live.admin, code)
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
    assert [g["group"] for g in activation["groups"]][:: len(grids(live.admin, code))] == in_order
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
