"""The roster by hand: enrolled, changed, removed, erased."""

from __future__ import annotations

import httpx2
import pytest

from tests.api.places import board, click, peaceful
from tests.api.serving import Live


@pytest.fixture
def code(live: Live) -> str:
    """A community in peacetime."""
    return peaceful(live.admin, seed=2)


def found(live: Live, code: str, member: str) -> dict[str, object] | None:
    roster = live.admin.get(f"communities/{code}/roster").json()
    return next((m for m in roster["members"] if m["id"] == member), None)


def test_a_person_is_enrolled_with_a_role_and_a_seat(live: Live, code: str) -> None:
    grid = live.admin.get(f"communities/{code}/roster").json()["grids"][0]["id"]
    said = {
        "name": "粜",
        "phone": "+86 154-0000-4321",
        "roles": [{"role": "volunteer", "grid": grid}],
        "seats": [
            {
                "playbook": "eight_groups_epidemic",
                "group": "supply",
                "position": "deputy",
                "grid": grid,
            }
        ],
    }
    done = live.admin.post(f"communities/{code}/members", json=said)
    assert done.status_code == 201
    member = done.json()["id"]
    assert done.json()["position"] > 0
    person = found(live, code, member)
    assert person is not None
    assert (person["name"], person["phone"]) == ("粜", "15400004321")
    assert person["roles"] == said["roles"]
    assert person["seats"] == said["seats"]


def test_what_is_not_said_of_a_person_stays(live: Live, code: str) -> None:
    first = live.admin.get(f"communities/{code}/roster").json()["members"][0]
    done = live.admin.patch(f"members/{first['id']}", json={"phone": "15400007777"})
    assert done.status_code == 200
    assert found(live, code, first["id"]) == {**first, "phone": "15400007777"}
    again = live.admin.patch(f"members/{first['id']}", json={"phone": "15400007777"})
    assert again.json()["position"] == done.json()["position"]


@pytest.mark.parametrize(
    ("said", "status", "code_", "field"),
    [
        ({"phone": "12345"}, 422, "phone_invalid", "phone"),
        ({"phone": "二五"}, 422, "invalid_request", "phone"),
        ({"name": "  "}, 422, "field_missing", "name"),
        ({"name": "长" * 61}, 422, "invalid_request", "name"),
        ({"roles": [{"role": "鼗官"}]}, 422, "invalid_request", "roles.0.role"),
        ({"roles": [{"role": "wizard"}]}, 422, "role_unknown", "roles"),
        ({"roles": [{"role": "volunteer", "grid": "nowhere"}]}, 404, "grid_not_found", None),
        (
            {"seats": [{"playbook": "p", "group": "g", "position": "lead"}]},
            404,
            "playbook_not_found",
            None,
        ),
        ({"nickname": "x"}, 422, "invalid_request", "nickname"),
    ],
)
def test_what_cannot_be_is_refused_by_field(
    live: Live, code: str, said: dict, status: int, code_: str, field: str | None
) -> None:
    member = live.admin.get(f"communities/{code}/roster").json()["members"][0]["id"]
    refused = live.admin.patch(f"members/{member}", json=said)
    assert (refused.status_code, refused.json()["code"]) == (status, code_)
    assert refused.json().get("field") == field
    if field == "phone":  # people are told of it by the name that it has for them
        assert refused.json()["message"]["zh"].startswith(("“电话”", "手机号"))


def test_who_leaves_loses_posts_and_tasks_go_to_the_lead(live: Live, code: str) -> None:
    activation = click(live.admin, code)["id"]
    group = board(live.admin, code)["activations"][0]["groups"][0]
    leader = group["members"][0]["member"]
    assert all(t["assignees"] == [leader] for t in group["tasks"])
    done = live.admin.delete(f"members/{leader}")
    assert done.status_code == 200
    assert live.admin.delete(f"members/{leader}").json()["position"] == done.json()["position"]
    shown = board(live.admin, code, at_least=done.json()["position"])
    group = shown["activations"][0]["groups"][0]
    assert shown["activations"][0]["id"] == activation
    assert leader not in [m["member"] for m in group["members"]]
    assert leader not in [m for t in group["tasks"] for m in t["assignees"]]
    assert found(live, code, leader) is None


def test_an_erased_person_is_shown_as_erased_on_every_board(live: Live, code: str) -> None:
    click(live.admin, code)
    group = board(live.admin, code)["activations"][0]["groups"][0]
    person = group["members"][0]
    before = board(live.admin, code)["position"]
    done = live.admin.post(f"members/{person['member']}/erase")
    assert done.status_code == 200
    for asked in ({"at_least": done.json()["position"]}, {"as_of_position": before}):
        shown = board(live.admin, code, **asked)
        again = shown["activations"][0]["groups"][0]["members"][0]
        assert (again["member"], again["name"], again["phone"]) == (person["member"], "已清除", "")
        assert shown["names"][person["member"]] == "已清除"
    told = live.admin.get(
        f"communities/{code}/history", params={"member": person["member"], "limit": 1000}
    )
    assert person["name"] not in told.text
    assert "已清除" in told.text
    repeated = live.admin.post(f"members/{person['member']}/erase")
    assert repeated.json()["position"] == done.json()["position"]


