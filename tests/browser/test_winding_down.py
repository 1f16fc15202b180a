"""Towards the end and after it: recovery, and what is still to be done once it is over."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.api.places import board
from tests.api.serving import Live
from tests.browser.looks import SLIDES, faults
from tests.browser.places import at_war
from tests.browser.visits import Visit

Secretary = Callable[[str], Visit]


def test_recovery_ends_restrictions_and_shows_the_mode(secretary: Secretary, site: Live) -> None:
    code, _ = at_war(site)
    visit = secretary(code)
    visit.press("nav-board")
    visit.press("recover-open")
    expect(visit.see("recover-sheet")).to_contain_text("未办结")
    assert faults(visit) == []
    visit.write("recover-words", "达到解除条件")
    visit.press("recover-confirm")
    expect(visit.see("mode")).to_have_attribute("data-mode", "recovery")
    (running,) = board(site.admin, code)["activations"]
    assert running["mode"] == "recovery"
    size = visit.page.viewport_size
    assert size is not None
    visit.page.set_viewport_size({**size, "width": size["width"] // 2})  # letters twice as large
    assert visit.page.evaluate(SLIDES) == 0
    visit.page.set_viewport_size(size)
    has_it_ended_elsewhere(visit, site, code, running["id"])


def has_it_ended_elsewhere(visit: Visit, site: Live, code: str, activation: str) -> None:
    """A sheet over what somebody else ends meanwhile closes, and says why."""
    visit.press("stand-down-open")
    visit.write("stand-down-words", "达到解除条件")
    where = f"communities/{code}/activations/{activation}/stand-down"
    site.admin.post(where, json={"reason": "达到解除条件"}).raise_for_status()
    expect(visit.see("said")).to_contain_text("已由他人解除", timeout=20_000)
    expect(visit.see("stand-down-sheet")).to_be_hidden()
    expect(visit.see("empty")).to_be_visible()


def test_what_comes_after_the_end_is_done_after_it(secretary: Secretary, site: Live) -> None:
    code, activation = at_war(site)
    site.admin.post(
        f"communities/{code}/activations/{activation}/stand-down", json={"reason": "达到解除条件"}
    ).raise_for_status()
    visit = secretary(code)
    left = visit.see("aftermath")
    expect(left).to_contain_text("善后任务")
    assert faults(visit) == []
    lines = left.locator("[data-state=open]")
    before = lines.count()
    visit.press(lines.first)
    visit.press("task-do-accept")
    expect(visit.see("said")).to_contain_text("已接单")
    expect(visit.see("task-do-start")).to_be_visible()
    assert faults(visit) == []
    visit.close_sheet()
    expect(lines).to_have_count(before - 1)
    visit.press("nav-board")
    expect(visit.see("empty")).to_be_visible()
    # the way to what sends people home, and to the review, outlasts the banner
    expect(visit.see("ended-here-notices")).to_have_text("通知大家撤岗")
    expect(visit.see("ended-here-review")).to_have_text("看复盘")
    visit.picture("ended-here")
    visit.press(visit.see("aftermath").locator("[data-state=accepted]"))
    expect(visit.see("task-do-start")).to_be_visible()
    assert faults(visit) == []
