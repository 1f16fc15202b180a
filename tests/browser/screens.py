"""Pictures of the page for docs/screens, on a phone and at a desk.

`python -m tests.browser.screens` takes them anew, of the demonstration's communities.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, expect, sync_playwright

from api.demo.sample import SAMPLE
from tests.api.serving import ADMIN
from tests.browser.furnished import WAR, Furnished, furnished
from tests.browser.looks import SLIDES, faults
from tests.browser.visits import DESK, PHONE, Screen, Visit
from tests.services.chromium import launched

#: bytes of a picture
MOST = 60_000
STORM = "typhoon_flood_community"
FOLDER = Path(__file__).parents[2] / "docs" / "screens"
SMALLER = """async ([png, quality]) => {
    const picture = new Image()
    picture.src = `data:image/png;base64,${png}`
    await picture.decode()
    const canvas = document.createElement('canvas')
    canvas.width = picture.width
    canvas.height = picture.height
    canvas.getContext('2d').drawImage(picture, 0, 0)
    return canvas.toDataURL('image/webp', quality).split(',')[1]
}"""


class Pictures:
    """What a visit looks like at each of its stops, numbered in their order."""

    def __init__(self, visit: Visit, folder: Path) -> None:
        self.visit, self.folder = visit, folder
        self.dark_room = visit.context.new_page()

    def take(self, name: str) -> None:
        """Keep what the visitor sees now; no picture is made of a page that looks wrong."""
        self.visit.page.wait_for_timeout(400)  # what was just said has gone, what comes has come
        found = ["not looked at yet"]
        for _ in range(5):  # a button that is just being enabled is still half seen through
            found = [f for f in faults(self.visit) if not f.startswith("not for people")]
            if not found:
                break
            self.visit.page.wait_for_timeout(800)
        assert found == [], (name, self.visit.screen.name, found)
        png = base64.b64encode(self.visit.page.screenshot()).decode()
        for quality in (0.6, 0.45, 0.3):
            webp = base64.b64decode(self.dark_room.evaluate(SMALLER, [png, quality]))
            if len(webp) <= MOST:
                break
        path = self.folder / f"{name}-{self.visit.screen.name}.webp"
        path.write_bytes(webp)
        self.at_twice_the_size(name)

    def at_twice_the_size(self, name: str) -> None:
        """With text at 200 % a page fits its screen as it did: nothing slides sideways."""
        screen, page = self.visit.screen, self.visit.page
        if screen.touch:
            return
        page.set_viewport_size({"width": screen.width // 2, "height": screen.height // 2})
        assert page.evaluate(SLIDES) <= 0, f"{name} slides sideways at 200 %"
        page.set_viewport_size({"width": screen.width, "height": screen.height})


@contextmanager
def pictures(
    browser: Browser, house: Furnished, screen: Screen, folder: Path
) -> Iterator[Pictures]:
    visit = Visit(browser, house.site, screen)
    yield Pictures(visit, folder)
    assert visit.complaints == []
    visit.close()


def at_the_door(pictures: Pictures) -> None:
    """Nobody is signed in yet; then the administrator is."""
    pictures.visit.go("/signin")
    expect(pictures.visit.see("signin-link")).to_be_visible()
    pictures.take("01-sign-in")
    pictures.visit.follow_link(ADMIN)
    expect(pictures.visit.see(f"community-{WAR}")).to_be_visible()
    pictures.take("02-communities")


def in_peacetime(pictures: Pictures, token: str) -> None:
    """A secretary brings her table up to date, and comes to the click."""
    visit = pictures.visit
    visit.follow_link(token)
    expect(visit.see("readiness")).to_be_visible()
    pictures.take("03-peacetime")
    visit.press("nav-roster")
    visit.see("import-file").set_input_files(SAMPLE)
    expect(visit.see("import-review")).to_be_visible()
    pictures.take("04-import")
    visit.press("nav-community")
    visit.press("case-open")
    visit.see("case-grid").select_option(index=3)
    visit.write("case-ref", "2026-0417")
    pictures.take("05-case")
    visit.close_sheet()
    visit.press("activate-open")
    for chosen in (0, 2):
        visit.press(visit.see("scope-grid").nth(chosen))
    visit.write("activate-reason", "小区报告病例")
    visit.page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    pictures.take("06-compounds")
    visit.press("activate-preview")
    expect(visit.see("preview-summary")).to_be_visible()
    pictures.take("07-preview")


def in_wartime(pictures: Pictures, token: str) -> None:
    """A secretary a day into the war."""
    visit = pictures.visit
    visit.follow_link(token)
    expect(visit.see("board-open")).to_be_visible()
    pictures.take("08-wartime")
    visit.press("nav-board")
    expect(visit.see("group").first).to_be_visible()
    pictures.take("09-board")
    task = visit.page.locator(
        "[data-testid^=task-]:is([data-state=started], [data-state=accepted])"
    )
    visit.draw_near(task)
    visit.press(task.first)
    expect(visit.see("task-trail")).to_be_visible()
    pictures.take("10-task")
    visit.close_sheet()
    visit.press(visit.see("notices-open").first)
    expect(visit.see("notice").first).to_be_visible()
    pictures.take("11-notices")
    visit.press("nav-history")
    expect(visit.see("history-entry").first).to_be_visible()
    pictures.take("12-history")
    visit.press("nav-board")
    visit.press(visit.see("occurrence-open").first)
    visit.press("event-request_logged")
    expect(visit.see("report-form")).to_be_visible()
    pictures.take("13-event")
    visit.close_sheet()
    visit.press("nav-ledgers")
    expect(visit.see("ledger-line").first).to_be_visible()
    pictures.take("14-ledgers")
    visit.press("nav-board")
    visit.press(visit.see("activation").first.locator("summary"))
    visit.press(visit.see("review-open").first)
    expect(visit.see("review-figures")).to_be_visible()
    pictures.take("15-review")
    visit.go(f"/playbooks/{STORM}")
    expect(visit.see("plan-strip").first).to_be_visible()
    pictures.take("16-playbook")


def as_a_member(pictures: Pictures, house: Furnished) -> None:
    """Somebody with a post in the war, by a personal link."""
    admin, visit = house.site.admin, pictures.visit
    running = admin.get(f"communities/{WAR}/board").json()["activations"][0]
    group = next(g for g in running["groups"] if len(g["members"]) > 1 and g["tasks"])
    asked = {"member": group["members"][1]["member"]}
    link = admin.post(f"activations/{running['id']}/links", json=asked).json()
    visit.go(f"/me?link={link['token']}")
    expect(visit.see("own-post").first).to_be_visible()
    pictures.take("17-member")


def looking_back(pictures: Pictures, token: str) -> None:
    """A secretary's own paper, and the past of her war."""
    visit = pictures.visit
    visit.follow_link(token)
    visit.go(f"/c/{WAR}/roster")
    expect(visit.see("roster").first).to_be_visible()
    pictures.take("18-roster")
    visit.go(f"/c/{WAR}/calls")
    expect(visit.page.locator("main")).to_be_visible()
    pictures.take("19-call-tree")
    visit.go(f"/c/{WAR}/replay")
    expect(visit.page.locator("main")).to_be_visible()
    pictures.take("20-replay")
    visit.go("/playbooks")
    expect(visit.page.locator("main")).to_be_visible()
    pictures.take("21-playbooks")


