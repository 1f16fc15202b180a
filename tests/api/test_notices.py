"""Notices over HTTP: set the ways, click, look who was reached, phone the rest."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.api.places import as_csv, board, click, fresh_code, import_table, peaceful, register
from tests.api.places import rows as table_rows
from tests.api.serving import Live, serving
from tests.services.receivers import Receiver, receiver


def eventually(look: Callable[[], Any], seconds: float = 15) -> Any:
    """What a look gives, as soon as it gives anything."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError("it did not come to pass")


@pytest.fixture
def hooks() -> Iterator[Receiver]:
    """A receiver of webhooks and robots."""
    with receiver() as found:
        yield found


@pytest.fixture
def allowing(sqlite_url: str) -> Iterator[Live]:
    """A server that may send into its own network."""
    with serving(sqlite_url, PINGZHAN_ALLOW_PRIVATE_TARGETS="1") as live:
        yield live


def people(live: Live, code: str) -> list[dict[str, Any]]:
    return list(live.admin.get(f"communities/{code}/roster").json()["members"])


def notices(live: Live, code: str, **asked: str) -> list[dict[str, Any]]:
    """A community's notices."""
    found = live.admin.get(f"communities/{code}/notices", params=asked)
    assert found.status_code == 200, found.text
    return list(found.json()["items"])


def posts(live: Live, code: str) -> list[dict[str, Any]]:
    """The groups of the board."""
    return [g for a in board(live.admin, code)["activations"] for g in a["groups"]]


def calls(live: Live, code: str) -> int:
    """How many were called to their posts."""
    return sum(x["kind"] == "muster" for x in notices(live, code))


def test_a_click_reaches_people_and_the_board_shows_it(allowing: Live, hooks: Receiver) -> None:
    admin, code = allowing.admin, peaceful(allowing.admin, seed=3)
    told = people(allowing, code)[0]
    said = {"channels": [{"kind": "webhook", "address": hooks.url("/ok/1")}]}
    done = admin.put(f"members/{told['id']}/channels", json=said)
    assert done.status_code == 200, done.text
    assert done.json()["order"] == ["webhook"]
    chat = {"groups": {"": hooks.url("/cgi-bin/webhook/send?key=k1")}}
    assert admin.put(f"communities/{code}/channels", json=chat).status_code == 200
    activation = click(admin, code)["id"]
    eventually(lambda: hooks.texts("/ok/1") and hooks.texts("/cgi-bin"))
    eventually(lambda: notices(allowing, code, member=told["id"], state="sent"))
    (line,) = notices(allowing, code, member=told["id"])
    assert (line["kind"], line["channel"], line["activation"]) == ("muster", "webhook", activation)
    shown = {
        m["member"]: m
        for a in board(admin, code)["activations"]
        for g in a["groups"]
        for m in g["members"]
    }
    assert (shown[told["id"]]["notice"], shown[told["id"]]["unreached"]) == ("sent", False)
    admin.post(f"activations/{activation}/muster", json={"member": told["id"]})
    eventually(lambda: notices(allowing, code, member=told["id"], state="acted"))
    for text in hooks.texts():
        assert not [p["phone"] for p in people(allowing, code) if p["phone"] in text]


def test_an_inbox_tells_in_words_and_is_read(live: Live) -> None:
    admin, code = live.admin, peaceful(live.admin, seed=4)
    click(admin, code)
    member = people(live, code)[0]["id"]
    (line,) = eventually(lambda: admin.get(f"members/{member}/inbox").json()["items"])
    assert line["text"].startswith(("请到岗：", "请问能否到岗："))
    english = admin.get(f"members/{member}/inbox", headers={"Accept-Language": "en"}).json()
    assert english["items"][0]["text"].startswith(("Please go", "Could you"))
    done = admin.post(f"notices/{line['id']}/read")
    assert done.json()["state"] == "read"
    again = admin.post(f"notices/{line['id']}/read")
    assert again.json() == done.json()
    missing = admin.post("notices/0123456789abcdef/read")
    assert (missing.status_code, missing.json()["code"]) == (404, "notice_not_found")


