"""Deciding a click: what is asked, as typed, becomes facts of a community and its groups."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

import msgspec

from domain.aggregate import Aggregate, Decider
from domain.click import Activated, Click, activate
from domain.community import Activation, Community
from domain.facts import community as facts
from domain.group import Group
from domain.ids import group_stream
from domain.playbook import Playbook
from domain.posts import stand_down
from domain.practice import is_practice
from domain.refusal import NotFound, Refused
from engine.store import Writes
from engine.workflow.caller import Caller
from engine.workflow.cases import find_case, new_case
from engine.workflow.desk import Desk
from engine.workflow.ended import end_occurrences


class Asked(msgspec.Struct, frozen=True):
    """What is asked with a click, texts as typed; ``grids`` is ``None`` for all compounds."""

    playbook: str
    grids: tuple[str, ...] | None = None
    reason: str | None = None
    case_ref: str | None = None
    authority: str | None = None
    level: str | None = None
    planned_end: datetime | None = None
    forecasts: dict[str, datetime] = {}
    drill: bool = False
    campaign: str | None = None
    #: how many times as fast as the clock a drill runs
    pace: float = 1.0
    muster_point: str | None = None


class Decided(msgspec.Struct):
    """A decided click, not saved: the community, its groups and what goes beside them."""

    community: Community
    plan: Playbook
    activated: Activated
    #: groups and occurrences of drills that the click ends
    ended: list[Aggregate]
    writes: Writes


class Ground(NamedTuple):
    """What a click is decided on, where it was read before, with that of others."""

    community: Community
    plan: Playbook


def decide(
    desk: Desk, code: str, asked: Asked, caller: Caller, ground: Ground | None = None
) -> Decided:
    """Decide a click against the community as it stands, or as ``ground`` has it.

    A case that is not known yet is recorded, also where everything runs already; the other texts
    belong to what starts.
    """
    by, writes = desk.decider(caller), Writes()
    if desk.drills_only or is_practice(code):
        asked = msgspec.structs.replace(asked, drill=True)
    if asked.pace != 1.0 and not asked.drill:
        raise Refused("pace_without_drill", field="pace")
    community, plan = ground or Ground(
        desk.community(code, caller), desk.plans.latest(asked.playbook, code)
    )
    foreseen(plan, asked.forecasts)
    if asked.planned_end is not None and asked.planned_end <= by.at:
        raise Refused("planned_end_past", field="planned_end")
    case = _case(desk, community, asked, caller, by, writes)
    beside = Writes()
    click = Click(
        grids=asked.grids,
        reason=desk.text(beside, caller, code, "reason", asked.reason),
        case=case,
        authority=desk.text(beside, caller, code, "authority", asked.authority),
        level=asked.level,
        planned_end=asked.planned_end,
        forecasts=asked.forecasts,
        drill=asked.drill,
        campaign=asked.campaign,
        pace=asked.pace,
        muster_point=desk.text(beside, caller, code, "muster_point", asked.muster_point),
    )
    activated = activate(community, plan, click, by)
    if activated.is_new:
        writes.texts.extend(beside.texts)
    ended: list[Aggregate] = [
        group
        for drill in activated.drills
        for group in end(desk, community, drill, "superseded", None, by)
    ]
    ended += [one for drill in activated.drills for one in end_occurrences(desk, drill, by)]
    return Decided(community, plan, activated, ended, writes)


def foreseen(plan: Playbook, forecasts: Iterable[str]) -> None:
    """Refuse forecasts that the plan does not know."""
    for id in forecasts:
        if id not in plan.forecasts:
            raise Refused("forecast_unknown", field=f"forecasts.{id}", value=id)


def _case(
    desk: Desk, community: Community, asked: Asked, caller: Caller, by: Decider, writes: Writes
) -> str | None:
    """The case that is asked with, reported here if nobody did before; a drill reports none."""
    if not asked.case_ref or not asked.case_ref.strip():
        return None
    known = find_case(desk, community, asked.case_ref)
    if known is not None or asked.drill:
        return known
    grid = asked.grids[0] if asked.grids and len(asked.grids) == 1 else None
    if grid is not None and grid not in community.roster.grids:
        raise NotFound("grid", grid)
    case, reported = new_case(community, asked.case_ref, grid, None, caller, writes)
    community.decide([reported], by)
    return case


def end(
    desk: Desk,
    community: Community,
    running: Activation,
    cause: str,
    reason: str | None,
    by: Decider,
) -> list[Group]:
    """End an activation and its groups; ``cause`` is ``undone`` or ``superseded``.

    Alerts that it settles are lifted with it.
    """
    groups = groups_of(desk, running)
    for group in groups:
        group.decide(stand_down(group, cause, reason), by)
    end_in_community(community, running, cause, reason, by)
    return groups


def end_in_community(
    community: Community, running: Activation, cause: str, reason: str | None, by: Decider
) -> None:
    """The community's own part of an end."""
    if cause == "undone":
        community.decide([facts.ActivationUndone(running.id, reason)], by)
    else:
        lifted = community.settled(running)
        community.decide([facts.PlaybookStoodDown(running.id, reason), *lifted], by)


def groups_of(desk: Desk, activation: Activation, plan: Playbook | None = None) -> list[Group]:
    """The groups of an activation, in the order of its plan; or those of another edition."""
    plan = plan or desk.plans.pinned(activation.digest)
    streams = [
        group_stream(activation.id, grid, group.id)
        for group in plan.groups
        for grid in (activation.grids if group.per == "grid" else (None,))
    ]
    found = desk.store.get_many(Group, streams)
    return [found[s] for s in streams if s in found]


def activation_of(community: Community, activation: str) -> Activation:
    """The activation of that id, or refused."""
    found = community.activations.get(activation)
    if found is None:
        raise NotFound("activation", activation)
    return found


def running_in(community: Community, activation: str) -> Activation:
    """The same, refused when it has ended."""
    found = activation_of(community, activation)
    if not found.is_running:
        raise Refused("activation_ended", activation=activation)
    return found
