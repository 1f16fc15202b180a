"""Shifts of somebody's groups that are to come, and what colleagues ask each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

Group = dict[str, Any]
_DONE = ("completed", "cancelled")


def coming(
    groups: Iterable[Group], member: str, names: dict[str, str | None], now: datetime
) -> list[dict[str, Any]]:
    """The shifts of some groups that are not over, with who has them, the next one first."""
    found = [
        {
            **_moment(task),
            **_place(group),
            "mine": member in task["assignees"],
            "taken": member in task["taken"],
            "lacking": max(task["places"] - len(task["taken"]), 0),
            "people": [
                {"member": m, "name": names.get(m), "taken": m in task["taken"]}
                for m in dict.fromkeys((*task["assignees"], *task["taken"]))
            ],
        }
        for group in groups
        for task in group["tasks"]
        if task["places"] and task["state"] not in _DONE and _is_to_come(task, now)
    ]
    return sorted(found, key=lambda shift: shift["starts_at"])


def askings(
    groups: Iterable[Group],
    member: str,
    names: dict[str, str | None],
    leads: Callable[[Group], bool],
) -> list[dict[str, Any]]:
    """Who asks whom to take a task over: oneself, a colleague, or somebody whom one leads."""
    return [
        {
            **_moment(task),
            **_place(group),
            "role": role,
            "member": asked["member"],
            "name": names.get(asked["member"]),
            "colleague": asked["colleague"],
            "colleague_name": names.get(asked["colleague"]),
            "swap": next((_moment(t) for t in group["tasks"] if t["id"] == asked["swap"]), None),
            "at": asked["at"],
        }
        for group in groups
        for task in group["tasks"]
        for asked in task["askings"]
        if (role := _role(asked, member, leads(group)))
    ]


def _role(asked: dict[str, Any], member: str, leads: bool) -> str | None:
    if asked["colleague"] == member:
        return "asked"
    if asked["member"] == member:
        return "asking"
    return "leading" if leads else None


def _moment(task: dict[str, Any]) -> dict[str, Any]:
    return {w: task[w] for w in ("id", "title", "where", "starts_at", "due_at")}


def _place(group: Group) -> dict[str, Any]:
    named = {w: group[w] for w in ("group", "grid", "grid_name")}
    return {**named, "group_name": group["name"]}


def _is_to_come(task: dict[str, Any], now: datetime) -> bool:
    return task["starts_at"] is not None and (task["due_at"] is None or task["due_at"] > now)