def test_whoever_is_phoned_is_told(live: Live) -> None:
    admin, code = live.admin, peaceful(live.admin, seed=5)
    activation = click(admin, code)["id"]
    member = people(live, code)[1]["id"]
    eventually(lambda: notices(live, code, member=member))
    done = admin.post(f"activations/{activation}/told", json={"member": member, "how": "phone"})
    assert (done.status_code, done.json()["notices"]) == (200, 1)
    (line,) = notices(live, code, member=member, state="delivered")
    assert line["channel"] == "phone"
    unknown = admin.post(f"activations/{activation}/told", json={"member": "nobody"})
    assert unknown.json()["code"] == "told_not_found"
    mistaken = {"member": member, "reason": "点错了人"}
    put_right = admin.post(f"activations/{activation}/told/withdraw", json=mistaken)
    assert (put_right.status_code, put_right.json()["notices"]) == (200, 1)
    again = admin.post(f"activations/{activation}/told/withdraw", json=mistaken)
    assert (again.json()["notices"], again.json()["position"]) == (0, put_right.json()["position"])
    assert not notices(live, code, member=member, state="delivered")
    entries = admin.get(f"communities/{code}/history?order=desc").json()["items"]
    (text,) = [e["text"]["zh"] for e in entries if e["type"] == "told_withdrawn.v1"]
    assert text.startswith("更正：还没有电话告知")
    assert text.endswith("原因：点错了人")


def test_what_only_was_sent_counts_as_known_to_nobody(live: Live) -> None:
    admin, rows = live.admin, table_rows(seed=1)
    rows[1][6] = ""
    code = fresh_code()
    register(admin, code)
    import_table(admin, code, as_csv(rows))
    activation = click(admin, code)["id"]

    def counts() -> dict[str, int]:
        asked = {"activation": activation, "limit": 1}
        return dict(admin.get(f"communities/{code}/notices", params=asked).json()["people"])

    def unconfirmed() -> set[str]:
        found = notices(live, code, activation=activation, state="unconfirmed", limit="1000")
        return {x["member"] for x in found}

    everybody = {m["member"]: m for g in posts(live, code) for m in g["members"]}
    eventually(lambda: counts()["unreached"] and not counts()["unsent"])
    stands = counts()
    assert stands.pop("inbox_only") == stands["unconfirmed"]  # no phone has rung
    assert (stands["aware"], sum(stands.values())) == (0, len(everybody))
    lost = {x["member"] for x in notices(live, code, activation=activation, state="unreached")}
    assert len(lost) == counts()["unreached"]
    assert len(unconfirmed()) == counts()["unconfirmed"] == len(everybody) - len(lost)
    told, phoned, ill = sorted(unconfirmed())[:3]
    admin.post(f"activations/{activation}/muster", json={"member": told})
    admin.post(f"activations/{activation}/told", json={"member": phoned})
    admin.post(f"activations/{activation}/decline", json={"member": ill, "reason": "发烧"})
    eventually(lambda: counts()["aware"] == 2)
    assert not unconfirmed() & {told, phoned, ill}
    shown = {m["member"]: m["told"] for g in posts(live, code) for m in g["members"]}
    assert (shown[told], shown[phoned], shown.get(ill)) == ("aware", "aware", None)
    mistaken = admin.post(f"activations/{activation}/muster/withdraw", json={"member": told})
    assert mistaken.status_code == 200
    again = admin.post(f"activations/{activation}/muster/withdraw", json={"member": told})
    assert again.json()["position"] == mistaken.json()["position"]
    assert not any(m["mustered_at"] for g in posts(live, code) for m in g["members"])
    eventually(lambda: counts()["aware"] == 1)
    entries = admin.get(f"communities/{code}/history?order=desc").json()["items"]
    texts = [e["text"]["zh"] for e in entries if e["type"] == "muster_withdrawn.v1"]
    assert texts
    assert all(text.startswith("更正：") for text in texts)


def test_whoever_looked_at_their_own_screen_knows(live: Live) -> None:
    admin, code = live.admin, peaceful(live.admin, seed=5)
    activation = click(admin, code)["id"]
    one, other = [x["id"] for x in people(live, code)[:2]]
    eventually(lambda: notices(live, code, member=one) and notices(live, code, member=other))
    link = admin.post(f"activations/{activation}/links", json={"member": one}).json()["token"]
    with live.client(link) as member:
        shown = eventually(lambda: (s := member.get("me/post").json())["unseen"] and s)
        early = member.post("me/seen", json={"position": 0})
        assert (early.status_code, early.json()["notices"]) == (200, 0)  # nothing stood there then
        seen = member.post("me/seen", json={"position": shown["position"]})
        assert (seen.json()["member"], seen.json()["notices"]) == (one, shown["unseen"])
        again = member.post("me/seen", json={"position": shown["position"]}).json()
        assert again["notices"] == 0
        eventually(lambda: member.get("me/post").json()["unseen"] == 0)
    asked = {"activation": activation, "at_least": seen.json()["position"]}
    page = admin.get(f"communities/{code}/notices", params=asked).json()
    stands = {x["member"]: (x["state"], x["told"]) for x in page["items"]}
    assert stands[one] == ("read", "aware")
    assert stands[other][1] != "aware"
    assert page["people"]["aware"] == 1
    nobody = admin.post("me/seen", json={"position": 1})
    assert (nobody.status_code, nobody.json()["code"]) == (403, "not_a_member")


