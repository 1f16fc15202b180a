"""People come in: by an invitation and a password, and members by a personal link to one screen."""

from __future__ import annotations

import json
import os
import re
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx2
from playwright.sync_api import Browser, expect

from tests.api.places import board, click, peaceful
from tests.api.serving import Live
from tests.browser.looks import SLIDES, chinese, faults
from tests.browser.places import at_peace, at_war, link, row, table
from tests.browser.visits import Visit

PASSWORD, ANOTHER = "槿园的石榴开了又落了", "榧园门口的桂花也开了呢"


def picture(visit: Visit, name: str) -> None:
    """Keep what is seen where somebody asks for it."""
    if folder := os.environ.get("PINGZHAN_PICTURES"):
        path = Path(folder) / f"{name}-{visit.screen.name}.png"
        visit.page.screenshot(path=str(path), full_page=True)


def test_she_sets_a_password_and_signs_in_with_it(visit: Visit, site: Live) -> None:
    code = peaceful(site.admin)
    login = f"shuji-{code}-{visit.screen.name}"
    said = {"login": login, "name": "鼗书记", "role": "secretary", "place": code}
    invite = site.admin.post("accounts", json=said).json()["invite"]
    visit.go(f"/invite?invite={invite}")
    expect(visit.see("invite-accept")).to_be_visible()
    assert invite not in visit.page.url
    picture(visit, "invite")
    assert faults(visit) == []
    visit.write("invite-password", "短")
    visit.press("invite-accept")
    expect(visit.see("problem")).to_be_visible()
    visit.write("invite-password", PASSWORD)
    visit.press("invite-accept")
    expect(visit.see("readiness")).to_be_visible()
    visit.press("account-open")
    expect(visit.see("account-who")).to_contain_text("鼗书记")
    picture(visit, "account")
    assert faults(visit) == []
    visit.write("account-old", PASSWORD)
    visit.write("account-new", ANOTHER)
    visit.press("account-change")
    expect(visit.page.get_by_text("密码已修改")).to_be_visible()
    visit.press("account-everywhere")
    expect(visit.see("signin-by-password")).to_be_visible()
    picture(visit, "sign-in")
    visit.write("signin-login", login)
    visit.write("signin-password", "not the password at all")
    visit.press("signin-by-password")
    expect(visit.see("problem")).to_contain_text("登录名或密码不对")
    visit.write("signin-password", ANOTHER)
    visit.press("signin-by-password")
    expect(visit.see("readiness")).to_be_visible()


class Part:
    """Somebody's part in a war: their group, their task, and the screen that their link opens."""

    def __init__(self, visit: Visit, site: Live) -> None:
        self.visit, self.admin = visit, site.admin
        self.code, self.activation = at_war(site)
        groups = board(site.admin, self.code)["activations"][0]["groups"]
        self.group = next(g for g in groups if len(g["members"]) > 1 and g["tasks"])
        self.leader = self.group["members"][0]
        someone = next(m for m in self.group["members"] if m["position"] == "member")
        self.member, self.name = someone["member"], someone["name"]
        self.task = next(t["id"] for t in self.group["tasks"] if t["state"] == "open")
        self.admin.post(f"tasks/{self.task}/reassign", json={"to": self.member})
        asked = {"member": self.member}
        self.link = self.admin.post(f"activations/{self.activation}/links", json=asked).json()
        visit.go(f"/me?link={self.link['token']}")
        expect(visit.see("own-post").first).to_be_visible()

    def is_there(self) -> bool:
        """Whether the board has them at every post of theirs."""
        groups = board(self.admin, self.code)["activations"][0]["groups"]
        theirs = [m for g in groups for m in g["members"] if m["member"] == self.member]
        return all(m["mustered_at"] for m in theirs)

    def state(self) -> str:
        """How their task stands on the board."""
        return str(self.admin.get(f"tasks/{self.task}").json()["state"])


