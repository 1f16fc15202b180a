"""Personal links: one person's own part, no more than that, and never longer than was said."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.api.places import board, click
from tests.api.serving import Live
from tests.api.war import STORM, War


@pytest.fixture
def war(live: Live) -> War:
    return War(live)


def test_a_link_says_where_else_its_person_has_a_post_and_no_more(war: War) -> None:
    admin, path = war.live.admin, f"communities/{war.code}/activations"
    storm = click(admin, war.code, playbook=STORM, drill=True)["id"]
    shown = board(admin, war.code)["activations"]
    theirs = {
        (g["group"], g["name"], g["grid"], g["grid_name"])
        for g in next(a["groups"] for a in shown if a["id"] == storm)
        if any(m["member"] == war.one for m in g["members"])
    }
    with war.client(war.one) as member:

        def elsewhere() -> list[dict[str, Any]]:
            return list(member.get("me/post").json()["elsewhere"])

        (running,) = member.get("me/post").json()["activations"]
        (other,) = elsewhere()
        assert running["id"] == war.activation
        assert (other["id"], other["playbook"], other["drill"]) == (storm, STORM, True)
        assert {tuple(post.values()) for post in other["posts"]} == theirs
        # given up there, it is no post any more
        gone = {"member": war.one, "reason": "分身乏术"}
        assert admin.post(f"activations/{storm}/decline", json=gone).is_success
        assert elsewhere() == []
        assert admin.post(f"activations/{storm}/rejoin", json={"member": war.one}).is_success
        # once what the link is of has ended, it is told all the same
        assert admin.post(f"{path}/{war.activation}/stand-down", json={"reason": "清"}).is_success
        assert member.get("me/post").json()["ended"]
        assert [one["id"] for one in elsewhere()] == [storm]
        assert admin.post(f"{path}/{storm}/stand-down", json={"reason": "毕"}).is_success
        assert elsewhere() == []


def test_a_member_acts_for_nobody_but_themselves(war: War) -> None:
    muster = f"activations/{war.activation}/muster"
    with war.client(war.one) as member:
        assert member.post(muster, json={"member": war.one}).status_code == 200
        assert member.post(muster, json={"member": war.two}).status_code == 403
        # what is the lead's is not theirs, until it is handed to them
        assert member.post(f"tasks/{war.task}/accept", json={}).status_code == 403
        war.live.admin.post(f"tasks/{war.task}/reassign", json={"to": war.one})
        done = member.post(f"tasks/{war.task}/accept", json={"for": war.two})
        assert done.status_code == 403
        assert member.post(f"tasks/{war.task}/accept", json={}).json()["state"] == "accepted"
        assert member.post(f"tasks/{war.task}/cancel", json={"reason": "x"}).status_code == 403
        assert member.get(f"tasks/{war.task}").status_code == 200
        handed = member.post(f"tasks/{war.task}/reassign", json={"to": war.two})
        assert handed.json()["assignees"] == [war.two]
        assert member.post(f"tasks/{war.task}/start", json={}).status_code == 403
    entry = war.live.admin.get(
        f"communities/{war.code}/history", params={"task": war.task, "order": "desc", "limit": 1}
    ).json()["items"][0]
    assert entry["actor"] == war.one


def test_a_lead_musters_and_acts_for_the_group_while_it_is_at_work(war: War) -> None:
    muster = f"activations/{war.activation}/muster"
    with war.client(war.lead) as lead:
        post = lead.get("me/post").json()["activations"][0]["posts"][0]
        assert post["leads"]
        assert all(c["phone"].startswith("154") for c in post["colleagues"])
        assert lead.post(muster, json={"member": war.two}).status_code == 200
        given = lead.post(f"tasks/{war.task}/reassign", json={"to": war.two})
        assert given.json()["assignees"] == [war.two]
        done = lead.post(f"tasks/{war.task}/start", json={"for": war.two})
        assert done.json()["state"] == "started"
        where = f"communities/{war.code}/activations/{war.activation}/stand-down"
        assert war.live.admin.post(where, json={"reason": "清"}).status_code == 200
        after = lead.get("me/post").json()
        assert after["ended"]
        assert not [p for a in after["activations"] for p in a["posts"]]
        assert lead.post(muster, json={"member": war.two}).status_code == 403


def test_a_link_becomes_a_session_and_ends_with_it(war: War) -> None:
    link = war.link(war.one)
    listed = war.live.admin.get(f"activations/{war.activation}/links")
    assert [one["id"] for one in listed.json()["items"]] == [link["id"]]
    assert link["token"] not in listed.text
    with war.live.client(link["token"]) as browser:
        cookie = browser.post("session").cookies["pingzhan_session"]
    with war.live.client(cookies={"pingzhan_session": cookie}) as browser:
        assert browser.get("me/post").json()["member"] == war.one
        assert war.live.admin.delete(f"links/{link['id']}").status_code == 200
        assert browser.get("me/post").status_code == 401
    with war.live.client(link["token"]) as again:
        assert again.get("me/post").status_code == 401


def test_a_link_ends_when_it_said_so_and_with_its_person(war: War) -> None:
    now = datetime.now(UTC)
    where = f"activations/{war.activation}/links"
    for at in (now - timedelta(seconds=1), now + timedelta(days=91)):
        asked = {"member": war.one, "expires_at": at.isoformat()}
        assert war.live.admin.post(where, json=asked).json()["code"] == "link_expiry"
    soon = now + timedelta(seconds=0.7)
    short = war.link(war.one, expires_at=soon.isoformat())
    with war.live.client(short["token"]) as member:
        while datetime.now(UTC) <= soon:
            pass
        assert member.get("me/post").status_code == 401
    with war.client(war.one) as member:
        assert member.get("me/post").status_code == 200
        assert war.live.admin.post(f"members/{war.one}/erase").status_code == 200
        assert member.get("me/post").status_code == 401


def test_a_reveal_asks_for_a_reason_and_readings_are_recorded(war: War) -> None:
    said = {"role": "supervisor", "place": war.code[:6], "name": "区督导鼗"}
    token = war.live.admin.post("tokens", json=said).json()
    where = {"place": war.code}
    with war.live.client(token["token"]) as supervisor:
        for _ in range(3):
            shown = supervisor.get(f"communities/{war.code}/board").text
        assert "15400990001" not in shown
        refused = supervisor.post(f"members/{war.one}/reveal", json={"reason": " "})
        assert refused.status_code == 422
        reason = {"reason": "联系不上粟1，要打电话"}
        shown = supervisor.post(f"members/{war.one}/reveal", json=reason).json()
        assert (shown["name"], shown["phone"][:6]) == ("粟1", "154009")
        found = supervisor.get("accesses", params=where).json()["items"]
    told = [(a["kind"], a["actor_name"], a["reason"]) for a in found if "token:" in a["actor"]]
    assert told == [("reveal", "区督导鼗", reason["reason"]), ("board", "区督导鼗", None)]
    war.live.admin.get(f"communities/{war.code}/roster.xlsx")
    latest = war.live.admin.get("accesses", params={**where, "kind": "table"}).json()["items"]
    assert latest[0]["people"] == 10
    at = latest[0]["at"]
    before = ({"to": f"{year}-01-01T00:00:00Z"} for year in (1970, 2020))
    for span, some in (({"from": at, "to": at}, True), *((span, False) for span in before)):
        asked = {**where, "kind": "table", **span}
        within = war.live.admin.get("accesses", params=asked).json()["items"]
        assert [one["id"] for one in within] == ([latest[0]["id"]] if some else [])
    # the reason names the person, and is forgotten with them; that it was read is not
    war.live.admin.post(f"members/{war.one}/erase")
    after = war.live.admin.get("accesses", params={**where, "kind": "reveal"}).json()["items"]
    assert (after[0]["member"], after[0]["reason"]) == (war.one, None)
    assert war.live.admin.get("accesses", params={"place": "98"}).json()["items"] == []


def test_call_trees_links_and_a_leads_look_at_their_people_are_kinds_of_their_own(war: War) -> None:
    admin, where = war.live.admin, {"place": war.code, "limit": "1000"}
    roster = admin.get(f"communities/{war.code}/roster", params={"for": "call_tree"}).json()
    with war.client(war.lead) as lead, war.client(war.one) as member:
        for _ in range(2):
            posts = lead.get("me/post").json()["activations"][0]["posts"]
            assert member.get("me/post").status_code == 200
    admin.get(f"activations/{war.activation}/links")
    admin.get(f"activations/{war.activation}/links")
    told = admin.get("accesses", params=where).json()["items"]
    seen = {(one["kind"], one["actor"]): one["people"] for one in told}
    assert len(seen) == len(told)
    phoned = {c["member"] for post in posts if post["leads"] for c in post["colleagues"]}
    assert seen["call_tree", "admin"] == len(roster["members"])
    assert seen["links", "admin"] == 2
    assert seen["own_group", war.lead] == len(phoned) > 0
    # who leads nobody reads the phone of who leads them, and that is no access
    assert ("own_group", war.one) not in seen
    assert ("roster", "admin") not in seen
    odd = admin.get(f"communities/{war.code}/roster", params={"for": "fun"})
    assert odd.status_code == 422
