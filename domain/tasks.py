"""The life of a task: accept, start, complete, reassign, reopen, cancel, note, report, exchange.

A verb repeated yields nothing. Of what holds work back only an authority lock refuses; a
precondition that does not hold is recorded with the act.
"""

from __future__ import annotations

from domain.acting import A_DAY, Act, closed, find, place_of, running, timed, workable
from domain.exchange import offer, take_over, turn_down, withdraw
from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group
from domain.refusal import Refused
from domain.working import accept, complete, start

__all__ = ["A_DAY", "VERBS", "Act", "accept", "complete", "find", "start"]


def reassign(group: Group, key: str, act: Act) -> list[Fact]:
    """Hand the task to ``to``: instead of ``member`` when they have it, else of everybody."""
    task = running(group, key)
    if task.is_closed:
        raise closed(group, key)
    if act.to is None:
        raise Refused("field_missing", field="to")
    wanted = _instead(task.assignees, act.member, act.to)
    if set(wanted) == set(task.assignees):
        return []
    return [facts.TaskAssigned(*place_of(group, key), wanted, "reassign", act.reason)]


def _instead(assignees: tuple[str, ...], member: str | None, to: str) -> tuple[str, ...]:
    if member in assignees:
        return (*(m for m in assignees if m not in (member, to)), to)
    handed_over = member is not None and to in assignees
    return assignees if handed_over else (to,)


def reopen(group: Group, key: str, act: Act) -> list[Fact]:
    """Open a closed task again, for whoever had it and is still there, else for the lead."""
    task, place = workable(group, key), place_of(group, key)
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
        raise closed(group, key)
    cancelled = facts.TaskCancelled(*place_of(group, key), "decision", act.reason)
    return [*timed(group, key, act), cancelled]


def note(group: Group, key: str, act: Act) -> list[Fact]:
    """Write a note on the task, whatever its state; the one it has last is not written again."""
    task = find(group, key)
    if act.note is None:
        raise Refused("field_missing", field="reason")
    if act.note == task.noted:
        return []
    return [facts.TaskNoted(*place_of(group, key), act.note, act.member)]


VERBS = {
    "accept": accept,
    "start": start,
    "complete": complete,
    "reassign": reassign,
    "reopen": reopen,
    "cancel": cancel,
    "note": note,
    "offer": offer,
    "take-over": take_over,
    "turn-down": turn_down,
    "withdraw": withdraw,
}
