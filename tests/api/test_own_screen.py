"""The one screen of a member: their own part, whom to call, and what colleagues ask."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from tests.api.places import board
from tests.api.serving import Live
from tests.api.war import War, groups


@pytest.fixture
def war(live: Live) -> War:
    return War(live)


def test_a_link_shows_ones_own_part_and_whom_to_call(war: War) -> None:
    with war.client(war.one) as member:
        screen = member.get("me/post").json()
        (running,) = screen["activations"]
        (post,) = running["posts"]
        assert running["muster_point"] == "3号门岗亭"
        assert (screen["member"], screen["mode"], screen["ended"]) == (war.one, "wartime", False)
        assert (post["group"], post["position"], post["leads"]) == (
            war.group["group"],
            "member",
            False,
        )
        known = {m["member"]: m for m in war.group["members"]}
        assert post["leader"]["phone"] == known[war.lead]["phone"]
        # of one's equals only the names
        assert [c["phone"] for c in post["colleagues"]] == ["", ""]
        assert post["above"] == []
        for path in ("board", "roster", "history", "assignments", "readiness"):
            assert member.get(f"communities/{war.code}/{path}").status_code == 403
        assert member.get("events").status_code == 403
        assert (
            member.post(f"members/{war.two}/reveal", json={"reason": "想知道她的电话"}).status_code
            == 403
        )


def test_whoever_leads_has_somebody_above_them_to_call(war: War) -> None:
    for name, role, phone in (
        ("粟书记", "community_secretary", "1"),
        ("粟格长", "grid_leader", "2"),
    ):
        grid = war.group["grid"] if role == "grid_leader" else None
        said = {
            "name": name,
            "phone": f"1540099100{phone}",
            "roles": [{"role": role, "grid": grid}],
        }
        made = war.live.admin.post(f"communities/{war.code}/members", json=said)
        assert made.status_code == 201, made.text
    with war.client(war.lead) as leader, war.client(war.one) as member:
        (post,) = leader.get("me/post").json()["activations"][0]["posts"]
        assert [(one["role"], one["name"], one["phone"]) for one in post["above"]] == [
            ("网格长", "粟格长", "15400991002"),
            ("社区书记", "粟书记", "15400991001"),
        ]
        above = post["above"]
        (post,) = member.get("me/post").json()["activations"][0]["posts"]
        assert (post["leads"], post["above"], post["deputies"]) == (False, [], [])
        # where nobody leads any more a member calls whom the lead would have called
        gone = {"member": war.lead, "reason": "发烧"}
        done = war.live.admin.post(f"activations/{war.activation}/decline", json=gone)
        seen = member.get("me/post", params={"at_least": done.json()["position"]}).json()
        (post,) = seen["activations"][0]["posts"]
        assert (post["leader"], post["above"]) == (None, above)
        assert seen["over"] is None
        # sent home, they read that they are, and whom of the community they may call about it
        where = f"communities/{war.code}/activations/{war.activation}/stand-down"
        done = war.live.admin.post(where, json={"reason": "水退了"})
        seen = member.get("me/post", params={"at_least": done.json()["position"]}).json()
        assert (seen["ended"], seen["over"]["state"]) == (True, "stood_down")
        assert [(one["name"], one["phone"]) for one in seen["over"]["calls"]] == [
            ("粟书记", "15400991001")
        ]


def test_a_member_calls_the_deputy_where_the_lead_cannot_be_had(live: Live) -> None:
    war = War(live, positions=("副组长", "成员"))
    known = {m["member"]: m for m in war.group["members"]}
    with war.client(war.two) as member, war.client(war.one) as deputy:
        (post,) = member.get("me/post").json()["activations"][0]["posts"]
        assert post["leader"]["member"] == war.lead
        assert [(d["member"], d["phone"]) for d in post["deputies"]] == [
            (war.one, known[war.one]["phone"])
        ]
        (post,) = deputy.get("me/post").json()["activations"][0]["posts"]
        assert (post["leads"], post["deputies"]) == (True, [])


def test_what_a_lead_pressed_before_a_task_went_to_somebody_else_is_not_done(war: War) -> None:
    path, said = f"tasks/{war.task}", {"for": war.lead, "mine": True}
    war.live.admin.post(f"{path}/reassign", json={"to": war.two, "reason": "开会"})
    with war.client(war.lead) as lead:
        late = lead.post(f"{path}/accept", json=said)
        assert (late.status_code, late.json()["code"]) == (409, "task_not_theirs")
        assert lead.post(f"{path}/accept", json={"for": war.lead}).status_code == 200


def test_a_post_given_up_is_told_with_whom_to_call_and_may_be_had_again(war: War) -> None:
    where = f"activations/{war.activation}"
    with war.client(war.one) as member, war.client(war.two) as other:
        early = (datetime.now(UTC) - timedelta(days=1)).isoformat()
        said = {"member": war.one, "reason": "发烧了"}
        refused = member.post(f"{where}/decline", json={**said, "occurred_at": early})
        assert refused.json()["code"] == "occurred_before_start"
        assert member.post(f"{where}/decline", json=said).status_code == 200
        screen = member.get("me/post").json()
        (running,) = screen["activations"]
        (given_up,) = running["declined"]
        assert (screen["ended"], running["posts"], given_up["position"]) == (False, [], "member")
        assert given_up["leader"]["phone"].startswith("154")
        seen = [g for g in groups(war) if war.one in g["declined"]]
        assert [g["short"] for g in seen] == [1]
        assert "发烧" not in str(seen)
        assert other.post(f"{where}/rejoin", json={"member": war.one}).status_code == 403
        done = member.post(f"{where}/rejoin", json={"member": war.one}).json()
        assert [p["position"] for p in done["posts"]] == ["member"]
        again = member.post(f"{where}/rejoin", json={"member": war.one}).json()
        assert again["position"] == done["position"]
        after = member.get("me/post", params={"at_least": done["position"]}).json()
        (post,) = after["activations"][0]["posts"]
        assert (post["mustered_at"], after["activations"][0]["declined"]) == (None, [])
        assert post["since"] is not None
        assert not any(g["declined"] or g["short"] for g in groups(war))
        never = other.post(f"{where}/rejoin", json={"member": war.two}).json()
        assert never["posts"]
        war.live.admin.delete(f"members/{war.one}")
        assert member.post(f"{where}/rejoin", json={"member": war.one}).status_code in (401, 404)


def test_a_members_stream_says_that_something_of_theirs_changed_and_never_what(war: War) -> None:
    muster = f"activations/{war.activation}/muster"
    with war.client(war.one) as member, war.client(war.lead) as lead:
        head = member.get("me/post").json()["position"]
        with member.stream("GET", "me/stream", timeout=20) as told:
            assert told.status_code == 200
            lines = told.iter_lines()
            # another group's matters are not theirs, what their lead does for them is
            other = next(
                g
                for g in board(war.live.admin, war.code)["activations"][0]["groups"]
                if war.one not in {m["member"] for m in g["members"]} and g["members"]
            )
            elsewhere = {"member": other["members"][0]["member"]}
            war.live.admin.post(muster, json=elsewhere)
            done = lead.post(muster, json={"member": war.one}).json()["position"]
            heard = next(line for line in lines if line.startswith("data:"))
        assert heard == f'data: {{"position":{done}}}'
        assert done > head
        with member.stream("GET", "me/stream", params={"after": 0}, timeout=20) as told:
            first = next(line for line in told.iter_lines() if line.startswith("data:"))
        assert json.loads(first.removeprefix("data: "))["position"] >= done


def test_a_colleague_is_asked_and_agrees_before_a_task_is_theirs(war: War) -> None:
    admin, task = war.live.admin, f"tasks/{war.task}"
    admin.post(f"{task}/reassign", json={"to": war.one})
    with war.client(war.one) as one, war.client(war.two) as two, war.client(war.lead) as lead:
        asked = one.post(f"{task}/offer", json={"to": war.two, "reason": "家里有事"})
        assert (asked.status_code, asked.json()["assignees"]) == (200, [war.one])
        at = asked.json()["position"]

        def seen(client: httpx2.Client) -> list[tuple[str, str, str]]:
            (running,) = client.get("me/post", params={"at_least": at}).json()["activations"]
            return [(a["role"], a["member"], a["colleague"]) for a in running["askings"]]

        pair = (war.one, war.two)
        assert [seen(c) for c in (one, two, lead)] == [
            [("asking", *pair)],
            [("asked", *pair)],
            [("leading", *pair)],
        ]
        # nobody but the one who is asked may answer, and only who has it may ask
        assert one.post(f"{task}/take-over", json={"for": war.two}).status_code == 403
        assert two.post(f"{task}/withdraw", json={}).status_code == 403
        assert one.post(f"{task}/offer", json={"to": "0" * 16}).status_code in (403, 422)
        done = two.post(f"{task}/take-over", json={})
        assert (done.json()["assignees"], done.json()["state"]) == ([war.two], "accepted")
        at = done.json()["position"]
        assert two.post(f"{task}/take-over", json={}).json()["position"] == at
        assert [seen(c) for c in (one, two, lead)] == [[], [], []]
        late = one.post(f"{task}/offer", json={"to": war.two})
        assert late.status_code == 403
    told = admin.get(f"communities/{war.code}/history", params={"task": war.task}).json()["items"]
    kinds = [e["type"].partition(".")[0] for e in told if e["position"] >= asked.json()["position"]]
    assert kinds == ["exchange_asked", "exchange_closed", "task_assigned", "task_accepted"]
    assert "家里有事" in told[-4]["text"]["zh"]
    # whoever is asked and cannot come leaves a word to whoever asked
    with war.client(war.two) as two:
        assert two.post(f"{task}/offer", json={"to": war.one}).status_code == 200
        gone = {"member": war.one, "reason": "发烧"}
        at = admin.post(f"activations/{war.activation}/decline", json=gone).json()["position"]
        (running,) = two.get("me/post", params={"at_least": at}).json()["activations"]
    assert running["askings"] == []
    assert [(a["answer"], a["colleague"]) for a in running["answers"]] == [("gone", war.one)]
    told = admin.get(f"communities/{war.code}/history", params={"task": war.task}).json()["items"]
    assert any("对方已不在岗" in line["text"]["zh"] for line in told), told


def test_what_was_told_reaches_whoever_has_the_task_and_whoever_leads(war: War) -> None:
    """A colleague who has nothing to do with it reads nothing of a resident's matter."""
    report = {"household": "3-1-502", "summary": "老人胸痛"}
    said = {"event": "request_logged", "grid": war.group["grid"], "report": report}
    said["about"] = "三楼老人"
    at = f"communities/{war.code}/activations/{war.activation}/occurrences"
    id = war.live.admin.post(at, json=said).json()["tasks"][0]
    war.live.admin.post(f"tasks/{id}/reassign", json={"to": war.one})
    words = "户码：3-1-502；内容摘要：老人胸痛"
    for member, reads in ((war.one, True), (war.lead, True), (war.two, False)):
        with war.client(member) as client:
            one = client.get(f"tasks/{id}").json()["occurrence"]
            assert (one["told"] == words, one["given"] == report) == (reads, reads)
            assert ("3-1-502" in str(one), "三楼老人" in str(one)) == (reads, reads)
            running = client.get("me/post").json()["activations"][0]
            own = {t["id"]: t for t in running["tasks"]}
            assert (id in own) is reads
            if reads:
                told = own[id]["told"]
                assert (told["text"], told["about"]) == (words, "三楼老人")
                assert (len(told["fields"]), own[id]["given"]) == (2, report)