def test_what_an_erased_person_reported_is_erased_with_them(live: Live, code: str) -> None:
    click(live.admin, code)
    task = board(live.admin, code)["activations"][0]["groups"][0]["tasks"][0]["id"]
    member = live.admin.get(f"communities/{code}/roster").json()["members"][0]["id"]
    said = {"for": member, "report": "家住鷟巷七号"}
    assert live.admin.post(f"tasks/{task}/complete", json=said).status_code == 200
    history = f"communities/{code}/history?task={task}"
    assert "鷟巷" in live.admin.get(history).text
    live.admin.post(f"members/{member}/erase")
    told = live.admin.get(history).text
    assert "鷟巷" not in told
    assert "已清除" in told


def test_nobody_is_found_under_an_unknown_id(live: Live) -> None:
    for id in ("0123456789abcdef", "x", "%F0%9F%98%80", "a%2Fb", "'; DROP TABLE events; --"):
        refused = live.admin.patch(f"members/{id}", json={"name": "粜"})
        assert refused.status_code == 404
        assert refused.json()["code"] in ("member_not_found", "route_not_found")


def test_all_that_somebody_has_goes_to_another_once(live: Live, code: str) -> None:
    click(live.admin, code)
    groups = board(live.admin, code)["activations"][0]["groups"]
    absent, heir = (groups[n]["members"][0]["member"] for n in (0, -1))
    said = {"to": heir, "reason": "联系不上"}
    looked = live.admin.post(f"members/{absent}/hand-over", json={**said, "dry_run": True}).json()
    done = live.admin.post(f"members/{absent}/hand-over", json=said)
    assert done.status_code == 200
    told = {k: v for k, v in done.json().items() if k != "position"}
    assert {**looked, "dry_run": False, "position": 0} == {**told, "position": 0}
    shown = board(live.admin, code, at_least=done.json()["position"])["activations"][0]["groups"]
    assert all(absent != m["member"] for g in shown for m in g["members"])
    assert all(absent not in t["assignees"] for g in shown for t in g["tasks"])
    assert reasons(live.admin, code, absent) >= {"联系不上"}
    assert "联系不上" not in reasons(supervisor(live, code), code, absent)
    again = live.admin.post(f"members/{absent}/hand-over", json=said).json()
    assert (again["posts"], again["tasks"]) == ([], [])
    asked = {"position": done.json()["position"], "reason": "已到岗"}
    back = live.admin.post(f"members/{absent}/hand-over/take-back", json=asked).json()
    assert {p["group"] for p in back["posts"]} == {p["group"] for p in told["posts"]}
    assert len(back["tasks"]) == len(told["tasks"])
    assert back["kept"] == {"posts": [], "tasks": []}
    restored = board(live.admin, code, at_least=back["position"])["activations"][0]["groups"]
    assert restored[0]["members"][0]["member"] == absent
    nobody = live.admin.post(f"members/{absent}/hand-over", json={"to": "0123456789abcdef"})
    assert (nobody.status_code, nobody.json()["code"]) == (422, "member_unknown")


def supervisor(live: Live, code: str) -> httpx2.Client:
    """Somebody who looks on over the community."""
    said = {"role": "supervisor", "place": code, "name": "督导"}
    return live.client(live.admin.post("tokens", json=said).json()["token"])


def reasons(client: httpx2.Client, code: str, member: str) -> set[str]:
    """What history and assignments say of why somebody gave up what they had."""
    asked = {"member": member, "limit": "1000"}
    history = client.get(f"communities/{code}/history", params=asked).json()["items"]
    given = client.get(f"communities/{code}/assignments", params={"limit": "1000"}).json()["items"]
    told = {"联系不上" for entry in history if "联系不上" in entry["text"]["zh"]}
    return told | {line["reason"] for line in given if line["reason"]}


def test_a_group_at_work_gets_whom_it_lacks_and_the_roster_stays(live: Live, code: str) -> None:
    activation = click(live.admin, code)["id"]
    table = live.admin.get(f"communities/{code}/roster").json()
    groups = board(live.admin, code)["activations"][0]["groups"]
    group = next(g for g in groups if any(m["position"] == "lead" for m in g["members"]))
    lead = next(m["member"] for m in group["members"] if m["position"] == "lead")
    other = next(m["id"] for m in table["members"] if m["id"] not in str(group["members"]))
    where = f"communities/{code}/activations/{activation}/posts"
    post = {"group": group["group"], "grid": group["grid"], "member": other, "position": "lead"}
    refused = live.admin.post(where, json=post)
    assert (refused.status_code, refused.json()["code"]) == (409, "group_has_lead")
    live.admin.post(f"activations/{activation}/decline", json={"member": lead})
    named = live.admin.post(where, json={**post, "reason": "原组长来不了"})
    assert named.status_code == 200, named.text
    assert live.admin.post(where, json=post).json()["position"] == named.json()["position"]
    now = next(
        g
        for g in board(live.admin, code)["activations"][0]["groups"]
        if (g["group"], g["grid"]) == (group["group"], group["grid"])
    )
    assert {(m["member"], m["position"]) for m in now["members"]} >= {(other, "lead")}
    assert not now["vacant"]
    told = live.admin.get(f"communities/{code}/history", params={"member": other}).json()["items"]
    assert any("指定补位" in entry["text"]["zh"] for entry in told)
    assert live.admin.get(f"communities/{code}/roster").json() == table
