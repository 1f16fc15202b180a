"""Which preconditions of a task do not hold yet: recorded and shown, never refused."""

from __future__ import annotations

from uuid import UUID

from domain.group import Group, OpenTask
from domain.ids import group_stream, task_id
from domain.playbook import Playbook, Task
from domain.preconditions import unmet_in
from engine.workflow.desk import Desk


def unmet(desk: Desk, group: Group, plan: Playbook, line: Task, task: OpenTask) -> tuple[str, ...]:
    """Ids of the tasks that should have been completed first, read from the groups they are of.

    A precondition in a group of each grid holds for a group of the whole activation when it holds
    in every grid.
    """
    needed = [(stream, key) for key in line.pre for stream in _streams(desk, group, plan, key)]
    others = desk.store.get_many(Group, {s for s, _ in needed if s != group.id})
    found: list[str] = []
    for stream, key in needed:
        of = group if stream == group.id else others.get(stream)
        found += [task_id(stream, k) for k in unmet_in(of, key, task)] if of else []
    return tuple(found)


def _streams(desk: Desk, group: Group, plan: Playbook, key: str) -> list[UUID]:
    of = next((g for g in plan.groups if any(t.id == key for t in g.tasks)), None)
    if of is None:
        return []
    grids: tuple[str | None, ...] = (group.grid,)
    if of.per != "grid":
        grids = (None,)
    elif group.grid is None:
        grids = desk.community(group.community).activations[group.activation].grids
    return [group_stream(group.activation, grid, of.id) for grid in grids]
