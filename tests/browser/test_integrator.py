"""An integrator's desk: subscribe, see every attempt, go on with what is parked, watch events."""

from __future__ import annotations

import contextlib
import re
import socket
import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.api.places import click, fresh_code, peaceful, register
from tests.api.serving import Live, serving
from tests.browser.looks import faults
from tests.browser.visits import DESK, PHONE, Screen, Visit
from tests.recipes.pasting import Pasted, pasted
from tests.services.cable import Cable, cable
from tests.services.process import free_port
from tests.services.receivers import Receiver, receiver
from tests.services.redis import OwnRedis, own_redis

PLACE = "990102"


@pytest.fixture(scope="module")
def stream() -> Iterator[OwnRedis]:
    with own_redis() as running:
        yield running


@pytest.fixture(scope="module")
def inward(tmp_path_factory: pytest.TempPathFactory, stream: OwnRedis) -> Iterator[Live]:
    """A server that may send to addresses of this machine, and parks a line at once."""
    path = tmp_path_factory.mktemp("inward") / "log.sqlite"
    with serving(
        f"sqlite:///{path}",
        redis=stream.url,
        PINGZHAN_ALLOW_PRIVATE_TARGETS="1",
        PINGZHAN_WEBHOOK_ATTEMPTS="2",
        PINGZHAN_WEBHOOK_RETRY_SECONDS="0.1",
    ) as live:
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


def choose(visit: Visit, testid: str, *types: str) -> None:
    """Choose types of events by typing their names."""
    field = visit.see(testid)
    visit.press(field)
    for type in types:
        field.get_by_role("combobox").fill(type)
        visit.press(visit.page.get_by_role("option").filter(has_text=type).first)
    visit.page.keyboard.press("Escape")


def seen(visit: Visit) -> list[int]:
    """The positions of the lines of the feed that are drawn, from above."""
    lines = visit.see("feed-event").evaluate_all("all => all.map((one) => +one.dataset.id)")
    return sorted(lines, reverse=True)


def enrol(live: Live, code: str, count: int) -> list[int]:
    """Positions at which some people were enrolled."""
    path = f"communities/{code}/members"
    made = [live.admin.post(path, json={"name": "粜"}) for _ in range(count)]
    return [int(one.json()["position"]) for one in made]


def test_a_subscription_is_made_tried_and_followed(
    desk: Visit, inward: Live, endpoint: Receiver
) -> None:
    desk.press("part-webhooks")
    desk.press("hook-new")
    desk.write("hook-name", "区平台")
    expect(desk.see("hook-url-how")).to_contain_text("http:// 和本机、内网地址也可以")
    desk.write("hook-url", "ftp://example.org/x")
    choose(desk, "hook-types", "playbook_activated", "case_reported")
    desk.press("hook-make")
    expect(desk.page.locator("#hook-url-fault")).to_contain_text("https://")
    assert amiss(desk) == []
    desk.write("hook-url", endpoint.url("/500"))
    desk.press("hook-make")
    expect(desk.see("secret")).to_contain_text("whsec_")
    desk.press("hook-test")
    expect(desk.see("hook-tested")).to_contain_text("500")
    code = peaceful(inward.admin)
    click(inward.admin, code, case_ref="病例甲")
    desk.press("hook-open")
    # twice refused, its line is parked; and says why
    parked = desk.see("hook-parked")
    expect(parked).to_contain_text("对方答500", timeout=20_000)
    expect(parked).to_contain_text(code)
    expect(desk.see("hook-stuck")).to_contain_text(f"第{stuck(inward)}号事件")
    expect(desk.see("hook-standing")).to_have_text("已停住")
    expect(desk.see("hook-standing")).to_have_class(re.compile("tag-war"))
    assert amiss(desk) == []
    if not desk.screen.touch:
        goes_on(desk, inward, endpoint)
    desk.press("hook-remove")
    desk.press("hook-remove-back")
    expect(desk.see("hook-remove")).to_be_focused()
    desk.press("hook-remove")
    desk.press("hook-remove-confirm")
    expect(desk.see("hook")).to_have_count(0)
    desk.page.go_back()
    expect(desk.see("feed")).to_be_visible()


def stuck(live: Live) -> int:
    """The position of the event that was refused last."""
    hook = live.admin.get("webhooks").json()["items"][0]["id"]
    attempts = live.admin.get(f"webhooks/{hook}/attempts?accepted=false").json()["items"]
    return int(attempts[0]["position"])


