"""Calendars of shifts and deadlines, read as a calendar program reads them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import httpx2
from icalendar import Calendar

from tests.api.places import GIVEN, SURNAMES, board, click, grids, peaceful, tasks
from tests.api.refusing import held
from tests.api.serving import Live

SHANGHAI = ZoneInfo("Asia/Shanghai")


def made(live: Live, code: str, **of: str) -> dict[str, Any]:
    """A link to a calendar."""
    answer = live.admin.post(f"communities/{code}/calendars", json={"name": "手机", **of})
    assert answer.status_code == 201, answer.text
    return dict(answer.json())


def opened(link: dict[str, Any], **asked: str) -> httpx2.Response:
    """What whoever has the link gets, with nothing but it."""
    with httpx2.Client(trust_env=False) as program:
        headers = {k: asked.pop(k) for k in ("if-none-match",) if k in asked}
        return program.get(link["url"], params=asked, headers=headers)


def entries(link: dict[str, Any], **asked: str) -> dict[str, Any]:
    """The entries of a calendar by task."""
    answer = opened(link, **asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    read: Any = Calendar.from_ical(answer.content)
    assert not read.errors
    assert [str(zone.tz_name) for zone in read.timezones] == ["Asia/Shanghai"]
    found = {str(e["UID"]).removesuffix("@pingzhan"): e for e in [*read.events, *read.todos]}
    assert len(found) == len(read.events) + len(read.todos)
    assert not any(e.errors for e in found.values())
    return found


def whole_seconds(moment: str) -> datetime:
    return datetime.fromisoformat(moment).replace(microsecond=0)


def test_a_calendar_has_every_slot_and_deadline_of_the_board_and_names_nobody(live: Live) -> None:
    code = peaceful(live.admin, seed=1)
    click(live.admin, code)
    link, shown = made(live, code), board(live.admin, code)
    timed = {t["id"]: t for t in tasks(shown) if t["due_at"]}
    found = entries(link)
    assert set(found) == set(timed)
    slots = {id for id, t in timed.items() if t["starts_at"]}
    assert slots
    for id, t in timed.items():
        entry = found[id]
        assert entry.name == ("VEVENT" if id in slots else "VTODO")
        ends = entry["DTEND" if id in slots else "DUE"].dt
        assert (ends, str(ends.tzinfo)) == (whole_seconds(t["due_at"]), "Asia/Shanghai")
        if id in slots:
            assert entry["DTSTART"].dt == whole_seconds(t["starts_at"])
        assert (str(entry["SUMMARY"]), entry["SEQUENCE"]) == (t["title"], 0)
        assert entry["LAST-MODIFIED"].dt >= whole_seconds(t["opened_at"])
    # in English, and for programs that show no to-dos
    english = entries(link, lang="en", deadlines="events")
    assert {e.name for e in english.values()} == {"VEVENT"}
    headers = {"Accept-Language": "en"}
    in_english = live.admin.get(f"communities/{code}/board", headers=headers).json()
    assert {id: str(e["SUMMARY"]) for id, e in english.items()} == {
        t["id"]: t["title"] for t in tasks(in_english) if t["due_at"]
    }
    for said in (opened(link).text, opened(link, lang="en").text):
        assert not [c for c in SURNAMES + GIVEN if c in said]
        assert "154" + "0" * 4 not in said


def test_an_entry_follows_its_task_and_only_it(sqlite_server: Live) -> None:
    admin = sqlite_server.admin
    code = peaceful(admin, seed=2)
    click(admin, code)
    link = made(sqlite_server, code)
    first = opened(link)
    again = opened(link, **{"if-none-match": f'"x", W/{first.headers["etag"]}'})
    assert (again.status_code, again.content) == (304, b"")
    before = entries(link)
    one, other, *_ = (t["id"] for t in tasks(board(admin, code)) if t["state"] == "open")
    assert admin.post(f"tasks/{one}/complete", json={"report": "办"}).status_code == 200
    assert admin.post(f"tasks/{other}/cancel", json={"reason": "免"}).status_code == 200
    changed = opened(link, **{"if-none-match": first.headers["etag"]})
    assert (changed.status_code, changed.headers["etag"] == first.headers["etag"]) == (200, False)
    after = entries(link)
    assert (after[one]["STATUS"], after[one]["PERCENT-COMPLETE"]) == ("COMPLETED", 100)
    assert after[other]["STATUS"] == "CANCELLED"
    for id in (one, other):
        assert after[id]["SEQUENCE"] > before[id]["SEQUENCE"]
        assert after[id]["LAST-MODIFIED"].dt >= before[id]["LAST-MODIFIED"].dt
    assert {id for id in after if after[id]["SEQUENCE"]} == {one, other}
    # a cancelled slot is one too
    slot = next(t["id"] for t in tasks(board(admin, code)) if t["starts_at"])
    assert admin.post(f"tasks/{slot}/cancel", json={"reason": "免"}).status_code == 200
    assert entries(link)[slot]["STATUS"] == "CANCELLED"


def test_a_member_and_a_group_have_calendars_of_their_own(sqlite_server: Live) -> None:
    admin = sqlite_server.admin
    code = peaceful(admin, seed=3)
    activation = click(admin, code, drill=True)["id"]
    shown = board(admin, code)
    member = next(t["assignees"][0] for t in tasks(shown) if t["assignees"])
    nobodys = admin.post(f"communities/{code}/calendars", json={"name": "x", "group": "suply"})
    held(nobodys, 422, "calendar_group_unknown", "group")
    due = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    said = {"group": "supply", "grid": grids(admin, code)[0], "title": "给罄家送水", "due_at": due}
    path = f"communities/{code}/activations/{activation}/tasks"
    added = admin.post(path, json=said).json()["id"]
    shown = board(admin, code)
    theirs = {t["id"] for t in tasks(shown) if member in t["assignees"] and t["due_at"]}
    assert set(entries(made(sqlite_server, code, member=member))) == theirs
    supply = made(sqlite_server, code, group="supply")
    in_group = {
        t["id"]
        for a in shown["activations"]
        for g in a["groups"]
        for t in g["tasks"]
        if g["group"] == "supply" and t["due_at"]
    }
    found = entries(supply)
    assert set(found) == in_group
    # a drill says so; words that somebody wrote may name somebody, so they stay in the house
    assert {str(e["SUMMARY"])[:4] for e in found.values()} == {"【演练】"}
    assert str(found[added]["SUMMARY"]) == "【演练】临时任务"
    assert "罄" not in opened(supply).text


def test_a_link_is_told_once_and_opens_nothing_once_revoked(sqlite_server: Live) -> None:
    admin = sqlite_server.admin
    code = peaceful(admin, seed=4)
    link, other = made(sqlite_server, code), made(sqlite_server, code, group="supply")
    path = f"communities/{code}/calendars"
    secret = link["url"].rpartition("/")[2].removesuffix(".ics")
    listed = admin.get(path).json()
    assert {c["id"] for c in listed["items"]} == {link["id"], other["id"]}
    assert secret not in str(listed)
    page = admin.get(path, params={"limit": 1}).json()
    rest = admin.get(path, params={"limit": 1, "after": page["next"]}).json()
    assert [*page["items"], *rest["items"]] == listed["items"]
    assert opened(link).status_code == 200
    for _ in range(2):
        assert admin.delete(f"{path}/{link['id']}").status_code == 200
    gone = opened(link)
    assert (gone.status_code, gone.json()["code"]) == (410, "calendar_revoked")
    assert opened(other).status_code == 200
    assert [c["id"] for c in admin.get(path).json()["items"]] == [other["id"]]
    elsewhere = peaceful(admin, seed=5)
    missing = admin.delete(f"communities/{elsewhere}/calendars/{other['id']}")
    assert (missing.status_code, missing.json()["code"]) == (404, "calendar_not_found")
    unknown = opened({"url": link["url"].replace(secret, "x" * len(secret))})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "calendar_not_found")
    stranger = admin.post(path, json={"name": "x", "member": "nobody"})
    assert (stranger.status_code, stranger.json()["code"]) == (404, "member_not_found")
    # neither the store nor the server's log knows the secret
    folder = Path(sqlite_server.store.removeprefix("sqlite:///")).parent
    assert not [f for f in folder.iterdir() if secret.encode() in f.read_bytes()]
    assert secret not in sqlite_server.log.read_text("utf-8")


def test_the_link_of_somebody_who_left_or_was_erased_opens_nothing(sqlite_server: Live) -> None:
    admin = sqlite_server.admin
    code = peaceful(admin, seed=6)
    links = []
    for name in ("粜", "籴"):
        member = admin.post(f"communities/{code}/members", json={"name": name}).json()["id"]
        links.append((member, made(sqlite_server, code, member=member)))
    (left, of_left), (erased, of_erased) = links
    assert opened(of_left).status_code == 200
    admin.delete(f"members/{left}")
    assert opened(of_left).status_code == 410
    assert admin.post(f"members/{erased}/erase").status_code == 200
    assert opened(of_erased).status_code == 404
    assert erased not in str(admin.get(f"communities/{code}/calendars").json())


def test_a_member_takes_and_revokes_links_to_their_own_calendar(sqlite_server: Live) -> None:
    admin = sqlite_server.admin
    code = peaceful(admin, seed=7)
    activation = click(admin, code)["id"]
    shown = board(admin, code)
    member = next(t["assignees"][0] for t in tasks(shown) if t["assignees"] and t["due_at"])
    link = admin.post(f"activations/{activation}/links", json={"member": member}).json()
    with sqlite_server.client(link["token"]) as person:
        mine = person.post("me/calendars", json={"name": "x"})
        assert mine.status_code == 201, mine.text
        theirs = {t["id"] for t in tasks(shown) if member in t["assignees"] and t["due_at"]}
        assert set(entries(mine.json())) == theirs
        assert person.post(f"communities/{code}/calendars", json={"name": "x"}).status_code == 403
        of_all = made(sqlite_server, code)
        assert person.delete("me/calendars").status_code == 204
    assert (opened(mine.json()).status_code, opened(of_all).status_code) == (410, 200)
    nobody = admin.post("me/calendars", json={"name": "x"})
    assert (nobody.status_code, nobody.json()["code"]) == (403, "not_a_member")
