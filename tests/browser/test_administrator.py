"""An administrator's desk: accounts by invitation, tokens told once, both ended."""

from __future__ import annotations

import re

import httpx2
import pytest
from playwright.sync_api import Browser, expect

from tests.api.places import fresh_code, register
from tests.api.serving import ADMIN, Live
from tests.browser.looks import faults
from tests.browser.visits import DESK, PHONE, Visit
from tests.recipes.pasting import pasted

PASSWORD = "槿园的石榴开了又落了"


def amiss(visit: Visit) -> list[str]:
    """What is wrong with the page, but for types by their names, which these pages show."""
    return [fault for fault in faults(visit) if not fault.startswith("not for people")]


@pytest.mark.parametrize("screen", [PHONE], ids=["phone"])
def test_an_account_is_made_and_its_owner_comes_in_once(
    visit: Visit, site: Live, browser: Browser
) -> None:
    code = fresh_code()
    register(site.admin, code)
    login = f"lin-{code}-{visit.screen.name}"
    visit.follow_link(ADMIN)
    visit.press("accounts-open")
    visit.press("account-new")
    visit.write("account-place", "9911881")
    visit.press("account-send")
    for field in ("login", "name", "place"):
        expect(visit.page.locator(f"#{field}-fault-new")).not_to_be_empty()
    visit.write("account-login", login)
    visit.write("account-name", "林书记")
    visit.write("account-place", "991188")
    visit.press("account-send")
    expect(visit.see("problem")).to_have_attribute("data-code", "place_empty")
    visit.write("account-place", code)
    visit.press("account-send")
    link = re.search(r"invite=(\S+)", visit.see("once").inner_text())
    assert link is not None
    assert amiss(visit) == []
    owner = Visit(browser, site, visit.screen)
    owner.go(f"/invite?invite={link[1]}")
    expect(owner.see("invite-who")).to_contain_text(login)
    owner.write("invite-password", "短了")
    owner.press("invite-accept")
    expect(owner.see("problem")).to_have_attribute("data-code", "password_length")
    assert faults(owner) == []
    owner.write("invite-password", PASSWORD)
    owner.press("invite-accept")
    expect(owner.see("readiness")).to_be_visible()
    owner.go(f"/invite?invite={link[1]}")
    owner.page.reload()
    expect(owner.see("invite-signin")).to_be_visible()
    expect(owner.see("invite-password")).to_have_count(0)
    for _ in range(5):
        guessed = {"login": login, "password": "不是这一句"}
        asked = f"{site.url}/api/v1/session/password"
        assert httpx2.post(asked, json=guessed, trust_env=False).status_code == 401
    visit.write("account-search", login)
    visit.press(visit.see("account").get_by_test_id("account-out"))
    expect(visit.see("said")).to_contain_text("已退出")
    expect(visit.see("account-standing")).to_contain_text("密码连错，锁定至")
    assert amiss(visit) == []
    visit.press("account-unlock")
    expect(visit.see("account-standing")).to_contain_text("使用中")
    owner.go(f"/c/{code}")
    expect(owner.see("signin-by-password")).to_be_visible()
    owner.close()
    visit.press("account-turn")
    expect(visit.see("account-standing")).to_contain_text("已停用")
    visit.press("account-erase")
    visit.press("account-erase-confirm")
    expect(visit.page.locator(f"[data-login='{login}']")).to_have_count(0)


@pytest.mark.parametrize("screen", [DESK], ids=["desk"])
def test_a_token_is_told_once_and_revoked(visit: Visit, site: Live) -> None:
    register(site.admin, fresh_code())  # something that there is an event of
    said = {"role": "supervisor", "place": "", "name": "用过的"}
    with site.client(site.admin.post("tokens", json=said).json()["token"]) as client:
        client.get("session").raise_for_status()
    visit.follow_link(ADMIN)
    visit.press("tokens-open")
    last = visit.page.locator(".token-line").filter(has_text="用过的").get_by_test_id("token-used")
    expect(last).to_contain_text("今天")
    visit.press("token-new")
    expect(visit.see("token-purpose")).not_to_have_attribute("required", "")
    visit.write("token-name", f"平台{visit.screen.name}")
    visit.press("scope-people:masked")
    visit.press("token-make")
    expect(visit.page.locator("#token-purpose-fault")).not_to_be_empty()
    assert amiss(visit) == []
    visit.write("token-purpose", "值班核对")
    visit.press("token-make")
    secret = re.search(r"pz_\S+", visit.see("once").inner_text())
    assert secret is not None
    assert amiss(visit) == []
    expect(visit.see("token-use")).to_contain_text(f"{site.url}/#/signin")
    with pasted(visit.see("token-try").inner_text()) as shell:
        shell.says("pingzhan.")
    visit.press("token-try-copy")
    assert visit.page.evaluate("navigator.clipboard.readText()").count(secret[0]) == 1
    reads = {"Authorization": f"Bearer {secret[0]}"}
    asked = f"{site.url}/api/v1/events?limit=1"
    assert httpx2.get(asked, headers=reads, trust_env=False).status_code == 200
    visit.write("token-search", f"值班 平台{visit.screen.name}")
    line = visit.page.locator(".token-line").filter(has_text="值班核对")
    expect(line.get_by_test_id("token-used")).to_have_text("没有记录")
    visit.press(line.get_by_test_id("token-revoke"))
    expect(line).to_contain_text("立即不能再用")
    assert amiss(visit) == []
    visit.press("token-revoke-confirm")
    expect(line).to_have_count(0)
    expect(visit.see("once")).to_have_count(0)
    expect(visit.see("token-use")).to_have_count(0)
    assert httpx2.get(asked, headers=reads, trust_env=False).status_code == 401


@pytest.mark.parametrize("screen", [DESK], ids=["desk"])
def test_one_is_found_among_many_accounts(visit: Visit, site: Live) -> None:
    code = fresh_code()
    register(site.admin, code)
    for n in range(60):
        role, place = ("secretary", code) if n % 2 else ("officer", code[:9])
        said = {"login": f"many-{code}-{n}", "name": f"众{n}", "role": role, "place": place}
        site.admin.post("accounts", json=said).raise_for_status()
    visit.follow_link(ADMIN)
    visit.go("/accounts")
    visit.write("account-search", f"many-{code}")
    expect(visit.see("account-show")).to_have_count(50)
    visit.press("account-more")
    expect(visit.see("account-show")).to_have_count(60)
    visit.see("account-by-role").select_option("secretary")
    visit.see("account-by-standing").select_option("invited")
    visit.write("account-by-place", code)
    expect(visit.see("account-show")).to_have_count(30)
    visit.write("account-search", f"many-{code} 众41")
    expect(visit.see("account-show")).to_have_count(1)
    assert amiss(visit) == []
    visit.press("account-show")
    sheet = visit.see("account-sheet")
    expect(sheet.get_by_test_id("account")).to_contain_text("已邀请")
    assert amiss(visit) == []
    visit.press(sheet.get_by_test_id("account-erase"))
    visit.press("account-erase-confirm")
    expect(sheet).to_be_hidden()
    expect(visit.see("account-show")).to_have_count(0)
