"""The click: a playbook, a scope and a roster become groups at their posts with tasks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

import msgspec

from domain.aggregate import Decider
from domain.community import Activation, Community
from domain.facts import Fact
from domain.facts import community as facts
from domain.facts import group as group_facts
from domain.group import Group
from domain.ids import activation_id, group_stream, task_ids
from domain.levels import known
from domain.opening import Occasion, open_line
from domain.playbook import Group as PlanGroup
from domain.playbook import Playbook, Task
from domain.refusal import NotFound, Refused
from domain.series import begins_by_itself
from domain.staffing import Lineup, Staffed, staff
from domain.timing import due, pace_of

#: kinds of deadline whose tasks open at the click; the others open on their occasion
AT_CLICK = frozenset({"offset", "day", "before", "level"})


class Click(msgspec.Struct, frozen=True):
    """What a secretary asks for. ``grids`` is ``None`` for all compounds of the community.

    ``reason`` and ``authority`` are ids of directory texts, ``case`` the id of a case that is
    known or is reported in the same save.
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
    )
    community.decide([started], by)
    staffed = staff(plan, community.roster, fresh)
    running = community.activations[activation]
    groups = _groups(community, plan, running, staffed, by)
    return Activated(activation, already, fresh, groups, staffed, drills)


def _groups(
    community: Community, plan: Playbook, running: Activation, staffed: Staffed, by: Decider
) -> list[Group]:
    groups = []
    times = {t.id: _time(t, g.condition, running, plan) for g, t in opening(plan)}
    tasks = {group.id: [t for t in group.tasks if t.id in times] for group in plan.groups}
    begun = {group.id: any(map(begins_by_itself, group.tasks)) for group in plan.groups}
    for post in staffed.groups:
        group = Group(group_stream(running.id, post.grid, post.group), community.community)
        begin_at = running.at if begun[post.group] else None
        group.decide(_stand_up(post, running, plan, begin_at), by)
        buildings = community.roster.buildings(post.grid)
        why = Occasion(running.at, buildings=buildings)
        group.decide(_open(group, tasks[post.group], times, plan, running, why), by)
        groups.append(group)
    return groups


def _time(
    task: Task, condition: str | None, running: Activation, plan: Playbook
) -> datetime | None:
    return None if condition or task.condition else due(task, running, plan)


def _stand_up(
    lineup: Lineup, running: Activation, plan: Playbook, begin_at: datetime | None
) -> Iterator[Fact]:
    place = (running.id, lineup.group, lineup.grid)
    within = plan.muster_within
    yield group_facts.GroupStoodUp(
        *place,
        running.playbook,
        running.drill,
        running.digest,
        muster_by=None if within is None else running.at + pace_of(running).span(within),
        begin_at=begin_at,
        pace=running.pace,
    )
    for member, position, basis in lineup.posts:
        yield group_facts.MemberAssigned(*place, member, position, basis)


def _open(
    group: Group,
    tasks: Sequence[Task],
    times: dict[str, datetime | None],
    plan: Playbook,
    running: Activation,
    why: Occasion,
) -> Iterator[Fact]:
    """Most lines become one task in every grid alike, so their times are known already."""
    place = (group.activation, group.group, group.grid)
    assignees, ids = group.answerable, task_ids(group.id, [task.id for task in tasks])
    without_authority = running.authority is None
    for task, id in zip(tasks, ids, strict=True):
        if task.each or task.places:
            yield from open_line(group, task, plan, running, why)
            continue
        locked = task.authority and without_authority
        yield group_facts.TaskOpened(*place, id, task.id, assignees, times[task.id], locked)


def opening(plan: Playbook) -> list[tuple[PlanGroup, Task]]:
    """The lines of a plan that open at the click, with their groups, in plan order."""
    return [
        (g, t)
        for g in plan.groups
        for t in g.tasks
        if t.due.kind in AT_CLICK and t.each in ("", "building")
    ]
