"""Somebody before the page: on a phone with a finger, or at a desk with a mouse."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, expect

from tests.api.serving import Live

PATIENCE = 10_000  # milliseconds until what should show up counts as missing
expect.set_options(timeout=PATIENCE)

HOLD = 1.5  # seconds that the button of the click asks for
CHINA: Mapping[str, Any] = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai"}


@dataclass(frozen=True)
class Screen:
    """What somebody looks at."""

    name: str
    width: int
    height: int
    touch: bool

    def options(self) -> dict[str, Any]:
        """The options of a browser context that looks so."""
        size = {"width": self.width, "height": self.height}
        hand = {"has_touch": True, "is_mobile": True, "device_scale_factor": 2}
        return {
            "viewport": size,
            **CHINA,
            "reduced_motion": "reduce",
            **(hand if self.touch else {}),
        }


PHONE = Screen("phone", 390, 844, touch=True)
DESK = Screen("desk", 1440, 900, touch=False)


class Visit:
    """One person's browser: where they are, what they press, and what their console said."""

    def __init__(self, browser: Browser, site: Live, screen: Screen) -> None:
        self.site, self.screen = site, screen
        self.context = browser.new_context(**screen.options())
        self.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site.url)
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.complaints: list[str] = []
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.complaints.append(f"{message.text} ({message.location.get('url', '')})")

    def follow_link(self, token: str) -> None:
        """Open a sign-in link, until it has led on or was refused."""
        self.page.goto(f"{self.site.url}/#/signin?token={token}")
        led = self.page.locator("header:visible, [data-testid=problem]")
        expect(led.first).to_be_visible()

    def go(self, path: str) -> None:
        """Go to a route of the page by its address."""
        self.page.goto(f"{self.site.url}/#{path}")

    def see(self, testid: str) -> Locator:
        """A part of the page, by its test id."""
        return self.page.get_by_test_id(testid)

    def draw_near(self, wanted: Locator) -> None:
        """Scroll to where it is drawn: of a long list only what is near the window is there."""
        for tried in range(60):
            if wanted.count():
                return
            self.page.wait_for_timeout(150)
            if tried >= 20:  # it had time enough to be fetched
                self.page.evaluate("scrollBy(0, innerHeight / 2)")

    def press(self, target: str | Locator) -> None:
        """Touch it, or click on it."""
        found = self.see(target) if isinstance(target, str) else target
        if self.screen.touch:
            found.tap()
        else:
            found.click()

    def write(self, testid: str, words: str) -> None:
        """Fill in a field."""
        self.see(testid).fill(words)

    def hold(self, testid: str, seconds: float = HOLD + 0.4) -> None:
        """Press it, and let go after so long."""
        found = self.see(testid)
        expect(found).to_be_visible()
        found.scroll_into_view_if_needed()
        box = found.bounding_box()
        assert box is not None
        point = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
        if self.screen.touch:
            self._hold_finger(point, seconds)
        else:
            self.page.mouse.move(point["x"], point["y"])
            self.page.mouse.down()
            self.page.wait_for_timeout(seconds * 1000)
            self.page.mouse.up()

    def _hold_finger(self, point: dict[str, float], seconds: float) -> None:
        finger = self.context.new_cdp_session(self.page)
        for what, points in (("touchStart", [point]), ("touchEnd", [])):
            finger.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": points})
            if points:
                self.page.wait_for_timeout(seconds * 1000)
        finger.detach()

    def close_sheet(self) -> None:
        """Close the sheet that lies over the page."""
        self.press(self.page.locator("[data-testid=sheet-close]:visible"))

    def drag_off(self, testid: str) -> None:
        """Press it, and slide off it before the time is over."""
        box = self.see(testid).bounding_box()
        assert box is not None
        near = {"x": box["x"] + 20, "y": box["y"] + 20}
        away = {**near, "y": near["y"] - 200}
        if self.screen.touch:
            finger = self.context.new_cdp_session(self.page)
            for what, points in (("touchStart", [near]), ("touchMove", [away])):
                finger.send("Input.dispatchTouchEvent", {"type": what, "touchPoints": points})
            self.page.wait_for_timeout(HOLD * 1000 + 300)
            finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
            finger.detach()
        else:
            self.page.mouse.move(near["x"], near["y"])
            self.page.mouse.down()
            self.page.mouse.move(away["x"], away["y"])
            self.page.wait_for_timeout(HOLD * 1000 + 300)
            self.page.mouse.up()

    def picture(self, name: str) -> None:
        """Keep what is seen in the folder ``PINGZHAN_PICTURES``, where somebody asks for it."""
        if folder := os.environ.get("PINGZHAN_PICTURES"):
            path = Path(folder) / f"{name}-{self.screen.name}.png"
            self.page.screenshot(path=str(path), full_page=True)

    def numbers(self, testid: str) -> list[int]:
        """The numbers in what a part says, in their order."""
        return [int(number) for number in re.findall(r"\d+", self.see(testid).inner_text())]

    def close(self) -> None:
        """Go away."""
        self.context.close()
