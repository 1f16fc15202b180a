"""The click: a playbook, a scope and a roster become groups at their posts with tasks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from domain.aggregate import Decider
from domain.community import Activation, Community
from domain.facts import community as facts
from domain.group import Group
from domain.ids import activation_id
from domain.levels import known
from domain.playbook import Playbook
from domain.refusal import NotFound, Refused
from domain.staffing import Staffed, staff
from domain.standing_up import stand_up_all


class Click(msgspec.Struct, frozen=True):
    """What a secretary asks for. ``grids`` is ``None`` for all compounds of the community.

    ``reason``, ``authority`` and ``muster_point`` are ids of directory texts, ``case`` the id of a
    case that is known or is reported in the same save.
    """

    grids: tuple[str, ...] | None
    reason: str | None = None
    case: str | None = None
    authority: str | None = None
    level: str | None = None
    planned_end: datetime | None = None
    forecasts: Mapping[str, datetime] = {}
    drill: bool = False
    campaign: str | None = None
    #: how many times as fast as the clock a drill runs
    pace: float = 1.0
    muster_point: str | None = None


class Activated(msgspec.Struct):
    """What a click decides: the activation, its groups, and which grids ran it before.

    ``groups`` is empty when all grids run it already; ``drills`` are running drills that a real
    click ends.
    """

    activation: str
    already: tuple[str, ...]
    grids: tuple[str, ...]
    groups: list[Group]
    staffed: Staffed | None
    drills: list[Activation]

    @property
    def is_new(self) -> bool:
        """Whether anything starts."""
        return self.staffed is not None


def scope(community: Community, click: Click) -> tuple[str, ...]:
    """The grids that a click speaks of, in roster order; refused when there are none."""
    grids = community.roster.grids
    if click.grids is None:
        chosen = tuple(g.id for g in grids.values() if g.kind == "compound")
        if not chosen:
            raise Refused("community_without_compounds", field="scope")
        return chosen
    if not click.grids:
        raise Refused("scope_empty", field="scope.grids")
    for grid in click.grids:
        if grid not in grids:
            raise NotFound("grid", grid)
    return tuple(g for g in grids if g in click.grids)


def activate(community: Community, plan: Playbook, click: Click, by: Decider) -> Activated:
    """Decide a click. A grid that runs the playbook is left as it is; the rest start as one."""
    grids = scope(community, click)
    level = click.level if click.level is not None else next(iter(plan.levels), None)
    if level is not None:
        known(plan, level)
    running = {g: a for g in grids if (a := community.runs(plan.id, g))}
    drills = {a.id: a for a in running.values() if a.drill and not click.drill}
    already = tuple(g for g in grids if g in running and running[g].id not in drills)
    fresh = tuple(g for g in grids if g not in already)
    if not fresh:
        return Activated(running[already[0]].id, already, (), [], None, [])
    return _start(community, plan, click, by, fresh, already, level, list(drills.values()))


def _start(
    community: Community,
    plan: Playbook,
    click: Click,
    by: Decider,
    fresh: tuple[str, ...],
    already: tuple[str, ...],
    level: str | None,
    drills: list[Activation],
) -> Activated:
    ordinal = len(community.activations) + 1
    activation = activation_id(community.community, plan.id, fresh, ordinal)
    started = facts.PlaybookActivated(
        activation=activation,
        playbook=plan.id,
        digest=plan.digest,
        grids=fresh,
        mode=plan.mode,
        ordinal=ordinal,
        at=by.at,
        level=level,
        reason=click.reason,
        case=click.case,
        authority=click.authority,
        planned_end=click.planned_end,
        forecasts=click.forecasts,
        drill=click.drill,
        campaign=click.campaign,
        pace=click.pace if click.drill else 1.0,
        muster_point=click.muster_point,
    )
    community.decide([started], by)
    staffed = staff(plan, community.roster, fresh)
    running = community.activations[activation]
    groups = stand_up_all(community, plan, running, staffed, by)
    return Activated(activation, already, fresh, groups, staffed, drills)
