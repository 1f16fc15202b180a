"""A whole night: a table at twenty to two, a case at two, the click, two hundred at their posts,
one who is absent, a task too late, what a supervisor sees of 02:14, and the end.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, expect

from tests.api.places import board
from tests.api.serving import Live, pingzhan
from tests.browser.looks import faults
from tests.browser.places import empty_community, link, picked, table, workbook
from tests.browser.simulated import Crowd, everybody
from tests.browser.visits import DESK, PHONE, Visit
from tests.services.another_time import Hands, serving_at
from tests.webhooks.sending import until

NIGHT = datetime(2031, 3, 5, 1, 40, tzinfo=ZoneInfo("Asia/Shanghai"))
LETTERS = (
    "苕溪荻浦菰城莼乡蘋洲蓼汀菱湖芡塘蒲荡苇岸芦墟荇桥"
    "藻溪蘅皋芷江茝庭薇山蕨岭葵圃菘野芹泮薤谷葭渡萍埠"
)
COMPOUNDS = [f"{LETTERS[n : n + 2]}苑" for n in range(0, len(LETTERS), 2)]
#: where the absent one is, and what is late; nobody of the crowd has a post there
HERE = COMPOUNDS[0]


class Night:
    """The server, its clock, the community, and who is before a screen."""

    def __init__(self, browser: Browser, site: Live, hands: Hands) -> None:
        self.site, self.hands, self.code = site, hands, empty_community(site)
        self.secretary = Visit(browser, site, PHONE)
        self.member = Visit(browser, site, PHONE)
        self.supervisor = Visit(browser, site, DESK)

    def at(self, hour: int, minute: int) -> None:
        """Let it be that time."""
        self.hands.set(NIGHT.replace(hour=hour, minute=minute))

    @property
    def activation(self) -> dict[str, Any]:
        """What runs, as the board shows it."""
        (running,) = board(self.site.admin, self.code)["activations"]
        return dict(running)

    def group(self, group: str, grid: str = HERE) -> dict[str, Any]:
        """A group at work in a compound."""
        return next(
            g for g in self.activation["groups"] if (g["group"], g["grid_name"]) == (group, grid)
        )

    def close(self) -> None:
        """Everybody goes; nobody's console had anything to say."""
        for visit in (self.secretary, self.member, self.supervisor):
            assert visit.complaints == []
            visit.close()


@pytest.fixture
def night(browser: Browser) -> Iterator[Night]:
    with serving_at(NIGHT) as (site, hands):
        yield Night(browser, site, hands)


@pytest.mark.timeout(300)
def test_a_whole_night(night: Night, tmp_path: Path) -> None:
    imports_her_table(night)
    night.at(2, 0)
    reports_a_case(night)
    activation = starts_everything(night)
    everyone = everybody(board(night.site.admin, night.code))
    here = {
        m["member"]
        for g in night.activation["groups"]
        if g["grid_name"] == HERE
        for m in g["members"]
    }
    crowd = Crowd(night.site, activation, [m for m in everyone if m not in here])
    assert len(crowd.members) > 200
    crowd.get_links()
    acting = crowd.act()
    comes_by_a_link(night)
    night.at(2, 12)
    absent, instead = hands_over_the_absent_medic(night)
    night.at(2, 14)
    is_late(night)
    stays_on_their_shift(night)
    replays_the_minute(night, absent, instead)
    exports_the_evidence(night, tmp_path)
    until(lambda: crowd.are_there and crowd.done["complete"], "the two hundred do not come", 60)
    ends_it(night)
    crowd.stop(acting)
    reads_the_review(night, activation)
    was_it_all_true(night, crowd)
    night.close()


def imports_her_table(night: Night) -> None:
    she = night.secretary
    she.follow_link(link(night.site, night.code)["token"])
    she.press("import-open")
    she.see("import-file").set_input_files(picked("汇总表.xlsx", workbook(table(COMPOUNDS))))
    expect(she.see("import-review")).to_be_visible()
    she.press("import-confirm")
    expect(she.see("import-done")).to_be_visible()
    she.press("import-to-readiness")
    expect(she.see("readiness-score")).to_be_visible()


def reports_a_case(night: Night) -> None:
    she = night.secretary
    she.press("case-open")
    she.see("case-grid").select_option(label=HERE)
    she.write("case-ref", "2031-0305")
    she.press("case-report")
    expect(she.see("mode")).to_have_attribute("data-mode", "alert")


