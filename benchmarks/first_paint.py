"""How long a phone on a poor line waits for the home and the board.

A real Chromium, slowed by its own instruments: 4 × CPU, 150 ms round trip, 1.6 Mbit/s; the real
server over a community of true size at war. Nothing is cached at first.
"""

from __future__ import annotations

import statistics
import sys
from typing import NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from tests.browser.furnished import WAR, Furnished, furnished
from tests.browser.visits import PHONE
from tests.services.chromium import launched

ROUNDS = 5
SLOWER, LATENCY, BYTES_A_SECOND = 4, 150, 1_600_000 / 8
PAINTED = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
FETCHED = """['resource', 'navigation'].flatMap((kind) => performance.getEntriesByType(kind))
    .reduce((sum, entry) => sum + entry.transferSize, 0)"""


class Seen(NamedTuple):
    """Milliseconds until something was painted and until the content stood; bytes by then."""

    painted: float
    content: float
    fetched: int


def slowed(page: Page) -> CDPSession:
    """The page on a slow phone and a poor line."""
    wire = page.context.new_cdp_session(page)
    wire.send("Network.enable")
    line = {"offline": False, "latency": LATENCY, "uploadThroughput": BYTES_A_SECOND / 2}
    wire.send("Network.emulateNetworkConditions", {**line, "downloadThroughput": BYTES_A_SECOND})
    wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return wire


def opened(browser: Browser, house: Furnished, path: str, shows: str, *, again: bool) -> Seen:
    """Open a page of somebody signed in; ``again`` with its files at hand from the visit before."""
    context = browser.new_context(**PHONE.options())
    page = context.new_page()
    page.goto(f"{house.site.url}/#/signin?token={house.war}")
    page.get_by_test_id("board-open").wait_for()
    page.goto("about:blank")
    wire = slowed(page)
    if not again:
        wire.send("Network.clearBrowserCache")
    page.goto(f"{house.site.url}/#/c/{WAR}{path}", wait_until="commit")
    page.get_by_test_id(shows).first.wait_for()
    content = page.evaluate("performance.now()")
    seen = Seen(float(page.evaluate(PAINTED)), float(content), int(page.evaluate(FETCHED)))
    context.close()
    return seen


def main() -> None:
    """Print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with furnished() as house, sync_playwright() as playwright, launched(playwright) as browser:
        for name, path, shows in (("home", "", "board-open"), ("board", "/board", "group")):
            for again in (False, True):
                seen = [opened(browser, house, path, shows, again=again) for _ in range(rounds)]
                painted, content, fetched = (
                    statistics.median(part) for part in zip(*seen, strict=True)
                )
                print(
                    f"{name}{', again' if again else ', first visit'}: first paint {painted:.0f} ms"
                    f" (worst {max(s.painted for s in seen):.0f}), content {content:.0f} ms,"
                    f" {fetched / 1000:.0f} kB"
                )


if __name__ == "__main__":
    main()
