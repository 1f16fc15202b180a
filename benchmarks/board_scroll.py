"""How a board of a thousand tasks scrolls, and what one live update costs, on a phone and a desk.

A real Chromium over the real server: the phone is slowed four times and moved by a finger, the
desk by a wheel, forty gestures down from the top. Beside it, as the floor, the same cards as dead
HTML in the same browser. First as the board opens, then with every group on the way unfolded.
"""

from __future__ import annotations

import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks import ground
from tests.api.serving import ADMIN, Live, serving
from tests.browser.visits import DESK, PHONE, Screen
from tests.services.chromium import launched
from tests.services.process import scratch

ROUNDS = 3
GESTURES = 40  # some 25,000 px
SLOWER = 4
A_FRAME = 1 / 60
UPDATES = 5

WATCH = """() => {
    window.seen = {frames: [], long: [], nodes: 0, cards: 0, blank: 0}
    let last = performance.now()
    const frame = () => {
        const now = performance.now()
        seen.frames.push(now - last)
        last = now
        requestAnimationFrame(frame)
    }
    requestAnimationFrame(frame)
    const long = (list) => seen.long.push(...list.getEntries().map((e) => e.duration))
    new PerformanceObserver(long).observe({type: 'longtask'})
}"""
COUNT = """() => {
    seen.nodes = Math.max(seen.nodes, document.getElementsByTagName('*').length)
    seen.cards = Math.max(seen.cards, document.querySelectorAll('[data-testid=group]').length)
}"""
FORGET = "() => Object.assign(window.seen, {frames: [], long: []})"
LEFT = "() => document.scrollingElement.scrollHeight - innerHeight - scrollY"
UNFOLD = """(far) => {
    const folded = '[data-testid=group] .more[aria-expanded=false]'
    for (const one of document.querySelectorAll(folded)) one.click()
    const end = Math.min(far, document.scrollingElement.scrollHeight - innerHeight)
    if (scrollY >= end - 2) return true
    scrollTo(0, Math.min(end, scrollY + innerHeight / 2))
    return false
}"""
CLONE = """() => {
    const cards = [...document.querySelectorAll('[data-testid=group]')]
    const list = cards[0].closest('.groups')
    const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules])
    return [
        rules.map((rule) => rule.cssText).join('\\n'),
        cards.slice(0, 12).map((card) => card.outerHTML),
        list.getAttributeNames().filter((name) => name.startsWith('data-v-')),
    ]
}"""
STATIC = """([styles, cards, scopes, many]) => {
    document.head.innerHTML = '<meta name="viewport" content="width=device-width">'
    const style = document.createElement('style')
    style.textContent = styles
    document.head.append(style)
    const html = Array.from({length: many}, (_, at) => cards[at % cards.length]).join('')
    const scope = scopes.join(' ')
    document.body.innerHTML = `<main class="page"><div class="groups" ${scope}>${html}</div></main>`
}"""


class Moved(NamedTuple):
    """One scroll down from the top: milliseconds of each frame and each long task."""

    frames: list[float]
    long: list[float]
    reached: int


@contextmanager
def ready(browser: Browser, screen: Screen) -> Iterator[tuple[Page, CDPSession]]:
    """A page on a phone four times slower, or at a desk as fast as this machine."""
    context = browser.new_context(**screen.options())
    page = context.new_page()
    page.set_default_timeout(60_000)
    wire = context.new_cdp_session(page)
    if screen.touch:
        wire.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page, wire
    context.close()


def opened(page: Page, site: Live, code: str) -> float:
    """Open the board of an administrator who is signed in; milliseconds until a group stands."""
    page.goto(f"{site.url}/#/signin?token={ADMIN}")
    page.locator("header").wait_for()
    page.goto("about:blank")
    page.goto(f"{site.url}/#/c/{code}/board", wait_until="commit")
    page.get_by_test_id("group").first.wait_for()
    content = float(page.evaluate("performance.now()"))
    page.evaluate(WATCH)
    page.wait_for_timeout(1500)
    return content


def swiped(wire: CDPSession) -> None:
    """One swipe of a finger from the bottom of the screen to its top, in a quarter of a second."""
    top, bottom, steps = 100, 700, 8
    for step in range(steps + 1):
        point = {"x": 195, "y": bottom - (bottom - top) * step / steps}
        what = "touchMove" if step else "touchStart"
        wire.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": [point]})
        time.sleep(2 * A_FRAME)
    wire.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def wheeled(wire: CDPSession) -> None:
    """Six notches of a wheel, in a quarter of a second."""
    notch = {"type": "mouseWheel", "x": 700, "y": 500, "deltaX": 0, "deltaY": 100}
    for _ in range(6):
        wire.send("Input.dispatchMouseEvent", notch)
        time.sleep(2.5 * A_FRAME)