def starts_everything(night: Night) -> str:
    """She is told that it began within seconds of letting go."""
    she = night.secretary
    she.press("scope-community")
    she.write("activate-reason", "凌晨两点报告一例，全社区启动")
    she.write("activate-muster-point", "3号门岗亭")
    she.press("activate-preview")
    expect(she.see("preview-summary")).to_be_visible()
    she.hold("activate-hold")
    began = monotonic()
    expect(she.see("started")).to_be_visible()
    assert monotonic() - began < 5
    expect(she.see("mode")).to_have_attribute("data-mode", "wartime")
    return str(night.activation["id"])


def comes_by_a_link(night: Night) -> None:
    """A member of this compound comes by a link of their own, and begins what is theirs."""
    who, guard = night.member, night.group("security")["members"][0]
    asked = {"member": guard["member"]}
    where = f"activations/{night.activation['id']}/links"
    made = night.site.admin.post(where, json=asked).json()
    who.go(f"/me?link={made['token']}")
    expect(who.see("me-who")).to_contain_text(guard["name"])
    expect(who.see("muster-point")).to_have_text("集结地点：3号门岗亭")
    who.press("me-here")
    expect(who.see("me-here")).to_have_text("已到岗")
    who.press("me-next")
    until(lambda: "accepted" in states(night.group("security")), "what they took is not taken")
    assert night.group("security")["members"][0]["mustered_at"]


def states(group: dict[str, Any]) -> set[str]:
    """How the tasks of a group stand."""
    return {t["state"] for t in group["tasks"]}


def hands_over_the_absent_medic(night: Night) -> tuple[str, str]:
    """All that the medic has goes to a colleague; both their ids."""
    she, medic = night.secretary, night.group("medical")["members"][0]
    instead = night.group("testing")["members"][0]
    she.see("board-grid").select_option(label=HERE)
    card = she.page.locator("[data-testid=group][data-group=medical]")
    she.press(card.get_by_test_id("member").first)
    expect(she.see("member-sheet")).to_contain_text(medic["name"])
    she.press("hand-over-open")
    she.press("hand-over-all")
    she.see("hand-over-to").select_option(instead["member"])
    she.write("hand-over-why", "电话打不通")
    she.press("hand-over-confirm")
    expect(she.see("said")).to_contain_text(f"已移交{instead['name']}")
    held = [m["member"] for m in night.group("medical")["members"]]
    assert medic["member"] not in held
    assert instead["member"] in held
    return str(medic["member"]), str(instead["member"])


def is_late(night: Night) -> None:
    """What nobody took is red twenty minutes after the click, and goes up the ladder."""
    she = night.secretary
    late = next(t for t in night.group("movement_control")["tasks"] if t["state"] == "open")
    night.hands.set(datetime.fromisoformat(late["due_at"]) + timedelta(hours=2))
    line = she.see(f"task-{late['id']}").filter(has_text="超时")
    expect(she.see("within")).to_contain_text(HERE)  # what the numbers are of
    she.press("total-overdue")
    expect(she.see("found")).to_be_focused()
    expect(she.see("only")).to_be_in_viewport()
    expect(line).to_be_visible(timeout=30_000)
    phone = night.group("movement_control")["members"][0]["phone"]
    beside = she.page.locator("li").filter(has=line).get_by_test_id("call")
    expect(beside).to_have_attribute("href", f"tel:{phone}")
    she.press(line)
    expect(she.see("task-ladder")).to_be_visible()
    expect(she.see("task-sheet").get_by_test_id("call")).to_contain_text(phone)
    she.close_sheet()
    asked = {"task": late["id"]}
    told = night.site.admin.get(f"communities/{night.code}/history", params=asked).json()["items"]
    assert "task_escalated.v1" in {one["type"] for one in told}


def stays_on_their_shift(night: Night) -> None:
    """A shift that still runs is not over at a touch: whoever ends it is asked again."""
    who = night.member
    who.page.reload()
    expect(who.see("me-next")).to_have_text("开始")
    who.press("me-next")
    expect(who.see("me-next")).to_have_text("完成")
    who.press("me-next")
    expect(who.see("early-sheet")).to_contain_text("对同班的人也一样")
    who.picture("me-early")
    assert faults(who) == []
    who.press("early-stay")
    expect(who.see("early-sheet")).to_have_count(0)
    who.press("me-next")
    who.press("early-go")
    expect(who.see("report-sheet")).to_be_visible()
    who.close_sheet()
    assert "started" in states(night.group("security"))


