"""The click: what the sheet tells before it, and what counts as holding."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import expect

from tests.api.places import EPIDEMIC, board, click
from tests.api.serving import Live
from tests.browser.places import at_peace, table
from tests.browser.visits import HOLD, Visit


def before_the_click(visit: Visit, *, reason: str = "苕溪苑报告病例") -> None:
    """Choose the whole community, and open the last sheet."""
    visit.press("nav-community")
    visit.press("activate-open")
    visit.press("scope-community")
    visit.write("activate-reason", reason)
    visit.press("activate-preview")
    expect(visit.see("preview-summary")).to_be_visible()


def test_who_asks_for_a_preview_too_early_is_led_to_what_is_missing(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    visit = secretary(at_peace(site))
    visit.press("activate-open")
    visit.press("activate-preview")
    expect(visit.see("scope-community")).to_be_focused()
    expect(visit.page.get_by_role("alert")).to_have_text(["请先选择小区。", ""])
    visit.press(visit.see("scope-grid").first)
    visit.press("activate-preview")
    expect(visit.see("activate-reason")).to_be_focused()
    expect(visit.see("activate-reason")).to_be_in_viewport()
    expect(visit.page.get_by_role("alert")).to_have_text(["", "请填写启动原因。"])
    expect(visit.see("preview-summary")).to_have_count(0)
    visit.write("activate-reason", "苕溪苑报告病例")
    expect(visit.page.get_by_role("alert")).to_have_text(["", ""])
    visit.press("activate-preview")
    expect(visit.see("preview-summary")).to_be_visible()
    expect(visit.see("preview-reason")).to_contain_text("苕溪苑报告病例")
    expect(visit.see("preview-point")).to_contain_text("没有填")


def test_the_sheet_tells_what_the_api_tells_and_names_every_gap(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    rows = table()
    del rows[13]  # nobody leads the supply group of the second compound
    rows[2][3], rows[2][6] = rows[1][3], rows[1][6]  # one person leads two groups of the first
    code = at_peace(site, rows)
    order = {"playbook": EPIDEMIC, "scope": {"community": True}, "reason": "核对"}
    told = site.admin.post(f"communities/{code}/activations/preview", json=order).json()
    visit = secretary(code)
    before_the_click(visit, reason="核对")
    summary = told["summary"]
    assert visit.numbers("preview-summary") == [summary["members"], summary["tasks"]]
    assert summary["vacant"] == 1
    expect(visit.see("preview-vacancies")).to_contain_text("荻浦里 群众保供组")
    expect(visit.see("preview-sheet")).to_contain_text(f"{rows[1][3]}：")
    assert board(site.admin, code)["activations"] == []


def test_whoever_the_sheet_does_not_name_at_once_can_be_unfolded(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    rows = table()
    for line in rows:
        line[6] = "暂缺"
    visit = secretary(at_peace(site, rows))
    before_the_click(visit, reason="核对")
    expect(visit.see("preview-sheet")).to_contain_text(f"{len(rows)}人没有电话")
    last = visit.see("preview-sheet").get_by_text(rows[-1][3], exact=True)
    expect(last).to_be_hidden()
    visit.press(visit.see("folded").locator("summary").first)
    expect(last).to_be_visible()


def test_a_finger_or_mouse_that_slides_off_starts_nothing(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code = at_peace(site)
    visit = secretary(code)
    before_the_click(visit)
    visit.hold("activate-hold", HOLD / 2)
    visit.drag_off("activate-hold")
    assert board(site.admin, code)["activations"] == []
    expect(visit.see("preview-summary")).to_be_visible()


def test_a_key_held_starts_and_a_key_struck_does_not(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code = at_peace(site)
    visit = secretary(code)
    before_the_click(visit)
    visit.see("activate-hold").focus()
    visit.page.keyboard.press("Enter")
    visit.page.wait_for_timeout(HOLD * 1000)
    assert board(site.admin, code)["activations"] == []
    visit.page.keyboard.down("Space")
    expect(visit.see("started")).to_be_visible()
    visit.page.keyboard.up("Space")
    assert len(board(site.admin, code)["activations"]) == 1


def test_who_can_only_click_is_asked_a_second_time(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code = at_peace(site)
    visit = secretary(code)
    before_the_click(visit)
    visit.see("activate-hold").evaluate("button => button.click()")  # as a screen reader does
    visit.page.wait_for_timeout(300)
    assert board(site.admin, code)["activations"] == []
    visit.see("activate-hold").evaluate("button => button.click()")
    expect(visit.see("started")).to_be_visible()


def test_what_runs_already_is_told_and_not_started_twice(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code = at_peace(site)
    grid = site.admin.get(f"communities/{code}/roster").json()["grids"][0]["id"]
    first = click(site.admin, code, scope={"grids": [grid]}, reason="苕溪苑报告病例")
    visit = secretary(code)
    before_the_click(visit)
    assert visit.numbers("preview-already") == [1]
    visit.hold("activate-hold", 3.5)  # until another page lies under the finger
    expect(visit.see("started")).to_be_visible()
    visit.page.wait_for_timeout(300)
    expect(visit.page.locator("[role=dialog]:visible")).to_have_count(0)
    expect(visit.see("activation")).to_have_count(2)
    running = board(site.admin, code)["activations"]
    newest = next(a["id"] for a in running if a["id"] != first["id"])
    expect(visit.see("activation").first).to_have_attribute("data-activation", newest)
    expect(visit.see("undo-open").first).to_be_in_viewport()
    assert first["id"] in [a["id"] for a in running]
    assert [len(a["groups"]) for a in running] == [8, 8]


def test_a_drill_is_marked_from_the_sheet_to_the_board(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code = at_peace(site)
    visit = secretary(code)
    visit.press("activate-open")
    visit.press("scope-community")
    visit.write("activate-reason", "季度演练")
    visit.press("activate-preview")
    expect(visit.see("preview-real")).to_contain_text("真实启动")
    visit.press("sheet-close")
    visit.press(visit.page.get_by_text("演练模式"))
    expect(visit.see("activate-drill")).to_have_attribute("aria-checked", "true")
    visit.press("activate-preview")
    expect(visit.see("preview-sheet")).to_contain_text("演练通知只在平战里看得到")
    visit.hold("activate-hold")
    expect(visit.see("board")).to_contain_text("演练")
    assert [a["drill"] for a in board(site.admin, code)["activations"]] == [True]
    visit.go(f"/c/{code}")
    expect(visit.see("drilling")).to_contain_text("不计入真实数字")
    expect(visit.see("mode-banner")).to_contain_text("平时")
    expect(visit.see("mode-banner")).not_to_contain_text("一切平常")
