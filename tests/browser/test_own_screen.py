"""Members do their part on one screen: at their posts, and among colleagues."""

from __future__ import annotations

import time
from typing import Any

from playwright.sync_api import Browser, expect

from tests.api.places import board, click
from tests.api.serving import Live
from tests.browser.looks import SLIDES, chinese, faults
from tests.browser.part import Part
from tests.browser.places import at_peace, row, table
from tests.browser.visits import Visit

#: words of the three large buttons that stand in two lines
BROKEN = """() => [...document.querySelectorAll('.keys .van-button__text')].flatMap((key) => {
  const node = key.firstChild
  return [...node.data.matchAll(/[A-Za-z]+/g)].filter((word) => {
    const range = document.createRange()
    range.setStart(node, word.index)
    range.setEnd(node, word.index + word[0].length)
    return new Set([...range.getClientRects()].map((rect) => rect.top)).size > 1
  }).map((word) => word[0])
})"""
STORM = "typhoon_flood_community"


def test_a_member_does_their_part_on_one_screen(visit: Visit, site: Live) -> None:
    part = Part(visit, site)
    assert part.link["token"] not in visit.page.url
    expect(visit.see("me-who")).to_contain_text(part.name)
    expect(visit.see("call-leader").first).to_contain_text(part.leader["phone"])
    visit.picture("me")
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
    stands = visit.see("task-now").get_by_test_id("task-stands")
    expect(stands).to_have_text("已接单")
    visit.press("me-next")
    expect(visit.see("me-next")).to_have_text("完成")
    expect(stands).to_have_text("进行中")
    # what is said covers no name and no heading, nor the buttons
    parts = [visit.see(part).bounding_box() for part in ("me-who", "said", "me-next")]
    who, said, keys = [part for part in parts if part]
    assert who["y"] + who["height"] < said["y"] < said["y"] + said["height"] < keys["y"]
    visit.picture("me-said")
    in_large_type(visit)
    visit.press("me-next")
    expect(visit.see("report-sheet")).to_be_visible()
    visit.picture("me-report")
    assert faults(visit) == []
    visit.press("task-say")
    expect(visit.see("report-sheet")).to_be_hidden()
    visit.press("me-cannot")
    expect(visit.see("cannot-sheet")).to_be_visible()
    visit.picture("me-cannot")
    assert faults(visit) == []
    visit.write("cannot-why", "家里老人要人照看")
    visit.press("cannot-confirm")
    # the post is given up, whom to call stays; the report stays owed, and may be handed in
    expect(visit.see("own-post")).to_have_count(0)
    expect(visit.see("declined-post")).to_contain_text(part.leader["phone"])
    visit.picture("me-declined")
    assert faults(visit) == []
    expect(visit.see("me-next")).to_have_text("补报告")
    visit.press("me-next")
    visit.press("task-say")
    expect(visit.see("report-empty")).to_be_visible()
    visit.close_sheet()
    visit.press("me-return")
    expect(visit.see("own-post").first).to_be_visible()
    expect(visit.see("me-here")).to_have_text("我已到岗")
    # what else they are called to is said as it begins, and where its link comes from
    click(site.admin, part.code, playbook=STORM, drill=True)
    expect(visit.see("me-elsewhere")).to_contain_text("社区防汛防台风应急响应")
    visit.picture("me-elsewhere")
    assert faults(visit) == []
    # what the link opens is this screen and no other
    visit.go(f"/c/{part.code}/board")
    expect(visit.see("own-tasks")).to_be_visible()
    assert f"/c/{part.code}" not in visit.page.url


def in_large_type(visit: Visit) -> None:
    """No word of the buttons is broken, in English too, and the way out stands beside the rest."""
    visit.press("large-type")
    visit.picture("me-large")
    visit.press("lang-switch")
    expect(visit.see("me-next")).to_have_text("Complete")
    assert visit.page.evaluate(BROKEN) == []
    tops = [box["y"] for at in ("large-type", "signout") if (box := visit.see(at).bounding_box())]
    assert abs(tops[0] - tops[1]) < 2
    visit.picture("me-large-en")
    assert visit.page.evaluate(SLIDES) == 0
    visit.press("lang-switch")
    visit.press("large-type")


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


