"""The table edited in place: at a desk like a spreadsheet, on a phone person by person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.api.places import click
from tests.api.serving import Live
from tests.browser.looks import faults
from tests.browser.places import at_peace, link, picked, workbook
from tests.browser.places import table as her_table
from tests.browser.visits import DESK, PHONE, Visit

Secretary = Callable[[str], Visit]
STORM = "typhoon_flood_community"


def people(site: Live, code: str) -> dict[str, dict[str, Any]]:
    """Who is on the roster, by name."""
    found = site.admin.get(f"communities/{code}/roster").json()["members"]
    return {member["name"]: member for member in found}


def cell(visit: Visit, name: str, column: str) -> Locator:
    """A cell of a person's first line."""
    called = visit.page.locator("[data-column=name]").get_by_text(name, exact=True)
    row = visit.see("sheet-row").filter(has=called).first
    return row.locator(f"[data-column='{column}']")


@pytest.mark.parametrize("screen", [DESK], indirect=True, ids=["desk"])
def test_a_secretary_works_in_her_table_by_keyboard(visit: Visit, site: Live) -> None:
    code = at_peace(site)
    opens_the_table(visit, site, code)
    writes_a_phone_and_is_refused(visit, site, code)
    others_change_meanwhile(visit, site, code)
    # a role by a space, and a group by its choice: Tab leads on
    visit.press(cell(visit, "员3", "role:police_officer"))
    expect(visit.see("sheet-saved")).to_have_text("已全部保存")
    roles = {r["role"] for r in people(site, code)["员3"]["roles"]}
    assert roles == {"medical_worker", "police_officer"}
    goes_back_and_forth(visit, site, code)
    pastes(visit, site, code)
    loses_the_line(visit, site, code)
    sees_another_plan(visit, site, code)
    adds_and_removes(visit, site, code)
    assert faults(visit) == []
    mends_what_a_table_lacked(visit)
    removes_somebody_at_war(visit, site, code)
    expected = ("412", "422", "ERR_INTERNET_DISCONNECTED")
    said = [line for line in visit.complaints if not any(one in line for one in expected)]
    assert said == []


def opens_the_table(visit: Visit, site: Live, code: str) -> None:
    visit.follow_link(link(site, code)["token"])
    visit.press("nav-roster")
    expect(visit.see("sheet-row").first).to_be_visible()
    expect(visit.page.locator("[data-testid=roster-table] :focus")).to_have_count(0)


def writes_a_phone_and_is_refused(visit: Visit, site: Live, code: str) -> None:
    keys, phone = visit.page.keyboard, cell(visit, "员1", "phone")
    visit.press(phone)
    keys.type("123")
    keys.press("Enter")
    expect(cell(visit, "员2", "phone")).to_be_focused()
    keys.press("ArrowUp")
    expect(visit.see("cell-fault")).to_contain_text("11位")
    expect(phone).to_contain_text("123")
    keys.press("Enter")
    expect(visit.see("cell-field")).to_have_value("123")  # nothing of it is lost
    visit.see("cell-field").fill("154 0000 1234")
    keys.press("Tab")
    expect(cell(visit, "员1", "grid")).to_be_focused()
    expect(phone).to_have_text("15400001234")
    expect(visit.see("sheet-saved")).to_have_text("已全部保存")
    assert people(site, code)["员1"]["phone"] == "15400001234"


