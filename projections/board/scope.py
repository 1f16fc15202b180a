"""The board's steps for a community: its place, grids and cases, and what runs in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.facts import Fact
from domain.facts import community as facts
from domain.modes import ALERT, PEACETIME, RECOVERY, gravest, settles
from domain.record import Recorded
from projections.board.documents import (
    GRIDS,
    Activation,
    Community,
    Grid,
    Grids,
    activation_key,
)
from projections.board.posts import dissolve
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
    _prevail(rows, community)


def _activated(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    key = activation_key(f.activation)
    before: Activation | None = rows.get(key)
    started = Activation(
        id=f.activation,
        playbook=f.playbook,
        digest=f.digest,
        mode=f.mode,
        position=r.position,
        started_at=f.at,
        grids=list(f.grids),
        level=f.level,
        drill=f.drill,
        reason=f.reason,
        case=f.case,
        authority=f.authority,
        planned_end=f.planned_end,
        campaign=f.campaign,
        groups=before.groups if before else [],
        forecasts=dict(f.forecasts),
        pace=f.pace,
    )
    rows.put(key, started)
    if before is None:
        community.activations.append(f.activation)
    community.drills = [a for a in community.drills if a != f.activation]
    if f.drill:
        community.drills.append(f.activation)
    _prevail(rows, community)


def _authorised(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    _amend(rows, f.activation, "authority", f.authority)


def _end_set(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    _amend(rows, f.activation, "planned_end", f.planned_end)


def _levelled(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    _amend(rows, f.activation, "level", f.level)


def _amend(rows: Rows, activation: str, field: str, value: object) -> None:
    key = activation_key(activation)
    if running := rows.get(key):
        setattr(running, field, value)
        rows.put(key, running)


def _forecast(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    key = activation_key(f.activation)
    if found := rows.get(key):
        found.forecasts[f.forecast] = f.at
        rows.put(key, found)


def _amended(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    key = activation_key(f.activation)
    if found := rows.get(key):
        found.editions.append(found.digest)
        found.digest = f.digest
        rows.put(key, found)


def _recovering(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    _amend(rows, f.activation, "mode", RECOVERY)
    _prevail(rows, community)


def _alerted(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    ground = ground_of(rows)
    ground.alerts[f.alert] = f.grid
    rows.put(GRIDS, ground)
    _prevail(rows, community)


def _calmed(rows: Rows, r: Recorded, community: Community) -> None:
    f: Any = r.fact
    ground = ground_of(rows)
    ground.alerts.pop(f.alert, None)
    rows.put(GRIDS, ground)
    _prevail(rows, community)


def _stood_down(rows: Rows, r: Recorded, community: Community) -> None:
    """The cases that it settles close with it."""
    f: Any = r.fact
    ended: Activation | None = rows.get(activation_key(f.activation))
    if ended is not None and not ended.drill:
        ground, others = ground_of(rows), running(rows, community)
        ground.cases = {
            case: grid
            for case, grid in ground.cases.items()
            if not settles(ended, others, case, grid)
        }
        rows.put(GRIDS, ground)
    _end(rows, f.activation, community)


def _undone(rows: Rows, r: Recorded, community: Community) -> None:
    """The case stays open: undoing says that the click was wrong, not that the case is over."""
    f: Any = r.fact
    _end(rows, f.activation, community)


def _end(rows: Rows, activation: str, community: Community) -> None:
    key = activation_key(activation)
    ended: Activation | None = rows.get(key)
    if ended is None:
        return
    for stream in ended.groups:
        dissolve(rows, stream, community)
    rows.delete(key)
    community.activations.remove(activation)
    community.drills = [a for a in community.drills if a != activation]
    _prevail(rows, community)


def _prevail(rows: Rows, community: Community) -> None:
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
    facts.PlaybookActivated: _activated,
    facts.AuthorityRecorded: _authorised,
    facts.PlannedEndSet: _end_set,
    facts.LevelChanged: _levelled,
    facts.ForecastSet: _forecast,
    facts.ActivationAmended: _amended,
    facts.RecoveryBegun: _recovering,
    facts.AlertRaised: _alerted,
    facts.AlertLifted: _calmed,
    facts.PlaybookStoodDown: _stood_down,
    facts.ActivationUndone: _undone,
}
