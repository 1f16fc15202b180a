"""Telling everyone: one text a group for a chat, and a sheet on paper to call from."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.api.serving import Live
from tests.browser.places import at_war, table
from tests.browser.visits import Visit


def test_a_groups_text_is_copied_as_the_api_tells_it(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code, activation = at_war(site)
    sheet = site.admin.get(f"communities/{code}/activations/{activation}/call-sheet").json()
    visit = secretary(code)
    visit.press("nav-board")
    visit.press("notices-open")
    expect(visit.see("notice")).to_have_count(16)
    third = visit.see("notice").nth(2)
    visit.press(third.get_by_test_id("notice-copy"))
    expect(visit.see("said")).to_contain_text("已复制")
    assert visit.page.evaluate("navigator.clipboard.readText()") == sheet["groups"][2]["text"]
    visit.page.reload()  # and this device still knows that it was
    expect(third.get_by_test_id("notice-copied")).to_be_visible()
    expect(visit.see("notices-copied")).to_contain_text("本机已复制1/16组")
    visit.press(third.locator("summary"))
    number = sheet["groups"][2]["members"][0]["phone"]
    assert number in [row[6] for row in table()]
    expect(third.get_by_text(number)).to_have_attribute("href", f"tel:{number}")


def test_the_printed_sheet_has_everybody_with_the_phone_and_nothing_to_press(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code, activation = at_war(site)
    visit = secretary(code)
    visit.go(f"/c/{code}/notices/{activation}")
    expect(visit.see("call-table")).to_be_hidden()
    visit.page.emulate_media(media="print")
    printed = visit.see("call-table")
    expect(printed).to_be_visible()
    for row in table():
        expect(printed).to_contain_text(row[3])
        expect(printed).to_contain_text(row[6])
    for button in visit.page.get_by_role("button").or_(visit.page.get_by_role("navigation")).all():
        expect(button).to_be_hidden()
    sheet = visit.page.pdf(prefer_css_page_size=True)
    assert sheet.startswith(b"%PDF")
    assert sheet.count(b"/Type /Page\n") <= 3  # eighteen people do not need more paper


def test_the_print_button_prints(secretary: Callable[[str], Visit], site: Live) -> None:
    code, activation = at_war(site)
    visit = secretary(code)
    visit.go(f"/c/{code}/notices/{activation}")
    visit.page.evaluate("window.print = () => (window.printed = true)")
    visit.press("call-sheet-print")
    assert visit.page.evaluate("window.printed")
