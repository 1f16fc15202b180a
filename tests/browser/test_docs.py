"""The page that explains the API: all of it from our own server."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.browser.visits import Visit

FOREIGN = re.compile(r"""(?:src|href)=["']?(?:[a-z]+:)?//""")


def test_the_explained_api_asks_no_other_host_and_shows_its_operations(visit: Visit) -> None:
    page = visit.site.admin.get("docs")
    assert page.headers["content-type"].startswith("text/html")
    assert not FOREIGN.search(page.text)
    assert "default-src 'self'" in page.headers["content-security-policy"]
    asked: list[str] = []
    visit.page.on("request", lambda request: asked.append(request.url))
    visit.page.goto(f"{visit.site.url}/api/v1/docs")
    operation = visit.page.locator(".opblock").filter(has_text="/activations/preview").first
    expect(operation).to_be_visible()
    visit.press(operation.locator(".opblock-summary-control"))
    expect(operation).to_contain_text("4XX")
    assert [url for url in asked if not url.startswith((visit.site.url, "data:"))] == []
    assert visit.complaints == []
