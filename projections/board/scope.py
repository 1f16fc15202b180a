"""The board's steps for a community: its place, grids and cases, and what runs in it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.facts import Fact
from domain.facts import community as facts
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
from projections.mode import ALERT, PEACETIME, gravest
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
    )
    rows.put(key, started)
    if before is None:
        community.activations.append(f.activation)
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


def _stood_down(rows: Rows, r: Recorded, community: Community) -> None:
    """Its cases close with it, and one in no grid with the last that runs; a drill closes none."""
    f: Any = r.fact
    ended: Activation | None = rows.get(activation_key(f.activation))
    if ended is not None and not ended.drill:
        is_last = all(a.drill or a is ended for a in running(rows, community))
        ground = ground_of(rows)
        ground.cases = {
            case: grid
            for case, grid in ground.cases.items()
            if case != ended.case and (grid not in ended.grids if grid is not None else not is_last)
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
    _prevail(rows, community)


def _prevail(rows: Rows, community: Community) -> None:
    modes = [a.mode for a in running(rows, community) if not a.drill]
    community.mode = gravest([*modes, ALERT if ground_of(rows).cases else PEACETIME])


def ground_of(rows: Rows) -> Grids:
    """The grids and open cases of the community."""
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
    facts.PlaybookStoodDown: _stood_down,
    facts.ActivationUndone: _undone,
}