def goes_on(desk: Visit, inward: Live, endpoint: Receiver) -> None:
    """A line that is parked goes on where it stands, and one delivery is made again."""
    desk.press("attempts-refused")
    expect(desk.see("attempts").locator("[data-accepted=false]")).to_have_count(3)
    hook = inward.admin.get("webhooks").json()["items"][0]["id"]
    inward.admin.patch(f"webhooks/{hook}", json={"url": endpoint.url("/ok")}).raise_for_status()
    desk.press("hook-unpark")
    expect(desk.see("hook-parked")).to_have_count(0)
    expect(desk.see("hook-standing")).to_have_text("进行中")
    desk.press("attempts-all")
    expect(desk.see("attempts").locator("[data-accepted=true]")).to_have_count(2, timeout=20_000)
    expect(desk.see("hook-lag")).to_contain_text("没有积压")
    # one is told again, once asked twice
    before = len(endpoint.received)
    again = desk.see("attempt-again").first
    desk.press(again)
    desk.press(desk.see("attempt-again-confirm"))
    expect(desk.see("attempts").locator("[data-accepted=true]")).to_have_count(3, timeout=20_000)
    assert len(endpoint.received) > before
    desk.press("hook-rotate")
    desk.press("hook-rotate-confirm")
    expect(desk.see("hook").get_by_test_id("secret")).to_contain_text("whsec_")
    desk.press("hook-pause")
    expect(desk.see("hook")).to_have_attribute("data-state", "paused")


def test_events_are_filtered_and_one_is_seen_whole(desk: Visit, inward: Live) -> None:
    code = peaceful(inward.admin)
    click(inward.admin, code, case_ref="病例乙")
    if desk.screen.touch:
        desk.press("feed-filter-open")
    choose(desk, "feed-type", "case_reported", "playbook_activated")
    desk.write("feed-place", code)
    desk.press("feed-go")
    expect(desk.see("feed-event")).to_have_count(2)
    expect(desk.see("feed").locator("[data-line=live]")).to_be_visible()
    desk.press(desk.see("feed-event").last)
    one = desk.see("feed-one").locator("visible=true")
    expect(one.locator("pre").first).to_contain_text('"type": "pingzhan.case_reported.v1"')
    expect(one.get_by_test_id("feed-onward")).to_contain_text(f"place={code}&type=case_reported")
    schema = one.get_by_test_id("feed-schema").get_attribute("href")
    assert inward.admin.get(f"{inward.url}/{schema}").json()["title"] == "case_reported.v1"
    assert amiss(desk) == []
    # the address keeps what was asked for
    desk.page.reload()
    expect(desk.see("feed-event")).to_have_count(2)


@pytest.fixture
def line(inward: Live) -> Iterator[Cable]:
    with cable(int(inward.url.rpartition(":")[2])) as laid:
        yield laid


@pytest.mark.parametrize("desk", [DESK], indirect=True, ids=["desk"])
def test_a_lost_line_is_told_and_catches_up_with_each_event_once(
    desk: Visit, inward: Live, line: Cable
) -> None:
    code = fresh_code()
    register(inward.admin, code)
    desk.page.goto(f"{line.url}/#/integrator")
    desk.write("feed-place", code)
    desk.see("feed-begin").select_option("now")
    desk.press("feed-go")
    told = desk.see("feed").get_by_test_id("line")
    wanted: list[int] = []
    for _ in range(2):  # before anything was heard, and after
        expect(told).to_have_attribute("data-line", "live")
        line.cut()
        expect(told).to_have_attribute("data-line", "lost")
        wanted += enrol(inward, code, 6)
        line.mend()
        expect(desk.see("feed-count")).to_have_text(f"{len(wanted)} 条")
    expect(told).to_have_attribute("data-line", "live")
    expect(desk.see("feed-count")).to_have_text("12 条")
    assert set(seen(desk)) <= set(wanted)
    # whoever reads further down stays where they are, and is told how many came
    desk.see("feed-lines").hover()
    desk.page.mouse.wheel(0, 200)
    expect(desk.see("feed-event").filter(has_text=str(wanted[0]))).to_be_visible()
    place = seen(desk)
    fresh = enrol(inward, code, 3)
    expect(desk.see("feed-fresh")).to_contain_text("3")
    assert seen(desk) == place
    desk.press("feed-fresh")
    expect(desk.see("feed-event").filter(has_text=str(fresh[-1]))).to_be_visible()
    expect(desk.see("feed-count")).to_have_text("15 条")
    desk.press("feed-hold")
    enrol(inward, code, 2)
    expect(desk.see("feed-fresh")).to_contain_text("2")
    expect(desk.see("feed-count")).to_have_text("15 条")
    desk.press("feed-hold")
    expect(desk.see("feed-count")).to_have_text("17 条")
    desk.page.goto("about:blank")
    desk.complaints[:] = [one for one in desk.complaints if "net::ERR_" not in one]


