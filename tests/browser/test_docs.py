"""The page that explains the API: all of it from our own server."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from domain.facts import TOPICS
from tests.browser.visits import Visit
from tests.services.axe import violations

LONG = 60_000  # milliseconds
FOREIGN = re.compile(r"""(?:src|href)=["']?(?:[a-z]+:)?//""")


def test_the_explained_api_asks_no_other_host_and_shows_its_operations(visit: Visit) -> None:
    page = visit.site.admin.get("docs")
    assert page.headers["content-type"].startswith("text/html")
    assert not FOREIGN.search(page.text)
    assert "default-src 'self'" in page.headers["content-security-policy"]
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    # it draws every operation there is, which takes a busy machine long
    visit.page.set_default_timeout(LONG)
    visit.page.goto(f"{visit.site.url}/api/v1/docs")
    operation = visit.page.locator(".opblock").filter(has_text="/activations/preview").first
    expect(operation).to_be_visible(timeout=LONG)
    visit.press(operation.locator(".opblock-summary-control"))
    expect(operation).to_contain_text("4XX", timeout=LONG)
    assert [url for url in asked if not url.startswith((visit.site.url, "data:"))] == []
    assert visit.complaints == []


def test_the_catalogue_of_events_is_a_page_for_people(visit: Visit) -> None:
    visit.page.goto(f"{visit.site.url}/api/v1/docs/events")
    shown = visit.page.locator("article")
    expect(shown).to_have_count(len(TOPICS))
    opened = visit.page.locator("article[id='task_opened.v1']")
    expect(opened).to_contain_text("下达了一项任务")
    expect(opened).to_contain_text("A task began")
    visit.page.get_by_role("searchbox").fill("登陆")
    expect(visit.page.locator("article:visible")).to_have_count(1)
    assert violations(visit.page) == []
    assert visit.complaints == []