def replays_the_minute(night: Night, absent: str, instead: str) -> None:
    """A supervisor looks at 02:14: who was at the post, since when, by whom, and told how."""
    they = night.supervisor
    they.follow_link(link(night.site, night.code[:6], "supervisor", "区督导")["token"])
    they.go(f"/c/{night.code}/replay")
    they.page.locator("#replay-at").fill("2031-03-05 02:14")
    they.page.locator("#replay-at").press("Enter")
    then = NIGHT.replace(hour=2, minute=14).astimezone(ZoneInfo("UTC"))
    was = board(night.site.admin, night.code, as_of=f"{then:%Y-%m-%dT%H:%M:%SZ}")
    expect(they.see("replay")).to_have_attribute("data-position", str(was["position"]))
    they.see("board-grid").select_option(label=HERE)
    card = they.page.locator("[data-testid=group][data-group=medical]")
    they.press(card.get_by_test_id("member").first)
    sheet = they.see("person-then")
    expect(sheet.get_by_test_id("since").first).to_contain_text("指派")
    expect(sheet).to_contain_text("怎样通知的")
    they.close_sheet()
    held = assigned(night, was["position"], "medical")
    assert (absent in held, instead in held) == (False, True)


def assigned(night: Night, position: int, group: str) -> set[str]:
    """Who had a post in a group of this compound as of a position."""
    grid = night.group(group)["grid"]
    asked = {"as_of_position": position, "group": group, "grid": grid, "limit": 1000}
    told = night.site.admin.get(f"communities/{night.code}/assignments", params=asked).json()
    return {one["member"] for one in told["items"] if not one["task"] and not one["to"]}


def exports_the_evidence(night: Night, folder: Path) -> None:
    """The bundle says who took it and why, and proves itself; one byte less does not."""
    they = night.supervisor
    they.press("evidence-open")
    they.write("evidence-why", "复核二时十四分的岗位")
    with they.page.expect_download() as download:
        they.press("evidence-take")
    bundle = folder / "evidence.zip"
    download.value.save_as(bundle)
    whole = pingzhan("evidence", "verify", str(bundle))
    assert whole.returncode == 0, whole.stdout + whole.stderr
    assert "复核二时十四分的岗位" in whole.stdout
    broken = bytearray(bundle.read_bytes())
    broken[len(broken) // 2] ^= 1
    bundle.write_bytes(broken)
    assert pingzhan("evidence", "verify", str(bundle)).returncode != 0


def ends_it(night: Night) -> None:
    she = night.secretary
    she.press("stand-down-open")
    expect(she.see("stand-down-sheet")).to_contain_text("项")
    she.write("stand-down-words", "达到解除条件")
    she.press("stand-down-confirm")
    expect(she.see("mode")).to_have_attribute("data-mode", "peacetime", timeout=30_000)


def reads_the_review(night: Night, activation: str) -> None:
    night.secretary.go(f"/c/{night.code}/review/{activation}")
    expect(night.secretary.see("review-summary")).to_be_visible()
    expect(night.secretary.see("review-muster")).to_be_visible()


def was_it_all_true(night: Night, crowd: Crowd) -> None:
    """What the two hundred were told is done, is done; and the log is whole."""
    assert crowd.faults == []
    done = crowd.done
    assert min(done["accept"], done["start"], done["complete"]) > 0
    told = {verb: logged(night, f"task_{verb}ed.v1") for verb in ("accept", "start")}
    told["complete"] = logged(night, "task_completed.v1")
    by_hand = {"accept": 1, "start": 1, "complete": 0}
    assert {verb: done[verb] + by_hand[verb] for verb in told} == told
    verified = pingzhan("verify", "--store", night.site.store)
    assert verified.returncode == 0, verified.stdout + verified.stderr


def logged(night: Night, topic: str) -> int:
    """How many facts of a kind the log has."""
    count, after = 0, 0
    while page := night.site.admin.get(
        "events", params={"type": topic, "after": after, "limit": 1000}
    ).json():
        count, after = count + len(page), int(page[-1]["id"])
    return count
