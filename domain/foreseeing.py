"""Shifts that are to come, as they would be given out if nothing changed until then."""

from __future__ import annotations

from datetime import datetime

from domain.community import Activation
from domain.facts import group as facts
from domain.group import Group
from domain.playbook import Playbook
from domain.series import succeed

#: so many at most of a group: a drill may live a year in an hour
MOST = 200


def foresee(
    group: Group, plan: Playbook, running: Activation, until: datetime
) -> list[facts.TaskOpened]:
    """The shifts of a group that nobody has opened yet and that begin by then, in their order.

    They are told by the rule that will open them, so whoever stands in them is whom it would ask
    as things are. The group is used up by it: it remembers what has not happened.
    """
    found: list[facts.TaskOpened] = []
    while not group.is_closed and len(found) < MOST:
        key = _next(group, until)
        if key is None:
            break
        for fact in succeed(group, key, plan, running):
            group.evolve(fact, until)
            if isinstance(fact, facts.TaskOpened) and (fact.starts_at or until) < until:
                found.append(fact)
    return sorted(found, key=lambda shift: shift.starts_at or until)


def _next(group: Group, until: datetime) -> str | None:
    """The last shift of the series whose next one opens first."""
    due = [
        (task.again_at, key)
        for key in group.series.values()
        if (task := group.tasks[key]).places and task.due_at and task.again_at
    ]
    at, key = min(due, default=(until, ""))
    return key if at < until else None
