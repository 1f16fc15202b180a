"""An activation at work: levels, what happens, reports on forms, and what is told afterwards."""

from __future__ import annotations

from collections.abc import Callable
from time import sleep
from typing import Any

import httpx2
import pytest
from playwright.sync_api import Route, expect

from tests.api.places import board, click, tasks
from tests.api.serving import Live
from tests.browser.looks import faults
from tests.browser.places import at_peace, at_war, table
from tests.browser.visits import Visit

STORM = "typhoon_flood_community"
Secretary = Callable[[str], Visit]


def in_a_storm(site: Live) -> str:
    """The code of a new community where the typhoon's plan runs at its lowest level."""
    code = at_peace(site)
    click(site.admin, code, playbook=STORM, reason="市防指启动四级响应")
    return code


def running(site: Live, code: str) -> dict[str, Any]:
    """What runs there now."""
    (activation,) = board(site.admin, code)["activations"]
    return dict(activation)


def test_the_level_is_raised_with_what_that_brings(secretary: Secretary, site: Live) -> None:
    code = in_a_storm(site)
    visit = secretary(code)
    visit.press("nav-board")
    visit.press("level-open")
    visit.press("level-III")
    expect(visit.see("level-effect")).to_contain_text("开放避灾点并清点")
    assert faults(visit) == []
    visit.write("level-words", "市防指通知提升至三级")
    visit.press("level-confirm")
    expect(visit.see("level")).to_contain_text("三级")
    assert running(site, code)["level"] == "III"


def test_landfall_is_forecast_and_moves(secretary: Secretary, site: Live) -> None:
    code = in_a_storm(site)
    visit = secretary(code)
    visit.press("nav-board")
    visit.press("forecast-landfall")
    expect(visit.see("forecast-sheet")).to_contain_text("登陆前6小时")
    visit.write("forecast-at", "2126-08-01T06:00")
    assert faults(visit) == []
    visit.press("forecast-set")
    expect(visit.see("forecast-sheet")).to_be_hidden()
    assert running(site, code)["forecasts"]["landfall"] == "2126-07-31T22:00:00Z"


def test_what_happened_is_logged_in_plain_words_and_closed(
    secretary: Secretary, site: Live
) -> None:
    code, activation = at_war(site)
    visit = secretary(code)
    visit.press("nav-board")
    adds_a_task_of_her_own(visit, site, code, activation)
    visit.press("occurrence-open")
    expect(visit.see("event-request_logged")).to_be_visible()
    assert faults(visit) == []
    visit.press("event-request_logged")
    visit.press("task-say")
    expect(visit.see("occurrence-grid")).to_be_focused()
    expect(visit.see("occurrence-sheet")).to_contain_text("请选择所在小区。")
    assert faults(visit) == []
    visit.see("occurrence-grid").select_option(label="苕溪苑")
    visit.press("occurrence-channel-hotline")
    visit.write("occurrence-building", "3")
    visit.write("occurrence-summary", "三楼停水")
    expect(visit.see("occurrence-outcome")).to_be_hidden()
    assert faults(visit) == []
    visit.press("task-say")
    expect(visit.see("said")).to_contain_text("已记录")
    visit.press(visit.see("occurrences").locator("summary"))
    line = visit.see("occurrence")
    expect(line).to_contain_text("居民提出诉求·1号")
    expect(line).to_contain_text("苕溪苑 3号楼")
    visit.press(line.get_by_test_id("occurrence-task").first)
    expect(visit.see("task-sheet-where")).to_contain_text("居民提出诉求·1号，3号楼")
    expect(visit.see("task-sheet")).to_contain_text("三楼停水")
    visit.press("task-do-complete")
    expect(visit.see("report-building")).to_have_value("3")
    visit.close_sheet()
    assert faults(visit) == []
    visit.press("occurrence-close")
    visit.write("occurrence-end-words", "居民已自行解决")
    visit.press("occurrence-end-confirm")
    expect(visit.see("occurrences")).to_have_count(0)


def adds_a_task_of_her_own(visit: Visit, site: Live, code: str, activation: str) -> None:
    """What is lacking is told beside its field; then it is on the board, and with its person."""
    held = next(g for g in running(site, code)["groups"] if g["group"] == "supply")
    person = held["members"][0]
    visit.press("add-task-open")
    visit.press("add-task-save")
    expect(visit.see("add-task-title")).to_be_focused()
    sheet = visit.see("add-task-sheet")
    expect(sheet).to_contain_text("请写明要做什么。")
    expect(sheet).to_contain_text("请选择几点前办完。")
    assert faults(visit) == []
    visit.write("add-task-title", "给3号楼独居老人送药")
    visit.see("add-task-grid").select_option(held["grid"])
    visit.see("add-task-group").select_option("supply")
    visit.press(f"add-task-who-{person['member']}")
    visit.press("add-task-until-h1")
    visit.write("add-task-note", "药在服务站")
    assert faults(visit) == []
    loses_the_answer(visit, "**/activations/*/tasks")
    visit.press("add-task-save")
    expect(sheet.get_by_test_id("problem")).to_be_visible()
    visit.complaints.clear()
    visit.page.wait_for_timeout(1100)  # an hour from now is another moment by then
    visit.press("add-task-save")
    expect(visit.see("said")).to_contain_text(f"由{person['name']}负责")
    expect(sheet).to_be_hidden()
    titles = [t["title"] for t in tasks(board(site.admin, code))]
    assert titles.count("给3号楼独居老人送药") == 1
    card = f"[data-testid=group][data-group=supply][data-grid='{held['grid']}']"
    expect(visit.page.locator(card)).to_contain_text("给3号楼独居老人送药")
    token = site.admin.post(
        f"activations/{activation}/links", json={"member": person["member"]}
    ).json()["token"]
    own = httpx2.get(f"{site.url}/api/v1/me/post", headers={"Authorization": f"Bearer {token}"})
    assert "给3号楼独居老人送药" in own.text


