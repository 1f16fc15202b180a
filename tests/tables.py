"""Rosters and plans in a line each, for tests of the rules over them."""

from __future__ import annotations

from collections.abc import Sequence

from domain.playbook import Group, Playbook, Staffing
from domain.roster import Grid, Member, Role, Roster, Seat

NAME = {"zh": "组", "en": "group"}


def group(
    id: str, lead: str | None = None, deputy: str | None = None, per: str = "grid", **minimums: int
) -> Group:
    rules = tuple(Staffing(role, n) for role, n in minimums.items())
    return Group(id, NAME, NAME, lead, deputy, rules, per=per)


def plan(*groups: Group) -> Playbook:
    return Playbook("eight", "1", "d", NAME, "wartime", groups)


def person(id: str, *roles: str, seats: Sequence[str] = (), reachable: bool = True) -> Member:
    """Roles as ``role@grid`` (``role@`` for the community), seats as ``group.position@grid``."""
    held = [Role(r, g or None) for r, _, g in (x.partition("@") for x in roles)]
    sat = []
    for text in seats:
        place, _, grid = text.partition("@")
        group_id, _, position = place.partition(".")
        sat.append(Seat("eight", group_id, position, grid or None))
    return Member(id, reachable, held, sat)


def roster(*members: Member, grids: Sequence[str] = ("A", "B")) -> Roster:
    return Roster({g: Grid(g, g) for g in grids}, {m.id: m for m in members})
