"""People come in: by an invitation and a password, and members by a personal link to one screen."""

from __future__ import annotations

import os
import re
from pathlib import Path

from playwright.sync_api import expect

from tests.api.places import board, click, peaceful
from tests.api.serving import Live
from tests.browser.looks import faults
from tests.browser.places import at_war, link
from tests.browser.visits import Visit

PASSWORD, ANOTHER = "槿园的石榴开了又落了", "榧园门口的桂花也开了呢"


def picture(visit: Visit, name: str) -> None:
    """Keep what is seen where somebody asks for it."""
    if folder := os.environ.get("PINGZHAN_PICTURES"):
        path = Path(folder) / f"{name}-{visit.screen.name}.png"
        visit.page.screenshot(path=str(path), full_page=True)


def test_she_sets_a_password_and_signs_in_with_it(visit: Visit, site: Live) -> None:
    code = peaceful(site.admin)
    login = f"shuji-{code}-{visit.screen.name}"
    said = {"login": login, "name": "鼗书记", "role": "secretary", "place": code}
    invite = site.admin.post("accounts", json=said).json()["invite"]
    visit.go(f"/invite?invite={invite}")
    expect(visit.see("invite-accept")).to_be_visible()
    assert invite not in visit.page.url
    picture(visit, "invite")
    assert faults(visit) == []
    visit.write("invite-password", "短")
    visit.press("invite-accept")
    expect(visit.see("problem")).to_be_visible()
    visit.write("invite-password", PASSWORD)
    visit.press("invite-accept")
    expect(visit.see("readiness")).to_be_visible()
    visit.press("account-open")
    expect(visit.see("account-who")).to_contain_text("鼗书记")
    picture(visit, "account")
    assert faults(visit) == []
    visit.write("account-old", PASSWORD)
    visit.write("account-new", ANOTHER)
    visit.press("account-change")
    expect(visit.page.get_by_text("密码已修改")).to_be_visible()
    visit.press("account-everywhere")
    expect(visit.see("signin-by-password")).to_be_visible()
    picture(visit, "sign-in")
    visit.write("signin-login", login)
    visit.write("signin-password", "not the password at all")
    visit.press("signin-by-password")
    expect(visit.see("problem")).to_contain_text("登录名或密码不对")
    visit.write("signin-password", ANOTHER)
    visit.press("signin-by-password")
    expect(visit.see("readiness")).to_be_visible()


def test_a_member_does_their_part_on_one_screen(visit: Visit, site: Live) -> None:
    code, activation = at_war(site)
    groups = board(site.admin, code)["activations"][0]["groups"]
    group = next(g for g in groups if len(g["members"]) > 1 and g["tasks"])
    someone = next(m for m in group["members"] if m["position"] == "member")
    asked = {"member": someone["member"]}
    task = next(t["id"] for t in group["tasks"] if t["state"] == "open")
    site.admin.post(f"tasks/{task}/reassign", json={"to": someone["member"]})
    made = site.admin.post(f"activations/{activation}/links", json=asked).json()
    visit.go(f"/me?link={made['token']}")
    expect(visit.see("own-post").first).to_be_visible()
    assert made["token"] not in visit.page.url
    leader = group["members"][0]
    expect(visit.see("call-leader").first).to_contain_text(leader["phone"])
    picture(visit, "me")
    assert faults(visit) == []
    visit.page.reload()
    visit.press("me-here")
    expect(visit.see("me-here")).to_be_disabled()
    here = board(site.admin, code)["activations"][0]["groups"]
    assert all(
        m["mustered_at"] for g in here for m in g["members"] if m["member"] == someone["member"]
    )
    for words in ("接单", "开始", "完成"):
        expect(visit.see("me-next")).to_have_text(words)
        visit.press("me-next")
    expect(visit.see("report-sheet")).to_be_visible()
    picture(visit, "me-report")
    assert faults(visit) == []
    visit.press("task-say")
    expect(visit.see("report-sheet")).to_be_hidden()
    visit.press("large-type")
    picture(visit, "me-large")
    visit.press("large-type")
    visit.press("me-cannot")
    expect(visit.see("cannot-sheet")).to_be_visible()
    picture(visit, "me-cannot")
    assert faults(visit) == []
    visit.write("cannot-why", "家里老人要人照看")
    visit.press("cannot-confirm")
    # the post is given up; the report stays owed, and may still be handed in
    expect(visit.see("own-post")).to_have_count(0)
    expect(visit.see("me-next")).to_have_text("补报告")
    visit.press("me-next")
    visit.press("task-say")
    expect(visit.see("report-empty")).to_be_visible()
    visit.close_sheet()
    # what the link opens is this screen and no other
    visit.go(f"/c/{code}/board")
    expect(visit.see("own-tasks")).to_be_visible()
    assert f"/c/{code}" not in visit.page.url


def test_she_gives_a_member_a_link_from_the_board(visit: Visit, site: Live) -> None:
    code, _ = at_war(site)
    visit.follow_link(link(site, code)["token"])
    visit.go(f"/c/{code}/board")
    visit.press(visit.see("member").first)
    visit.press("link-make")
    made = visit.see("member-link")
    expect(made).to_have_value(re.compile("/#/me\\?link=pl_"))
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
    picture(visit, "me-dead")
    assert faults(visit) == []
