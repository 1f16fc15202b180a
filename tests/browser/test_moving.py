"""The board moves by itself while others act, and says so when it cannot."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.api.places import board, click, tasks
from tests.api.serving import Live, serving
from tests.browser.places import at_peace, at_war, link
from tests.browser.visits import DESK, PHONE, Visit
from tests.services.process import free_port, stop

SOON = 4_000  # milliseconds: a change that others make is seen "within a few seconds"


def on_the_board(visit: Visit) -> None:
    """Go to the board, and leave a mark that a reload would wipe out."""
    visit.press("nav-board")
    expect(visit.see("line")).to_have_attribute("data-line", "live")
    expect(visit.see("group").first).to_be_visible()
    visit.page.evaluate("window.stayed = true")


def test_what_others_do_shows_without_a_reload(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code, activation = at_war(site)
    visit = secretary(code)
    on_the_board(visit)
    first = tasks(board(site.admin, code))[0]
    line = visit.see(f"task-{first['id']}")
    for verb, state in (("accept", "accepted"), ("start", "started")):
        site.admin.post(f"tasks/{first['id']}/{verb}").raise_for_status()
        expect(line).to_have_attribute("data-state", state, timeout=SOON)
    member = first["assignees"][0]
    site.admin.post(f"activations/{activation}/muster", json={"member": member})
    expect(visit.see("total-mustered")).to_contain_text("1 / 18", timeout=SOON)
    assert visit.page.evaluate("window.stayed")


def test_an_open_task_moves_under_her_eyes_when_another_closes_it(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code, _ = at_war(site)
    visit = secretary(code)
    on_the_board(visit)
    first = tasks(board(site.admin, code))[0]
    visit.press(f"task-{first['id']}")
    expect(visit.see("task-do-accept")).to_be_visible()
    done = site.admin.post(f"tasks/{first['id']}/complete", json={"report": "已登记"})
    done.raise_for_status()
    expect(visit.see("task-sheet")).to_contain_text("已登记", timeout=SOON)
    expect(visit.see("task-do-reopen")).to_be_visible()
    expect(visit.see("task-do-accept")).to_have_count(0)


def test_a_click_elsewhere_fills_the_board_that_is_being_watched(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code = at_peace(site)
    visit = secretary(code)
    visit.press("nav-board")
    expect(visit.see("line")).to_have_attribute("data-line", "live")
    expect(visit.see("empty")).to_be_visible()
    click(site.admin, code, reason="街道启动")
    expect(visit.see("group")).to_have_count(16, timeout=SOON)
    expect(visit.see("mode")).to_have_attribute("data-mode", "wartime", timeout=SOON)


def test_a_lost_line_is_told_and_what_was_missed_is_caught_up(
    browser: Browser, tmp_path: Path
) -> None:
    store, port = f"sqlite:///{tmp_path / 'log.sqlite'}", free_port()
    with serving(store, port=port) as site:
        code, _ = at_war(site)
        first = tasks(board(site.admin, code))[0]
        visit = Visit(browser, site, PHONE)
        visit.follow_link(link(site, code)["token"])
        on_the_board(visit)
        stop(site.process)
    expect(visit.see("line")).to_have_attribute("data-line", "lost")
    expect(visit.see("line")).to_contain_text("断开")
    visit.press("nav-roster")
    told = visit.page.get_by_text("连不上").first  # on the page, or where it was not fetched yet
    expect(told).to_be_visible()
    visit.press("nav-board")
    with serving(store, port=port) as again:
        again.admin.post(f"tasks/{first['id']}/accept").raise_for_status()
        expect(visit.see("line")).to_have_attribute("data-line", "live")
        line = visit.see(f"task-{first['id']}")
        expect(line).to_have_attribute("data-state", "accepted")
        expect(visit.see("problem")).to_have_count(0)
        again.admin.post(f"tasks/{first['id']}/start").raise_for_status()
        expect(line).to_have_attribute("data-state", "started", timeout=SOON)
        visit.close()


def test_a_board_left_open_stays_on_screen_while_the_line_is_lost(
    browser: Browser, tmp_path: Path
) -> None:
    store, port = f"sqlite:///{tmp_path / 'log.sqlite'}", free_port()
    with serving(store, port=port) as site:
        code, _ = at_war(site)
        visit = Visit(browser, site, DESK)
        visit.follow_link(link(site, code)["token"])
        on_the_board(visit)
        first = tasks(board(site.admin, code))[0]
        stop(site.process)
    expect(visit.see("line")).to_have_attribute("data-line", "lost")
    expect(visit.see("group")).to_have_count(16)
    visit.press(f"task-{first['id']}")
    visit.press("task-do-accept")
    expect(visit.see("task-sheet").get_by_test_id("problem")).to_contain_text("连不上")
    with serving(store, port=port):
        expect(visit.see("line")).to_have_attribute("data-line", "live")
        visit.press("task-do-accept")  # what she wanted is still in her hand
        expect(visit.see("task-do-start")).to_be_visible()
        assert visit.page.evaluate("window.stayed")
        visit.close()