def as_an_administrator(pictures: Pictures, house: Furnished) -> None:
    """The whole district, its campaigns and readings, and who may come in."""
    visit, admin = pictures.visit, house.site.admin
    login = f"lin.{visit.screen.name}"
    said = {"login": login, "name": "林书记", "role": "secretary", "place": WAR}
    account = admin.post("accounts", json=said).json()
    visit.follow_link(ADMIN)
    for number, page in enumerate(("district", "campaigns", "accesses", "accounts", "tokens"), 22):
        visit.go(f"/{page}")
        expect(visit.page.locator("main")).to_be_visible()
        pictures.take(f"{number}-{page}")
    visit.go("/integrator?part=practice")
    make = visit.see("practice-make")
    expect(make.or_(visit.see("practice-code"))).to_be_visible()
    if make.is_visible():
        visit.press(make)
    visit.press("practice-case")
    expect(visit.see("practice-done")).to_be_visible()
    visit.go("/integrator?part=events")
    expect(visit.see("feed-event").first).to_be_visible()
    pictures.take("27-integrator")
    visit.go("/integrator?part=recipes")
    expect(visit.see("recipe")).to_be_visible()
    pictures.take("28-recipes")
    visit.go(f"/invite?invite={account['invite']}")
    expect(visit.see("invite-who")).to_be_visible()
    pictures.take("29-invitation")
    visit.write("invite-password", "槿园的石榴开了又落了")
    visit.press("invite-accept")
    expect(visit.see("board-open")).to_be_visible()
    visit.go("/account")
    expect(visit.see("account-who")).to_be_visible()
    pictures.take("30-account")


def main() -> None:
    """Take all of them, in place of the old ones."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.webp"):
        old.unlink()
    with furnished() as house, sync_playwright() as playwright, launched(playwright) as browser:
        for screen in (PHONE, DESK):
            with pictures(browser, house, screen, FOLDER) as taking:
                at_the_door(taking)
            with pictures(browser, house, screen, FOLDER) as taking:
                in_peacetime(taking, house.peace)
            with pictures(browser, house, screen, FOLDER) as taking:
                in_wartime(taking, house.war)
            with pictures(browser, house, screen, FOLDER) as taking:
                as_a_member(taking, house)
            with pictures(browser, house, screen, FOLDER) as taking:
                looking_back(taking, house.war)
            with pictures(browser, house, screen, FOLDER) as taking:
                as_an_administrator(taking, house)


if __name__ == "__main__":
    main()
