"""Posts of a group at work: muster, leaving, unlocking, standing down."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.community import Activation
from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group
from domain.ids import task_id
from domain.playbook import Playbook
from domain.timing import due


def muster(group: Group, member: str) -> list[Fact]:
    """A person is at the post in this group; nothing when they were there, or have none in it."""
    post = group.posts.get(member)
    if post is None or post.mustered or group.is_closed:
        return []
    return [facts.MemberMustered(*_place(group), member)]


def leave(group: Group, member: str) -> list[Fact]:
    """A person left the roster: the post ends, and open tasks go to the group's lead."""
    left: list[Fact] = []
    if group.is_closed:
        return left
    if post := group.posts.get(member):
        left.append(facts.MemberReleased(*_place(group), member, post.position, "left"))
    heir = group.answerable_without((member,))
    for key, task in group.tasks.items():
        if member in task.assignees and not task.is_closed:
            stay = tuple(m for m in task.assignees if m != member)
            place = (*_place(group), task_id(group.id, key))
            left.append(facts.TaskAssigned(*place, stay or heir, "left"))
    return left


def unlock(group: Group, running: Activation, plan: Playbook, at: datetime) -> list[Fact]:
    """An authority's document was recorded: locked tasks may start, cancelled ones be reopened.

    A deadline that passed while the task was locked counts from now.
    """
    unlocked: list[Fact] = []
    for key, task in group.tasks.items():
        if not task.locked:
            continue
        written = plan.task(task.key)
        time = due(written, running, plan) if written else task.due_at
        if time is not None and time < at:
            time = at + (written.due.plus if written and written.due.plus else timedelta())
        place = (*_place(group), task_id(group.id, key))
        unlocked.append(facts.TaskUnlocked(*place, time))
    return unlocked


def retime(group: Group, running: Activation, plan: Playbook) -> list[Fact]:
    """The expected end or a forecast moved: deadlines that hang on it move with it."""
    moved: list[Fact] = []
    for key, task in group.tasks.items():
        written = plan.task(task.key)
        if written is None or written.due.kind != "before" or task.is_closed:
            continue
        time = due(written, running, plan)
        if time is not None and time != task.due_at:
            moved.append(facts.TaskTimed(*_place(group), task_id(group.id, key), time))
    return moved


def stand_down(group: Group, cause: str, reason: str | None = None) -> list[Fact]:
    """Close what is open, with the cause, and end the group."""
    if group.is_closed:
        return []
    closed: list[Fact] = [
        facts.TaskCancelled(*_place(group), task_id(group.id, key), cause, reason)
        for key, task in group.tasks.items()
        if not task.is_closed
    ]
    return [*closed, facts.GroupStoodDown(*_place(group), cause)]


def _place(group: Group) -> tuple[str, str, str | None]:
    return group.activation, group.group, group.grid
