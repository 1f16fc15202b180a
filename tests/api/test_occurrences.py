"""Over HTTP: what happens is logged, dispatched, handled, called back, decided, closed."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest

from tests.api.happening import DAY, SAID, Scene, through
from tests.api.places import board, fresh_code, grids, peaceful, tasks
from tests.api.refusing import held
from tests.api.serving import Live


@pytest.fixture
def scene(live: Live) -> Scene:
    return Scene(live, 6)


def test_a_request_is_logged_dispatched_handled_and_called_back(scene: Scene) -> None:
    id, position = through(scene)
    shown = scene.one(id, at_least=position)
    assert (shown["state"], shown["cause"], shown["to_come"]) == ("closed", "done", [])
    assert [p["phase"] for p in shown["phases"]] == ["dispatched", "handled", "called_back"]
    names = shown["phase_names"]
    assert set(names) == {"dispatched", "handled", "called_back"}
    assert all(name != phase for phase, name in names.items())
    told = [e["text"]["zh"] for e in scene.get("history", limit=1000)["items"]]
    assert [name for name in names.values() if not any(f"“{name}”阶段" in t for t in told)] == []
    assert {t["state"] for t in shown["tasks"]} == {"completed"}
    assert (shown["about"], shown["building"]) == ("三号楼王家", None)
    assert {f["id"]: f["text"] for f in shown["fields"]}["category"] == "维修"
    assert [o["id"] for o in scene.get(f"activations/{scene.activation}/occurrences")["items"]] == [
        id
    ]


def test_two_alike_are_told_apart_by_number_and_building(scene: Scene) -> None:
    first = scene.log("request_logged", building=3, about="三号楼王家")
    second = scene.log("request_logged", building=5)
    shown = board(scene.admin, scene.code, at_least=second["position"])
    told = {t["id"]: t for t in tasks(shown)}
    mine, other = told[first["tasks"][0]], told[second["tasks"][0]]
    assert (mine["where"], other["where"]) == ("居民提出诉求·1号，3号楼", "居民提出诉求·2号，5号楼")
    assert mine["occurrence"] == {
        "id": first["id"],
        "event": "request_logged",
        "name": "居民提出诉求·1号",
        "number": 1,
        "about": "三号楼王家",
        "building": 3,
        "grid": scene.grid,
        "told": None,
        "guarded": False,
    }
    one = scene.admin.get(f"tasks/{mine['id']}").json()
    nothing = {"fields": None, "given": None}
    assert (one["occurrence"], one["where"]) == ({**mine["occurrence"], **nothing}, mine["where"])
    assert scene.one(second["id"])["number"] == 2
    then = board(scene.admin, scene.code, as_of_position=shown["position"])
    assert {t["id"]: t["where"] for t in tasks(then)} == {id: t["where"] for id, t in told.items()}
    looks_on = scene.get("board", scene.token("supervisor"))
    assert {t["id"]: t for t in tasks(looks_on)}[mine["id"]]["occurrence"]["about"] != "三号楼王家"
    review = scene.get(f"activations/{scene.activation}/review")["groups"]
    lines = {t["id"]: t["where"] for g in review for t in g["tasks"]}
    assert lines[mine["id"]] == mine["where"]
    inbox = f"members/{mine['assignees'][0]}/inbox"
    assert_within(lambda: mine["where"] in scene.admin.get(inbox).text)


def test_what_was_told_of_an_emergency_stands_on_the_task_until_it_is_done(scene: Scene) -> None:
    said = {"household": "3-1-502", "vehicle": "ambulance", "note": "胸痛"}
    logged = scene.log("medical_emergency", report=said)
    (id,) = logged["tasks"]
    looks_on = scene.token("supervisor")

    def on_board(token: str | None = None) -> dict[str, Any]:
        shown = tasks(scene.get("board", token, at_least=logged["position"]))
        return dict({t["id"]: t for t in shown}[id]["occurrence"])

    words = "户码：3-1-502；用车：救护车；说明：胸痛"
    assert (on_board()["told"], on_board()["guarded"]) == (words, True)
    assert "3-1-502" not in str(on_board(looks_on))
    one = scene.admin.get(f"tasks/{id}").json()["occurrence"]
    assert [f["id"] for f in one["fields"]] == list(said)
    # what was filled in already, and what the event says by itself, is not asked for again
    assert one["given"] == {"kind": "emergency", **said}
    with scene.live.client(looks_on) as supervisor:
        seen = supervisor.get(f"tasks/{id}").json()["occurrence"]
        assert (seen["fields"], seen["given"], "3-1-502" in str(seen)) == (None, None, False)
    logged |= scene.done(id)
    assert on_board()["told"] is None


def assert_within(holds: Callable[[], bool], seconds: float = 15) -> None:
    """It comes true in time."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.2)


def test_what_happened_is_told_as_of_any_moment(scene: Scene) -> None:
    logged = scene.log("request_logged", report=SAID)
    id, before = logged["id"], logged["position"]
    scene.done(logged["tasks"][0])
    then = scene.one(id, as_of_position=before)
    assert [t["state"] for t in then["tasks"]] == ["open", "open"]
    assert "completed" in {t["state"] for t in scene.one(id)["tasks"]}
    held(
        scene.admin.get(f"{scene.at}/{id}", params={"as_of_position": before - 20}),
        404,
        "occurrence_not_found",
    )