def test_a_member_does_their_part_on_one_screen(visit: Visit, site: Live) -> None:
    part = Part(visit, site)
    assert part.link["token"] not in visit.page.url
    expect(visit.see("me-who")).to_contain_text(part.name)
    expect(visit.see("call-leader").first).to_contain_text(part.leader["phone"])
    picture(visit, "me")
    assert faults(visit) == []
    stands_without_scrolling(visit)
    visit.page.reload()
    visit.press("me-here")
    expect(visit.see("me-here")).to_have_text("已到岗")
    expect(visit.page.get_by_text("我已到岗")).to_be_visible()
    assert part.is_there()
    # what others do is there without asking again
    site.admin.post(f"tasks/{part.task}/accept", json={"for": part.member})
    expect(visit.see("me-next")).to_have_text("开始")
    visit.press("me-next")
    expect(visit.see("me-next")).to_have_text("完成")
    visit.press("me-next")
    expect(visit.see("report-sheet")).to_be_visible()
    picture(visit, "me-report")
    assert faults(visit) == []
    visit.press("task-say")
    expect(visit.see("report-sheet")).to_be_hidden()
    visit.press("large-type")
    picture(visit, "me-large")
    visit.press("large-type")
    visit.press("me-cannot")
    expect(visit.see("cannot-sheet")).to_be_visible()
    picture(visit, "me-cannot")
    assert faults(visit) == []
    visit.write("cannot-why", "家里老人要人照看")
    visit.press("cannot-confirm")
    # the post is given up, whom to call stays; the report stays owed, and may be handed in
    expect(visit.see("own-post")).to_have_count(0)
    expect(visit.see("declined-post")).to_contain_text(part.leader["phone"])
    picture(visit, "me-declined")
    assert faults(visit) == []
    expect(visit.see("me-next")).to_have_text("补报告")
    visit.press("me-next")
    visit.press("task-say")
    expect(visit.see("report-empty")).to_be_visible()
    visit.close_sheet()
    visit.press("me-return")
    expect(visit.see("own-post").first).to_be_visible()
    expect(visit.see("me-here")).to_have_text("我已到岗")
    # what the link opens is this screen and no other
    visit.go(f"/c/{part.code}/board")
    expect(visit.see("own-tasks")).to_be_visible()
    assert f"/c/{part.code}" not in visit.page.url


def stands_without_scrolling(visit: Visit) -> None:
    """Where to be, whom to call, what to do, and below it three large buttons, all at once."""
    keys = [visit.see(key) for key in ("me-here", "me-next", "me-cannot")]
    for part in (visit.see("own-post").first, visit.see("task-now"), *keys):
        expect(part).to_be_in_viewport(ratio=1)
    boxes = [box for key in keys if (box := key.bounding_box())]
    task = visit.see("task-now").bounding_box()
    assert task is not None
    assert task["y"] + task["height"] <= min(box["y"] for box in boxes)
    assert all(box["height"] >= 56 and box["width"] >= 100 for box in boxes)


def test_what_is_pressed_without_a_network_is_kept_and_sent_in_order(
    visit: Visit, site: Live
) -> None:
    part = Part(visit, site)
    expect(visit.see("me-next")).to_have_text("接单")
    visit.page.evaluate("navigator.serviceWorker.ready.then(() => undefined)")
    visit.context.set_offline(True)
    expect(visit.see("me-away")).to_be_visible()
    visit.press("me-here")
    visit.press("me-next")
    expect(visit.see("me-next")).to_have_text("开始")
    expect(visit.see("me-unsent").locator("li")).to_have_count(2)
    picture(visit, "me-unsent")
    assert faults(visit) == []
    assert (part.is_there(), part.state()) == (False, "open")
    presses = pressed_on(visit)
    assert [press["deed"].get("verb", press["deed"]["kind"]) for press in presses] == [
        "muster",
        "accept",
    ]
    # the page itself opens without a network, wherever it is begun, and nothing is lost
    visit.page.reload()
    expect(visit.see("me-unsent").locator("li")).to_have_count(2)
    visit.page.close()
    visit.page = visit.context.new_page()
    visit.go("/")
    expect(visit.see("me-next")).to_have_text("开始")
    expect(visit.see("me-away")).to_be_visible()
    back = datetime.now(UTC)
    visit.context.set_offline(False)
    expect(visit.see("me-unsent")).to_have_count(0)
    expect(visit.see("me-away")).to_have_count(0)
    assert (part.is_there(), part.state()) == (True, "accepted")
    # each is told as of the moment at which it was pressed, and recorded when it arrived
    asked = {"member": part.member, "order": "desc", "limit": "10"}
    told = site.admin.get(f"communities/{part.code}/history", params=asked).json()["items"]
    for press, kind in zip(presses, ("member_mustered", "task_accepted"), strict=True):
        entry = next(e for e in told if e["type"].startswith(kind))
        occurred, recorded = (datetime.fromisoformat(entry[w]) for w in ("occurred_at", "at"))
        assert entry["actor"] == part.member
        assert occurred == datetime.fromisoformat(press["at"])
        assert occurred < back <= recorded <= datetime.now(UTC)
    writes_a_report_for_what_is_no_longer_theirs(part)
    # what is not sent is not thrown away without a word
    visit.context.set_offline(True)
    visit.press("me-cannot")
    visit.press("cannot-confirm")
    expect(visit.see("declined-post")).to_be_visible()
    visit.press("signout")
    expect(visit.see("leave-sheet")).to_be_visible()
    visit.press("leave-stay")
    expect(visit.see("leave-sheet")).to_have_count(0)
    site.admin.delete(f"links/{part.link['id']}")
    visit.context.set_offline(False)
    expect(visit.see("link-lost")).to_contain_text("来不了")
    picture(visit, "me-lost")
    assert faults(visit) == []
    kept = "Object.keys(localStorage).filter((name) => name.startsWith('pingzhan.me'))"
    assert visit.page.evaluate(kept) == []


