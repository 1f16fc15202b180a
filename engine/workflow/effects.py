"""What a change does to the tasks, group by group: shown before it is made, and told after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from domain.facts import group as facts
from domain.group import Group
from domain.playbook import Playbook

_KINDS = {
    facts.TaskOpened: "opened",
    facts.TaskTimed: "retimed",
    facts.TaskCancelled: "cancelled",
    facts.TaskReopened: "reopened",
}


def effect(groups: Iterable[Group], plan: Playbook, before: Playbook) -> list[dict[str, Any]]:
    """What is decided in each group and not saved yet; titles in both languages.

    ``change`` is ``stands_up``, ``stands_down`` or ``goes_on``. Groups in which nothing moves are
    left out.
    """
    told = []
    for group in groups:
        found: dict[str, Any] = {kind: [] for kind in _KINDS.values()}
        change = "goes_on"
        for fact in group.pending:
            if isinstance(fact, facts.GroupStoodUp):
                change = "stands_up"
            elif isinstance(fact, facts.GroupStoodDown):
                change = "stands_down"
            elif (kind := _KINDS.get(type(fact))) is not None:
                found[kind].append(_line(group, fact, plan, before))
        if change != "goes_on" or any(found.values()):
            place = {"group": group.group, "grid": group.grid, "change": change}
            told.append({**place, **found})
    return told


def _line(group: Group, fact: Any, plan: Playbook, before: Playbook) -> dict[str, Any]:
    key = group.tasks[fact.task.partition(".")[2]].key
    written = plan.task(key) or before.task(key)
    title = written.title if written else {"zh": key, "en": key}
    return {"id": fact.task, "key": key, "title": title, "due_at": getattr(fact, "due_at", None)}