def test_a_report_that_is_not_right_is_refused_by_its_field(scene: Scene) -> None:
    id = scene.log("request_logged")["id"]
    verb = f"tasks/{scene.task(id, 'coo.13')['id']}/complete"

    def said(report: Any) -> Any:
        return scene.admin.post(verb, json={"report": report})

    held(said({"colour": "red"}), 422, "report_invalid", "report.colour")
    held(said({"handling_group": "nowhere"}), 422, "report_invalid", "report.handling_group")
    held(said({"building": "three"}), 422, "report_invalid", "report.building")
    held(said({"summary": "身份证999999199003071234"}), 422, "id_number_refused", "report.summary")
    held(said("她的证件是99999919900307008X"), 422, "id_number_refused", "report.summary")
    held(said(7), 422, "invalid_request", "report")
    about = {"event": "request_logged", "grid": scene.grid, "about": "999999199003071234"}
    held(scene.admin.post(scene.at, json=about), 422, "id_number_refused", "about")
    assert scene.task(id, "coo.13")["state"] == "open"


def test_what_cannot_be_logged_is_refused(scene: Scene) -> None:
    def said(**more: Any) -> Any:
        return scene.admin.post(
            scene.at, json={"event": "request_logged", "grid": scene.grid, **more}
        )

    held(said(event="meteor"), 422, "event_unknown", "event")
    assert "request_logged" in said(event="meteor").json()["detail"]
    held(said(event="stand_down"), 422, "event_of_system", "event")
    held(said(grid="elsewhere"), 422, "grid_out_of_scope", "grid")
    held(said(grid=None), 422, "field_missing", "grid")
    held(said(occurred_at=DAY), 422, "occurred_in_future", "occurred_at")
    held(scene.admin.get(f"{scene.at}/none"), 404, "occurrence_not_found")
    held(scene.admin.post(f"{scene.at}/none/close"), 404, "occurrence_not_found")
    elsewhere = scene.at.replace(scene.code, fresh_code())
    held(scene.admin.get(elsewhere), 404, "community_not_found")
    form = f"communities/{scene.code}/ledgers/f_none.csv"
    held(scene.admin.get(form), 404, "form_not_found")


def test_logging_with_one_key_is_logging_once(scene: Scene) -> None:
    said = {"event": "request_logged", "grid": scene.grid}
    key = {"Idempotency-Key": f"{scene.code}-1"}
    first, again = (scene.admin.post(scene.at, json=said, headers=key).json() for _ in range(2))
    assert first == again
    assert len(scene.get(f"activations/{scene.activation}/occurrences")["items"]) == 1


def test_an_occurrence_is_closed_by_decision(scene: Scene) -> None:
    logged = scene.log("request_logged")
    closed = scene.admin.post(
        f"{scene.at}/{logged['id']}/close", json={"reason": "重复登记"}
    ).json()
    assert (closed["state"], closed["closed"]) == ("closed", 2)
    shown = scene.one(logged["id"])
    assert (shown["cause"], shown["reason"]) == ("decision", "重复登记")
    assert {t["state"] for t in shown["tasks"]} == {"cancelled"}
    every = f"activations/{scene.activation}/occurrences"
    assert scene.get(every, state="open")["items"] == []
    assert len(scene.get(every, state="closed", event="request_logged")["items"]) == 1


def test_the_board_shows_what_an_occurrence_opened(scene: Scene) -> None:
    logged = scene.log("request_logged")
    shown = board(scene.admin, scene.code, at_least=logged["position"])
    on_board = {t["id"] for a in shown["activations"] for g in a["groups"] for t in g["tasks"]}
    assert set(logged["tasks"]) <= on_board


def test_a_meeting_with_two_decisions_makes_two_tasks(scene: Scene) -> None:
    meeting = eventually(scene, "coo.09")
    until = "2099-01-01T10:00:00+08:00"
    decided = [
        {"what": "给独居老人送菜", "group": "supply", "until": until},
        {"what": "公布热线电话"},
    ]
    done = scene.done(meeting, report={"attended": 8, "decisions": decided})
    shown = board(scene.admin, scene.code, at_least=done["position"])
    made = {t["title"]: t for t in tasks(shown) if t["title"] in {d["what"] for d in decided}}
    assert {title: t["group"] for title, t in made.items()} == {
        "给独居老人送菜": "supply",
        "公布热线电话": "coordination",
    }
    assert made["给独居老人送菜"]["due_at"].startswith("2099-01-01T02:00:00")


def test_a_matter_is_deliberated_in_six_phases(live: Live) -> None:
    code = peaceful(live.admin, seed=8)
    scope = {"grids": grids(live.admin, code)[:1]}
    said = {"playbook": "shanyang_851", "scope": scope}
    activation = live.admin.post(f"communities/{code}/activations", json=said).json()["id"]
    at = f"communities/{code}/activations/{activation}/occurrences"
    id = live.admin.post(at, json={"event": "matter_raised"}).json()["id"]
    passed: list[str] = []
    while True:
        shown = live.admin.get(f"{at}/{id}").json()
        waiting = [t for t in shown["tasks"] if t["state"] == "open"]
        if not waiting:
            break
        assert len(waiting) == 1
        assert shown["state"] == "open"
        passed.append(waiting[0]["key"])
        assert live.admin.post(f"tasks/{waiting[0]['id']}/complete").status_code == 200
    assert passed == ["del.1", "del.2", "del.3", "del.4", "del.5", "del.6"]
    assert [p["phase"] for p in shown["phases"]][-1] == "evaluated"
    assert (shown["state"], shown["to_come"]) == ("closed", [])


def eventually(scene: Scene, key: str) -> str:
    """The first task of a recurring line in the first compound, which the worker opens."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        shown = tasks(board(scene.admin, scene.code))
        found = [t["id"] for t in shown if t["key"] == key and t["grid"] == scene.grid]
        if found:
            return str(found[0])
    raise AssertionError(f"{key} was never opened")
