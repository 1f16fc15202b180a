"""What a change did or would do, and what an ending leaves open, in words."""

from __future__ import annotations

from typing import Any

from api.house import House
from api.reading.clicks import grid_name, group_name


def amended(
    served: House, code: str, activation: str, body: dict[str, Any], language: str
) -> dict[str, Any]:
    """An amendment with the names of groups and grids, and titles in one language."""
    if "effect" not in body:
        return body
    community = served.workflow.desk.community(code)
    plan = served.workflow.plans.pinned(community.activations[activation].digest)
    told = [
        {
            **{k: [_titled(t, language) for t in v] for k, v in line.items() if k in _LISTS},
            "group": line["group"],
            "group_name": group_name(plan, line["group"], language),
            "grid": line["grid"],
            "grid_name": grid_name(community.roster, line["grid"]),
            "change": line["change"],
        }
        for line in body["effect"]
    ]
    return {**body, "effect": told}


def left(
    served: House, code: str, activation: str, body: dict[str, Any], language: str
) -> dict[str, Any]:
    """An ending, or a recovery, with the titles of what should not be left open."""
    if "open" not in body:
        return body
    community = served.workflow.desk.community(code)
    plan = served.workflow.plans.pinned(community.activations[activation].digest)
    tasks = []
    for task in body["open"]["tasks"]:
        line = plan.task(task["key"])
        names = {
            "title": line.title[language] if line else task["key"],
            "group_name": group_name(plan, task["group"], language),
            "grid_name": grid_name(community.roster, task["grid"]),
        }
        tasks.append({**task, **names})
    return {**body, "open": {**body["open"], "tasks": tasks}}


_LISTS = frozenset({"opened", "retimed", "cancelled", "reopened"})


def _titled(task: dict[str, Any], language: str) -> dict[str, Any]:
    return {**task, "title": task["title"][language]}
