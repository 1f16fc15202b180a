"""Who acts on a task and what they say; what any verb on a task of a group begins with."""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group, OpenTask
from domain.ids import task_id
from domain.refusal import NotFound, Refused

#: for whoever takes up a task that has no time yet: acting early must not make it overdue
A_DAY = timedelta(days=1)
#: why somebody has a shift since: it lacked somebody, and somebody else put them on it
ADDED = "added"


class Act(msgspec.Struct, frozen=True):
    """Who acts on a task and what they say; ``report``, ``reason`` and ``note`` are text ids.

    ``member`` is the person acted for, ``None`` when the actor acts in their own name. ``unmet``
    lists preconditions that do not hold, ``needs_report`` whether the plan asks for a form,
    ``form`` the one that the report is on and ``lacking`` whether required fields of it are empty,
    ``gone`` assignees who left the roster since the task was closed. ``now`` is when it is told of,
    where that is later than ``at``. ``seen`` is the state in which they saw the task, if told, and
    ``mine`` that they saw it as theirs. ``swap`` is the task that they want for it, ``relieves``
    the colleague whose place on a shift they take, ``decides`` whether they may say who has it,
    ``added`` whether somebody else says it for them.
    """

    at: datetime
    now: datetime | None = None
    member: str | None = None
    to: str | None = None
    report: str | None = None
    reason: str | None = None
    note: str | None = None
    unmet: tuple[str, ...] = ()
    needs_report: bool = False
    gone: tuple[str, ...] = ()
    form: str | None = None
    lacking: bool = False
    seen: str | None = None
    swap: str | None = None
    mine: bool = False
    relieves: str | None = None
    decides: bool = False
    added: bool = False


def find(group: Group, key: str) -> OpenTask:
    """The task of a group by key, or refused."""
    task = group.tasks.get(key)
    if task is None:
        raise NotFound("task", task_id(group.id, key))
    return task


def place_of(group: Group, key: str) -> tuple[str, str, str | None, str]:
    """What every fact of a task begins with."""
    return group.activation, group.group, group.grid, task_id(group.id, key)


def running(group: Group, key: str) -> OpenTask:
    """The task of a group that has not ended, or one that comes after its end; or refused."""
    task = find(group, key)
    if group.has_left(key):
        raise Refused("activation_ended", activation=group.activation)
    return task


def workable(group: Group, key: str) -> OpenTask:
    """The same where no lock holds it back, or refused."""
    task = running(group, key)
    if task.locked:
        raise Refused("task_locked", task=task_id(group.id, key))
    return task


def closed(group: Group, key: str) -> Refused:
    """The refusal of a verb on what is closed."""
    return Refused("task_closed", task=task_id(group.id, key), state=group.tasks[key].state)


def timed(group: Group, key: str, act: Act) -> list[Fact]:
    """A time for a task that has none."""
    if group.tasks[key].due_at is not None:
        return []
    told = max(act.at, act.now or act.at)
    return [facts.TaskTimed(*place_of(group, key), told + A_DAY)]
