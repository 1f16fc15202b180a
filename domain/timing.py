"""When a line of the plan is due in a running activation."""

from __future__ import annotations

from datetime import datetime

from domain.community import Activation
from domain.deadlines import due_at
from domain.pace import Pace
from domain.playbook import Playbook, Task
from domain.recurrence import RECURRING, Instance, next_instance


def pace_of(running: Activation) -> Pace:
    """How fast the activation lives."""
    return Pace(running.at, running.pace)


def due(
    task: Task, running: Activation, plan: Playbook, since: datetime | None = None
) -> datetime | None:
    """When a line of a running activation is due; ``None`` while that cannot be known.

    Spans count from the click, or from ``since``: an occurrence, a phase, a condition that was met.
    """
    return due_at(
        task.due,
        t0=since or running.at,
        planned_end=running.planned_end,
        forecasts=running.forecasts,
        reached=reached(running, plan),
        timezone=plan.timezone,
        pace=pace_of(running),
    )


def recurs(task: Task) -> bool:
    """Whether the line is a series."""
    return task.due.kind in RECURRING


def instance_after(
    task: Task,
    running: Activation,
    plan: Playbook,
    after: datetime,
    *,
    since: datetime | None = None,
    begun: bool = True,
) -> Instance | None:
    """The next of a series that is due after a moment, in the time of the activation's story."""
    pace = pace_of(running)
    return next_instance(
        task.due,
        pace.virtual(after),
        anchor=pace.virtual(since or running.at),
        timezone=plan.timezone,
        level=running.level,
        begun=begun,
    )


def reached(running: Activation, plan: Playbook) -> dict[str, datetime]:
    """Since when each level has stood: one is reached with any above it, until it is lowered."""
    since: dict[str, datetime] = {}
    for given, at in running.levels:
        if given not in plan.levels:
            continue
        height = plan.levels.index(given)
        for level in plan.levels[: height + 1]:
            since.setdefault(level, at)
        for level in plan.levels[height + 1 :]:
            since.pop(level, None)
    return since