def loses_the_answer(visit: Visit, path: str) -> None:
    """Let the server do what it is asked next, and nobody hear of it."""

    def lost(route: Route) -> None:
        route.fetch()
        route.abort()

    visit.page.route(path, lost, times=1)


@pytest.fixture
def roll_call(secretary: Secretary, site: Live) -> Visit:
    """A secretary with the sheet of a task open that asks for a form."""
    code, _ = at_war(site)
    visit = secretary(code)
    visit.press("nav-board")
    visit.see("board-group").select_option("coordination")
    visit.press(visit.see("group").first.get_by_text("全员集结点名"))
    visit.press("task-do-complete")
    expect(visit.see("report-form")).to_be_visible()
    return visit


def test_a_report_may_come_later_and_is_then_handed_in(roll_call: Visit) -> None:
    visit = roll_call
    expect(visit.see("report-lacks")).to_contain_text("应到")
    assert faults(visit) == []
    expect(visit.see("task-say")).to_have_text("先完成，稍后补报")
    visit.press("task-say")
    expect(visit.see("task-sheet")).to_contain_text("待补报")
    visit.close_sheet()
    visit.press(visit.see("owed").locator("summary"))
    visit.press("owed-task")
    visit.press("task-hand-in")
    visit.write("report-expected", "18")
    visit.write("report-present", "16")
    expect(visit.see("task-say")).to_have_text("补报")
    visit.press("task-say")
    expect(visit.see("report")).to_contain_text("16")
    expect(visit.see("owed")).to_have_count(0)


def test_a_report_becomes_a_row_of_its_ledger(roll_call: Visit) -> None:
    visit = roll_call
    visit.write("report-expected", "18")
    visit.write("report-present", "17")
    visit.press("task-say")
    expect(visit.see("report")).to_contain_text("17")
    visit.close_sheet()
    visit.press("nav-ledgers")
    line = visit.page.locator("[data-form=f_muster]")
    expect(line).to_contain_text("1份")
    assert faults(visit) == []
    visit.press(line)
    row = visit.see("ledger-card" if visit.screen.touch else "ledger-row")
    expect(row).to_contain_text("17")
    assert faults(visit) == []
    with visit.page.expect_download() as coming:
        visit.press("ledger-xlsx")
    assert coming.value.suggested_filename.endswith(".xlsx")


def test_a_drill_is_reviewed_with_its_score_under_the_mark(
    secretary: Secretary, site: Live
) -> None:
    code, activation = at_war(site, drill=True)
    site.admin.post(
        f"communities/{code}/activations/{activation}/stand-down", json={"reason": "结束"}
    )
    visit = secretary(code)
    visit.press("earlier-review")
    expect(visit.see("review-score")).to_contain_text("100")
    expect(visit.see("drill-mark")).to_be_attached()
    assert faults(visit) == []
    visit.press("outcome-all")
    expect(visit.see("review-task").first).to_be_visible()
    with visit.page.expect_download() as coming:
        visit.press("review-download")
    assert coming.value.suggested_filename.endswith(".docx")
    visit.page.emulate_media(media="print")
    expect(visit.see("review-print")).to_be_hidden()
    assert visit.page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


