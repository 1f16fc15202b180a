"""The life of a task: accept, start, complete, reassign, reopen, cancel, note, report.

A verb repeated yields nothing. Of what holds work back only an authority lock refuses; a
precondition that does not hold is recorded with the act.
"""

from __future__ import annotations

from datetime import datetime, timedelta

import msgspec

from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group, OpenTask
from domain.ids import task_id
from domain.refusal import NotFound, Refused
from domain.slots import missing

#: for whoever takes up a task that has no time yet: acting early must not make it overdue
A_DAY = timedelta(days=1)


class Act(msgspec.Struct, frozen=True):
    """Who acts on a task and what they say; ``report``, ``reason`` and ``note`` are text ids.

    ``member`` is the person acted for, ``None`` when the actor acts in their own name. ``unmet``
    lists preconditions that do not hold, ``needs_report`` whether the plan asks for a form,
    ``form`` the one that the report is on and ``lacking`` whether required fields of it are empty,
    ``gone`` assignees who left the roster since the task was closed.
    """

    at: datetime
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


def find(group: Group, key: str) -> OpenTask:
    """The task of a group by key, or refused."""
    task = group.tasks.get(key)
    if task is None:
        raise NotFound("task", task_id(group.id, key))
    return task


def _place(group: Group, key: str) -> tuple[str, str, str | None, str]:
    return group.activation, group.group, group.grid, task_id(group.id, key)


def _running(group: Group, key: str) -> OpenTask:
    task = find(group, key)
    if group.is_closed:
        raise Refused("activation_ended", activation=group.activation)
    return task


def _workable(group: Group, key: str) -> OpenTask:
    task = _running(group, key)
    if task.locked:
        raise Refused("task_locked", task=task_id(group.id, key))
    return task


def _closed(group: Group, key: str) -> Refused:
    return Refused("task_closed", task=task_id(group.id, key), state=group.tasks[key].state)


def _begin(group: Group, key: str, act: Act) -> list[Fact]:
    """What any first work on a task brings: a time if it had none, and its owner."""
    return [*_time(group, key, act), *_join(group, key, act)]


def _time(group: Group, key: str, act: Act) -> list[Fact]:
    if group.tasks[key].due_at is not None:
        return []
    return [facts.TaskTimed(*_place(group, key), act.at + A_DAY)]


def _join(group: Group, key: str, act: Act) -> list[Fact]:
    """Whoever takes a task on becomes one of its assignees."""
    task = group.tasks[key]
    if act.member is None or act.member in task.assignees:
        return []
    return [facts.TaskAssigned(*_place(group, key), (*task.assignees, act.member), "accept")]


def accept(group: Group, key: str, act: Act) -> list[Fact]:
    """Take the task on; whoever does so second joins whoever did so first."""
    task = _workable(group, key)
    if task.is_closed:
        raise _closed(group, key)
    if task.places and task.state != "open":
        return _take_place(group, key, act)
    if task.state != "open":
        return _join(group, key, act)
    accepted = facts.TaskAccepted(*_place(group, key), act.member, act.unmet)
    return [*_begin(group, key, act), accepted]


def _take_place(group: Group, key: str, act: Act) -> list[Fact]:
    """Whoever takes up a slot that others have taken up too has one of its places."""
    if (act.member or "") in group.tasks[key].taken:
        return []
    _has_room(group, key)
    accepted = facts.TaskAccepted(*_place(group, key), act.member, act.unmet)
    return [*_join(group, key, act), accepted]


def _has_room(group: Group, key: str) -> None:
    if not missing(group.tasks[key]):
        raise Refused("slot_full", task=task_id(group.id, key), places=group.tasks[key].places)


def start(group: Group, key: str, act: Act) -> list[Fact]:
    """Begin work, accepted or not; whoever does so second joins whoever did so first."""
    task = _workable(group, key)
    if task.is_closed:
        raise _closed(group, key)
    if task.state == "started":
        return _take_place(group, key, act) if task.places else _join(group, key, act)
    if task.places and task.taken and (act.member or "") not in task.taken:
        _has_room(group, key)
    started = facts.TaskStarted(*_place(group, key), act.member, act.unmet)
    return [*_begin(group, key, act), started]


def complete(group: Group, key: str, act: Act) -> list[Fact]:
    """Close the task as done. A missing report completes it and leaves the report owed.

    The report may be handed in by completing it again, even after the activation ended.
    """
    task, place = find(group, key), _place(group, key)
    if task.state == "completed":
        if not task.report_owed or act.report is None:
            return []
        return [facts.TaskReported(*place, act.report, act.member, act.form)]
    _workable(group, key)
    if task.is_closed:
        raise _closed(group, key)
    done = facts.TaskCompleted(
        *place,
        act.member,
        act.unmet,
        act.report,
        report_owed=act.needs_report and (act.report is None or act.lacking),
        late=task.due_at is not None and act.at > task.due_at,
        form=act.form,
    )
    return [*_begin(group, key, act), done]


def reassign(group: Group, key: str, act: Act) -> list[Fact]:
    """Hand the task to ``to``: instead of ``member`` when they have it, else of everybody."""
    task = _running(group, key)
    if task.is_closed:
        raise _closed(group, key)
    if act.to is None:
        raise Refused("field_missing", field="to")
    wanted = _instead(task.assignees, act.member, act.to)
    if set(wanted) == set(task.assignees):
        return []
    return [facts.TaskAssigned(*_place(group, key), wanted, "reassign", act.reason)]


def _instead(assignees: tuple[str, ...], member: str | None, to: str) -> tuple[str, ...]:
    if member in assignees:
        return (*(m for m in assignees if m not in (member, to)), to)
    handed_over = member is not None and to in assignees
    return assignees if handed_over else (to,)


def reopen(group: Group, key: str, act: Act) -> list[Fact]:
    """Open a closed task again, for whoever had it and is still there, else for the lead."""
    task, place = _workable(group, key), _place(group, key)
    if not task.is_closed:
        return []
    reopened: list[Fact] = [facts.TaskReopened(*place, act.reason)]
    stay = tuple(m for m in task.assignees if m not in act.gone)
    if stay == task.assignees:
        return reopened
    heirs = stay or group.answerable_without(act.gone)
    return [facts.TaskAssigned(*place, heirs, "left"), *reopened]


def cancel(group: Group, key: str, act: Act) -> list[Fact]:
    """Take the task off, by decision."""
    task = find(group, key)
    if task.state == "cancelled":
        return []
    if task.is_closed:
        raise _closed(group, key)
    cancelled = facts.TaskCancelled(*_place(group, key), "decision", act.reason)
    return [*_time(group, key, act), cancelled]


def note(group: Group, key: str, act: Act) -> list[Fact]:
    """Write a note on the task, whatever its state; the one it has last is not written again."""
    task = find(group, key)
    if act.note is None:
        raise Refused("field_missing", field="reason")
    if act.note == task.noted:
        return []
    return [facts.TaskNoted(*_place(group, key), act.note, act.member)]


VERBS = {
    "accept": accept,
    "start": start,
    "complete": complete,
    "reassign": reassign,
    "reopen": reopen,
    "cancel": cancel,
    "note": note,
}