@pytest.mark.parametrize("desk", [DESK], indirect=True, ids=["desk"])
def test_practice_reaches_the_stream_and_the_catalogue_explains_it(
    desk: Visit, inward: Live
) -> None:
    register(inward.admin, fresh_code())
    desk.press("part-practice")
    make = desk.see("practice-make")
    expect(make.or_(desk.see("practice-code"))).to_be_visible()
    if make.is_visible():
        desk.press(make)
    desk.press("practice-activate")
    expect(desk.see("practice-done")).to_contain_text("pingzhan.playbook_activated.v1")
    desk.press("practice-stand_down")
    expect(desk.see("practice-done")).to_contain_text("pingzhan.playbook_stood_down.v1")
    desk.press("practice-see")
    expect(desk.see("feed-event").filter(has_text="playbook_stood_down")).to_be_visible()
    desk.press("part-catalogue")
    desk.write("catalogue-search", "task_overdue")
    desk.press(desk.see("catalogue-type").first.locator("button"))
    shown = desk.see("catalogue-type").first
    expect(shown.get_by_test_id("catalogue-fields")).to_contain_text("string (date-time)")
    expect(shown.locator("pre")).to_contain_text("dataschema")
    assert amiss(desk) == []
    desk.write("catalogue-search", "playbook_stood_down")
    desk.press(desk.see("catalogue-type").first.locator("button"))
    desk.press("catalogue-follow")
    expect(desk.see("feed-event").first).to_be_visible()
    desk.press(desk.see("feed-event").first)
    expect(desk.see("feed-one")).to_contain_text("pingzhan.playbook_stood_down.v1")


@pytest.mark.parametrize("desk", [DESK], indirect=True, ids=["desk"])
def test_every_piece_of_code_runs_as_it_is_pasted(
    desk: Visit, inward: Live, stream: OwnRedis
) -> None:
    code = fresh_code()
    register(inward.admin, code)
    said = {"role": "integrator", "place": PLACE, "name": "贴"}
    token = inward.admin.post("tokens", json=said).json()["token"]
    desk.press("part-recipes")
    ports = {"receiver": free_port(), "receiverNode": free_port()}
    filled = {
        **dict.fromkeys(("curl", "follow", "python", "node", "browser"), token),
        **{kind: secret(inward, token, port) for kind, port in ports.items()},
        "redis": stream.url,
    }
    assert desk.page.locator("[data-testid=recipe] [aria-pressed]").count() == len(filled)
    given = {kind: recipe(desk, kind, what) for kind, what in filled.items()}
    assert amiss(desk) == []
    with contextlib.ExitStack() as closing:
        running = {
            kind: closing.enter_context(pasted(text, PORT=str(ports.get(kind, 0))))
            for kind, text in given.items()
            if kind not in ("curl", "browser")
        }
        desk.page.evaluate(f"async () => {{ {given['browser']} }}")
        listening(*ports.values())
        with desk.page.expect_console_message(lambda m: "member_enrolled" in m.text) as heard:
            (position,) = enrol(inward, code, 1)
        event = inward.admin.get(f"events/{position}").json()
        assert heard.value.args[0].json_value() == event["id"]
        assert heard.value.args[1].json_value() == event
        received = f"{position} pingzhan.member_enrolled.v1 /communities/{code}\n"
        printed = {
            "follow": f'"id":"{position}"',
            "python": f"{position} {event['data']['member']}\n",
            "node": f"{position} {event['data']['member']}\n",
            "receiver": received,
            "receiverNode": received,
            "redis": f"{position} pingzhan.member_enrolled.v1\n",
        }
        assert set(printed) == set(running)
        for kind, words in printed.items():
            running[kind].says(words)
        page: Pasted = closing.enter_context(pasted(given["curl"]))
        page.says("pingzhan.member_enrolled.v1")


def secret(inward: Live, token: str, port: int) -> str:
    """The secret of a new subscription that tells a port of this machine who was enrolled."""
    url, types = f"http://127.0.0.1:{port}/", ["member_enrolled"]
    with inward.client(token) as caller:
        made = caller.post("webhooks", json={"name": "贴", "url": url, "types": types})
        return str(made.json()["secret"])


def recipe(desk: Visit, kind: str, filled: str) -> str:
    """A piece of code as the page gives it, once something of one's own is filled in."""
    desk.press(f"recipe-{kind}")
    desk.write("recipe-token", filled)
    desk.press("recipe-copy")
    expect(desk.see("said")).to_be_visible()
    return str(desk.page.evaluate("navigator.clipboard.readText()"))


def listening(*ports: int) -> None:
    """Wait until somebody listens on each."""
    for port in ports:
        end = time.monotonic() + 30
        while True:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port)):
                break
            assert time.monotonic() < end
            time.sleep(0.05)