def others_change_meanwhile(visit: Visit, site: Live, code: str) -> None:
    """What others do elsewhere is in no way; of the same cell theirs stands, and it is said."""
    keys, of = visit.page.keyboard, people(site, code)
    other, same = (f"members/{of[name]['id']}" for name in ("员9", "员2"))
    site.admin.patch(other, json={"unit": "物业"}).raise_for_status()
    visit.press(cell(visit, "员2", "phone"))
    keys.type("15400002222")
    keys.press("Enter")
    expect(visit.see("sheet-saved")).to_have_text("已全部保存")
    assert people(site, code)["员2"]["phone"] == "15400002222"
    keys.press("ArrowUp")
    keys.press("F2")
    visit.see("cell-field").fill("15400004444")
    site.admin.patch(same, json={"phone": "15400003333"}).raise_for_status()
    keys.press("Enter")
    keys.press("ArrowUp")
    expect(visit.see("cell-fault")).to_contain_text("别人刚改过，现为“15400003333”")
    assert people(site, code)["员2"]["phone"] == "15400003333"
    visit.press("cell-revert")
    expect(cell(visit, "员2", "phone")).to_have_text("15400003333")


def saved(visit: Visit) -> None:
    expect(visit.see("sheet-saved")).to_have_text("已全部保存")


def goes_back_and_forth(visit: Visit, site: Live, code: str) -> None:
    """Several steps back and again, and none over what somebody else has done since."""
    keys, ticked = visit.page.keyboard, cell(visit, "员3", "role:police_officer")

    def held() -> set[str]:
        saved(visit)
        return {r["role"] for r in people(site, code)["员3"]["roles"]}

    keys.press("Control+z")
    expect(ticked).to_contain_text("否")
    assert held() == {"medical_worker"}
    keys.press("Control+z")  # the phone of 员2, which somebody else has changed since
    expect(visit.see("problem")).to_contain_text("别人后来又改过")
    expect(cell(visit, "员2", "phone")).to_have_text("15400003333")
    keys.press("Control+z")
    expect(cell(visit, "员1", "phone")).to_have_text("15400770001")
    expect(visit.see("problem")).to_be_hidden()
    keys.press("Control+y")
    expect(visit.see("said")).to_contain_text("已重做：改了员1的电话")
    expect(cell(visit, "员1", "phone")).to_have_text("15400001234")
    keys.press("Control+Shift+Z")
    expect(ticked).to_contain_text("是")
    assert held() == {"medical_worker", "police_officer"}
    expect(visit.see("sheet-redo")).to_be_disabled()
    theirs = people(site, code)["员3"]["id"]
    site.admin.patch(f"members/{theirs}", json={"unit": "卫生院"}).raise_for_status()
    expect(cell(visit, "员3", "unit")).to_have_text("卫生院")  # seen without asking


def pastes(visit: Visit, site: Live, code: str) -> None:
    """A cell of a spreadsheet, with its line end, into a cell; a choice by its name."""
    keys, write = visit.page.keyboard, "text => navigator.clipboard.writeText(text)"
    visit.press(cell(visit, "员4", "phone"))
    visit.page.evaluate(write, "154 0000 4321\r\n")
    keys.press("Control+v")
    expect(cell(visit, "员4", "phone")).to_have_text("15400004321")
    keys.press("Control+c")
    assert visit.page.evaluate("navigator.clipboard.readText()") == "15400004321"
    visit.press(cell(visit, "员4", "position"))
    visit.page.evaluate(write, "副组长")
    keys.press("Control+v")
    expect(cell(visit, "员4", "position")).to_have_text("副组长")
    visit.page.evaluate(write, "所长")
    keys.press("Control+v")
    expect(visit.see("said")).to_contain_text("没有改")
    saved(visit)
    now = people(site, code)["员4"]
    assert (now["phone"], now["seats"][0]["position"]) == ("15400004321", "deputy")


def loses_the_line(visit: Visit, site: Live, code: str) -> None:
    """What was typed stays in its cell and is told; it is saved once the line is back."""
    phone = cell(visit, "员5", "phone")
    visit.context.set_offline(True)
    visit.press(phone)
    visit.page.keyboard.type("15400005432")
    visit.page.keyboard.press("Enter")
    expect(visit.see("sheet-unsaved")).to_contain_text("1格还没有存")
    expect(phone).to_contain_text("15400005432")
    visit.context.set_offline(False)
    expect(visit.see("sheet-unsaved")).to_be_hidden()
    saved(visit)
    assert people(site, code)["员5"]["phone"] == "15400005432"


