"""A community at war, and its people by their personal links."""

from __future__ import annotations

from typing import Any

import httpx2

from tests.api.places import as_csv, board, click, fresh_code, import_table, register, rows
from tests.api.serving import Live

STORM = "typhoon_flood_community"


class War:
    """A community at war whose first group has a lead and two members, or as ``positions`` say."""

    def __init__(self, live: Live, positions: tuple[str, str] = ("成员", "成员")) -> None:
        self.live, self.code = live, fresh_code()
        register(live.admin, self.code)
        table = rows(("槿园",), seed=4)
        for n, position in enumerate(positions, 1):
            lead = table[1]
            table.append([*lead[:3], f"粟{n}", "志愿者", "", f"1540099000{n}", lead[7], position])
            table[-1] += ["是", ""]
        assert import_table(live.admin, self.code, as_csv(table)).status_code == 200
        self.activation = click(live.admin, self.code, muster_point="3号门岗亭")["id"]
        self.group = self.seen()
        lead, one, two = self.group["members"][:3]
        self.lead, self.one, self.two = lead["member"], one["member"], two["member"]
        self.task = next(t["id"] for t in self.group["tasks"] if t["state"] == "open")

    def seen(self) -> dict[str, Any]:
        """The group as the board shows it."""
        groups = board(self.live.admin, self.code)["activations"][0]["groups"]
        return next(g for g in groups if len(g["members"]) > 2)

    def link(self, member: str, **more: Any) -> dict[str, Any]:
        """A new link of a member."""
        where = f"activations/{self.activation}/links"
        done = self.live.admin.post(where, json={"member": member, **more})
        assert done.status_code == 201, done.text
        return dict(done.json())

    def client(self, member: str) -> httpx2.Client:
        """A member who came by their link."""
        return self.live.client(self.link(member)["token"])


def groups(war: War) -> list[dict[str, Any]]:
    """The groups of the board."""
    return list(board(war.live.admin, war.code)["activations"][0]["groups"])
