"""The board's steps for what runs in a community, from the click to the end."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.facts import Fact
from domain.facts import community as facts
from domain.modes import RECOVERY, settles
from domain.record import Recorded
from projections.board.documents import (
    GRIDS,
    Activation,
    Community,
    activation_key,
)
from projections.board.ground import ground_of, prevail, running
from projections.board.posts import dissolve
from projections.rows import Rows

Step = Callable[[Rows, Recorded, Community], None]


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
        muster_point=f.muster_point,
    )
    rows.put(key, started)
    if before is None:
        community.activations.append(f.activation)
    community.drills = [a for a in community.drills if a != f.activation]
    if f.drill:
        community.drills.append(f.activation)
    prevail(rows, community)


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
    prevail(rows, community)


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
    prevail(rows, community)


STEPS: dict[type[Fact], Step] = {
    facts.PlaybookActivated: _activated,
    facts.AuthorityRecorded: _authorised,
    facts.PlannedEndSet: _end_set,
    facts.LevelChanged: _levelled,
    facts.ForecastSet: _forecast,
    facts.ActivationAmended: _amended,
    facts.RecoveryBegun: _recovering,
    facts.PlaybookStoodDown: _stood_down,
    facts.ActivationUndone: _undone,
}
