"""In English nothing is left in Chinese but what people wrote themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.api.places import CODES, click, fresh_code, import_table
from tests.api.serving import Live
from tests.browser.looks import CHINESE, chinese, codes
from tests.browser.places import LATIN, link, picked, row, table, workbook
from tests.browser.visits import DESK, PHONE, Screen, Visit


@pytest.fixture(scope="module")
def harbour(site: Live) -> str:
    """A community whose every name is in Latin letters, at war; what is Chinese here is ours."""
    code = fresh_code()
    line = f"Province,City,County,990102,Street,990102001,Harbour,{code}"
    registered = site.admin.post(
        "organisation/imports", files={"file": ("codes.csv", f"{CODES}\n{line}\n".encode())}
    )
    assert registered.status_code == 200, registered.text
    rows = table(LATIN, "Person{}")
    rows.append(row(19, LATIN[1], "Person19", 8, phone=""))
    for line_of in rows:
        line_of[2] = "1"
    imported = import_table(site.admin, code, workbook(rows), "table.xlsx")
    assert imported.status_code == 200, imported.text
    click(site.admin, code, reason="A case", case_ref="2026-1", planned_end="2126-01-01T00:00:00Z")
    return code


@pytest.fixture
def english(browser: Browser, site: Live, harbour: str) -> Iterator[Callable[[Screen], Visit]]:
    """The secretary of the harbour, who pressed “English” once."""
    visits: list[Visit] = []

    def enters(screen: Screen) -> Visit:
        visit = Visit(browser, site, screen)
        visits.append(visit)
        visit.follow_link(link(site, harbour, name="Secretary")["token"])
        visit.press("lang-switch")
        expect(visit.page.locator("html")).to_have_attribute("lang", "en")
        return visit

    yield enters
    for visit in visits:
        visit.close()


@pytest.mark.parametrize(
    ("path", "shows"),
    [
        ("", "readiness"),
        ("/roster", "roster"),
        ("/activate", "activate-preview"),
        ("/board", "group"),
        ("/calls", "call-tree-sheet"),
        ("/ledgers", "ledgers"),
        ("/history", "history-entry"),
    ],
)
def test_a_page_in_english_has_no_chinese(
    english: Callable[[Screen], Visit], harbour: str, path: str, shows: str
) -> None:
    visit = english(PHONE)
    visit.go(f"/c/{harbour}{path}")
    expect(visit.see(shows).first).to_be_visible()
    expect(visit.see(shows).first).not_to_contain_text(CHINESE)  # read anew in her language
    visit.page.evaluate("for (const one of document.querySelectorAll('details')) one.open = true")
    assert chinese(visit.page) == []
    assert codes(visit.page) == []
    assert visit.page.evaluate("document.scrollingElement.scrollWidth") == PHONE.width


def test_sheets_and_notices_in_english_have_no_chinese(
    english: Callable[[Screen], Visit], harbour: str
) -> None:
    visit = english(DESK)
    visit.press("nav-board")
    for opener in (
        "authority-open",
        "undo-open",
        "recover-open",
        "stand-down-open",
        "occurrence-open",
        "past-open",
    ):
        visit.press(opener)
        assert chinese(visit.page) == []
        visit.close_sheet()
    visit.press(visit.see("member").first)
    visit.press(visit.see("member-sheet").locator("[data-testid^=task-]").first)
    expect(visit.see("task-trail")).to_be_visible()
    visit.press("task-do-reassign")
    assert chinese(visit.page) == []
    visit.close_sheet()
    visit.press("notices-open")
    expect(visit.see("notice").first).to_be_visible()
    assert chinese(visit.page) == []
    visit.press("tab-delivery")
    visit.press("deliveries-all")
    expect(visit.see("delivery").first).to_be_visible()
    assert chinese(visit.page) == []
    visit.press("nav-board")
    visit.press(visit.see("activation").locator("summary"))
    visit.press("review-open")
    expect(visit.see("review-figures")).to_be_visible()
    visit.press("outcome-all")
    assert chinese(visit.page) == []


def test_the_language_is_kept_for_the_next_visit(
    english: Callable[[Screen], Visit], harbour: str
) -> None:
    visit = english(PHONE)
    visit.page.reload()
    expect(visit.see("readiness")).to_be_visible()
    assert chinese(visit.page) == []
    visit.press("lang-switch")
    expect(visit.page.locator("html")).to_have_attribute("lang", "zh-CN")
    expect(visit.see("nav-board")).to_have_text("看板")


def test_what_is_refused_is_told_in_english(
    english: Callable[[Screen], Visit], harbour: str
) -> None:
    visit = english(DESK)
    visit.press("nav-roster")
    visit.see("import-file").set_input_files(picked("table.xlsx", b"no table"))
    expect(visit.see("problem")).to_be_visible()
    assert chinese(visit.page) == []
