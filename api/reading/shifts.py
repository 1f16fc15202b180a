"""Shifts of somebody's groups that are to come, and what colleagues ask each other."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from api.names import Named
from domain.exchange import DECLINED, GONE
from projections.board import Answer, GroupAtWork, TaskOnBoard

Group = dict[str, Any]
_DONE = ("completed", "cancelled")
#: for so long whoever asked is told what was answered
_NEWS = timedelta(hours=12)


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
            "places": task["places"],
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
    reasons: Mapping[tuple[str, str], str | None] | None = None,
) -> list[dict[str, Any]]:
    """Who asks whom to take a task over: oneself, a colleague, or somebody whom one leads.

    ``reasons`` are what was written to this member, by the task and who asks.
    """
    written = reasons or {}
    return [
        {
            **_moment(task),
            **_place(group),
            "role": role,
            "member": asked["member"],
            "name": names.get(asked["member"]),
            "colleague": asked["colleague"],
            "colleague_name": names.get(asked["colleague"]),
            "swap": _task(group, asked["swap"]),
            "at": asked["at"],
            "reason": written.get((task["id"], asked["member"])) if role == "asked" else None,
        }
        for group in groups
        for task in group["tasks"]
        for asked in task["askings"]
        if (role := _role(asked, member, leads(group)))
    ]


def written_to(groups: Iterable[GroupAtWork], member: str) -> dict[tuple[str, str], str]:
    """The texts that say to a member why they are asked, by the task and who asks."""
    return {
        (id, asked.member): asked.reason
        for group in groups
        for id, task in group.tasks.items()
        for asked in task.askings
        if asked.colleague == member and asked.reason is not None
    }


def heard_lately(groups: Iterable[GroupAtWork], member: str, now: datetime) -> dict[str, Answer]:
    """What colleagues answered somebody who asked them, by task, while it is news and holds."""
    return {
        id: answer
        for group in groups
        for id, task in group.tasks.items()
        for answer in task.answers
        if answer.member == member and now - answer.at < _NEWS and _holds(answer, task)
    }


def _holds(answer: Answer, task: TaskOnBoard) -> bool:
    """Whether it is as the answer left it: with the colleague, or still to be done by who asked."""
    theirs = answer.member in task.assignees
    return theirs and task.state not in _DONE if answer.cause in (DECLINED, GONE) else not theirs


def answers(
    groups: Iterable[Group], heard: Mapping[str, Answer], named: Named
) -> list[dict[str, Any]]:
    """What was answered, the latest first; ``swap`` is the shift that was had for it."""
    found = [
        {
            **_moment(task),
            **_place(group),
            "answer": answer.cause,
            "colleague": answer.colleague,
            "colleague_name": named.name(answer.colleague),
            "swap": _task(group, answer.swap),
            "at": answer.at,
        }
        for group in groups
        for task in group["tasks"]
        if (answer := heard.get(task["id"]))
    ]
    return sorted(found, key=lambda told: told["at"], reverse=True)


def _task(group: Group, id: str | None) -> dict[str, Any] | None:
    return next((_moment(t) for t in group["tasks"] if t["id"] == id), None)


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
