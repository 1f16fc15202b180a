"""From a case to the click: reported, seen again by everybody, and brought along."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from playwright.sync_api import Route, expect

from tests.api.places import click
from tests.api.serving import Live
from tests.browser.looks import faults
from tests.browser.places import at_peace, link
from tests.browser.visits import Visit


def grids(site: Live, code: str) -> dict[str, str]:
    """The id of every compound, by its name."""
    roster = site.admin.get(f"communities/{code}/roster").json()
    return {grid["name"]: grid["id"] for grid in roster["grids"]}


def reported(site: Live, code: str, ref: str, compound: str | None = None) -> dict[str, Any]:
    """A case as the API records it."""
    grid = grids(site, code)[compound] if compound else None
    body = {"grid": grid, "ref": ref, "reported_at": datetime.now(UTC).isoformat()}
    return dict(site.admin.post(f"communities/{code}/cases", json=body).json())


def test_an_open_case_leads_to_a_click_with_its_compound_number_and_reason(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code = at_peace(site)
    reported(site, code, "2026-0417", "苕溪苑")
    reported(site, code, "2026-0418")
    visit = secretary(code)
    here = visit.see("open-case").filter(has_text="2026-0417")
    expect(here).to_contain_text("苕溪苑")
    expect(here).to_contain_text("今天")
    expect(visit.see("open-case").filter(has_text="2026-0418")).to_contain_text("小区未定")
    visit.press(here.get_by_test_id("open-case-activate"))
    expect(visit.page.get_by_label("苕溪苑", exact=True)).to_be_checked()
    expect(visit.see("activate-case")).to_have_value("2026-0417")
    expect(visit.see("activate-reason")).to_have_value("苕溪苑报告病例2026-0417")
    visit.go(f"/c/{code}")
    elsewhere = visit.see("open-case").filter(has_text="2026-0418")
    visit.press(elsewhere.get_by_test_id("open-case-activate"))
    expect(visit.see("activate-reason")).to_have_value("报告病例2026-0418")
    expect(visit.page.get_by_label("苕溪苑", exact=True)).not_to_be_checked()


def test_the_only_open_case_of_a_compound_comes_along_and_one_of_two_does_not(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code = at_peace(site)
    reported(site, code, "2026-0417", "苕溪苑")
    for ref in ("2026-0418", "2026-0419"):
        reported(site, code, ref, "荻浦里")
    visit = secretary(code)
    visit.go(f"/c/{code}/activate?grid={grids(site, code)['苕溪苑']}")
    expect(visit.see("activate-case")).to_have_value("2026-0417")
    visit.go(f"/c/{code}")
    expect(visit.see("open-case")).to_have_count(3)
    visit.go(f"/c/{code}/activate?grid={grids(site, code)['荻浦里']}")
    expect(visit.page.get_by_label("荻浦里", exact=True)).to_be_checked()
    expect(visit.see("scope-grid").first).to_be_checked()  # it comes first
    visit.page.wait_for_load_state("networkidle")
    expect(visit.see("activate-case")).to_have_value("")
    expect(visit.see("activate-reason")).to_have_value("")


def test_a_case_whose_compound_runs_or_whose_reader_may_only_look_has_nothing_to_press(
    visit: Visit, site: Live
) -> None:
    code = at_peace(site)
    reported(site, code, "2026-0417", "苕溪苑")
    reported(site, code, "2026-0418", "荻浦里")
    scope = {"grids": [grids(site, code)["苕溪苑"]]}
    click(site.admin, code, scope=scope, reason="苕溪苑报告病例", case_ref="2026-0417")
    visit.follow_link(link(site, code)["token"])
    running = visit.see("open-case").filter(has_text="2026-0417")
    expect(running).to_contain_text("已启动")
    expect(visit.see("open-case-activate")).to_have_count(1)
    visit.follow_link(link(site, code, role="supervisor", name="街道督导")["token"])
    expect(visit.see("open-case")).to_have_count(2)
    expect(visit.see("open-case-activate")).to_have_count(0)


def test_a_case_without_a_number_is_not_reported_but_asked_for_it(
    visit: Visit, secretary: Callable[[str], Visit], site: Live
) -> None:
    code = at_peace(site)
    # Whoever presses before the sheet is fetched finds it filled in all the same.
    held: list[Route] = []
    visit.page.route("**/ReportCaseSheet*.js", lambda route: held.append(route))
    secretary(code)
    visit.press("case-open")
    held.pop().continue_()
    expect(visit.see("case-at")).to_have_value(re.compile(r"\d"))
    visit.press("case-report")
    expect(visit.see("case-ref")).to_be_focused()
    expect(visit.see("case-sheet")).to_contain_text("请填写病例编号。")
    assert site.admin.get(f"communities/{code}/cases").json()["items"] == []
    visit.write("case-ref", "2026-0417")
    expect(visit.see("case-sheet")).not_to_contain_text("请填写病例编号。")
    visit.press("case-report")
    expect(visit.see("activate-reason")).to_have_value("报告病例2026-0417")


def test_an_alert_is_raised_by_hand_and_lifted(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    code = at_peace(site)
    visit = secretary(code)
    visit.press("alert-open")
    visit.press("alert-confirm")  # why, comes first
    expect(visit.see("alert-sheet").get_by_role("alert")).to_have_text(re.compile("请填写"))
    expect(visit.see("alert-words")).to_be_focused()
    visit.see("alert-grid").select_option(label="荻浦里")
    visit.write("alert-words", "气象台发布暴雨橙色预警")
    assert faults(visit) == []
    visit.press("alert-confirm")
    expect(visit.see("mode")).to_have_attribute("data-mode", "alert")
    line = visit.see("open-alert")
    expect(line).to_contain_text("荻浦里")
    expect(line).to_contain_text("暴雨橙色预警")
    assert faults(visit) == []
    visit.press("alert-lift")
    visit.write("alert-lift-words", "预警信号已解除")
    assert faults(visit) == []
    visit.press("alert-lift-confirm")
    expect(visit.see("open-alerts")).to_have_count(0)
    expect(visit.see("mode")).to_have_attribute("data-mode", "peacetime")
