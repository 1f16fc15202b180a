"""Personal links: one person's own part, no more than that, and never longer than was said."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from tests.api.places import as_csv, board, click, fresh_code, import_table, register, rows
from tests.api.serving import Live

STORM = "typhoon_flood_community"


class War:
    """A community at war whose first group has a lead and two members."""

    def __init__(self, live: Live) -> None:
        self.live, self.code = live, fresh_code()
        register(live.admin, self.code)
        table = rows(("槿园",), seed=4)
        for n in (1, 2):
            lead = table[1]
            table.append([*lead[:3], f"粟{n}", "志愿者", "", f"1540099000{n}", lead[7], "成员"])
            table[-1] += ["是", ""]
        assert import_table(live.admin, self.code, as_csv(table)).status_code == 200
        self.activation = click(live.admin, self.code, muster_point="3号门岗亭")["id"]
        self.group = self.seen()
        lead, one, two = self.group["members"][:3]
        self.lead, self.one, self.two = lead["member"], one["member"], two["member"]
        self.task = next(t["id"] for t in self.group["tasks"] if t["state"] == "open")

    def seen(self) -> dict[str, Any]:
        """The group as the board shows it."""
        groups = board(self.live.admin, self.code)["activations"][0]["groups"]
        return next(g for g in groups if len(g["members"]) > 2)

    def link(self, member: str, **more: Any) -> dict[str, Any]:
        """A new link of a member."""
        where = f"activations/{self.activation}/links"
        done = self.live.admin.post(where, json={"member": member, **more})
        assert done.status_code == 201, done.text
        return dict(done.json())

    def client(self, member: str) -> httpx2.Client:
        """A member who came by their link."""
        return self.live.client(self.link(member)["token"])


def groups(war: War) -> list[dict[str, Any]]:
    """The groups of the board."""
    return list(board(war.live.admin, war.code)["activations"][0]["groups"])


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
        (post,) = member.get("me/post").json()["activations"][0]["posts"]
        assert (post["leads"], post["above"]) == (False, [])


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


def test_what_a_lead_pressed_before_a_task_went_to_somebody_else_is_not_done(war: War) -> None:
    path, said = f"tasks/{war.task}", {"for": war.lead, "mine": True}
    war.live.admin.post(f"{path}/reassign", json={"to": war.two, "reason": "开会"})
    with war.client(war.lead) as lead:
        late = lead.post(f"{path}/accept", json=said)
        assert (late.status_code, late.json()["code"]) == (409, "task_not_theirs")
        assert lead.post(f"{path}/accept", json={"for": war.lead}).status_code == 200


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
