"""The life of a task: accept, start, complete, reassign, reopen, cancel, note, report.

A verb repeated yields nothing. Only an authority lock refuses; a precondition that does not hold
is recorded with the act.
"""

from __future__ import annotations

from datetime import datetime

import msgspec

from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group, OpenTask
from domain.ids import task_id
from domain.refusal import NotFound, Refused


class Act(msgspec.Struct, frozen=True):
    """Who acts on a task and what they say; ``report``, ``reason`` and ``note`` are text ids.

    ``member`` is the person acted for, ``None`` when the actor acts in their own name. ``unmet``
    lists preconditions that do not hold, ``needs_report`` whether the plan asks for a form.
    """

    at: datetime
    member: str | None = None
    to: str | None = None
    report: str | None = None
    reason: str | None = None
    note: str | None = None
    unmet: tuple[str, ...] = ()
    needs_report: bool = False


def find(group: Group, key: str) -> OpenTask:
    """The task of a group by key, or refused."""
    task = group.tasks.get(key)
    if task is None:
        raise NotFound("task", task_id(group.id, key))
    return task


def _place(group: Group, key: str) -> tuple[str, str, str | None, str]:
    return group.activation, group.group, group.grid, task_id(group.id, key)


def _workable(group: Group, key: str) -> OpenTask:
    task = find(group, key)
    if task.locked:
        raise Refused("task_locked", task=task_id(group.id, key))
    if group.is_closed:
        raise Refused("activation_ended", activation=group.activation)
    return task


def _begin(group: Group, key: str, act: Act) -> list[Fact]:
    """What any first work on a task brings: a time if it had none, and its owner."""
    task, place, begun = group.tasks[key], _place(group, key), list[Fact]()
    if task.due_at is None:
        begun.append(facts.TaskTimed(*place, act.at))
    if act.member and act.member not in task.assignees:
        begun.append(facts.TaskAssigned(*place, (*task.assignees, act.member), "accept"))
    return begun


def accept(group: Group, key: str, act: Act) -> list[Fact]:
    """Take the task on. Whoever accepts becomes one of its assignees."""
    task = _workable(group, key)
    if task.state != "open":
        if task.is_closed:
            raise Refused("task_closed", task=task_id(group.id, key), state=task.state)
        return []
    return [
        *_begin(group, key, act),
        facts.TaskAccepted(*_place(group, key), act.member, act.unmet),
    ]


def start(group: Group, key: str, act: Act) -> list[Fact]:
    """Begin work, accepted or not."""
    task = _workable(group, key)
    if task.is_closed:
        raise Refused("task_closed", task=task_id(group.id, key), state=task.state)
    if task.state == "started":
        return []
    return [
        *_begin(group, key, act),
        facts.TaskStarted(*_place(group, key), act.member, act.unmet),
    ]


def complete(group: Group, key: str, act: Act) -> list[Fact]:
    """Close the task as done. A missing report completes it and leaves the report owed."""
    task, place = _workable(group, key), _place(group, key)
    if task.state == "cancelled":
        raise Refused("task_closed", task=task_id(group.id, key), state=task.state)
    if task.state == "completed":
        owed = task.report_owed and act.report is not None
        return [facts.TaskReported(*place, act.report, act.member)] if owed and act.report else []
    done = facts.TaskCompleted(
        *place,
        act.member,
        act.unmet,
        act.report,
        report_owed=act.needs_report and act.report is None,
        late=task.due_at is not None and act.at > task.due_at,
    )
    return [*_begin(group, key, act), done]


def reassign(group: Group, key: str, act: Act) -> list[Fact]:
    """Hand the task to ``to``: instead of ``member`` when one is named, else of everybody."""
    task = find(group, key)
    if group.is_closed or task.is_closed:
        raise Refused("task_closed", task=task_id(group.id, key), state=task.state)
    if act.to is None:
        raise Refused("field_missing", field="to")
    stay = tuple(m for m in task.assignees if m not in (act.member, act.to)) if act.member else ()
    wanted = (*stay, act.to)
    if set(wanted) == set(task.assignees):
        return []
    return [facts.TaskAssigned(*_place(group, key), wanted, "reassign", act.reason)]


def reopen(group: Group, key: str, act: Act) -> list[Fact]:
    """Open a closed task again."""
    task = _workable(group, key)
    return [facts.TaskReopened(*_place(group, key), act.reason)] if task.is_closed else []


def cancel(group: Group, key: str, act: Act) -> list[Fact]:
    """Take the task off, by decision."""
    task = find(group, key)
    if task.state == "cancelled":
        return []
    if task.state == "completed":
        raise Refused("task_closed", task=task_id(group.id, key), state=task.state)
    return [facts.TaskCancelled(*_place(group, key), "decision", act.reason)]


def note(group: Group, key: str, act: Act) -> list[Fact]:
    """Write a note on the task, whatever its state."""
    find(group, key)
    if act.note is None:
        raise Refused("field_missing", field="reason")
    return [facts.TaskNoted(*_place(group, key), act.note, act.member)]


def pass_due(group: Group, key: str, at: datetime) -> list[Fact]:
    """Record that a deadline passed: once, and only for work that is not closed."""
    task = group.tasks.get(key)
    if task is None or task.is_closed or task.locked or task.overdue or group.is_closed:
        return []
    if task.due_at is None or task.due_at > at:
        return []
    return [facts.TaskOverdue(*_place(group, key), task.due_at)]


VERBS = {
    "accept": accept,
    "start": start,
    "complete": complete,
    "reassign": reassign,
    "reopen": reopen,
    "cancel": cancel,
    "note": note,
}
