"""The table on its way in: dropped or chosen, doubted, refused, and the same a second time."""

from __future__ import annotations

import base64
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from tests.api.serving import Live
from tests.browser.places import at_peace, empty_community, picked, table, workbook
from tests.browser.visits import PHONE, Visit

pytestmark = pytest.mark.parametrize("screen", [PHONE], indirect=True, ids=["phone"])

DROP = """([drop, name, content]) => {
    const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0))
    const carried = new DataTransfer()
    carried.items.add(new File([bytes], name))
    const dropped = {dataTransfer: carried, bubbles: true, cancelable: true}
    drop.dispatchEvent(new DragEvent('drop', dropped))
}"""


def test_a_table_dropped_on_the_page_is_looked_at(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    visit = secretary(empty_community(site))
    visit.press("nav-roster")
    drop = visit.page.locator("label:has([data-testid=import-file])").element_handle()
    content = base64.b64encode(workbook(table())).decode()
    visit.page.evaluate(DROP, [drop, "汇总表.xlsx", content])
    expect(visit.see("import-members")).to_have_text("18")
    expect(visit.see("issue")).to_have_count(0)


def test_the_same_table_again_has_nothing_to_import(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    visit = secretary(at_peace(site))
    visit.press("nav-roster")
    visit.see("import-file").set_input_files(picked("表.xlsx", workbook(table())))
    expect(visit.see("import-review")).to_be_visible()
    expect(visit.see("change")).to_have_count(0)
    expect(visit.see("import-confirm")).to_be_disabled()


def test_one_phone_changed_is_one_change_and_says_which(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    rows = table()
    visit = secretary(at_peace(site, rows))
    before, rows[4][6] = rows[4][6], "15400779999"
    visit.press("nav-roster")
    visit.see("import-file").set_input_files(picked("表.xlsx", workbook(rows)))
    expect(visit.see("change")).to_have_count(1)
    for said in (rows[4][3], before, "15400779999"):
        expect(visit.see("change")).to_contain_text(said)


def test_who_is_missing_from_the_table_is_told_before_they_leave(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    rows = table()
    visit = secretary(at_peace(site, rows))
    visit.press("nav-roster")
    nameless = [*rows[6]]
    nameless[3], nameless[6] = "", "15400775555"
    given = [*rows[:4], nameless, *rows[7:]]
    visit.see("import-file").set_input_files(picked("表.xlsx", workbook(given)))
    expect(visit.see("import-review")).to_be_visible()
    assert visit.numbers("import-leaving") == [3]
    expect(visit.see("changes-sum")).to_have_text("离开3人")
    expect(visit.see("changes-grid")).to_have_count(1)  # the others stay as they are
    expect(visit.see("changes")).to_contain_text(f"{rows[4][3]}：离开名单")
    visit.press("import-confirm")
    doubt = visit.page.locator("[data-testid=issue][data-code=name_missing]")
    expect(doubt.get_by_test_id("issue-mend")).to_be_visible()
    # the same table again changes nothing, and its doubts are mended in the roster all the same
    visit.see("import-other-file").set_input_files(picked("表.xlsx", workbook(given)))
    expect(visit.see("import-confirm")).to_be_disabled()
    visit.press(doubt.get_by_test_id("issue-mend"))  # to a new person with that phone
    if visit.screen.touch:
        expect(visit.see("person-name")).to_be_focused()
        expect(visit.see("person-phone")).to_have_value("15400775555")
    else:
        new = visit.see("roster").locator("[data-column=phone]").first
        expect(new).to_have_text("15400775555")


@pytest.mark.parametrize(
    ("name", "content", "remedy"),
    [
        ("汇总表.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为"),
        ("照片.xlsx", b"\xff\xd8\xff\xe0 no table", "另存为"),
        ("账本.csv", "日期,金额\n3月1日,12\n".encode(), "空白汇总表"),
    ],
)
def test_a_file_that_is_no_table_of_ours_says_what_to_do_and_lets_her_choose_again(
    visit: Visit,
    secretary_in: Callable[[str], Visit],
    site: Live,
    name: str,
    content: bytes,
    remedy: str,
) -> None:
    secretary_in(empty_community(site))
    visit.press("nav-roster")
    visit.see("import-file").set_input_files(picked(name, content))
    expect(visit.see("problem")).to_contain_text(remedy)
    visit.see("import-file").set_input_files(picked("汇总表.xlsx", workbook(table())))
    expect(visit.see("import-members")).to_have_text("18")


def test_the_blank_table_and_her_own_come_as_files(
    secretary: Callable[[str], Visit], site: Live
) -> None:
    visit = secretary(at_peace(site))
    visit.press("nav-roster")
    for testid, name in (
        ("template-download", "第{}社区六大员八大组汇总表（空白）.xlsx"),
        ("roster-download", "第{}社区六大员八大组汇总表.xlsx"),
    ):
        with visit.page.expect_download() as begun:
            visit.press(testid)
        code = visit.page.url.split("/c/")[1][9:12]
        assert begun.value.suggested_filename == name.format(code)
        assert begun.value.path().read_bytes()[:2] == b"PK"