def pressed_on(visit: Visit) -> list[dict[str, Any]]:
    """What the device keeps of what was pressed on it, in its order."""
    kept = "Object.entries(localStorage).find(([name]) => name.startsWith('pingzhan.me.unsent'))[1]"
    return list(json.loads(visit.page.evaluate(kept))["value"])


def writes_a_report_for_what_is_no_longer_theirs(part: Part) -> None:
    """Somebody else has the task meanwhile: that is told, what was typed is kept and sent anew."""
    visit, admin = part.visit, part.admin
    with visit.page.expect_response(lambda answer: answer.url.endswith("/start")) as started:
        visit.press("me-next")
    started.value.finished()
    expect(visit.see("me-next")).to_have_text("完成")
    visit.context.set_offline(True)
    visit.press("me-next")
    words = visit.see("report-form").locator("textarea:visible")
    words.fill("三号楼已清点")
    visit.press("task-say")
    expect(visit.see("me-unsent").locator("li")).to_have_count(1)
    admin.post(f"tasks/{part.task}/reassign", json={"to": part.leader["member"]})
    visit.context.set_offline(False)
    expect(visit.see("me-refused")).to_contain_text("已转给别人")
    expect(visit.see("refused-report")).to_contain_text("三号楼已清点")
    expect(visit.see("refused-nowhere")).to_be_visible()
    picture(visit, "me-refused")
    assert faults(visit) == []
    assert part.state() == "started"
    visit.press("refused-copy")
    assert "三号楼已清点" in visit.page.evaluate("navigator.clipboard.readText()")
    visit.press("refused-away")
    expect(visit.see("refused-away-confirm")).to_be_visible()
    # it comes back to them: the same words go to it, and only then are they put away
    visit.page.reload()
    admin.post(f"tasks/{part.task}/reassign", json={"to": part.member})
    visit.press("refused-again")
    expect(words).to_have_value("三号楼已清点")
    visit.press("task-say")
    expect(visit.see("me-refused")).to_have_count(0)
    told = [f["text"] for f in admin.get(f"tasks/{part.task}").json()["fields"]]
    assert (part.state(), told) == ("completed", ["三号楼已清点"])