def test_whoever_asks_a_colleague_or_notes_something_has_heard(live: Live) -> None:
    admin, code = live.admin, peaceful(live.admin, seed=5)
    activation = click(admin, code)["id"]
    tasks = [t for g in posts(live, code) for t in g["tasks"] if t["assignees"]]
    task, one = tasks[0]["id"], tasks[0]["assignees"][0]
    noted = admin.post(f"tasks/{task}/note", json={"for": one, "report": "路上有积水"})
    assert noted.status_code == 200, noted.text

    def aware() -> set[str]:
        found = notices(live, code, activation=activation, limit="1000")
        return {x["member"] for x in found if x["told"] == "aware"}

    eventually(lambda: aware() == {one})


def test_after_the_end_it_counts_who_knows_that_it_is_over(live: Live) -> None:
    admin, code = live.admin, peaceful(live.admin, seed=5)
    activation = click(admin, code)["id"]
    everybody = {m["member"] for g in posts(live, code) for m in g["members"]}
    one, other = sorted(everybody)[:2]
    admin.post(f"activations/{activation}/muster", json={"member": one})
    ended = admin.post(f"communities/{code}/activations/{activation}/stand-down", json={})
    assert ended.status_code == 200, ended.text

    def counts() -> dict[str, int]:
        page = {"activation": activation, "limit": 1}
        return dict(admin.get(f"communities/{code}/notices", params=page).json()["people"])

    def open_still() -> set[str]:
        lists = ("unconfirmed", "unreached")
        found = [x for s in lists for x in notices(live, code, activation=activation, state=s)]
        assert {x["kind"] for x in found} <= {"stood_down"}
        return {x["member"] for x in found}

    # that somebody came to the post says nothing of whether they know that they may go
    eventually(lambda: open_still() == everybody)
    assert counts()["aware"] == 0
    admin.post(f"activations/{activation}/told", json={"member": other, "how": "phone"})
    eventually(lambda: counts()["aware"] == 1)
    assert open_still() == everybody - {other}
    # nor does a call that it is over say that they were ever called to their post
    theirs = notices(live, code, activation=activation, member=other)
    assert {x["kind"] for x in theirs if x["channel"] == "phone"} == {"stood_down"}
    admin.post(f"activations/{activation}/told/withdraw", json={"member": other})
    eventually(lambda: counts()["aware"] == 0)
    link = admin.post(f"activations/{activation}/links", json={"member": one}).json()["token"]
    with live.client(link) as member:
        shown = eventually(lambda: (s := member.get("me/post").json())["unseen"] and s)
        member.post("me/seen", json={"position": shown["position"]})
    eventually(lambda: open_still() == everybody - {one})


def test_a_drill_is_held_and_shown_so(live: Live) -> None:
    admin, code = live.admin, peaceful(live.admin, seed=6)
    click(admin, code, drill=True)
    lines = eventually(lambda: notices(live, code))
    assert {x["held"] for x in lines} == {True}
    untold = {x["id"] for x in notices(live, code, state="unconfirmed")}
    assert untold >= {x["id"] for x in lines}  # all of them are still to be told
    member = lines[0]["member"]
    (line,) = admin.get(f"members/{member}/inbox").json()["items"]
    assert line["text"].startswith("【演练】")


def test_addresses_within_are_refused_and_others_masked(live: Live) -> None:
    admin, code = live.admin, peaceful(live.admin, seed=7)
    member = people(live, code)[0]["id"]

    def put(kind: str, address: str, **more: Any) -> tuple[int, Any]:
        said = {"channels": [{"kind": kind, "address": address}], **more}
        done = admin.put(f"members/{member}/channels", json=said)
        return done.status_code, done.json().get("code")

    assert put("webhook", "http://127.0.0.1:1/x") == (422, "channel_target_private")
    assert put("webhook", "file:///etc/passwd") == (422, "channel_address_invalid")
    assert put("email", "a@example.org", order=["wecom"]) == (422, "channel_order_invalid")
    assert put("email", "clerk@example.org") == (200, None)
    said = {"role": "supervisor", "place": code, "name": "督"}
    above = live.client(admin.post("tokens", json=said).json()["token"])
    whole = admin.get(f"members/{member}/channels").json()["channels"]
    masked = above.get(f"members/{member}/channels").json()["channels"]
    assert (whole[0]["address"], masked[0]["address"]) == ("clerk@example.org", "****.org")
    assert above.get(f"members/{member}/inbox").status_code == 403
    admin.post(f"members/{member}/erase")
    assert admin.get(f"members/{member}/channels").json()["channels"] == []


