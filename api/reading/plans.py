"""Plans as the API tells them: every part, with names and times in words."""

from __future__ import annotations

from typing import Any

import msgspec

from api.dues import due_words, each_words, is_official
from domain.playbook import Group, Playbook, Task
from engine.playbooks import Laid


def short(plan: Playbook, language: str) -> dict[str, Any]:
    """A plan in short: its groups and lines, with texts in one language."""
    return {
        "id": plan.id,
        "revision": plan.revision,
        "digest": plan.digest,
        "title": plan.title[language],
        "mode": plan.mode,
        "status": plan.status,
        "levels": list(plan.levels),
        "groups": [_group(group, plan, language) for group in plan.groups],
    }


def whole(laid: Laid, language: str) -> dict[str, Any]:
    """A plan in full: all that it says, times in words, and where a place and the base disagree."""
    full: dict[str, Any] = msgspec.to_builtins(laid.plan)
    return {
        **full,
        **short(laid.plan, language),
        "overlays": [{"place": place, "revision": r} for place, r in laid.plan.overlays],
        "conflicts": [msgspec.to_builtins(conflict) for conflict in laid.conflicts],
        "left_out": list(laid.left_out),
    }


def _group(group: Group, plan: Playbook, language: str) -> dict[str, Any]:
    return {
        "id": group.id,
        "name": group.name[language],
        "mission": group.mission[language],
        "lead_role": group.lead_role,
        "deputy_role": group.deputy_role,
        "per": group.per,
        "condition": group.condition,
        "staffing": msgspec.to_builtins(group.staffing),
        "tasks": [_task(task, plan, language) for task in group.tasks],
    }


def _task(task: Task, plan: Playbook, language: str) -> dict[str, Any]:
    """A line; ``official`` is whether a source states its time, and only then is it told as one."""
    sources = [plan.sources.get(tag.partition("-")[0]) for tag in task.src]
    return {
        **msgspec.to_builtins(task),
        "title": task.title[language],
        "basis": task.basis,
        "official": is_official(task),
        "due_words": due_words(task.due, plan),
        "each_words": each_words(task, plan),
        "sources": [dict(source) for source in sources if source is not None],
    }
