"""A supervisor replays: any moment, two moments side by side, and who was told what, since when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from api.evidence import prove
from tests.api.places import board
from tests.browser.furnished import WAR, Furnished
from tests.browser.looks import faults
from tests.browser.visits import DESK, PHONE, Screen, Visit


@pytest.fixture(params=[PHONE, DESK], ids=lambda screen: screen.name)
def visit(request: pytest.FixtureRequest, browser: Browser, house: Furnished) -> Iterator[Visit]:
    """A supervisor of the district."""
    screen: Screen = request.param
    said = {"role": "supervisor", "place": WAR[:6], "name": "区督导"}
    token = house.site.admin.post("tokens", json=said).json()["token"]
    with_them = Visit(browser, house.site, screen)
    with_them.follow_link(token)
    yield with_them
    with_them.close()
    assert with_them.complaints == []


@pytest.fixture
def then(house: Furnished) -> str:
    """The moment at which a task had just been late."""
    asked = {"community": WAR, "type": "task_overdue.v1"}
    (first, *_) = house.site.admin.get("events", params=asked).json()
    late = datetime.fromisoformat(first["time"]) + timedelta(seconds=1)
    return late.isoformat(timespec="seconds").replace("+00:00", "Z")


def test_any_moment_is_seen_stepped_through_and_held_against_another(
    visit: Visit, house: Furnished, then: str, tmp_path: Path
) -> None:
    visit.go(f"/c/{WAR}/replay?at={then}")
    was = board(house.site.admin, WAR, as_of=then)
    shown = visit.see("replay")
    expect(shown).to_have_attribute("data-position", str(was["position"]))
    expect(visit.see("replay-now")).to_contain_text(f"第{was['position']}号")
    visit.press(visit.see("replay-view").get_by_text("图表"))
    for chart in ("chart-muster", "chart-tasks"):
        expect(visit.see(chart).locator("svg")).to_be_visible()
    visit.press("figures-table")
    visit.press(visit.see("cite").nth(1))
    expect(visit.see("cited").first).to_be_visible()
    assert faults(visit) == []
    visit.close_sheet()
    visit.press(visit.see("replay-now").get_by_test_id("entry"))
    asked = {"limit": 1, "order": "desc", "after": was["position"] + 1}
    (last,) = house.site.admin.get(f"communities/{WAR}/history", params=asked).json()["items"]
    cited = visit.page.locator("[data-testid=cited]:visible").first
    expect(cited).to_contain_text(f"{last['position']} ")
    visit.close_sheet()
    visit.press(visit.see("replay-view").get_by_text("看板"))
    visit.press("replay-keep")
    expect(visit.see("difference")).to_contain_text("没有差别")
    # both moments are the one chosen, whenever the last entry before it was
    chosen = (visit.see("replay-now").text_content() or "").partition("的")[0]
    expect(visit.see("difference").locator("h3")).to_have_text(f"{chosen}至{chosen}的变化")
    expect(visit.see("two-mustered").locator("td").last).to_have_text("0")
    knob = visit.see("replay-slider").get_by_role("slider")
    knob.press("ArrowRight")  # to the next fact, however long nothing happened
    expect(shown).not_to_have_attribute("data-position", str(was["position"]))
    expect(knob).to_have_attribute("aria-valuetext", re.compile(r"\d\d:\d\d$"))
    later = int(shown.get_attribute("data-position") or 0)
    assert later > was["position"]
    expect(visit.see("difference")).to_contain_text(f"第{was['position']}号至第{later}号")
    assert faults(visit) == []
    visit.press("replay-back")
    expect(shown).not_to_have_attribute("data-position", str(later))
    expect(visit.see("difference")).to_be_visible()
    knob.press("End")
    last = knob.get_attribute("aria-valuemax") or ""
    expect(knob).to_have_attribute("aria-valuenow", last)
    evidence_is_taken_out(visit, tmp_path / "bundle.zip")


def test_the_past_plays_by_itself_until_it_is_paused(visit: Visit, then: str) -> None:
    visit.go(f"/c/{WAR}/replay?at={then}")
    shown = visit.see("replay")
    expect(visit.see("replay-now")).to_be_visible()
    before = shown.get_attribute("data-position") or ""
    visit.press(visit.see("replay-speed").get_by_text("12"))
    visit.press("replay-play")
    expect(shown).not_to_have_attribute("data-position", before, timeout=20_000)
    expect(visit.see("replay-play")).to_contain_text("暂停")
    visit.press("replay-play")
    expect(visit.see("replay-play")).to_contain_text("播放")


def test_who_was_at_a_post_then_since_when_by_whom_and_told_how(
    visit: Visit, house: Furnished, then: str
) -> None:
    visit.go(f"/c/{WAR}/replay?at={then}")
    visit.press(visit.see("replay-view").get_by_text("任务"))
    # nobody of a later shift is taken for who is at the gate
    visit.write("assigned-search", "门岗")
    hours = re.compile(r"(当班|下一班).*\d\d:\d\d–\d\d:\d\d")
    expect(visit.see("turn").first).to_have_text(hours)
    visit.press(visit.see("replay-view").get_by_text("人员"))
    visit.write("assigned-search", "医疗 组长")
    row = visit.see("assigned").locator("tbody tr").first
    expect(row).to_contain_text("医疗保障")
    visit.press(row.get_by_test_id("entry"))
    expect(visit.see("cited")).to_contain_text("医疗保障")
    assert faults(visit) == []
    visit.close_sheet()
    visit.press(
        row.get_by_test_id("assigned-who")
    )  # the second click of the three that it may take
    sheet = visit.see("person-then")
    expect(sheet.get_by_test_id("since").first).to_contain_text("指派")
    expect(sheet.get_by_test_id("since").first).to_contain_text("号记录")
    expect(sheet).to_contain_text("怎样通知的")
    assert faults(visit) == []
    # who looks at how a community stands has read nobody's name
    visit.go(f"/c/{WAR}")
    expect(visit.see("readiness")).to_be_visible()
    actor = visit.page.request.get(f"{house.site.url}/api/v1/session").json()["actor"]
    asked = {"place": WAR, "actor": actor, "kind": "roster"}
    assert house.site.admin.get("accesses", params=asked).json()["items"] == []
    visit.page.go_back()
    visit.press(visit.see("replay-view").get_by_text("人员"))
    visit.press(visit.see("assigned-who").first)
    visit.press("reveal-open")
    visit.write("reveal-why", "联系不上，要打电话")
    visit.press("reveal-confirm")
    expect(visit.see("revealed")).to_contain_text("154")
    visit.go("/accesses?kind=reveal")
    first = visit.see("access-table").locator("tbody tr").first
    expect(first).to_contain_text("联系不上，要打电话")
    if visit.screen.touch:  # what was read begins a line of its own in every row
        when, what = (first.locator(f".of-{one}").bounding_box() for one in ("at", "kind"))
        assert when
        assert what
        assert (what["x"], what["y"] > when["y"]) == (when["x"], True)
    assert faults(visit) == []


def evidence_is_taken_out(visit: Visit, file: Path) -> None:
    """For a reason, with its fingerprint; and it proves itself."""
    visit.press("evidence-open")
    expect(visit.see("evidence-take")).to_be_disabled()
    visit.write("evidence-why", "区纪委调阅，核对处置经过")
    assert faults(visit) == []
    with visit.page.expect_download() as taking:
        visit.press("evidence-take")
    taking.value.save_as(file)
    digest = sha256(file.read_bytes()).hexdigest()
    expect(visit.see("evidence-fingerprint")).to_have_text(digest)
    with file.open("rb") as content:
        proof = prove(content)
    assert (proof.faults, proof.is_refolded) == ([], True)
    assert proof.manifest is not None
    assert proof.manifest.reason == "区纪委调阅，核对处置经过"