def scrolled(page: Page, wire: CDPSession, *, touch: bool) -> Moved:
    """Scroll down from the top, to the end of the page where it is nearer."""
    page.evaluate("scrollTo(0, 0)")
    page.wait_for_timeout(500)
    page.evaluate(FORGET)
    for _ in range(GESTURES):
        (swiped if touch else wheeled)(wire)
        page.evaluate(COUNT)
        if page.evaluate(LEFT) <= 2:
            break
    seen = page.evaluate("window.seen")
    return Moved(seen["frames"], seen["long"], page.evaluate("Math.round(scrollY)"))


def unfolded(page: Page, far: int) -> None:
    """Unfold every group on the way down."""
    page.evaluate("scrollTo(0, 0)")
    while not page.evaluate(UNFOLD, far):
        page.wait_for_timeout(120)


def updated(page: Page, site: Live, code: str) -> list[tuple[float, float]]:
    """Accept tasks elsewhere: the worst frame, and all long tasks, until the board shows each."""
    board = site.admin.get(f"communities/{code}/board").json()
    tasks = (
        task["id"]
        for group in board["activations"][0]["groups"]
        for task in group["tasks"]
        if task["state"] == "open" and task["assignees"]
    )
    found = []
    for task, _ in zip(tasks, range(UPDATES), strict=False):
        page.evaluate(FORGET)
        told = site.admin.post(f"tasks/{task}/accept", json={}).json()
        page.wait_for_function(
            "(least) => +document.querySelector('[data-testid=board]').dataset.position >= least",
            arg=told["position"],
        )
        page.wait_for_timeout(400)
        seen = page.evaluate("window.seen")
        found.append((max(seen["frames"]), sum(seen["long"])))
    return found


def floor(page: Page, wire: CDPSession, site: Live, many: int, *, touch: bool) -> Moved:
    """The same cards, dead, in the same browser."""
    parts = page.evaluate(CLONE)
    page.goto(f"{site.url}/healthz")
    page.evaluate(STATIC, [*parts, many])
    page.evaluate(WATCH)
    return scrolled(page, wire, touch=touch)


def told(name: str, moved: list[Moved]) -> float:
    """Print what a scroll took; gives the 95th percentile of its frames."""
    frames = sorted(f for one in moved for f in one.frames)
    long = [duration for one in moved for duration in one.long]
    p95 = frames[int(len(frames) * 0.95)]
    print(
        f"  {name}: {moved[0].reached} px, {len(frames)} frames, median"
        f" {statistics.median(frames):.1f} ms, p95 {p95:.1f}, worst {frames[-1]:.1f};"
        f" over 50 ms {sum(f > 50 for f in frames)};"
        f" long tasks {len(long)}, worst {max(long, default=0):.0f} ms"
    )
    return p95


def measured(browser: Browser, site: Live, code: str, screen: Screen, rounds: int) -> None:
    """Print the figures of one screen."""
    plain, open_, dead, updates = [], [], [], list[tuple[float, float]]()
    contents, counts, groups = [], dict[str, Any](), 0
    for _ in range(rounds):
        with ready(browser, screen) as (page, wire):
            contents.append(opened(page, site, code))
            plain.append(scrolled(page, wire, touch=screen.touch))
            updates += updated(page, site, code)
            unfolded(page, plain[-1].reached)
            open_.append(scrolled(page, wire, touch=screen.touch))
            counts = page.evaluate("window.seen")
            groups = page.locator("[role=listitem]:has([data-testid^=group])").count()
            dead.append(floor(page, wire, site, groups, touch=screen.touch))
    print(f"{screen.name}: content after {statistics.median(contents):.0f} ms")
    base = told("floor, dead cards", dead)
    for name, moved in (("as it opens", plain), ("all unfolded", open_)):
        print(f"    p95 {told(name, moved) / base:.2f} x the floor's")
    frames, long = zip(*updates, strict=True)
    print(
        f"  one live update: worst frame {statistics.median(frames):.0f} ms"
        f" (worst of all {max(frames):.0f}), long tasks together {statistics.median(long):.0f} ms;"
        f" at most {counts['cards']} cards and {counts['nodes']} elements in the page"
    )


def main() -> None:
    """Print the figures."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with scratch("scroll") as folder:
        store = f"sqlite:///{folder / 'log.sqlite'}"
        house = ground.furnished(store, 1)
        code = ground.codes(house)[0]
        summary = ground.click(house, code).body["summary"]
        house.close()
        print(f"board of {summary['tasks']} tasks in {summary['groups']} groups")
        with (
            serving(store) as site,
            sync_playwright() as playwright,
            launched(playwright) as browser,
        ):
            for screen in (PHONE, DESK):
                measured(browser, site, code, screen, rounds)


if __name__ == "__main__":
    main()