def sees_another_plan(visit: Visit, site: Live, code: str) -> None:
    """The seats of each plan apart; which one is remembered on this device."""
    before, keys = people(site, code)["员6"]["seats"], visit.page.keyboard
    usual = visit.see("sheet-plan").input_value()
    visit.see("sheet-plan").select_option(STORM)
    expect(cell(visit, "员6", "group")).to_have_text("未编组")
    visit.press(cell(visit, "员6", "group"))
    keys.press("Enter")
    visit.see("cell-field").select_option(index=1)
    saved(visit)
    (added,) = [s for s in people(site, code)["员6"]["seats"] if s not in before]
    assert (added["playbook"], added["position"]) == (STORM, "member")
    visit.page.reload()
    expect(visit.see("sheet-plan")).to_have_value(STORM)
    expect(cell(visit, "员6", "position")).to_have_text("成员")
    visit.see("sheet-plan").select_option(usual)
    expect(cell(visit, "员6", "group")).not_to_have_text("未编组")


def mends_what_a_table_lacked(visit: Visit) -> None:
    """From a doubt about a cell, once it is written, to that very cell."""
    rows = her_table()
    rows[7][6] = ""
    visit.see("import-file").set_input_files(picked("表.xlsx", workbook(rows)))
    expect(visit.page.locator("td[data-cell=G10]")).to_have_text("（空）")
    visit.press("import-confirm")
    visit.press(visit.page.locator("[data-code=phone_missing]").get_by_test_id("issue-mend"))
    expect(cell(visit, rows[7][3], "phone")).to_be_focused()


def removes_somebody_at_war(visit: Visit, site: Live, code: str) -> None:
    """It says what they hold and who gets it, and asks twice."""
    click(site.admin, code)
    visit.page.reload()
    search = visit.see("roster-search")
    search.press_sequentially("员7")  # though the lines change with each letter
    expect(search).to_be_focused()
    expect(search).to_have_value("员7")
    visit.press(visit.see("sheet-remove").first)
    expect(visit.see("leaving")).to_contain_text("员7现有1个岗位")
    expect(visit.see("leaving")).to_contain_text("交给组长")
    assert faults(visit) == []
    visit.press("sheet-remove-confirm")
    expect(visit.see("leaving")).to_contain_text("再按一次")
    assert "员7" in people(site, code)
    visit.press("sheet-remove-confirm")
    expect(visit.see("said")).to_contain_text("已移出员7")
    assert "员7" not in people(site, code)


def adds_and_removes(visit: Visit, site: Live, code: str) -> None:
    keys = visit.page.keyboard
    visit.press(visit.see("gap-fill").first)
    visit.see("cell-field").fill("员 1")  # who is there already: asked before anybody is added
    keys.press("Enter")
    expect(visit.see("sheet-namesake")).to_contain_text("名单里已经有员1")
    keys.press("Escape")
    expect(visit.see("sheet-namesake")).to_be_hidden()
    expect(visit.see("cell-field")).to_be_focused()
    visit.see("cell-field").fill("新来的")
    keys.press("Enter")
    expect(visit.see("said")).to_contain_text("新来的")
    made = people(site, code)["新来的"]
    assert made["roles"] or made["seats"]  # what was missing is filled in
    visit.see("roster-search").fill("新来的")
    visit.press("sheet-remove")
    expect(visit.see("sheet-remove-sheet")).to_contain_text("撤销")
    visit.press("sheet-remove-confirm")
    expect(visit.see("sheet-row")).to_have_count(0)
    assert "新来的" not in people(site, code)
    visit.press("sheet-undo")
    expect(visit.see("sheet-row")).to_have_count(1)
    back = people(site, code)["新来的"]
    assert (back["roles"], back["seats"]) == (made["roles"], made["seats"])
    visit.see("roster-search").fill("")


