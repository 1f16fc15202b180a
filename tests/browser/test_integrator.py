"""An integrator's desk: subscribe, see every attempt, go on with what is parked, watch events."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.api.places import click, fresh_code, peaceful, register
from tests.api.serving import Live, serving
from tests.browser.looks import faults
from tests.browser.visits import DESK, PHONE, Screen, Visit
from tests.services.receivers import Receiver, receiver

PLACE = "990102"


@pytest.fixture(scope="module")
def inward(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Live]:
    """A server that may send to addresses of this machine."""
    path = tmp_path_factory.mktemp("inward") / "log.sqlite"
    with serving(f"sqlite:///{path}", PINGZHAN_ALLOW_PRIVATE_TARGETS="1") as live:
        yield live


@pytest.fixture
def endpoint() -> Iterator[Receiver]:
    with receiver() as found:
        yield found


@pytest.fixture(params=[PHONE, DESK], ids=lambda screen: screen.name)
def desk(request: pytest.FixtureRequest, browser: Browser, inward: Live) -> Iterator[Visit]:
    """An integrator of a county."""
    screen: Screen = request.param
    said = {"role": "integrator", "place": PLACE, "name": "数据平台"}
    token = inward.admin.post("tokens", json=said).json()["token"]
    visit = Visit(browser, inward, screen)
    visit.follow_link(token)
    yield visit
    visit.close()
    assert visit.complaints == []


def amiss(visit: Visit) -> list[str]:
    """What is wrong with the page; types and fields by their names are what integrators want."""
    return [fault for fault in faults(visit) if not fault.startswith("not for people")]


def subscribe(visit: Visit, url: str, types: str) -> None:
    visit.write("hook-name", "区平台")
    visit.write("hook-url", url)
    visit.write("hook-types", types)
    visit.press("hook-make")


def test_a_subscription_is_made_tried_and_followed(
    desk: Visit, inward: Live, endpoint: Receiver
) -> None:
    subscribe(desk, endpoint.url("/ok"), "playbook_activated，case_reported")
    expect(desk.see("secret")).to_contain_text("whsec_")
    assert amiss(desk) == []
    desk.press("hook-test")
    expect(desk.see("hook-tested")).to_contain_text("200")
    code = peaceful(inward.admin)
    click(inward.admin, code, case_ref="病例甲")
    desk.press("hook-open")
    expect(desk.see("attempts")).to_contain_text(code, timeout=20_000)
    expect(desk.see("hook-lag")).to_contain_text("没有积压")
    assert amiss(desk) == []
    desk.press("hook-pause")
    expect(desk.see("hook")).to_have_attribute("data-state", "paused")
    desk.press("hook-remove")
    desk.press("hook-remove-confirm")
    expect(desk.see("hook")).to_have_count(0)


def test_an_address_that_may_not_be_is_refused_in_words(desk: Visit) -> None:
    subscribe(desk, "ftp://example.org/x", "")
    expect(desk.see("problem")).to_be_visible()
    assert ["422" in complaint for complaint in desk.complaints] == [True]
    desk.complaints.clear()


def test_events_go_by_and_one_is_seen_whole(desk: Visit, inward: Live) -> None:
    desk.write("feed-type", "case_reported")
    desk.press("feed-go")
    expect(desk.see("feed").locator("[data-line=live]")).to_be_visible()
    code = peaceful(inward.admin)
    click(inward.admin, code, case_ref="病例乙")
    event = desk.see("feed-event").first
    expect(event).to_contain_text("pingzhan.case_reported.v1")
    desk.press(event.locator("button"))
    expect(event.locator("pre")).to_contain_text(code)
    assert amiss(desk) == []


@pytest.mark.parametrize("desk", [DESK], indirect=True, ids=["desk"])
def test_practice_reaches_the_stream_and_a_recipe_runs_as_it_is_pasted(
    desk: Visit, inward: Live, endpoint: Receiver
) -> None:
    register(inward.admin, fresh_code())
    make = desk.see("practice-make")
    expect(make.or_(desk.see("practice-code"))).to_be_visible()
    if make.is_visible():
        desk.press(make)
    desk.press("practice-activate")
    expect(desk.see("practice-done")).to_contain_text("pingzhan.playbook_activated.v1")
    desk.write("feed-type", "playbook_stood_down")
    desk.press("feed-go")
    expect(desk.see("feed").locator("[data-line=live]")).to_be_visible()
    desk.press("practice-stand_down")
    expect(desk.see("feed-event").first).to_contain_text("pingzhan.playbook_stood_down.v1")
    desk.write("catalogue-search", "task_overdue")
    desk.press(desk.see("catalogue-type").first.locator("button"))
    expect(desk.see("catalogue-type").first.locator("pre")).to_contain_text("dataschema")
    assert amiss(desk) == []
    said = {"role": "integrator", "place": PLACE, "name": "贴"}
    desk.write("recipe-token", inward.admin.post("tokens", json=said).json()["token"])
    code = desk.see("recipe-code").inner_text()
    ran = subprocess.run(
        ["bash"], input=code, capture_output=True, text=True, env={**os.environ, "no_proxy": "*"}
    )
    assert {e["type"] for e in json.loads(ran.stdout)} == {"pingzhan.member_enrolled.v1"}