def stands_in(visit: Visit, asked: str, taken: str) -> None:
    """Somebody takes the shift of whoever has not taken it up, told before what that does."""
    visit.press(visit.see("others-shifts").locator("summary"))
    visit.press(visit.see("stand-in").first)
    ways = visit.see("relief-way")
    expect(ways.filter(has_text=f"{asked}还没接班")).to_contain_text(f"系统会通知{asked}和组长")
    # whoever has taken it up would have to agree
    expect(ways.filter(has_text=f"{taken}已接班").locator("input")).to_be_disabled()
    visit.picture("me-relief")
    assert faults(visit) == []
    visit.press(ways.filter(has_text=f"{asked}还没接班"))
    visit.press("relief-confirm")
    expect(visit.see("task-coming")).to_contain_text("门岗")
    expect(visit.see("own-shift").first).to_contain_text("已接班")
    visit.picture("me-stood-in")


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
    visit.picture("me-shift")
    visit.press(visit.see("shift-change").first)
    expect(visit.see("pass-sheet")).to_contain_text("先选请谁接手")
    expect(visit.see("pass-sheet")).to_contain_text("其他同事看不到")
    visit.see("pass-to").select_option(third)
    visit.picture("me-pass")
    assert faults(visit) == []
    visit.press("pass-confirm")
    expect(visit.see("own-asking")).to_contain_text(f"您请{named[third]}接手")
    # the shift itself says that it is offered, and offers to take that back
    expect(visit.see("shift-asked")).to_contain_text(f"您请{named[third]}接手")
    expect(visit.see("shift-withdraw")).to_be_visible()
    visit.picture("me-offered")
    colleague = Visit(browser, site, visit.screen)
    colleague.go(f"/me?link={link_of(third)}")
    expect(colleague.see("own-asking")).to_contain_text(f"{named[mine]}请您接手")
    colleague.press("asking-agree")
    expect(colleague.see("shift-change")).to_have_count(1)
    expect(colleague.see("task-coming")).to_contain_text("开始")
    expect(visit.see("shift-change")).to_have_count(0)
    expect(visit.see("own-asking")).to_have_count(0)
    # whoever asked is told the answer until they have read it
    expect(visit.see("own-answer")).to_contain_text(f"{named[third]}已接手")
    visit.picture("me-answered")
    assert faults(visit) == []
    visit.press("answer-read")
    expect(visit.see("own-answer")).to_have_count(0)
    # and the other way, in the other language
    colleague.press("shift-change")
    colleague.see("pass-to").select_option(mine)
    colleague.write("pass-why", "发烧了")
    colleague.press("pass-confirm")
    expect(colleague.see("own-asking")).to_contain_text(f"您请{named[mine]}接手")
    visit.press("lang-switch")
    expect(visit.see("own-asking")).to_contain_text(f"{named[third]} asks you to take over")
    expect(visit.see("asking-reason")).to_contain_text("发烧了")
    visit.picture("me-asked")
    assert faults(visit) == []
    assert {words for words in chinese(visit.page) if words in "换班转交岗位任务"} == set()
    visit.press("asking-agree")
    expect(visit.see("own-shift").first).to_contain_text(named[other])
    expect(colleague.see("shift-change")).to_have_count(0)
    assert set(shift()["assignees"]) == {mine, other}
    visit.press("lang-switch")
    stands_in(colleague, named[other], named[mine])
    # with somebody gone the turns go on in another order: it says from when to when
    gone = {"member": other, "reason": "家里有急事"}
    site.admin.post(f"activations/{activation}/decline", json=gone).raise_for_status()
    expect(colleague.see("rota-moves")).to_contain_text("预计班次有变")
    colleague.picture("me-moved")
    assert faults(colleague) == []
    colleague.press("moves-known")
    expect(colleague.see("rota-moves")).to_have_count(0)
    colleague.close()
    assert set(shift()["assignees"]) == {mine, third}
    # twice as large, and nothing slides sideways
    width, height = visit.screen.width // 2, visit.screen.height // 2
    visit.page.set_viewport_size({"width": width, "height": height})
    expect(visit.see("me-here")).to_be_visible()
    visit.picture("me-twice")
    assert visit.page.evaluate(SLIDES) == 0