def test_whom_nobody_reached_is_told_in_person_and_leaves_the_list(
    secretary: Secretary, site: Live
) -> None:
    rows = table()
    rows[0][6] = ""
    code = at_peace(site, rows)
    activation = click(site.admin, code, reason="苕溪苑报告病例")["id"]
    asked = f"communities/{code}/notices?state=unreached"
    for _ in range(100):
        if site.admin.get(asked).json()["items"]:
            break
        sleep(0.1)
    visit = secretary(code)
    assert visit.numbers("need-absent") == [18]
    visit.press("need-unreached")
    expect(visit.see("unreached-person")).to_contain_text("员1")
    assert faults(visit) == []
    visit.go(f"/c/{code}/notices/{activation}?tab=delivery")
    lost = visit.see("delivery").first
    expect(lost).to_contain_text("未联系上")
    assert faults(visit) == []
    expect(visit.see("told-counts")).to_contain_text("0人已知悉 · 17人已发出、未确认 · 1人未联系上")
    expect(visit.see("told-silent")).to_contain_text("17人的通知只放在系统收件箱里：手机不会响")
    visit.press(visit.see("told").first)
    expect(visit.see("empty")).to_contain_text("没有未联系上的人还有17人没有确认")
    visit.press("told-withdraw")  # it was another whom she called
    visit.write("not-told-words", "点错了人")
    visit.press("not-told-confirm")
    expect(visit.see("delivery").first).to_contain_text("未联系上")
    expect(visit.see("told-counts")).to_contain_text("0人已知悉")
    visit.press(visit.see("told").first)
    expect(visit.see("empty")).to_be_visible()
    visit.press("deliveries-unconfirmed")
    expect(visit.see("told").first).to_be_visible()
    # whoever comes meanwhile leaves the list by themselves, and a reload stays with it
    open_still = {"activation": activation, "state": "unconfirmed"}
    asked = f"communities/{code}/notices"
    somebody = site.admin.get(asked, params=open_still).json()["items"][0]["member"]
    site.admin.post(f"activations/{activation}/muster", json={"member": somebody})
    expect(visit.see("told-counts")).to_contain_text("2人已知悉 · 16人已发出、未确认")
    visit.press("tab-texts")
    visit.press("tab-delivery")
    visit.page.reload()
    visit.press("deliveries-all")
    expect(visit.see("delivery").first).to_be_visible()
    assert faults(visit) == []


def test_somebody_who_cannot_come_is_off_the_post(secretary: Secretary, site: Live) -> None:
    code, activation = at_war(site)
    visit = secretary(code)
    visit.press("nav-board")
    group = visit.page.locator("[data-testid=group][data-group=movement_control]").first
    visit.press(group.get_by_test_id("member").filter(has_text="组长"))
    visit.press("decline")
    visit.write("decline-why", "在外地")
    assert faults(visit) == []
    # what others do meanwhile moves the board, and takes nothing from what she is writing
    before = visit.see("board").get_attribute("data-position")
    other = running(site, code)["groups"][0]["members"][0]["member"]
    told = site.admin.post(f"activations/{activation}/muster", json={"member": other})
    assert told.status_code == 200
    expect(visit.see("board")).not_to_have_attribute("data-position", before or "", timeout=20_000)
    expect(visit.see("decline-why")).to_have_value("在外地")
    visit.press("decline-confirm")
    expect(group).to_contain_text("缺组长")
    expect(group.get_by_test_id("declined")).to_contain_text("组长，来不了")
    expect(group.get_by_test_id("group-short")).to_have_text("缺1人")
    assert visit.numbers("total-short") == [1]
    assert faults(visit) == []
    visit.press(group.get_by_test_id("group-fill"))
    expect(visit.see("post-sheet")).to_contain_text("补人：")
    assert faults(visit) == []
    visit.press("post-save")
    expect(visit.see("post-sheet")).to_contain_text("请选一位")
    somebody = visit.see("nominee").first.locator("strong").inner_text()
    visit.write("post-search", somebody[1:])
    visit.see("nominee").filter(has_text=somebody).first.get_by_role("radio").check()
    visit.press("post-save")
    expect(group).not_to_contain_text("缺组长")
    # one of its own leads now: somebody from outside still has to fill the place
    visit.press(group.get_by_test_id("group-fill"))
    visit.see("nominee").first.get_by_role("radio").check()
    visit.press("post-save")
    expect(group.get_by_test_id("group-short")).to_have_count(0)
    hands_over_to_the_deputy(visit, site, code)


def hands_over_to_the_deputy(visit: Visit, site: Live, code: str) -> None:
    """Another one is absent: all that they have goes to a colleague at once, and back."""
    group = visit.page.locator("[data-testid=group][data-group=supply]").first
    visit.press(group.get_by_test_id("member").first)
    absent = visit.see("member-sheet").get_by_role("heading").first.inner_text()
    visit.press("hand-over-open")
    expect(visit.see("hand-over-what")).to_contain_text("1个岗位")
    assert faults(visit) == []
    visit.press("hand-over-all")
    other = running(site, code)["groups"][-1]["members"][0]
    visit.see("hand-over-to").select_option(other["member"])
    visit.write("hand-over-why", "联系不上")
    visit.press("hand-over-confirm")
    expect(visit.see("said")).to_contain_text(f"已移交{other['name']}")
    expect(group).to_contain_text(other["name"])
    expect(group).not_to_contain_text(absent)
    held = next(g for g in running(site, code)["groups"] if g["group"] == "supply")
    assert [m["member"] for m in held["members"]] == [other["member"]]
    asked = {"member": other["member"], "limit": "1000"}
    told = site.admin.get(f"communities/{code}/history", params=asked).json()["items"]
    assert any(
        "联系不上" in entry["text"]["zh"] and "交接" in entry["text"]["zh"] for entry in told
    )
    assert faults(visit) == []
    visit.press("take-back")
    expect(visit.see("said")).to_contain_text(f"已还给{absent}")
    expect(group).to_contain_text(absent)
    expect(visit.see("handed")).to_have_count(0)
    held = next(g for g in running(site, code)["groups"] if g["group"] == "supply")
    assert absent in {m["name"] for m in held["members"]}
