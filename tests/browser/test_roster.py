"""The table edited in place: at a desk like a spreadsheet, on a phone person by person."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from tests.api.serving import Live
from tests.browser.looks import faults
from tests.browser.places import at_peace, link
from tests.browser.visits import DESK, PHONE, Visit

Secretary = Callable[[str], Visit]


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
    keys = visit.page.keyboard
    writes_a_phone_and_is_refused(visit, site, code)
    others_change_meanwhile(visit, site, code)
    # a role by a space, and a group by its choice: Tab leads on
    visit.press(cell(visit, "员3", "role:police_officer"))
    expect(visit.see("sheet-saved")).to_have_text("已全部保存")
    roles = {r["role"] for r in people(site, code)["员3"]["roles"]}
    assert roles == {"medical_worker", "police_officer"}
    keys.press("Control+z")
    expect(cell(visit, "员3", "role:police_officer")).to_contain_text("否")
    expect(visit.see("sheet-saved")).to_have_text("已全部保存")
    assert {r["role"] for r in people(site, code)["员3"]["roles"]} == {"medical_worker"}
    adds_and_removes(visit, site, code)
    assert faults(visit) == []
    said = [line for line in visit.complaints if "412" not in line and "422" not in line]
    assert said == []


def opens_the_table(visit: Visit, site: Live, code: str) -> None:
    visit.follow_link(link(site, code)["token"])
    visit.press("nav-roster")
    expect(visit.see("sheet-row").first).to_be_visible()


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
    site.admin.patch(same, json={"phone": "15400003333"}).raise_for_status()
    keys.press("ArrowUp")
    keys.press("F2")
    visit.see("cell-field").fill("15400004444")
    keys.press("Enter")
    keys.press("ArrowUp")
    expect(visit.see("cell-fault")).to_contain_text("别人刚改过")
    assert people(site, code)["员2"]["phone"] == "15400003333"
    visit.press("cell-revert")
    expect(cell(visit, "员2", "phone")).to_have_text("15400003333")


def adds_and_removes(visit: Visit, site: Live, code: str) -> None:
    keys = visit.page.keyboard
    visit.press(visit.see("gap-fill").first)
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
    visit.see("person-position").select_option("deputy")
    assert faults(visit) == []
    visit.press("person-save")
    expect(visit.see("person-sheet")).to_be_hidden()
    now = people(site, code)["员1"]
    assert (now["phone"], now["seats"][0]["position"]) == ("15400005555", "deputy")
    visit.press("nav-community")
    visit.press("nav-roster")
    expect(visit.see("person-undo")).to_contain_text("撤销：改了员1的电话")
    visit.press("person-undo")
    expect(visit.see("roster")).to_contain_text("15400770001")
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
    visit.page.emulate_media(media="print")
    expect(visit.see("call-tree-print")).to_be_hidden()
    expect(sheets.first.locator("table")).to_be_visible()
    assert visit.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")
