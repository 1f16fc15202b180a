"""A walk over every route on a phone and at a desk: read, reached by keys, and enlarged."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser import enlarged, few_colours, keyboard
from tests.browser.furnished import Furnished
from tests.browser.looks import AT_REST, MOVES, faults
from tests.browser.stops import WAYS, Ground, Stop, Way, named_routes
from tests.browser.visits import Screen, Visit

HOLDS_FOCUS = "(sheet) => sheet.contains(document.activeElement)"


@pytest.fixture(scope="module")
def ground(house: Furnished) -> Ground:
    """What the addresses name; it is made once for all ways."""
    return Ground(house)


@pytest.fixture(params=WAYS, ids=lambda way: way.who)
def way(request: pytest.FixtureRequest) -> Way:
    """The test runs for everybody who has a way through the page."""
    walked: Way = request.param
    return walked


@pytest.fixture
def walker(
    browser: Browser, house: Furnished, ground: Ground, screen: Screen, way: Way
) -> Iterator[Visit]:
    """Somebody who has come in, and whose console stays silent on their way."""
    visit = Visit(browser, house.site, screen)
    if token := ground.token(way):
        visit.follow_link(token)
    yield visit
    visit.close()
    assert visit.complaints == []


def test_every_route_is_on_somebodys_way() -> None:
    assert {stop.route for way in WAYS for stop in way.stops} == named_routes()


def test_every_page_can_be_read_reached_by_keys_and_enlarged(
    walker: Visit, ground: Ground, way: Way
) -> None:
    found = []
    for stop in way.stops:
        arrive(walker, stop, ground.address(stop))
        said = [*on_the_page(walker, stop), *in_english(walker), *in_its_sheets(walker, stop)]
        found += [f"{stop.path}: {fault}" for fault in said]
    if found:
        pytest.fail("\n".join(found), pytrace=False)  # all of it, however much that is


def arrive(walker: Visit, stop: Stop, address: str) -> None:
    """Go to a stop; nobody is led elsewhere."""
    walker.go(address)
    walker.draw_near(walker.see(stop.shows))
    expect(walker.see(stop.shows).first).to_be_visible()
    assert walker.page.url.partition("#")[2].split("?")[0] == address.split("?")[0]
    if stop.shows == "feed-event":  # it goes on by itself, and moves under the keys
        if walker.see("feed-hold").get_by_text("暂停").count():
            walker.press("feed-hold")
        expect(walker.see("feed-hold")).to_have_text("继续")


def on_the_page(walker: Visit, stop: Stop) -> list[str]:
    """What is wrong with a page as it stands, for its keys, and in large type."""
    page = walker.page
    for _ in range(5):  # what has just been fetched may be coming into sight still
        if not (looks := seen(walker, stop)):
            break
        page.wait_for_timeout(300)
    moving = [f"moves for whom it should not: {each}" for each in page.evaluate(MOVES)]
    large = enlarged.faults(page, walker.screen)
    return [*looks, *moving, *keyboard.faults(page), *large, *few_colours.faults(page)]


def seen(walker: Visit, stop: Stop) -> list[str]:
    """What is wrong with its looks; whoever writes programs is shown what programs say."""
    return [
        fault
        for fault in faults(walker)
        if stop.route != "integrator" or not fault.startswith("not for people")
    ]


def in_english(walker: Visit) -> list[str]:
    """What long words lose on a phone."""
    if not walker.screen.touch:
        return []
    speaks(walker, "en")
    found = [f"in English: {fault}" for fault in enlarged.lost(walker.page)]
    speaks(walker, "zh-CN")
    return found


def speaks(walker: Visit, language: str) -> None:
    """Change the language, until the page has come to rest in it."""
    walker.page.eval_on_selector("[data-testid=lang-switch]", "(button) => button.click()")
    expect(walker.page.locator("html")).to_have_attribute("lang", language)
    walker.page.evaluate(f"({AT_REST})().then(() => null)")


def in_its_sheets(walker: Visit, stop: Stop) -> list[str]:
    """What is wrong with the sheets over a page, which open and close by keys alone."""
    found = []
    for opener, name in stop.sheets:
        pressed = (
            walker.page.locator(opener) if opener.startswith("css=") else walker.see(opener)
        ).first
        walker.draw_near(pressed)
        sheet = walker.see(name)
        opens_by_enter(walker, pressed, sheet)
        found += [f"in {name}: {fault}" for fault in faults(walker)]
        found += [f"in {name}: {fault}" for fault in keyboard.faults(walker.page)]
        closes_by_escape(walker, sheet)
        if not comes_back(pressed):
            at = walker.page.evaluate("document.activeElement.outerHTML.slice(0, 120)")
            found.append(f"{name} leaves the keys elsewhere than where it was opened: {at}")
        opens_by_enter(walker, pressed, sheet)  # what is far at another size is not drawn any more
        found += [f"in {name}: {fault}" for fault in enlarged.faults(walker.page, walker.screen)]
        closes_by_escape(walker, sheet)
    return found


def closes_by_escape(walker: Visit, sheet: Locator) -> None:
    """Escape puts a sheet away."""
    walker.page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()


def comes_back(pressed: Locator) -> bool:
    """Whether the keys are where they were, once the sheet has gone."""
    try:
        expect(pressed).to_be_focused(timeout=2000)
    except AssertionError:
        return False
    return True


def opens_by_enter(walker: Visit, pressed: Locator, sheet: Locator) -> None:
    """Open a sheet without a hand; the keys are in it at once."""
    pressed.focus()
    walker.page.keyboard.press("Enter")
    expect(sheet).to_be_visible()
    walker.page.evaluate(f"({AT_REST})().then(() => null)")
    assert sheet.evaluate(HOLDS_FOCUS), sheet
