"""A secretary's day, from an empty community to war and back, by what she presses alone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from tests.api.places import EPIDEMIC, board, tasks
from tests.api.serving import Live
from tests.browser.places import empty_community, faulty, link, picked
from tests.browser.visits import Visit


def test_a_secretary_takes_her_community_from_a_table_to_war_and_back(
    visit: Visit, site: Live
) -> None:
    code = empty_community(site)
    signs_in(visit, code)
    imports_her_table(visit, code)
    reports_a_case(visit)
    first = starts_a_compound(visit, code)
    works_on_the_board(visit, code)
    takes_it_back(visit, code)
    second = starts_anew(visit, code)
    assert second != first
    records_the_authority(visit, code)
    stands_down(visit, code)
    reads_what_happened(visit)
    assert visit.complaints == []


def signs_in(visit: Visit, code: str) -> None:
    token = link(visit.site, code)["token"]
    visit.follow_link(token)
    expect(visit.page).to_have_url(f"{visit.site.url}/#/c/{code}")
    for kept in ("localStorage", "sessionStorage", "[document.cookie, location.href]"):
        assert token not in visit.page.evaluate(f"JSON.stringify({kept})")
    (cookie,) = visit.context.cookies()
    assert cookie["httpOnly"]
    assert cookie["sameSite"] == "Strict"
    assert cookie["value"] != token


def imports_her_table(visit: Visit, code: str) -> None:
    visit.press("import-open")
    visit.see("import-file").set_input_files(picked("汇总表.xlsx", faulty()))
    expect(visit.see("import-review")).to_be_visible()
    issues = visit.see("issue")
    for said in ("phone_invalid", "group_unknown", "group_without_lead"):
        expect(issues.and_(visit.page.locator(f"[data-code={said}]"))).to_have_count(1)
    for cell, doubt, stands in (
        ("G4", "phone_invalid", "154000012"),
        ("H5", "group_unknown", "机动组"),
    ):
        expect(visit.page.locator(f"[data-cell={cell}]")).to_contain_text(stands)
        expect(visit.page.locator(f"[data-code={doubt}]")).to_contain_text(cell)
    looked_at = roster(visit, code)
    assert looked_at["grids"] == looked_at["members"] == []  # a look, and nothing written
    visit.press("import-confirm")
    expect(visit.see("import-done")).to_be_visible()
    written = roster(visit, code)
    assert (len(written["grids"]), len(written["members"])) == (2, 18)
    mends_a_doubt_and_takes_it_back(visit)
    visit.press("import-to-readiness")
    score = visit.site.admin.get(f"communities/{code}/readiness").json()["score"]
    expect(visit.see("readiness-score")).to_have_text(str(score))


def mends_a_doubt_and_takes_it_back(visit: Visit) -> None:
    """What is mended in place is counted down, and undone where it stands."""
    doubt = visit.page.locator("[data-code=phone_invalid]")
    expect(doubt).to_contain_text("表里的号码不采用，名单里没有本人电话")
    visit.press(doubt.get_by_test_id("issue-mend"))
    if visit.screen.touch:
        expect(visit.see("person-phone")).to_have_value("")  # of him whose number was none
        expect(visit.see("person-phone")).to_be_focused()
        visit.write("person-phone", "15400001234")
        visit.press("person-save")
    else:
        expect(visit.page.locator("[data-column=phone]:focus")).to_have_text("缺电话")
        visit.page.keyboard.type("15400001234")
        visit.page.keyboard.press("Enter")
    expect(visit.page.locator("[data-cell=G4] mark")).to_have_text("154000012")
    expect(doubt).to_contain_text("G4 已改")
    expect(doubt).to_contain_text("15400001234")
    expect(visit.see("issues-error")).to_contain_text("1条")
    expect(visit.see("issue-at")).to_contain_text("已改1")
    visit.press(doubt.get_by_test_id("issue-undo"))
    expect(doubt).to_contain_text("G4 要改")
    expect(visit.see("issues-error")).to_contain_text("2条")
    visit.press(doubt.get_by_test_id("issue-redo"))
    expect(doubt).to_contain_text("G4 已改")
    visit.press(doubt.get_by_test_id("issue-undo"))
    expect(doubt).to_contain_text("G4 要改")


def reports_a_case(visit: Visit) -> None:
    visit.press("case-open")
    visit.see("case-grid").select_option(label="苕溪苑")
    visit.write("case-ref", "2026-0417")
    visit.press("case-report")
    expect(visit.see("said")).to_contain_text("已报告")
    expect(visit.see("mode")).to_have_attribute("data-mode", "alert")
    chosen = visit.page.get_by_label("苕溪苑", exact=True)
    expect(chosen).to_be_checked()  # the case led her here, and brought its compound and number
    expect(visit.see("activate-case")).to_have_value("2026-0417")
    expect(visit.see("activate-reason")).not_to_have_value("")


def starts_a_compound(visit: Visit, code: str) -> str:
    visit.write("activate-reason", "苕溪苑报告病例")
    visit.press("activate-preview")
    expect(visit.see("preview-summary")).to_be_visible()
    told = visit.numbers("preview-summary")
    expected = previewed(visit, code)
    assert told == [expected["members"], expected["tasks"]] == [9, 61]
    visit.press("activate-hold")  # a touch is not a hold
    visit.page.wait_for_timeout(600)
    assert board(visit.site.admin, code)["activations"] == []
    visit.hold("activate-hold")
    expect(visit.see("started")).to_be_visible()
    expect(visit.see("mode")).to_have_attribute("data-mode", "wartime")
    expect(visit.see("group")).to_have_count(8)
    (running,) = board(visit.site.admin, code)["activations"]
    assert {**running["summary"], "tasks": opened_at_once(running)} == expected
    return str(running["id"])


def works_on_the_board(visit: Visit, code: str) -> None:
    group = visit.page.locator("[data-testid=group][data-group=movement_control]")
    visit.press(group.get_by_test_id("member").filter(has_text="组长"))
    visit.press("muster")
    expect(visit.see("total-mustered")).to_contain_text("1 / 9")
    visit.press(group.get_by_test_id("member").filter(has_text="组长"))
    visit.press("muster-withdraw")  # the wrong one of two
    expect(visit.see("total-mustered")).to_contain_text("0 / 9")
    visit.press(group.get_by_test_id("member").filter(has_text="组长"))
    visit.press("muster")
    expect(visit.see("total-mustered")).to_contain_text("1 / 9")
    visit.press(group.locator("[data-testid^=task-]").first)
    visit.press("task-do-reassign")
    visit.see("task-to").select_option(label="员9")
    visit.write("task-words", "组长在开会")
    visit.press("task-say")
    expect(visit.see("task-sheet")).to_contain_text("负责：员9")
    visit.close_sheet()
    handed = [t for t in tasks(board(visit.site.admin, code)) if t["group"] == "movement_control"]
    names = board(visit.site.admin, code)["names"]
    assert "员9" in [names[m] for t in handed for m in t["assignees"]]


def takes_it_back(visit: Visit, code: str) -> None:
    visit.press("undo-open")
    visit.write("undo-words", "误报，已核实")
    visit.press("undo-confirm")
    expect(visit.see("empty")).to_be_visible()
    expect(visit.see("mode")).to_have_attribute("data-mode", "alert")
    assert board(visit.site.admin, code)["activations"] == []


def starts_anew(visit: Visit, code: str) -> str:
    visit.press(visit.see("empty").get_by_role("button"))
    visit.press("scope-community")
    visit.write("activate-reason", "又有一例")
    visit.press("activate-preview")
    expect(visit.see("preview-summary")).to_be_visible()
    visit.hold("activate-hold")
    expect(visit.see("started")).to_be_visible()
    (running,) = board(visit.site.admin, code)["activations"]
    summary = running["summary"]
    said = [summary["groups"], summary["members"], opened_at_once(running)]
    assert visit.numbers("started")[:3] == said
    return str(running["id"])


def records_the_authority(visit: Visit, code: str) -> None:
    assert [t for t in tasks(board(visit.site.admin, code)) if t["state"] == "locked"]
    visit.press("authority-open")
    visit.write("authority-words", "榕疾控〔2026〕12号")
    visit.press("authority-confirm")
    expect(visit.see("authority-open")).to_have_count(0)
    assert [t for t in tasks(board(visit.site.admin, code)) if t["state"] == "locked"] == []


def stands_down(visit: Visit, code: str) -> None:
    begun = tasks(board(visit.site.admin, code))[0]
    visit.press(f"task-{begun['id']}")
    visit.press("task-do-accept")
    expect(visit.see("task-sheet")).to_contain_text("已接单")
    visit.close_sheet()
    visit.press("stand-down-open")
    left = len([t for t in tasks(board(visit.site.admin, code)) if t["state"] != "completed"])
    expect(visit.see("stand-down-sheet")).to_contain_text("解除苕溪苑、荻浦里战时编组")
    expect(visit.see("stand-down-sheet")).to_contain_text(f"{left}项")
    expect(visit.see("stand-down-open-tasks")).to_contain_text(begun["title"])
    expect(visit.see("stand-down-after")).to_contain_text("复盘")
    visit.write("stand-down-words", "达到解除条件")
    visit.press("stand-down-confirm")
    expect(visit.see("empty")).to_be_visible()
    expect(visit.see("ended")).to_contain_text("已解除苕溪苑、荻浦里")
    expect(visit.see("ended-review")).to_be_in_viewport()
    visit.press("ended-notices")
    expect(visit.see("notice").first).to_contain_text("交接后撤岗")
    visit.press("nav-board")
    expect(visit.see("mode")).to_have_attribute("data-mode", "peacetime")


def reads_what_happened(visit: Visit) -> None:
    visit.press("nav-history")
    entries = visit.see("history-entry")
    expect(entries.first).to_contain_text("解除苕溪苑、荻浦里的响应；理由：达到解除条件")
    kinds = [entry.get_attribute("data-type") or "" for entry in entries.all()]
    for told in ("stood_down", "activated", "undone", "mustered", "case_reported", "imported"):
        assert any(told in kind for kind in kinds), (told, kinds)
    visit.press(entries.filter(has_text="又有一例").get_by_text("回放"))
    expect(visit.see("past-banner")).to_be_visible()
    expect(visit.see("group")).to_have_count(16)
    for act in ("stand-down-open", "undo-open", "authority-open"):
        expect(visit.see(act)).to_have_count(0)
    visit.press(visit.see("group").first.locator("[data-testid^=task-]").first)
    expect(visit.see("task-sheet")).to_be_visible()
    expect(visit.page.locator("[data-testid^=task-do-]")).to_have_count(0)
    visit.close_sheet()
    visit.press("past-back")
    expect(visit.see("empty")).to_be_visible()


def roster(visit: Visit, code: str) -> dict[str, Any]:
    return dict(visit.site.admin.get(f"communities/{code}/roster").json())


def opened_at_once(running: dict[str, Any]) -> int:
    """How many tasks the click opened, the first of each series too."""
    opened = [t["opened_at"] for group in running["groups"] for t in group["tasks"]]
    return opened.count(running["started_at"])


def previewed(visit: Visit, code: str) -> dict[str, int]:
    """What the API tells of the same click."""
    grid = next(g["id"] for g in roster(visit, code)["grids"] if g["name"] == "苕溪苑")
    order = {"playbook": EPIDEMIC, "scope": {"grids": [grid]}, "reason": "苕溪苑报告病例"}
    told = visit.site.admin.post(f"communities/{code}/activations/preview", json=order)
    return dict(told.json()["summary"])
