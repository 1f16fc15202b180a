"""The same page over PostgreSQL and Redis, where the board follows instead of standing at once."""

from __future__ import annotations

from playwright.sync_api import Browser, expect

from tests.api.places import board, tasks
from tests.api.serving import serving
from tests.browser.places import at_peace, link
from tests.browser.visits import PHONE, Visit


def test_a_click_fills_the_board_and_moves_it_over_postgresql_and_redis(
    browser: Browser, postgres_url: str, redis_url: str
) -> None:
    with serving(postgres_url, redis=redis_url) as site:
        code = at_peace(site)
        visit = Visit(browser, site, PHONE)
        visit.follow_link(link(site, code)["token"])
        visit.press("activate-open")
        visit.press("scope-community")
        visit.write("activate-reason", "苕溪苑报告病例")
        visit.press("activate-preview")
        expect(visit.see("preview-summary")).to_be_visible()
        visit.hold("activate-hold")
        expect(visit.see("started")).to_be_visible()
        expect(visit.see("group")).to_have_count(16)
        first = tasks(board(site.admin, code))[0]
        site.admin.post(f"tasks/{first['id']}/accept").raise_for_status()
        line = visit.see(f"task-{first['id']}")
        expect(line).to_have_attribute("data-state", "accepted", timeout=4_000)
        visit.press(visit.see("member").first)
        visit.press("muster")
        expect(visit.see("total-mustered")).to_contain_text("1 / 18")
        assert visit.complaints == []
        visit.close()
