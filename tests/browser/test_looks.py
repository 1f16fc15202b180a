"""What is seen of a page once something was done on it: for every screen, finger and reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from api.demo.sample import SAMPLE
from tests.browser.furnished import WAR, Furnished
from tests.browser.looks import faults
from tests.browser.visits import Screen, Visit


@pytest.fixture
def visit(browser: Browser, house: Furnished, screen: Screen) -> Iterator[Visit]:
    """Somebody before the demonstration's page; their console must stay silent."""
    with_them = Visit(browser, house.site, screen)
    yield with_them
    with_them.close()
    assert with_them.complaints == []


def test_the_past_board_looks_right(visit: Visit, house: Furnished) -> None:
    visit.follow_link(house.war)
    visit.go(f"/c/{WAR}/board")
    visit.press("past-open")
    visit.press("past-10")
    expect(visit.see("past-banner")).to_be_visible()
    expect(visit.see("group").first).to_be_visible()
    assert faults(visit) == []


def test_what_a_click_would_do_looks_right(visit: Visit, house: Furnished) -> None:
    visit.follow_link(house.peace)
    visit.press("activate-open")
    visit.press("scope-community")
    visit.write("activate-reason", "小区报告病例")
    visit.press("activate-preview")
    expect(visit.see("preview-summary")).to_be_visible()
    assert faults(visit) == []


def test_the_doubts_about_a_table_stand_beside_their_cells(visit: Visit, house: Furnished) -> None:
    visit.follow_link(house.peace)
    visit.press("nav-roster")
    visit.see("import-file").set_input_files(SAMPLE)
    expect(visit.see("import-review")).to_be_visible()
    if not visit.screen.touch:
        expect(visit.see("roster-table")).to_be_visible()  # below, and it leads nobody away
    assert visit.page.evaluate("scrollY") == 0
    assert faults(visit) == []
    doubts = visit.see("issue").count()
    expect(visit.see("issue-at")).to_have_text(f"共{doubts}处")
    for at in (1, 2):
        visit.press("issue-next")
        expect(visit.see("issue-at")).to_have_text(f"第{at}处，共{doubts}处")
        here = visit.page.locator("[data-cell]:focus")
        expect(here).to_be_in_viewport()
        said = visit.page.locator(f"#doubt-{at - 1}")
        expect(said).to_contain_text(str(here.get_attribute("data-cell")))
        expect(said).to_be_in_viewport()
    visit.press("issue-before")
    expect(visit.see("issue-at")).to_have_text(f"第1处，共{doubts}处")
    visit.press("issues-error")  # those alone, then
    expect(visit.page.locator("[data-testid=issue]:not(.error)")).to_have_count(0)
    assert 0 < visit.see("issue").count() < doubts
    visit.press("issues-all")
    expect(visit.see("issue-at")).to_have_text(f"共{doubts}处")
