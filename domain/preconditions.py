"""What of a line has to be completed before a task that names it as its precondition."""

from __future__ import annotations

from datetime import datetime

from domain.group import Group, OpenTask


def unmet_in(group: Group, line: str, task: OpenTask) -> list[str]:
    """Keys of the line's tasks in a group that should have been completed before the task.

    Those of the same occurrence and building where there are such. Of a series it is the last one
    that is due no later than the task: the order of this morning, not every order there was.
    """
    found = {key: other for key, other in group.tasks.items() if other.key == line}
    found = _alike(found, task)
    last: dict[str, str] = {}
    for key, other in found.items():
        series = other.series or key
        if series not in last or _counts(other.due_at, task.due_at):
            last[series] = key
    return [key for key in last.values() if found[key].state != "completed"]


def _alike(found: dict[str, OpenTask], task: OpenTask) -> dict[str, OpenTask]:
    for field in ("occurrence", "building"):
        own = getattr(task, field)
        same = {k: other for k, other in found.items() if own and getattr(other, field) == own}
        found = same or found
    return found


def _counts(other: datetime | None, own: datetime | None) -> bool:
    return other is not None and own is not None and other <= own
