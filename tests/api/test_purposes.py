"""Tokens narrowed by scopes, and what a purpose lets them read: names, phones, and the record."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.places import board, click, peaceful, person, tasks
from tests.api.serving import Live, pingzhan
from tests.api.wire import listen

PURPOSE = "值班电话的核对"


@pytest.fixture
def code(live: Live) -> str:
    """A community in peacetime."""
    return peaceful(live.admin, seed=9)


def token(live: Live, code: str, *scopes: str, role: str = "integrator", **more: str) -> str:
    said = {"role": role, "place": code, "name": "平台", "scopes": list(scopes), **more}
    done = live.admin.post("tokens", json=said)
    assert done.status_code == 201, done.text
    assert done.json()["purpose"] == more.get("purpose", "")
    return str(done.json()["token"])


def reading(live: Live, secret: str, **asked: Any) -> list[dict[str, Any]]:
    with live.client(secret) as client:
        return list(client.get("events", params={"limit": 1000, **asked}).json())


def test_events_name_people_only_as_far_as_the_tokens_purpose_goes(live: Live, code: str) -> None:
    name, phone = person(0, 9)
    enrolled = {"type": "member_enrolled", "community": code}
    plain = reading(live, token(live, code), **enrolled)
    assert all("people" not in e["data"] for e in plain)
    for scope, shown in (
        ("people:masked", {"name": f"{name[0]}**", "phone": f"{phone[:3]}****{phone[-4:]}"}),
        ("people:full", {"name": name, "phone": phone}),
    ):
        told = reading(live, token(live, code, scope, purpose=PURPOSE), **enrolled)
        people = [next(iter(e["data"]["people"].items())) for e in told]
        assert [id for id, _ in people] == [e["data"]["member"] for e in plain]
        assert shown in [contact for _, contact in people]
        for event in told:
            del event["data"]["people"]
        assert told == plain
    # whoever reads everything else in full is still told nobody's name by events
    assert all(
        "people" not in e["data"] for e in reading(live, token(live, code, role="secretary"))
    )


def test_a_name_is_told_as_it_was_then_and_not_once_it_was_erased(live: Live, code: str) -> None:
    made = live.admin.post(f"communities/{code}/members", json={"name": "粜籴"}).json()
    renamed = live.admin.patch(f"members/{made['id']}", json={"name": "籴粜"}).json()
    secret = token(live, code, "people:full", purpose=PURPOSE)

    def names() -> list[dict[str, Any]]:
        told = reading(live, secret, after=made["position"] - 1, community=code)
        return [e["data"]["people"][made["id"]] for e in told if "member" in e["data"]]

    assert [n["name"] for n in names()] == ["粜籴", "籴粜"]
    heard = listen(live, made["position"] - 1, renamed["position"], community=code)
    assert all("people" not in e["data"] for e in heard)
    live.admin.post(f"members/{made['id']}/erase")
    assert {n["name"] for n in names()} == {"已清除"}
    assert all(n["erased"] for n in names())


def test_a_stream_names_people_too_at_its_head_and_behind_it(live: Live, code: str) -> None:
    click(live.admin, code)
    start = board(live.admin, code)["position"]
    task = next(t for t in tasks(board(live.admin, code)) if t["assignees"])
    secret = token(live, code, "people:masked", purpose=PURPOSE)
    with (
        live.client(secret) as client,
        client.stream("GET", "events/stream", params={"after": start, "community": code}) as answer,
    ):
        lines = answer.iter_lines()
        assert next(lines).startswith("retry:")
        done = live.admin.post(f"tasks/{task['id']}/accept", json={"for": task["assignees"][0]})
        position = done.json()["position"]
        line = next(line for line in lines if line == f"id: {position}")
        data = next(lines)
    assert line
    assert f'"{task["assignees"][0]}":{{"name":"' in data
    assert "**" in data


def test_a_reading_in_full_is_shown_to_a_supervisor_with_its_purpose(live: Live, code: str) -> None:
    asked = {"type": "member_enrolled", "community": code}
    reading(live, token(live, code, "people:masked", purpose=PURPOSE), **asked)
    reading(live, token(live, code, "people:full", purpose=PURPOSE), **asked)
    supervisor = token(live, code, role="supervisor")
    with live.client(supervisor) as client:
        found = client.get("accesses", params={"place": code, "kind": "events"}).json()["items"]
    assert [(a["actor_name"], a["purpose"], a["people"]) for a in found] == [("平台", PURPOSE, 16)]


def test_scopes_narrow_a_token_and_its_sessions(live: Live, code: str) -> None:
    secret = token(live, code, "events:read", role="secretary")
    with live.client(secret) as client:
        assert client.get("events", params={"community": code}).status_code == 200
        beyond = client.get(f"communities/{code}/roster")
        assert (beyond.status_code, beyond.json().get("scope")) == (403, None)
        assert "不含这一项" in beyond.json()["message"]["zh"]
        assert client.post("session").status_code == 200
        del client.headers["authorization"]
        assert client.get("events", params={"community": code}).status_code == 200
        assert client.get(f"communities/{code}/roster").status_code == 403
    with live.client(token(live, code, "webhooks:write")) as client:
        assert client.get("webhooks").json()["private_targets"] is False
        assert client.get("events", params={"community": code}).status_code == 403
        refused = client.get("practice")
        assert (refused.status_code, refused.json()["code"]) == (403, "scope_too_narrow")
        assert refused.json()["scope"] == "practice:write"
        assert "“用演练社区”" in refused.json()["message"]["zh"]
        beyond = client.get(f"communities/{code}/roster")
        assert (beyond.status_code, beyond.json()["code"]) == (403, "forbidden")
    with live.client(token(live, code, "events:read", "practice:write")) as client:
        assert client.get("practice").json()["code"] != "scope_too_narrow"


@pytest.mark.parametrize("scope", ["people:masked", "people:full"])
def test_a_token_that_names_people_needs_a_purpose(live: Live, scope: str) -> None:
    for said in ({}, {"purpose": "  "}):
        asked = {"role": "integrator", "name": "x", "scopes": [scope], **said}
        refused = live.admin.post("tokens", json=asked)
        assert (refused.status_code, refused.json()["code"]) == (422, "purpose_missing")
        assert refused.json()["field"] == "purpose"


def test_an_unknown_scope_is_refused(live: Live) -> None:
    asked = {"role": "integrator", "name": "x", "scopes": ["people:ful"]}
    refused = live.admin.post("tokens", json=asked)
    assert (refused.status_code, refused.json()["field"].split(".")[0]) == (422, "scopes")


def test_the_command_line_makes_such_a_token_too(sqlite_server: Live) -> None:
    said = ("--role", "integrator", "--scope", "people:masked", "--store", sqlite_server.store)
    done = pingzhan("token", *said, "--purpose", PURPOSE, "--name", "命令行")
    assert done.returncode == 0, done.stderr
    assert "token=pz_" in done.stdout
    items = sqlite_server.admin.get("tokens", params={"limit": 1000}).json()["items"]
    (made,) = [t for t in items if t["name"] == "命令行"]
    assert (made["scopes"], made["purpose"]) == (["people:masked"], PURPOSE)
