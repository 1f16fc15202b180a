"""The board as it was: of that moment in every word, and nothing to press."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from playwright.sync_api import Browser, expect

from tests.api.places import board, tasks
from tests.browser.furnished import WAR, Furnished
from tests.browser.visits import DESK, Visit


@pytest.fixture
def visit(browser: Browser, house: Furnished) -> Iterator[Visit]:
    """The secretary of the community that is at war."""
    with_her = Visit(browser, house.site, DESK)
    with_her.follow_link(house.war)
    yield with_her
    with_her.close()
    assert with_her.complaints == []


@pytest.fixture
def then(house: Furnished) -> str:
    """A moment in the war when a task had been late for twenty minutes."""
    asked = {"community": WAR, "type": "task_overdue.v1"}
    (first, *_) = house.site.admin.get("events", params=asked).json()
    late = datetime.fromisoformat(first["time"]) + timedelta(minutes=20)
    return late.isoformat(timespec="seconds").replace("+00:00", "Z")


def span(begin: str, end: str) -> str:
    """From one time to another as the page says it."""
    passed = datetime.fromisoformat(end) - datetime.fromisoformat(begin)
    hours, minutes = divmod(int(passed.total_seconds()) // 60, 60)
    return (f"{hours}小时" if hours else "") + (f"{minutes}分钟" if minutes else "")


def at_the_same(moment: str) -> re.Pattern[str]:
    """The address of the replay at a moment, to the second."""
    return re.compile(rf"/replay\?at={moment[:19]}")


def test_what_was_late_is_late_by_that_moments_clock(
    visit: Visit, house: Furnished, then: str
) -> None:
    late = [t for t in tasks(board(house.site.admin, WAR, as_of=then)) if t["overdue"]]
    assert late
    visit.go(f"/c/{WAR}/board?as_of={then}")
    expect(visit.see("past-banner").get_by_test_id("entry")).to_contain_text("号及以前的记录")
    for task in late:
        line = visit.see(f"task-{task['id']}")
        expect(line).to_contain_text(f"超时{span(task['due_at'], then)}")
    visit.press(visit.see("member").first)
    expect(visit.see("member-sheet")).to_be_visible()
    expect(visit.see("member-call")).to_have_count(0)
    visit.close_sheet()
    visit.press("past-open")
    shown = house.site.admin.get(f"communities/{WAR}/board", params={"as_of": then}).json()["at"]
    expect(visit.see("replay-open")).to_have_attribute("href", at_the_same(shown))
    visit.close_sheet()
    visit.press("past-proof")
    expect(visit.page).to_have_url(at_the_same(shown))
    expect(visit.see("replay-now")).to_be_visible()


def test_a_task_of_the_past_tells_nothing_of_what_came_later(
    visit: Visit, house: Furnished, then: str
) -> None:
    done = {t["id"] for t in tasks(board(house.site.admin, WAR)) if t["state"] == "completed"}
    begun = [
        t
        for t in tasks(board(house.site.admin, WAR, as_of=then))
        if t["id"] in done and t["state"] in ("accepted", "started")
    ]
    visit.go(f"/c/{WAR}/board?as_of={then}")
    task = visit.see(f"task-{begun[0]['id']}")
    expect(visit.see("group").first).to_be_visible()
    while (more := visit.page.locator("[data-testid=group] [aria-expanded=false]")).count():
        visit.press(more.first)
    visit.press(task)
    trail = visit.see("task-trail")
    expect(trail).to_contain_text("接下任务")
    expect(trail).not_to_contain_text("完成任务")
    expect(trail.get_by_test_id("entry").first).to_contain_text(re.compile(r"第\d+号记录"))
    expect(visit.page.locator("[data-testid^=task-do-]")).to_have_count(0)


def test_before_the_start_it_says_so_of_that_moment_and_shows_its_mode(
    visit: Visit, house: Furnished
) -> None:
    started = min(a["started_at"] for a in board(house.site.admin, WAR)["activations"])
    before = datetime.fromisoformat(started) - timedelta(minutes=1)
    then = board(house.site.admin, WAR, as_of=before.isoformat())
    assert then["activations"] == []
    assert then["mode"] != "wartime"
    expect(visit.see("mode")).to_have_attribute("data-mode", "wartime")
    visit.go(f"/c/{WAR}/board?as_of={before.isoformat().replace('+', '%2B')}")
    expect(visit.see("empty")).to_contain_text("这一刻没有启动的编组")
    expect(visit.see("mode")).to_have_attribute("data-mode", then["mode"])
    visit.press("past-back")
    expect(visit.see("mode")).to_have_attribute("data-mode", "wartime")


def test_a_moment_is_chosen_and_left_again(visit: Visit) -> None:
    visit.press("nav-board")
    visit.press("past-open")
    visit.press("past-10")
    expect(visit.see("past-banner")).to_be_visible()
    expect(visit.see("line")).to_have_count(0)
    visit.press("past-back")
    expect(visit.see("line")).to_have_attribute("data-line", "live")
    visit.press("past-open")
    visit.write("past-at", "2020-02-02T02:02")
    visit.press("past-show")
    expect(visit.see("empty")).to_contain_text("这一刻没有启动的编组")
    expect(visit.see("mode")).to_have_count(0)  # nobody knows of a mode before the community
    expect(visit.see("problem")).to_have_count(0)
    (noted,) = visit.complaints  # by the browser itself: the page made words of that answer
    assert "404" in noted
    visit.complaints.clear()
