"""A board of a thousand tasks: drawn as it comes near, whole on paper, kept for who returns."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.api.places import board, click
from tests.api.serving import Live
from tests.browser.places import at_peace, link, table
from tests.browser.visits import DESK, Visit

#: cards that may be drawn at once on a desk: three screens of three columns
MOST = 45
WALK = """async () => {
    const frame = () => new Promise(requestAnimationFrame)
    const inSight = (box) => box.bottom > 0 && box.top < innerHeight
    const far = () => [...document.querySelectorAll('[data-testid=group-far]')]
    const cards = () => [...document.querySelectorAll('[data-testid=group]')]
    const seen = new Set()
    let most = 0
    scrollTo(0, 0)
    for (;;) {
        const blank = () => far().some((one) => inSight(one.getBoundingClientRect()))
        for (let wait = 0; wait < 200 && blank(); wait++) await frame()
        for (const { dataset } of cards()) seen.add(`${dataset.group}/${dataset.grid}`)
        most = Math.max(most, cards().length)
        const end = document.scrollingElement.scrollHeight - innerHeight
        if (scrollY >= end - 1) return { seen: [...seen], most }
        scrollTo(0, Math.min(end, scrollY + innerHeight * 0.8))
        await frame()
    }
}"""
FEW = "(most) => document.querySelectorAll('[data-testid=group]').length <= most"
IN_THE_MIDDLE = """() => [...document.querySelectorAll('[data-testid=group] [data-state=open]')]
    .find((one) => {
        const { top, bottom } = one.getBoundingClientRect()
        return top > innerHeight / 3 && bottom < innerHeight
    })?.dataset.testid"""
ON_PAPER = "document.querySelectorAll('[data-testid=group] [data-testid^=task-]').length"


@pytest.fixture
def thousand(browser: Browser, site: Live) -> Iterator[tuple[Visit, dict[str, Any]]]:
    """A secretary before the board of seventeen compounds, and what runs there."""
    code = at_peace(site, table([f"{n}号苑" for n in range(1, 18)]))
    click(site.admin, code, reason="全社区启动")
    (running,) = board(site.admin, code)["activations"]
    visit = Visit(browser, site, DESK)
    visit.follow_link(link(site, code)["token"])
    visit.go(f"/c/{code}/board")
    expect(visit.see("group").first).to_be_visible()
    yield visit, running
    assert visit.complaints == []
    visit.close()


def test_a_thousand_tasks_are_drawn_as_they_come_near(
    thousand: tuple[Visit, dict[str, Any]], site: Live
) -> None:
    visit, running = thousand
    groups = {f"{g['group']}/{g['grid']}": g for g in running["groups"]}
    assert sum(len(g["tasks"]) for g in groups.values()) >= 1000
    walked = visit.page.evaluate(WALK)
    assert set(walked["seen"]) == set(groups)
    assert len(groups) > 3 * walked["most"]
    assert walked["most"] <= MOST
    named = visit.page.get_by_role("listitem").filter(has=visit.page.locator("h3"))
    assert named.count() == len(groups)
    keeps_the_focus_and_the_place(visit, site)
    is_whole_on_paper(visit, groups)


def keeps_the_focus_and_the_place(visit: Visit, site: Live) -> None:
    """What others do takes neither the focus nor the place; nor does looking elsewhere."""
    page = visit.page
    page.evaluate("scrollTo(0, document.scrollingElement.scrollHeight / 2)")
    id = str(page.wait_for_function(IN_THE_MIDDLE).json_value())
    visit.see(id).focus()
    place = page.evaluate("scrollY")
    told = site.admin.post(f"tasks/{id.removeprefix('task-')}/accept", json={}).json()
    least = "(least) => +document.querySelector('[data-testid=board]').dataset.position >= least"
    page.wait_for_function(least, arg=told["position"])
    expect(visit.see(id)).to_have_attribute("data-state", "accepted")
    expect(visit.see(id)).to_be_focused()
    assert abs(page.evaluate("scrollY") - place) <= 2
    for _ in range(12):  # keys lead beyond what was drawn
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('[data-testid=group]') !== null")
    left = page.evaluate("scrollY")
    visit.see("nav-history").evaluate("(link) => link.click()")  # from where she is
    expect(visit.see("history-entry").first).to_be_visible()
    page.go_back()
    page.wait_for_function("(left) => Math.abs(scrollY - left) < innerHeight", arg=left)


def is_whole_on_paper(visit: Visit, groups: dict[str, Any]) -> None:
    """All groups with all their tasks are printed, and the window is light again afterwards."""
    visit.page.emulate_media(media="print")
    expect(visit.see("group")).to_have_count(len(groups))
    assert visit.page.evaluate(ON_PAPER) == sum(len(g["tasks"]) for g in groups.values())
    visit.page.emulate_media(media="screen")
    visit.page.wait_for_function(FEW, arg=MOST)
