"""Working at a task: accept, start, complete. Whoever comes second joins, or takes a place."""

from __future__ import annotations

from domain.acting import ADDED, Act, closed, find, place_of, timed, workable
from domain.exchange import relieve
from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group
from domain.ids import task_id
from domain.refusal import Refused
from domain.slots import missing


def _begin(group: Group, key: str, act: Act) -> list[Fact]:
    """What any first work on a task brings: a time if it had none, and its owner."""
    return [*timed(group, key, act), *_join(group, key, act)]


def _join(group: Group, key: str, act: Act) -> list[Fact]:
    """Whoever takes a task on becomes one of its assignees, or is put on a shift by somebody."""
    task = group.tasks[key]
    if act.member is None or act.member in task.assignees:
        return []
    cause = ADDED if act.added and task.places else "accept"
    return [facts.TaskAssigned(*place_of(group, key), (*task.assignees, act.member), cause)]


def _still_theirs(group: Group, key: str, act: Act) -> None:
    """Refuse whoever saw the task as theirs and has it no more: somebody else was given it."""
    if act.mine and act.member not in group.tasks[key].assignees:
        raise Refused("task_not_theirs", task=task_id(group.id, key))


def accept(group: Group, key: str, act: Act) -> list[Fact]:
    """Take the task on; whoever does so second joins whoever did so first, or relieves them."""
    task = workable(group, key)
    if task.is_closed:
        raise closed(group, key)
    _still_theirs(group, key, act)
    if act.relieves is not None:
        return relieve(group, key, act)
    if task.places and task.state != "open":
        return _take_place(group, key, act)
    if task.state != "open":
        return _join(group, key, act)
    accepted = facts.TaskAccepted(*place_of(group, key), act.member, act.unmet)
    return [*_begin(group, key, act), accepted]


def _take_place(group: Group, key: str, act: Act) -> list[Fact]:
    """Whoever takes up a slot that others have taken up too has one of its places.

    Who acts in their own name, for nobody, takes none.
    """
    if act.member is None or act.member in group.tasks[key].taken:
        return []
    _has_room(group, key, act.member)
    accepted = facts.TaskAccepted(*place_of(group, key), act.member, act.unmet)
    return [*_join(group, key, act), accepted]


def _has_room(group: Group, key: str, member: str) -> None:
    """Whoever was asked for a shift has their place on it, also when others came besides."""
    if member not in group.tasks[key].assignees and not missing(group.tasks[key]):
        raise Refused("slot_full", task=task_id(group.id, key), places=group.tasks[key].places)


def start(group: Group, key: str, act: Act) -> list[Fact]:
    """Begin work, accepted or not; whoever does so second joins whoever did so first."""
    task = workable(group, key)
    if task.is_closed:
        raise closed(group, key)
    _still_theirs(group, key, act)
    if task.state == "started":
        return _take_place(group, key, act) if task.places else _join(group, key, act)
    if task.places and act.member is not None and act.member not in task.taken:
        _has_room(group, key, act.member)
    started = facts.TaskStarted(*place_of(group, key), act.member, act.unmet)
    return [*_begin(group, key, act), started]


def complete(group: Group, key: str, act: Act) -> list[Fact]:
    """Close the task as done. A missing report completes it and leaves the report owed.

    The report may be handed in by completing it again, even after the activation ended. Whoever
    saw it open, and was late, is told so: what they hand in would be lost without a word.
    """
    task, place = find(group, key), place_of(group, key)
    if task.state == "completed":
        if not task.report_owed or act.report is None:
            if act.seen not in (None, "completed"):
                raise closed(group, key)
            return []
        return [facts.TaskReported(*place, act.report, act.member, act.form)]
    workable(group, key)
    if task.is_closed:
        raise closed(group, key)
    _still_theirs(group, key, act)
    if task.places and task.starts_at is not None and act.at < task.starts_at:
        raise Refused("slot_not_begun", task=task_id(group.id, key), starts_at=task.starts_at)
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
