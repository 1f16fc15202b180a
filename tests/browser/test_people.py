"""Who may open which page, and what a link that does not hold says."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Locator, expect

from tests.api.places import board, fresh_code, register
from tests.api.serving import ADMIN, Live
from tests.browser.places import at_peace, at_war, link
from tests.browser.visits import DESK, Visit

COUNTY = "990102"
pytestmark = pytest.mark.parametrize("screen", [DESK], indirect=True, ids=["desk"])


@pytest.fixture
def silent(visit: Visit) -> Iterator[Visit]:
    """A visit whose console must stay silent."""
    yield visit
    assert visit.complaints == []


def acting(visit: Visit) -> Locator:
    """Every button and link by which something would be changed."""
    ids = ("activate-open", "case-open", "import-open", "import-file", "muster", "undo-open")
    more = ("stand-down-open", "authority-open", "roster-download")
    these = [f"[data-testid={testid}]" for testid in (*ids, *more)]
    return visit.page.locator(", ".join([*these, "[data-testid^=task-do-]"]))


def test_the_administrator_finds_a_community_in_the_list_and_opens_it(
    silent: Visit, site: Live
) -> None:
    code, _ = at_war(site)
    register(site.admin, fresh_code())
    silent.follow_link(ADMIN)
    line = silent.see(f"community-{code}")
    expect(line.get_by_test_id("mode")).to_have_attribute("data-mode", "wartime")
    silent.write("community-search", code)
    expect(silent.see("communities").locator("li")).to_have_count(1)
    silent.press(line)
    expect(silent.see("activate-open")).to_be_visible()
    silent.press("back")
    expect(silent.see("communities")).to_be_visible()


def test_a_supervisor_sees_everything_masked_and_has_nothing_to_press(
    silent: Visit, site: Live
) -> None:
    code, activation = at_war(site)
    silent.follow_link(link(site, COUNTY, "supervisor", "区督导")["token"])
    silent.press(f"community-{code}")
    expect(silent.see("readiness")).to_be_visible()
    expect(acting(silent)).to_have_count(0)
    for place, shown in (("roster", "roster"), ("history", "history-entry"), ("board", "group")):
        silent.press(f"nav-{place}")
        expect(silent.see(shown).first).to_be_visible()
        expect(acting(silent)).to_have_count(0)
        assert "1540077" not in silent.page.inner_text("body")
    silent.press(silent.see("member").first)
    expect(silent.see("member-sheet")).to_contain_text("电话已隐去")
    expect(acting(silent)).to_have_count(0)
    silent.close_sheet()
    silent.press(silent.page.locator("[data-testid^=task-]:visible").first)
    expect(silent.see("task-sheet")).to_be_visible()
    expect(acting(silent)).to_have_count(0)
    silent.go(f"/c/{code}/notices/{activation}")
    expect(silent.see("notice").first).to_be_visible()
    assert "1540077" not in silent.page.inner_text("body")


def test_an_address_that_only_the_secretary_may_use_tells_a_supervisor_so(
    silent: Visit, site: Live
) -> None:
    code = at_peace(site)
    silent.follow_link(link(site, COUNTY, "supervisor", "区督导")["token"])
    silent.go(f"/c/{code}/activate")
    expect(silent.see("activate-hold")).to_have_count(0)
    expect(silent.see("activate-preview")).to_have_count(0)
    expect(silent.see("read-only")).to_be_visible()


def test_an_integrators_link_is_told_what_it_is_for(visit: Visit, site: Live) -> None:
    visit.follow_link(link(site, COUNTY, "integrator", "数据平台")["token"])
    expect(visit.see("integrator")).to_contain_text("接口")
    expect(visit.see("signout")).to_be_visible()
    assert visit.complaints == []


def test_a_secretary_is_kept_to_her_community(visit: Visit, site: Live) -> None:
    own, other = at_peace(site), at_peace(site)
    visit.follow_link(link(site, own)["token"])
    visit.go("/")
    expect(visit.page).to_have_url(f"{site.url}/#/c/{own}")
    visit.go(f"/c/{other}")
    expect(visit.see("problem").first).to_have_attribute("data-code", "forbidden")


@pytest.mark.parametrize("kind", ["invented", "revoked"])
def test_a_link_that_does_not_hold_says_whom_to_ask(visit: Visit, site: Live, kind: str) -> None:
    made = link(site, at_peace(site))
    token = made["token"] if kind == "revoked" else "pz_" + "x" * 43
    if kind == "revoked":
        site.admin.delete(f"tokens/{made['id']}").raise_for_status()
    visit.follow_link(token)
    expect(visit.see("problem")).to_contain_text("管理员")
    assert token not in visit.page.url
    expect(visit.see("signin-link")).to_be_visible()


def test_who_lost_the_right_meanwhile_is_led_to_the_door_and_back(visit: Visit, site: Live) -> None:
    code, activation = at_war(site)
    made = link(site, code)
    visit.follow_link(made["token"])
    visit.press("nav-history")
    expect(visit.see("history-entry").first).to_be_visible()
    site.admin.delete(f"tokens/{made['id']}").raise_for_status()
    visit.press("nav-board")
    expect(visit.see("signin-link")).to_be_visible()
    visit.see("signin-link").fill(f"{site.url}/#/signin?token={link(site, code)['token']}")
    visit.press("signin")
    expect(visit.page).to_have_url(f"{site.url}/#/c/{code}/board")
    assert board(site.admin, code)["activations"][0]["id"] == activation


def test_signed_out_the_pages_are_closed(visit: Visit, site: Live) -> None:
    code = at_peace(site)
    visit.follow_link(link(site, code)["token"])
    visit.press("signout")
    expect(visit.see("signin-link")).to_be_visible()
    assert visit.context.cookies() == []
    visit.go(f"/c/{code}")
    expect(visit.see("signin-link")).to_be_visible()