def test_pages_follow_each_other(live: Live) -> None:
    admin, code = live.admin, peaceful(live.admin, seed=8)
    expected = click(admin, code)["summary"]["members"]
    eventually(lambda: calls(live, code) == expected)
    seen: list[str] = []
    after = ""
    while True:
        page = admin.get(f"communities/{code}/notices", params={"after": after, "limit": 5}).json()
        seen += [x["id"] for x in page["items"]]
        if page["next"] is None:
            break
        after = page["next"]
    assert len(seen) == len(set(seen)) >= expected


def test_the_course_of_notices_is_in_the_history_when_asked_for(live: Live) -> None:
    admin, code = live.admin, peaceful(live.admin, seed=9)
    click(admin, code)
    eventually(lambda: notices(live, code, state="sent"))
    history = f"communities/{code}/history"
    usual = admin.get(history, params={"limit": 1000}).json()["items"]
    assert not [e for e in usual if e["type"].startswith("notice_")]
    member = notices(live, code)[0]["member"]
    asked = {"limit": 1000, "notices": "true", "member": member}
    lines = admin.get(history, params=asked).json()["items"]
    texts = [e["text"]["zh"] for e in lines if e["type"].startswith("notice_")]
    assert texts[0].startswith("待通知")
    assert all("{" not in t and "—" not in t for t in texts)


def test_a_server_killed_while_it_sends_tells_everybody_and_queues_nobody_twice(
    sqlite_url: str, hooks: Receiver
) -> None:
    hooks.slow = 0.2
    with serving(sqlite_url, PINGZHAN_ALLOW_PRIVATE_TARGETS="1") as live:
        code = fresh_code()
        register(live.admin, code)
        import_table(live.admin, code, as_csv(table_rows(seed=3)))
        for n, person in enumerate(people(live, code)):
            said = {"channels": [{"kind": "webhook", "address": hooks.url(f"/ok/{n}")}]}
            assert live.admin.put(f"members/{person['id']}/channels", json=said).status_code == 200
        expected = click(live.admin, code)["summary"]["members"]
        eventually(lambda: hooks.received)
        live.kill()
    with serving(sqlite_url, PINGZHAN_ALLOW_PRIVATE_TARGETS="1") as live:
        eventually(lambda: calls(live, code) == expected)
        events = live.admin.get("events", params={"community": code, "limit": 1000}).json()
        queued = [e["data"] for e in events if e["type"] == "pingzhan.notice_queued.v1"]
        called = [f["member"] for f in queued if f["kind"] == "muster"]
        assert len(set(called)) == len(called) == expected
        assert len({f["notice"] for f in queued}) == len(queued)
        tried = {e["data"]["notice"] for e in events if "notice_tried" in e["type"]}
        came = {e["data"]["notice"] for e in events if "notice_sent" in e["type"]}
        # whatever reached the receiver, the log tells that it was tried
        assert len(tried) >= len({path for path, _ in hooks.received})
        assert came <= tried


def test_a_call_carries_the_persons_own_link_where_it_is_known_how_people_get_here(
    sqlite_url: str, hooks: Receiver
) -> None:
    public = {"PINGZHAN_ALLOW_PRIVATE_TARGETS": "1", "PINGZHAN_PUBLIC_URL": "https://pz.example"}
    with serving(sqlite_url, **public) as live:  # type: ignore[arg-type]
        admin, code = live.admin, peaceful(live.admin, seed=5)
        told = people(live, code)[0]
        said = {"channels": [{"kind": "webhook", "address": hooks.url("/ok/1")}]}
        assert admin.put(f"members/{told['id']}/channels", json=said).status_code == 200
        chat = {"groups": {"": hooks.url("/cgi-bin/webhook/send?key=k1")}}
        admin.put(f"communities/{code}/channels", json=chat)
        click(admin, code)
        (text,) = eventually(lambda: hooks.texts("/ok/1"))
        link = re.search(r"https://pz\.example/#/me\?link=(pl_[\w-]+)", text)
        assert link is not None, text
        with live.client(link[1]) as member:
            assert member.get("me/post").json()["member"] == told["id"]
        assert not [t for t in eventually(lambda: hooks.texts("/cgi-bin")) if "link=" in t]
