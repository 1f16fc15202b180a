"""The board in the words of the contract: plain values, ids where the directory has the words.

Members are ids, ``reason``, ``authority``, ``report`` and the title of a task that no plan foresaw
are directory texts: whoever answers joins names and texts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from domain.facts.group import GroupAmended, GroupStoodDown, GroupStoodUp
from domain.playbook import Playbook
from domain.record import Recorded
from projections.board import (
    COMMUNITY,
    Activation,
    Community,
    Crowd,
    GroupAtWork,
    activation_key,
    crowd_key,
    fold,
)
from projections.board.ground import grid_modes, ground_of, running
from projections.lines import Plan, group_line, task_line
from projections.rows import MemoryRows, Rows

Playbooks = Callable[[str], Playbook | None]


def present_board(
    rows: Rows,
    playbooks: Playbooks,
    community: str = "",
    *,
    position: int | None = None,
    at: datetime | None = None,
) -> dict[str, Any]:
    """The whole board. ``position`` and ``at`` are of the last fact in it unless told."""
    totals: Community = rows.get(COMMUNITY) or Community(community)
    return {
        "community": totals.code,
        "mode": totals.mode,
        "position": totals.position if position is None else position,
        "at": at or totals.at,
        "grids": present_grids(rows),
        "activations": [
            present_activation(rows, activation, playbooks) for activation in running(rows, totals)
        ],
        "aftermath": present_aftermath(rows, totals, playbooks),
    }


def present_aftermath(rows: Rows, totals: Community, playbooks: Playbooks) -> list[dict[str, Any]]:
    """What people work on at of activations that ended, in the order in which they did."""
    found: dict[str, dict[str, Any]] = {}
    for stream in totals.aftermath:
        group: GroupAtWork = rows.get(stream)
        ended = group.ended
        assert ended is not None
        plan = Plan(*map(playbooks, ended.editions))
        told = found.setdefault(
            group.activation,
            {
                "activation": group.activation,
                "playbook": ended.playbook,
                "digest": ended.editions[0],
                "title": plan.title or {"zh": ended.playbook, "en": ended.playbook},
                "drill": group.drill,
                "ended_at": ended.at,
                "tasks": [],
            },
        )
        told["tasks"] += [_placed(id, group, plan, ended.editions[0]) for id in group.tasks]
    return list(found.values())


def _placed(id: str, group: GroupAtWork, plan: Plan, digest: str) -> dict[str, Any]:
    """A task with its place, and the plan of which it is."""
    return {
        **task_line(id, group.tasks[id], plan),
        "activation": group.activation,
        "group": group.group,
        "group_name": plan.name(group.group),
        "grid": group.grid,
        "digest": digest,
    }


def present_grids(rows: Rows) -> list[dict[str, Any]]:
    """The grids in roster order, each with its mode."""
    modes = grid_modes(rows, rows.get(COMMUNITY) or Community(""))
    return [
        {"id": id, "name": grid.name, "kind": grid.kind, "mode": modes[id]}
        for id, grid in ground_of(rows).grids.items()
    ]


def present_activation(rows: Rows, activation: Activation, playbooks: Playbooks) -> dict[str, Any]:
    """One activation with its groups in playbook order, and grids in roster order within."""
    plan = Plan(*_editions(activation, playbooks))
    order = {grid: n for n, grid in enumerate(ground_of(rows).grids)}
    groups: list[GroupAtWork] = [rows.get(stream) for stream in activation.groups]
    groups.sort(key=lambda g: (plan.group_place(g.group), order.get(g.grid or "", -1)))
    crowd: Crowd = rows.get(crowd_key(activation.drill)) or Crowd()
    return {
        "id": activation.id,
        "playbook": activation.playbook,
        "digest": activation.digest,
        "title": plan.title or {"zh": activation.playbook, "en": activation.playbook},
        "mode": activation.mode,
        "level": activation.level,
        "drill": activation.drill,
        "pace": activation.pace,
        "started_at": activation.started_at,
        "grids": activation.grids,
        "reason": activation.reason,
        "case": activation.case,
        "authority": activation.authority,
        "muster_point": activation.muster_point,
        "planned_end": activation.planned_end,
        "forecasts": activation.forecasts,
        "campaign": activation.campaign,
        "summary": summary(groups),
        "groups": [group_line(group, plan, crowd) for group in groups],
    }


def _editions(activation: Activation, playbooks: Playbooks) -> list[Playbook | None]:
    """What it runs, then what it ran before, the latest first."""
    return [playbooks(digest) for digest in (activation.digest, *reversed(activation.editions))]


def summary(groups: list[GroupAtWork]) -> dict[str, int]:
    """Groups stood up, people asked, tasks and red groups, as the click's answer counts them."""
    return {
        "groups": len(groups),
        "members": len({member for group in groups for member in group.posts}),
        "tasks": sum(len(group.tasks) for group in groups),
        "vacant": sum(group.is_red for group in groups),
    }


def present_ended_task(
    facts: Iterable[Recorded], playbooks: Playbooks, task: str
) -> dict[str, Any] | None:
    """One task as its group's own facts left it, for what has stood down and left the board."""
    rows = MemoryRows()
    for r in facts:
        if isinstance(r.fact, GroupStoodUp):
            f, key = r.fact, activation_key(r.fact.activation)
            rows.put(
                key,
                Activation(f.activation, f.playbook, f.digest, "", r.position, r.recorded_at, []),
            )
        if isinstance(r.fact, GroupAmended):
            running: Activation = rows.get(activation_key(r.fact.activation))
            running.editions.append(running.digest)
            running.digest = r.fact.digest
        if not isinstance(r.fact, GroupStoodDown):
            fold(rows, r)
    return present_task(rows, playbooks, task)


def present_task(rows: Rows, playbooks: Playbooks, task: str) -> dict[str, Any] | None:
    """One task of what runs, with its place; ``None`` when the board does not show it."""
    group: GroupAtWork | None = rows.get(task.partition(".")[0])
    if group is None or task not in group.tasks:
        return None
    if group.ended is not None:
        editions = group.ended.editions
        return _placed(task, group, Plan(*map(playbooks, editions)), editions[0])
    activation: Activation = rows.get(activation_key(group.activation))
    return _placed(task, group, Plan(*_editions(activation, playbooks)), activation.digest)
