"""Levels, amendments, alerts, recovery and the modes of grids: over HTTP."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from tests.api.places import (
    as_csv,
    board,
    click,
    fresh_code,
    grids,
    import_table,
    peaceful,
    register,
    rows,
    tasks,
)
from tests.api.refusing import held
from tests.api.serving import Live
from tests.api.test_exports import table

LATER = "2099-01-01T00:00:00Z"


@pytest.fixture
def code(live: Live) -> str:
    """A community in peacetime."""
    return peaceful(live.admin, seed=4)


def modes(live: Live, code: str) -> tuple[str, list[str]]:
    """The community's mode and those of its grids, as board and community tell them alike."""
    shown, one = board(live.admin, code), live.admin.get(f"communities/{code}").json()
    assert [(g["id"], g["name"], g["mode"]) for g in shown["grids"]] == [
        (g["id"], g["name"], g["mode"]) for g in one["modes"]
    ]
    assert shown["mode"] == one["mode"]
    return one["mode"], [g["mode"] for g in one["modes"]]


def test_an_alert_by_hand_is_the_mode_of_its_grid(live: Live, code: str) -> None:
    first, _ = grids(live.admin, code)
    path = f"communities/{code}/alerts"
    done = live.admin.post(path, json={"grid": first, "reason": "上游涨水"})
    assert (done.status_code, done.json()["grid"]) == (201, first)
    assert live.admin.post(path, json={"grid": first}).status_code == 200
    assert modes(live, code) == ("alert", ["alert", "peacetime"])
    whole = live.admin.post(path, json={}).json()["id"]
    assert modes(live, code) == ("alert", ["alert", "alert"])
    listed = live.admin.get(path).json()["items"]
    assert [(a["reason"], a["open"]) for a in listed] == [(None, True), ("上游涨水", True)]
    assert live.admin.post(f"{path}/{whole}/lift").status_code == 200
    assert live.admin.post(f"{path}/{done.json()['id']}/lift", json={}).status_code == 200
    assert modes(live, code) == ("peacetime", ["peacetime", "peacetime"])
    held(live.admin.post(f"{path}/none/lift"), 404, "alert_not_found")
    held(live.admin.post(path, json={"grid": "none"}), 404, "grid_not_found")


def test_a_grid_goes_to_war_recovers_and_is_at_peace_again(live: Live, code: str) -> None:
    first, _ = grids(live.admin, code)
    done = click(live.admin, code, scope={"grids": [first]}, case_ref="病例-1")
    path = f"communities/{code}/activations/{done['id']}"
    assert modes(live, code) == ("wartime", ["wartime", "peacetime"])
    recovered = live.admin.post(f"{path}/recover", json={"reason": "全部转阴"})
    assert (recovered.status_code, recovered.json()["mode"]) == (200, "recovery")
    urgent = recovered.json()["open"]["tasks"]
    assert urgent
    assert all(t["title"] and t["group_name"] and t["grid_name"] for t in urgent)
    again = live.admin.post(f"{path}/recover").json()
    assert again["position"] == recovered.json()["position"]
    # the case is open until it stands down: its grid is on alert, which is graver
    assert modes(live, code) == ("alert", ["alert", "peacetime"])
    ended = live.admin.post(f"{path}/stand-down", json={"reason": "结束"}).json()
    assert set(ended["open"]) == {"tasks", "occurrences"}
    assert modes(live, code) == ("peacetime", ["peacetime", "peacetime"])
    history = live.admin.get(f"communities/{code}/history", params={"limit": 1000}).json()["items"]
    assert any("转入恢复" in e["text"]["zh"] for e in history)


def test_an_unknown_level_is_refused_with_those_of_the_plan(live: Live, code: str) -> None:
    path = f"communities/{code}/activations/{click(live.admin, code)['id']}/level"
    held(live.admin.post(path, json={"level": "V"}), 422, "level_unknown", "level")
    held(live.admin.post(path, json={}), 422, "invalid_request", "level")


def test_an_amendment_is_shown_before_it_is_made(live: Live, code: str) -> None:
    path = f"communities/{code}/activations/{click(live.admin, code)['id']}/amend"
    shown = live.admin.post(path, json={"planned_end": LATER, "dry_run": True}).json()
    assert (shown["dry_run"], shown["tasks"] > 0) == (True, True)
    moved = [t for e in shown["effect"] for t in e["retimed"]]
    assert all(t["title"] and t["due_at"] for t in moved)
    wanted = {"community": code, "type": "planned_end_set.v1,task_timed.v1"}
    assert live.admin.get("events", params=wanted).json() == []
    done = live.admin.post(path, json={"planned_end": LATER, "edition": "latest"}).json()
    assert (done["dry_run"], done["effect"]) == (False, shown["effect"])
    held(
        live.admin.post(path, json={"forecasts": {"landfall": LATER}}),
        422,
        "forecast_unknown",
        "forecasts.landfall",
    )
    held(live.admin.post(path, json={"edition": "none"}), 422, "edition_unknown", "edition")


