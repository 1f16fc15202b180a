"""The same page over PostgreSQL and Redis, where the board follows instead of standing at once."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import httpx2
from playwright.sync_api import Browser, expect

from tests.api.places import board, tasks
from tests.api.serving import PINGZHAN, ROOT, environment, serving
from tests.browser.places import at_peace, at_war, link
from tests.browser.visits import PHONE, Visit
from tests.services.process import free_port, running, scratch


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


@contextmanager
def working(store: str) -> Iterator[None]:
    """A process that works beside the servers, for as long as the block runs."""
    port = free_port()
    command = [*PINGZHAN, "work", "--store", store, "--port", str(port)]

    def stands() -> None:
        httpx2.get(f"http://127.0.0.1:{port}/readyz", trust_env=False).raise_for_status()

    with (
        scratch("work") as folder,
        running(command, answers=stands, log=folder / "log", environment=environment(), cwd=ROOT),
    ):
        yield


def test_a_board_that_nobody_brings_up_to_date_turns_amber_and_catches_up_by_itself(
    browser: Browser, postgres_url: str
) -> None:
    with serving(postgres_url, "--no-work") as site:
        with working(postgres_url):
            code, _ = at_war(site)
            first = tasks(board(site.admin, code))[0]
            visit = Visit(browser, site, PHONE)
            visit.follow_link(link(site, code)["token"])
            visit.press("nav-board")
            expect(visit.see("line")).to_have_attribute("data-line", "live")
            position = board(site.admin, code)["position"]
            expect(visit.see("as-of")).to_contain_text(f"第{position}号")
        site.admin.post(f"tasks/{first['id']}/accept").raise_for_status()
        expect(visit.see("line")).to_have_attribute("data-line", "behind", timeout=20_000)
        expect(visit.see("group")).to_have_count(16)
        with working(postgres_url):
            expect(visit.see("line")).to_have_attribute("data-line", "live", timeout=20_000)
            line = visit.see(f"task-{first['id']}")
            expect(line).to_have_attribute("data-state", "accepted")
            expect(visit.see("problem")).to_have_count(0)
        visit.close()
