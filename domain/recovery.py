"""Recovery: restrictions are released, routine ends; and what is still open when that is said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

import msgspec

from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group, OpenTask
from domain.ids import task_id
from domain.levels import withdraw
from domain.modes import PEACETIME
from domain.playbook import Playbook, Task
from domain.timing import recurs

#: the event of the house to which what comes after the end is anchored
STAND_DOWN = "stand_down"
#: work that saves people, whatever its ladder
SAVING = frozenset({"rescue", "medical_exit", "evacuation"})


class Unfinished(msgspec.Struct, frozen=True):
    """A task that should not be left open: its id, line, group and grid."""

    task: str
    key: str
    group: str
    grid: str | None


def comes_after(task: OpenTask, plan: Playbook, mode: str) -> bool:
    """Whether people work on at a task once its activation, in a mode, has stood down.

    Routine work has nothing that comes after it; what waits for an authority's document can be
    given none any more.
    """
    line = plan.task(task.key)
    if mode == PEACETIME or line is None or task.locked or recurs(line):
        return False
    return STAND_DOWN in (line.each, line.due.event if line.due.kind == "event" else None)


def recover(group: Group, plan: Playbook, reason: str | None = None) -> list[Fact]:
    """Take off the restrictions and the series on which nobody works; the rest goes on."""

    def ends(task: OpenTask) -> bool:
        line = plan.task(task.key)
        return task.series is not None or (line is not None and is_restriction(line))

    if group.is_closed:
        return []
    ended = withdraw(group, "recovery", ends, reason)
    if group.begin_at is not None:
        place = (group.activation, group.group, group.grid)
        ended.append(facts.SeriesBegun(*place))
    return ended


def is_restriction(line: Task) -> bool:
    """Whether the line restricts people: only such lines wait for an authority's document."""
    return line.authority or line.nature == "control"


def unfinished(groups: Iterable[Group], plan: Playbook, mode: str) -> list[Unfinished]:
    """What is open of work that saves people, and of the plan's most urgent ladder."""
    urgent = min(plan.ladders, key=lambda ladder: _first(plan, ladder), default=None)
    found = []
    for group in groups:
        for key, task in group.tasks.items():
            line = plan.task(task.key)
            if line is None or task.is_closed or task.due_at is None:
                continue
            if comes_after(task, plan, mode):
                continue
            if line.nature in SAVING or (urgent is not None and line.ladder == urgent):
                id = task_id(group.id, key)
                found.append(Unfinished(id, task.key, group.group, group.grid))
    return found


def occurrences(groups: Iterable[Group], plan: Playbook, mode: str) -> list[str]:
    """The occurrences to which tasks still answer, apart from the end itself."""
    tasks = (task for group in groups for task in group.tasks.values() if not task.is_closed)
    found = (t.occurrence for t in tasks if t.occurrence and not comes_after(t, plan, mode))
    return list(dict.fromkeys(found))


def _first(plan: Playbook, ladder: str) -> timedelta:
    rungs = plan.ladders[ladder]
    return rungs[0][0] if rungs else timedelta.max
