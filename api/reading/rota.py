"""Somebody's shifts of the days to come, as they would be given out if nothing changed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from api.auth.permissions import Principal
from api.house import House
from api.numbering import where
from domain.activation import Activation
from domain.facts.group import TaskOpened
from domain.foreseeing import foresee
from domain.group import Group
from domain.playbook import Playbook
from domain.refusal import Refused

AHEAD = timedelta(days=7)


def own_rota(served: House, who: Principal, language: str) -> dict[str, Any]:
    """The shifts that a person of the roster would have; refused to whoever is none."""
    if not who.member:
        raise Refused("not_a_member")
    now = served.clock()
    shifts = sorted(_shifts(served, who, now + AHEAD, language), key=lambda s: s["starts_at"])
    return {"now": now, "until": now + AHEAD, "shifts": [s for s in shifts if s["due_at"] > now]}


def _shifts(
    served: House, who: Principal, until: datetime, language: str
) -> Iterator[dict[str, Any]]:
    community = served.workflow.desk.community(who.place)
    grids = {g.id: g.name for g in community.roster.grids.values()}
    for running in community.running:
        if who.activation not in ("", running.id):
            continue
        streams = served.store.refs(f"post:{running.id}:{who.member}")
        for group in served.store.get_many(Group, map(UUID, streams)).values():
            plan = served.workflow.plans.known(group.pinned or running.digest)
            if plan is None or who.member not in group.posts:
                continue
            place = {"grid": group.grid, "grid_name": grids.get(group.grid or "")}
            for shift in _of(group, plan, running, who.member, until):
                yield {**_told(served, shift, plan, who.member, language), **place}


def _of(
    group: Group, plan: Playbook, running: Activation, member: str, until: datetime
) -> list[TaskOpened]:
    return [shift for shift in foresee(group, plan, running, until) if member in shift.assignees]


def _told(
    served: House, shift: TaskOpened, plan: Playbook, member: str, language: str
) -> dict[str, Any]:
    line, group = plan.task(shift.key), plan.group(shift.group)
    others = [m for m in shift.assignees if m != member]
    named = served.names.of(others)
    return {
        "activation": shift.activation,
        "key": shift.key,
        "title": line.title[language] if line else shift.key,
        "where": where(None, shift.building, plan, language),
        "group": shift.group,
        "group_name": group.name[language] if group else shift.group,
        "starts_at": shift.starts_at or shift.due_at,
        "due_at": shift.due_at,
        "together": [named.name(m) for m in others],
    }
