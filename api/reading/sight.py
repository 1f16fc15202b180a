"""What a grid leader sees besides: in a war, the phones of who works in their own grids."""

from __future__ import annotations

from typing import Any

from api.auth.own import grids_of
from api.auth.permissions import Principal
from api.house import House


def unmask(served: House, who: Principal, shown: dict[str, Any]) -> None:
    """Put the phones of a grid leader's own groups onto a board where they are masked."""
    led = grids_of(served, who)
    groups = [g for a in shown["activations"] for g in a["groups"] if g["grid"] in led]
    members = {m["member"] for g in groups for m in g["members"]}
    people = served.store.directory.people(members=members) if members else {}
    for group in groups:
        for member in group["members"]:
            if person := people.get(member["member"]):
                member["phone"] = person.phone


def people_on(shown: dict[str, Any]) -> int:
    """How many people a board shows."""
    return len(
        {m["member"] for a in shown["activations"] for g in a["groups"] for m in g["members"]}
    )