@pytest.mark.parametrize("screen", [PHONE], indirect=True, ids=["phone"])
def test_on_a_phone_a_person_has_a_sheet(secretary: Secretary, site: Live) -> None:
    code = at_peace(site)
    visit = secretary(code)
    visit.press("nav-roster")
    visit.press(visit.see("person-open").first)
    expect(visit.see("person-sheet")).to_be_visible()
    visit.page.go_back()  # as on a phone: it closes the sheet, not the page
    expect(visit.see("person-sheet")).to_be_hidden()
    visit.press(visit.see("person-open").first)
    visit.see("person-unit").fill("")
    visit.see("person-unit").press_sequentially("城东 卫生院")
    visit.write("person-phone", "")
    visit.press("person-save")
    expect(visit.see("person-sheet")).to_contain_text("电话已清空")
    visit.write("person-phone", "123")
    visit.press("person-save")
    expect(visit.see("person-phone")).to_be_focused()
    expect(visit.see("person-phone")).to_have_attribute("aria-invalid", "true")
    expect(visit.page.locator("#person-phone-fault")).to_contain_text("11位")
    assert ["422" in complaint for complaint in visit.complaints] == [True]
    visit.complaints.clear()
    visit.write("person-phone", "15400005555")
    # somebody else is first: theirs is told, and hers stands once she says so again
    first = people(site, code)["员1"]["id"]
    site.admin.patch(f"members/{first}", json={"phone": "15400006666"}).raise_for_status()
    visit.press("person-save")
    expect(visit.see("person-sheet")).to_contain_text("对方改的电话：15400006666")
    assert ["412" in complaint for complaint in visit.complaints] == [True]
    visit.complaints.clear()
    visit.see("person-position").select_option("deputy")
    assert faults(visit) == []
    visit.press("person-save")
    expect(visit.see("person-sheet")).to_be_hidden()
    now = people(site, code)["员1"]
    assert (now["phone"], now["seats"][0]["position"]) == ("15400005555", "deputy")
    assert now["unit"] == "城东 卫生院"
    visit.press("person-add")
    visit.write("person-name", "员 1")  # who is there already: they are meant, nobody is added
    expect(visit.see("person-namesake")).to_contain_text("电话尾号5555")
    visit.press("person-save")
    expect(visit.see("person-namesake")).to_be_focused()
    visit.press("namesake-use")
    expect(visit.see("person-namesake")).to_be_hidden()
    expect(visit.see("person-phone")).to_have_value("15400005555")
    visit.press("person-save")
    expect(visit.see("person-sheet")).to_be_hidden()
    assert people(site, code)["员1"]["seats"] == now["seats"]
    visit.press("nav-community")
    visit.press("nav-roster")
    expect(visit.see("sheet-undo")).to_contain_text("撤销：改了员1的电话")
    visit.press("sheet-undo")
    expect(visit.see("said")).to_contain_text("已撤销：改了员1的电话")
    expect(visit.see("roster")).to_contain_text("15400006666")
    assert people(site, code)["员1"]["seats"][0]["position"] == "lead"
    prints_the_call_tree(visit)


def prints_the_call_tree(visit: Visit) -> None:
    """From the first page to paper: who phones whom, with phones in full and boxes to tick."""
    visit.press("nav-community")
    visit.press("calls-open")
    sheets = visit.see("call-tree-sheet")
    expect(sheets).to_have_count(2)
    expect(visit.see("call-tree-made")).to_contain_text("号记录")
    expect(sheets.first).to_contain_text("苕溪苑")
    expect(sheets.first).to_contain_text("15400770002")
    assert faults(visit) == []
    # what cannot be ticked is not on the screen
    tick = sheets.first.locator(".tick").first
    expect(tick).to_be_hidden()
    visit.picture("calls")
    visit.page.emulate_media(media="print")
    expect(tick).to_be_visible()
    expect(visit.see("call-tree-print")).to_be_hidden()
    visit.picture("calls-print")
    expect(sheets.first.locator("table")).to_be_visible()
    assert visit.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