def test_colleagues_exchange_a_shift_on_their_screens(
    visit: Visit, site: Live, browser: Browser
) -> None:
    guards = [[*row(n, "苕溪苑", f"卫{n}", 7, f"1540077{n:04d}")] for n in (91, 92, 93)]
    for guard in guards:
        guard[7:9] = ["安全保卫组", "成员"]
    code = at_peace(site, [*table(), *guards])
    activation = str(click(site.admin, code)["id"])
    groups = board(site.admin, code)["activations"][0]["groups"]
    group = next(g for g in groups if g["group"] == "security" and len(g["members"]) > 3)
    named = {m["member"]: m["name"] for m in group["members"]}

    def link_of(member: str) -> str:
        asked = {"member": member}
        made = site.admin.post(f"activations/{activation}/links", json=asked)
        return str(made.json()["token"])

    def shift() -> dict[str, Any]:
        now = board(site.admin, code)["activations"][0]["groups"]
        tasks = next(g["tasks"] for g in now if (g["group"], g["grid"]) == where)
        return next((t for t in tasks if t["places"]), {})

    where = (group["group"], group["grid"])
    until = time.monotonic() + 20
    while not shift() and time.monotonic() < until:
        time.sleep(0.05)
    mine, other = shift()["assignees"]
    third = next(m["member"] for m in group["members"][1:] if m["member"] not in (mine, other))
    visit.go(f"/me?link={link_of(mine)}")
    expect(visit.see("own-shift").first).to_contain_text(named[other])
    # the week to come stands below, as it would be given out
    expect(visit.page.locator("[data-standing=foreseen]").first).to_be_attached()
    picture(visit, "me-shift")
    visit.press(visit.see("shift-change").first)
    visit.see("pass-to").select_option(third)
    picture(visit, "me-pass")
    assert faults(visit) == []
    visit.press("pass-confirm")
    expect(visit.see("own-asking")).to_contain_text(f"您请{named[third]}接手")
    colleague = Visit(browser, site, visit.screen)
    colleague.go(f"/me?link={link_of(third)}")
    expect(colleague.see("own-asking")).to_contain_text(f"{named[mine]}请您接手")
    colleague.press("asking-agree")
    expect(colleague.see("shift-change")).to_have_count(1)
    expect(visit.see("shift-change")).to_have_count(0)
    expect(visit.see("own-asking")).to_have_count(0)
    # and the other way, in the other language
    colleague.press("shift-change")
    colleague.see("pass-to").select_option(mine)
    colleague.write("pass-why", "发烧了")
    colleague.press("pass-confirm")
    expect(colleague.see("own-asking")).to_contain_text(f"您请{named[mine]}接手")
    visit.press("lang-switch")
    expect(visit.see("own-asking")).to_contain_text(f"{named[third]} asks you to take over")
    picture(visit, "me-asked")
    assert faults(visit) == []
    assert {words for words in chinese(visit.page) if words in "发烧了换班转交岗位任务"} == set()
    visit.press("asking-agree")
    expect(visit.see("own-shift").first).to_contain_text(named[other])
    expect(colleague.see("shift-change")).to_have_count(0)
    colleague.close()
    assert set(shift()["assignees"]) == {mine, other}
    visit.press("lang-switch")
    # twice as large, and nothing slides sideways
    width, height = visit.screen.width // 2, visit.screen.height // 2
    visit.page.set_viewport_size({"width": width, "height": height})
    expect(visit.see("me-here")).to_be_visible()
    picture(visit, "me-twice")
    assert visit.page.evaluate(SLIDES) == 0


def test_what_opens_without_a_network_is_all_there_and_asked_for_anew(site: Live) -> None:
    worker = httpx2.get(f"{site.url}/sw.js")
    assert worker.headers["cache-control"] == "no-cache"
    assert "javascript" in worker.headers["content-type"]
    listed = re.search(r"const FILES = (\[.*\])", worker.text)
    assert listed is not None
    files = json.loads(listed[1])
    assert any("MePage" in name for name in files)
    assert all(httpx2.get(f"{site.url}/{name}").status_code == 200 for name in files)
    entry = next(name for name in files if re.search(r"/index-[^/]+\.js$", name))
    assert entry.removeprefix("./") in httpx2.get(f"{site.url}/").text


def test_she_gives_a_member_a_link_from_the_board(visit: Visit, site: Live) -> None:
    code, _ = at_war(site)
    visit.follow_link(link(site, code)["token"])
    visit.go(f"/c/{code}/board")
    visit.press(visit.see("member").first)
    visit.press("link-make")
    made = visit.see("member-link")
    expect(made).to_have_value(re.compile("/#/me\\?link=pl_"))
    visit.press("link-copy")
    expect(visit.see("said")).to_contain_text("个人链接已复制")
    assert faults(visit) == []
    given = made.input_value()
    visit.page.goto("about:blank")
    visit.context.clear_cookies()
    visit.page.goto(given)
    expect(visit.see("own-post").first).to_be_visible()


def test_a_link_that_was_revoked_says_so(visit: Visit, site: Live) -> None:
    code = peaceful(site.admin, seed=3)
    activation = click(site.admin, code)["id"]
    member = board(site.admin, code)["activations"][0]["groups"][0]["members"][0]["member"]
    made = site.admin.post(f"activations/{activation}/links", json={"member": member}).json()
    site.admin.delete(f"links/{made['id']}")
    visit.go(f"/me?link={made['token']}")
    expect(visit.see("link-dead")).to_be_visible()
    picture(visit, "me-dead")
    assert faults(visit) == []