def test_what_nobody_has_yet_is_offered_without_what_was_told_of_it(war: War) -> None:
    report = {"household": "3-1-502"}
    said = {"event": "request_logged", "grid": war.group["grid"], "report": report}
    at = f"communities/{war.code}/activations/{war.activation}/occurrences"
    for member in (war.lead, war.one):
        war.live.admin.post(f"activations/{war.activation}/decline", json={"member": member})
    id = war.live.admin.post(at, json=said).json()["tasks"][0]
    with war.client(war.two) as client:

        def own() -> dict[str, Any]:
            running = client.get("me/post").json()["activations"][0]
            return dict({t["id"]: t for t in running["tasks"]}[id])

        before = own()
        client.post(f"tasks/{id}/accept")
        after = own()
    assert (before["free"], before["told"], before["given"]) == (True, None, None)
    assert (after["mine"], after["given"]) == (True, report)


def test_what_must_be_acted_on_at_once_stands_first_and_says_so(war: War) -> None:
    at = f"communities/{war.code}/activations/{war.activation}/occurrences"
    opened = []
    for event in ("request_logged", "incident"):
        said = {"event": event, "grid": war.group["grid"]}
        opened.append(war.live.admin.post(at, json=said).json()["tasks"][0])
        war.live.admin.post(f"tasks/{opened[-1]}/reassign", json={"to": war.one})
    with war.client(war.one) as client:
        tasks = client.get("me/post").json()["activations"][0]["tasks"]
        own = {t["id"]: t["urgent"] for t in tasks}
        assert (tasks[0]["id"], own[opened[1]], own[opened[0]]) == (opened[1], True, False)
