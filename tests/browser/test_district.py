"""A supervisor's overview: tiles of streets and a table of communities, moving by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, expect

from tests.api.places import (
    STREET,
    as_csv,
    board,
    click,
    fresh_code,
    import_table,
    peaceful,
    register,
    rows,
)
from tests.api.serving import ADMIN, Live, serving
from tests.browser import enlarged
from tests.browser.looks import faults
from tests.browser.places import at_peace
from tests.browser.visits import PHONE, Visit

Watching = Callable[[str], Visit]


def test_a_place_is_seen_at_a_glance_and_moves_by_itself(watching: Watching, site: Live) -> None:
    calm = at_peace(site)
    place = calm[:9]
    visit = watching(place)
    visit.press("district-open")
    row = visit.see(f"row-{calm}")
    expect(row).to_contain_text("平时")
    assert faults(visit) == []
    click(site.admin, calm, reason="报告病例")
    expect(row).to_contain_text("战时", timeout=20_000)
    expect(visit.see("total-mustered")).not_to_contain_text("0 / 0")
    if visit.screen.touch:
        visit.see("district-order").select_option("overdue")
    else:
        visit.see("sort-overdue").press("Enter")
    expect(visit.see("district-table").locator("th[aria-sort]")).to_contain_text("超时")
    tile = visit.see("tile").first
    visit.press(tile)
    expect(tile).to_have_attribute("aria-pressed", "true")
    assert faults(visit) == []
    expect(visit.page.locator("header h1")).to_contain_text("街道总览")
    visit.press("take-out")
    with visit.page.expect_download() as taking:
        visit.press("take-district-csv")
    # of the tile that was chosen, and of no other
    assert (tile.get_attribute("data-code") or "?") in taking.value.path().read_text("utf-8-sig")
    visit.press("take-out")
    visit.press("wall")
    hangs_on_the_wall(visit, site, calm)


def hangs_on_the_wall(visit: Visit, site: Live, code: str) -> None:
    """Figures of the place without anybody's name, which move by themselves and say what moved."""
    shown = board(site.admin, code)
    groups = [group for one in shown["activations"] for group in one["groups"]]
    people = {m["member"]: m["name"] for group in groups for m in group["members"]}
    assert visit.numbers("wall-mustered")[-1] >= len(people)
    expect(visit.see("wall-clock")).to_contain_text(":")
    assert faults(visit) == []
    activation = shown["activations"][0]["id"]
    for member in people:
        site.admin.post(f"activations/{activation}/muster", json={"member": member})
    expect(visit.see("wall-changes")).to_contain_text("全部到岗", timeout=20_000)
    assert visit.numbers("wall-mustered")[-2] >= len(people)
    words = visit.see("wall-page").inner_text()
    assert not any(name in words for name in people.values())
    visit.press("wall-leave")
    expect(visit.see("district-table")).to_be_visible()


@pytest.mark.parametrize("screen", [PHONE], ids=lambda screen: screen.name, indirect=True)
def test_an_area_is_activated_after_a_look_and_what_failed_is_tried_again(
    visit: Visit, site: Live
) -> None:
    street = f"95{fresh_code()[5:]}"[:9]
    whole, empty = peaceful(site.admin, seed=3, street=street), fresh_code(street)
    register(site.admin, empty)
    said = {"role": "administrator", "place": street, "name": "街道管理员"}
    visit.follow_link(site.admin.post("tokens", json=said).json()["token"])
    visit.go("/campaigns")
    visit.write("campaign-reason", "全街道")
    visit.press("campaign-foresee")
    expect(visit.see("foreseen")).to_contain_text("2个社区中，1个将启动")
    expect(visit.see("foresee-real")).to_contain_text("真实启动")
    expect(visit.see("foreseen-refused")).to_contain_text(f"第{empty[9:]}社区")
    assert faults(visit) == []
    visit.hold("activate-hold")
    shown = visit.see("campaign")
    expect(shown).to_have_attribute("data-state", "finished")
    expect(visit.see("campaign-activated")).to_contain_text("1")
    expect(visit.see("campaign-failures")).to_contain_text(f"第{empty[9:]}社区")
    assert faults(visit) == []
    assert site.admin.get(f"communities/{whole}").json()["mode"] == "wartime"
    import_table(site.admin, empty, as_csv(rows(seed=4)))
    visit.press("campaign-retry")
    expect(visit.see("campaign-failures")).to_be_hidden()
    expect(visit.see("campaign-activated")).to_contain_text("2")
    visit.press("campaign-end")
    expect(visit.see("campaign-end-sheet")).to_contain_text("2个社区逐个解除")
    visit.press("campaign-end-confirm")
    expect(visit.see("campaign-end-sheet").get_by_role("alert")).to_contain_text("请填写")
    assert faults(visit) == []
    visit.write("campaign-end-words", "疫情已排除")
    visit.press("campaign-end-confirm")
    expect(shown).to_have_attribute("data-state", "ended")
    expect(visit.see("campaign-ended")).to_contain_text("2")
    expect(visit.see("campaign-end")).to_have_count(0)
    assert faults(visit) == []
    modes = {site.admin.get(f"communities/{c}").json()["mode"] for c in (whole, empty)}
    assert modes == {"peacetime"}
    click(site.admin, whole)
    visit.go("/campaigns")
    expect(visit.see("campaign-line")).to_contain_text("全街道")
    visit.write("campaign-reason", "季度演练")
    visit.press(visit.page.get_by_text("演练模式"))
    visit.press("campaign-foresee")
    expect(visit.see("foreseen-at-war")).to_contain_text("个社区正在战时")
    assert visit.complaints == []


def test_a_house_says_how_to_begin_and_then_holds_however_many_communities(
    browser: Browser, sqlite_url: str
) -> None:
    with serving(sqlite_url) as live:
        visit = Visit(browser, live, PHONE)
        visit.follow_link(ADMIN)
        visit.go("/district")
        expect(visit.see("empty")).to_be_visible()
        assert faults(visit) == []
        register(live.admin, *(f"{STREET}{n:03d}" for n in range(1, 901)))
        visit.page.reload()
        a_long_table_is_drawn_in_part_searched_and_printed_whole(visit)
        visit.close()


def a_long_table_is_drawn_in_part_searched_and_printed_whole(visit: Visit) -> None:
    """Of nine hundred rows those in view are drawn, the last one too; paper has them all."""
    rows = visit.page.locator("[data-testid^=row-]")
    expect(visit.see("district-count")).to_contain_text("900")
    table = visit.see("district-table")
    expect(table).to_have_attribute("aria-rowcount", "901")
    assert rows.count() < 60
    table.evaluate("table => table.parentElement.scrollTo(0, 1e7)")
    expect(visit.see(f"row-{STREET}900")).to_be_visible()
    assert rows.count() < 60
    assert faults(visit) == []
    assert enlarged.faults(visit.page, visit.screen) == []
    visit.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(rows).to_have_count(900)
    visit.page.evaluate("dispatchEvent(new Event('afterprint'))")
    visit.write("district-search", "测试街道 第77")
    expect(rows).to_have_count(10)
    expect(visit.see("district-narrowed")).to_contain_text("“测试街道 第77”：10 / 900个社区")
    visit.press("mode-wartime")
    expect(visit.see("empty")).to_be_visible()
