"""The board's steps for the ground: a community's place, grids, cases and alerts, and its modes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.facts import Fact
from domain.facts import community as facts
from domain.modes import ALERT, PEACETIME, gravest
from domain.record import Recorded
from projections.board.documents import (
    GRIDS,
    Activation,
    Community,
    Grid,
    Grids,
    activation_key,
)
from projections.rows import Rows

Step = Callable[[Rows, Recorded, Community], None]


def _registered(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    community.name, community.province, community.city = f.name, f.province, f.city
    community.county, community.county_code = f.county, f.county_code
    community.street, community.street_code = f.street, f.street_code


def _drawn(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    ground = ground_of(rows)
    ground.grids[f.grid] = Grid(f.name, f.kind)
    rows.put(GRIDS, ground)


def _reported(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    ground = ground_of(rows)
    ground.cases[f.case] = f.grid
    rows.put(GRIDS, ground)
    prevail(rows, community)


def _alerted(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    ground = ground_of(rows)
    ground.alerts[f.alert] = f.grid
    rows.put(GRIDS, ground)
    prevail(rows, community)


def _calmed(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    ground = ground_of(rows)
    ground.alerts.pop(f.alert, None)
    rows.put(GRIDS, ground)
    prevail(rows, community)


def prevail(rows: Rows, community: Community) -> None:
    modes = [a.mode for a in running(rows, community) if not a.drill]
    ground = ground_of(rows)
    community.mode = gravest([*modes, ALERT if ground.cases or ground.alerts else PEACETIME])


def grid_modes(rows: Rows, community: Community) -> dict[str, str]:
    """The mode of each grid: that of what runs in it, of its cases and of the alerts over it."""
    ground = ground_of(rows)
    modes: dict[str, list[str]] = {grid: [] for grid in ground.grids}
    for activation in running(rows, community):
        for grid in () if activation.drill else activation.grids:
            modes.setdefault(grid, []).append(activation.mode)
    for place in ground.cases.values():
        if place is not None:
            modes.setdefault(place, []).append(ALERT)
    for place in ground.alerts.values():
        for grid in modes if place is None else (place,):
            modes.setdefault(grid, []).append(ALERT)
    return {grid: gravest(modes[grid]) for grid in ground.grids}


def ground_of(rows: Rows) -> Grids:
    """The grids, open cases and alerts of the community."""
    return rows.get(GRIDS) or Grids()


def running(rows: Rows, community: Community) -> list[Activation]:
    """What runs in the community, in the order in which it began."""
    return [rows.get(activation_key(a)) for a in community.activations]


STEPS: dict[type[Fact], Step] = {
    facts.CommunityRegistered: _registered,
    facts.GridDrawn: _drawn,
    facts.CaseReported: _reported,
    facts.AlertRaised: _alerted,
    facts.AlertLifted: _calmed,
}
