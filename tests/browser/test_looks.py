"""Every page and sheet with communities of true size: for every screen, finger and reader."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from api.demo.sample import SAMPLE
from tests.api.serving import ADMIN
from tests.browser.furnished import PEACE, WAR, Furnished
from tests.browser.looks import faults
from tests.browser.visits import Screen, Visit


@pytest.fixture
def visit(browser: Browser, house: Furnished, screen: Screen) -> Iterator[Visit]:
    """Somebody before the demonstration's page; their console must stay silent."""
    with_them = Visit(browser, house.site, screen)
    yield with_them
    with_them.close()
    assert with_them.complaints == []


def test_the_door_looks_right(visit: Visit) -> None:
    visit.go("/signin")
    expect(visit.see("signin-link")).to_be_visible()
    assert faults(visit) == []


@pytest.mark.parametrize(
    ("path", "shows"),
    [
        ("", "readiness"),
        ("/roster", "roster"),
        ("/activate", "activate-preview"),
        ("/board", "empty"),
        ("/history", "history-entry"),
    ],
)
def test_a_page_at_peace_looks_right(visit: Visit, house: Furnished, path: str, shows: str) -> None:
    visit.follow_link(house.peace)
    visit.go(f"/c/{PEACE}{path}")
    expect(visit.see(shows).first).to_be_visible()
    assert faults(visit) == []


@pytest.mark.parametrize(
    ("path", "shows"),
    [("", "board-open"), ("/activate", "activate-preview"), ("/history", "history-entry")],
)
def test_a_page_at_war_looks_right(visit: Visit, house: Furnished, path: str, shows: str) -> None:
    visit.follow_link(house.war)
    visit.go(f"/c/{WAR}{path}")
    expect(visit.see(shows).first).to_be_visible()
    assert faults(visit) == []


def test_the_board_and_every_sheet_over_it_look_right(visit: Visit, house: Furnished) -> None:
    visit.follow_link(house.war)
    visit.go(f"/c/{WAR}/board")
    expect(visit.see("group").first).to_be_visible()
    assert faults(visit) == []
    task = visit.page.locator("[data-testid^=task-][data-state]").first
    for opener, sheet in (
        (task, "task-sheet"),
        (visit.see("member").first, "member-sheet"),
        (visit.see("stand-down-open").first, "stand-down-sheet"),
        (visit.see("past-open"), "past-sheet"),
    ):
        visit.press(opener)
        expect(visit.see(sheet)).to_be_visible()
        assert faults(visit) == []
        visit.close_sheet()
        expect(visit.see(sheet)).to_be_hidden()


def test_the_past_board_looks_right(visit: Visit, house: Furnished) -> None:
    visit.follow_link(house.war)
    visit.go(f"/c/{WAR}/board")
    visit.press("past-open")
    visit.press("past-10")
    expect(visit.see("past-banner")).to_be_visible()
    expect(visit.see("group").first).to_be_visible()
    assert faults(visit) == []


def test_the_notices_look_right(visit: Visit, house: Furnished) -> None:
    visit.follow_link(house.war)
    visit.go(f"/c/{WAR}/board")
    visit.press(visit.see("notices-open").first)
    expect(visit.see("notice").first).to_be_visible()
    assert faults(visit) == []


def test_the_sheets_before_a_click_look_right(visit: Visit, house: Furnished) -> None:
    visit.follow_link(house.peace)
    visit.press("case-open")
    expect(visit.see("case-sheet")).to_be_visible()
    assert faults(visit) == []
    visit.close_sheet()
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
    visit.press("issues-error")  # only the others, then
    expect(visit.page.locator("[data-testid=issue].error")).to_have_count(0)
    assert 0 < visit.see("issue").count() < doubts


def test_the_list_of_communities_looks_right(visit: Visit) -> None:
    visit.follow_link(ADMIN)
    expect(visit.see(f"community-{WAR}")).to_be_visible()
    assert faults(visit) == []
