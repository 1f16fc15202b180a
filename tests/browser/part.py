"""Somebody's part in a war, and the one screen on which they do it."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.api.places import board
from tests.api.serving import Live
from tests.browser.places import at_war
from tests.browser.visits import Visit


class Part:
    """Somebody's part in a war: their group, their task, and the screen that their link opens."""

    def __init__(self, visit: Visit, site: Live) -> None:
        self.visit, self.admin = visit, site.admin
        self.code, self.activation = at_war(site)
        groups = board(site.admin, self.code)["activations"][0]["groups"]
        self.group = next(g for g in groups if len(g["members"]) > 1 and g["tasks"])
        self.leader = self.group["members"][0]
        someone = next(m for m in self.group["members"] if m["position"] == "member")
        self.member, self.name = someone["member"], someone["name"]
        self.task = next(t["id"] for t in self.group["tasks"] if t["state"] == "open")
        self.admin.post(f"tasks/{self.task}/reassign", json={"to": self.member})
        asked = {"member": self.member}
        self.link = self.admin.post(f"activations/{self.activation}/links", json=asked).json()
        visit.go(f"/me?link={self.link['token']}")
        expect(visit.see("own-post").first).to_be_visible()

    def is_there(self) -> bool:
        """Whether the board has them at every post of theirs."""
        groups = board(self.admin, self.code)["activations"][0]["groups"]
        theirs = [m for g in groups for m in g["members"] if m["member"] == self.member]
        return all(m["mustered_at"] for m in theirs)

    def state(self) -> str:
        """How their task stands on the board."""
        return str(self.admin.get(f"tasks/{self.task}").json()["state"])
