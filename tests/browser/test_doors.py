"""People come in: by an invitation and a password, and members by a personal link."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.api.places import board, click, peaceful
from tests.api.serving import Live
from tests.browser.looks import faults
from tests.browser.places import at_war, link
from tests.browser.visits import Visit

PASSWORD, ANOTHER = "槿园的石榴开了又落了", "榧园门口的桂花也开了呢"


def test_she_sets_a_password_and_signs_in_with_it(visit: Visit, site: Live) -> None:
    code = peaceful(site.admin)
    login = f"shuji-{code}-{visit.screen.name}"
    said = {"login": login, "name": "鼗书记", "role": "secretary", "place": code}
    invite = site.admin.post("accounts", json=said).json()["invite"]
    visit.go(f"/invite?invite={invite}")
    expect(visit.see("invite-accept")).to_be_visible()
    assert invite not in visit.page.url
    visit.picture("invite")
    assert faults(visit) == []
    visit.write("invite-password", "短")
    visit.press("invite-accept")
    expect(visit.see("problem")).to_be_visible()
    visit.write("invite-password", PASSWORD)
    visit.press("invite-accept")
    expect(visit.see("readiness")).to_be_visible()
    visit.press("account-open")
    expect(visit.see("account-who")).to_contain_text("鼗书记")
    visit.picture("account")
    assert faults(visit) == []
    visit.write("account-old", PASSWORD)
    visit.write("account-new", ANOTHER)
    visit.press("account-change")
    expect(visit.page.get_by_text("密码已修改")).to_be_visible()
    visit.press("account-everywhere")
    expect(visit.see("signin-by-password")).to_be_visible()
    visit.picture("sign-in")
    visit.write("signin-login", login)
    visit.write("signin-password", "not the password at all")
    visit.press("signin-by-password")
    expect(visit.see("problem")).to_contain_text("登录名或密码不对")
    visit.write("signin-password", ANOTHER)
    visit.press("signin-by-password")
    expect(visit.see("readiness")).to_be_visible()


def test_she_gives_a_member_a_link_from_the_board(visit: Visit, site: Live) -> None:
    code, _ = at_war(site)
    visit.follow_link(link(site, code)["token"])
    visit.go(f"/c/{code}/board")
    visit.press(visit.see("member").first)
    visit.press("link-make")
    made = visit.see("member-link")
    expect(made).to_have_value(re.compile("/#/me\\?link=pl_"))
    visit.press("link-copy")
    expect(visit.see("said")).to_contain_text("个人链接已复制")
    assert faults(visit) == []
    given = made.input_value()
    visit.page.goto("about:blank")
    visit.context.clear_cookies()
    visit.page.goto(given)
    expect(visit.see("own-post").first).to_be_visible()


def test_a_link_that_was_revoked_says_so(visit: Visit, site: Live) -> None:
    code = peaceful(site.admin, seed=3)
    activation = click(site.admin, code)["id"]
    member = board(site.admin, code)["activations"][0]["groups"][0]["members"][0]["member"]
    made = site.admin.post(f"activations/{activation}/links", json={"member": member}).json()
    site.admin.delete(f"links/{made['id']}")
    visit.go(f"/me?link={made['token']}")
    expect(visit.see("link-dead")).to_be_visible()
    visit.picture("me-dead")
    assert faults(visit) == []