def test_a_misspelt_forecast_is_refused_before_anything_starts(live: Live) -> None:
    code = peaceful(live.admin, seed=8)
    said = {"playbook": "typhoon_flood_community", "forecasts": {"landfal": LATER}}
    at, whole = f"communities/{code}/activations", {"scope": {"community": True}}
    for path, body in (
        (at, {**said, **whole}),
        (f"{at}/preview", {**said, **whole}),
        (f"organisation/{code}/activations", said),
    ):
        refused = live.admin.post(path, json=body)
        held(refused, 422, "forecast_unknown", "forecasts.landfal")
    assert live.admin.get(at).json()["items"] == []


def figures(live: Live, code: str) -> dict[str, Any]:
    """What a community counts."""
    told = live.admin.get(f"communities/{code}").json()
    names = ("mode", "activations", "drills", "asked", "mustered", "vacant", "overdue")
    return {n: told[n] for n in names} | {"tasks": sum(told["tasks"].values())}


def test_a_drill_is_marked_wherever_it_is_told_and_counts_nowhere(live: Live, code: str) -> None:
    before = figures(live, code)
    done = click(live.admin, code, drill=True, pace=10)
    member = board(live.admin, code)["activations"][0]["groups"][0]["members"][0]["member"]
    live.admin.post(f"activations/{done['id']}/muster", json={"member": member})
    assert figures(live, code) == {**before, "drills": 1}
    shown = board(live.admin, code)
    assert [(a["drill"], a["pace"]) for a in shown["activations"]] == [(True, 10)]
    assert {g["mode"] for g in shown["grids"]} == {"peacetime"}
    (listed,) = live.admin.get(f"communities/{code}/activations").json()["items"]
    assert (listed["drill"], listed["pace"]) == (True, 10)
    events = live.admin.get("events", params={"community": code, "limit": 1000}).json()
    of_it = [e for e in events if e["data"].get("activation") == done["id"]]
    assert of_it
    assert all(e["data"]["drill"] is True for e in of_it)
    assert not any(e["data"].get("drill") for e in events if e not in of_it)
    entries = live.admin.get(f"communities/{code}/history", params={"limit": 1000}).json()["items"]
    drilled = [e for e in entries if e["data"].get("activation") == done["id"]]
    assert all(e["drill"] and e["text"]["zh"].startswith("【演练】") for e in drilled)
    assert all(e["text"]["zh"].count("【演练】") == 1 for e in drilled)
    assert not any(e["drill"] for e in entries if e not in drilled)
    sheet = live.admin.get(f"communities/{code}/activations/{done['id']}/call-sheet").json()
    assert sheet["drill"]
    assert all(g["text"].startswith("【演练】") for g in sheet["groups"])
    listing = live.admin.get("communities", params={"limit": 1000}).json()["items"]
    (line,) = [c for c in listing if c["code"] == code]
    assert (line["activations"], line["drills"], line["asked"]) == (0, 1, 0)
    crew = {m["member"] for g in shown["activations"][0]["groups"] for m in g["members"]}
    drilled = line["drilled"]
    assert (drilled["asked"], drilled["mustered"]) == (len(crew), 1)
    assert sum(drilled["tasks"].values()) == len(tasks(shown))
    assert live.admin.get(f"communities/{code}").json()["drilled"] == drilled
    (row,) = [r for r in table(live.admin.get("communities.csv").content) if r["代码"] == code]
    assert (row["应到"], row["演练应到"], row["演练到岗"]) == ("0", str(len(crew)), "1")
    live.admin.post(
        f"communities/{code}/activations/{done['id']}/stand-down", json={"reason": "演练结束"}
    )
    assert live.admin.get(f"communities/{code}").json()["drilled"] is None


def test_a_drill_lives_as_fast_as_it_is_told(live: Live, code: str) -> None:
    click(live.admin, code, drill=True, pace=60)
    fast = board(live.admin, code)
    started = fast["activations"][0]["started_at"]
    due = min(t["due_at"] for t in tasks(fast) if t["due_at"])
    spans = datetime.fromisoformat(due) - datetime.fromisoformat(started)
    assert timedelta() < spans <= timedelta(seconds=5)
    held(
        live.admin.post(
            f"communities/{code}/activations",
            json={"playbook": "eight_groups_epidemic", "scope": {"community": True}, "pace": 2},
        ),
        422,
        "pace_without_drill",
        "pace",
    )


def test_readiness_warns_before_the_click_and_holds_nothing_up(live: Live) -> None:
    code = fresh_code()
    register(live.admin, code)
    import_table(live.admin, code, as_csv(rows(["荃园"])[:4]))
    asked = {"playbook": "eight_groups_epidemic", "scope": {"community": True}}
    seen = live.admin.post(f"communities/{code}/activations/preview", json=asked).json()
    assert {"roles", "leads"} <= {w["check"] for w in seen["warnings"]}
    assert all(w["name"] and w["missing"] > 0 for w in seen["warnings"])
    assert live.admin.post(f"communities/{code}/activations", json=asked).status_code == 201
