"""Posts of a group at work: muster, leaving, unlocking, standing down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from domain.community import Activation
from domain.exchange import forsaken
from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group, OpenTask
from domain.ids import task_id
from domain.opening import begins, is_waiting
from domain.playbook import Playbook, Task
from domain.recurrence import Instance
from domain.refusal import Refused
from domain.timing import due, instance_after, pace_of

#: on what the post of whoever leads instead of the absent lead rests, that of the absent one, and
#: that of a deputy who leads again
STEP_UP, STOOD_IN, BACK = "step_up", "stood_in", "back"


def muster(group: Group, member: str) -> list[Fact]:
    """A person is at the post in this group; nothing when they were there, or have none in it.

    A deputy who comes when the muster has closed without a lead steps up; the appointed lead for
    whom somebody stepped up who left again leads again.
    """
    post = group.posts.get(member)
    if post is None or post.mustered or group.is_closed:
        return []
    there: list[Fact] = [facts.MemberMustered(*_place(group), member)]
    if not group.is_muster_closed or post.position != "deputy":
        return there
    if group.holder("lead") is None and any(p.basis == STOOD_IN for p in group.posts.values()):
        return [*there, _leads(group, member)]
    return [*there, *_step_up(group, member)]


def withdraw_muster(group: Group, member: str) -> list[Fact]:
    """A person is not at the post after all; nothing when nobody said that they were.

    Refused where they lead by now because they were there.
    """
    post = group.posts.get(member)
    if post is None or not post.mustered or group.is_closed:
        return []
    if post.position == "lead" and post.basis in (STEP_UP, BACK):
        raise Refused("leads_since_mustered", member=member)
    return [facts.MusterWithdrawn(*_place(group), member)]


def stand_in(group: Group) -> list[Fact]:
    """When the muster has closed without the lead, a deputy who is there leads."""
    if group.is_closed or not group.is_muster_closed:
        return []
    return _stand_in(group)


def close_muster(group: Group) -> list[Fact]:
    """The time to be at the post has passed: say who is absent, and let a deputy step up."""
    if group.is_closed or group.is_muster_closed:
        return []
    absent = tuple(m for m, post in group.posts.items() if not post.mustered)
    return [facts.MusterClosed(*_place(group), absent), *_stand_in(group)]


def _stand_in(group: Group) -> list[Fact]:
    """The first deputy who is there leads, where the lead is not."""
    there = (m for m, p in group.posts.items() if p.position == "deputy" and p.mustered)
    deputy = next(there, None)
    return _step_up(group, deputy) if deputy is not None else []


def _leads(group: Group, deputy: str) -> Fact:
    """A deputy leads: again, if they did before somebody stepped up for them."""
    basis = BACK if group.posts[deputy].basis == STOOD_IN else STEP_UP
    return facts.MemberAssigned(*_place(group), deputy, "lead", basis)


def _next_lead(group: Group, gone: str) -> str | None:
    """Who leads when whoever stepped up is gone: the appointed lead, else a deputy, if there."""
    post = group.posts.get(gone)
    if post is None or (post.position, post.basis) != ("lead", STEP_UP):
        return None
    others = {m: p for m, p in group.posts.items() if m != gone and p.mustered}
    if any(p.position == "lead" for p in others.values()):
        return None
    deputies = [m for m, p in others.items() if p.position == "deputy"]
    return min(deputies, key=lambda m: others[m].basis != STOOD_IN, default=None)


def _step_up(group: Group, deputy: str) -> list[Fact]:
    """A deputy leads instead of whoever is absent, and has the tasks that they did not begin.

    Where there is no lead at all nobody is stood in for: the group stays red until one is named.
    """
    leads = [m for m, post in group.posts.items() if post.position == "lead"]
    if not leads or any(group.posts[m].mustered for m in leads):
        return []
    place = _place(group)
    stepped: list[Fact] = [facts.MemberAssigned(*place, deputy, "lead", STEP_UP)]
    stepped += [facts.MemberAssigned(*place, m, "deputy", STOOD_IN) for m in leads]
    for key, task in group.tasks.items():
        if task.state != "open" or task.places or not set(leads) & set(task.assignees):
            continue
        stay = tuple(m for m in task.assignees if m not in (*leads, deputy))
        assigned = (*place, task_id(group.id, key), (*stay, deputy))
        stepped.append(facts.TaskAssigned(*assigned, STEP_UP))
    return stepped


def leave(group: Group, member: str, cause: str = "left", reason: str | None = None) -> list[Fact]:
    """A person left the roster, or ``declined``: the post ends, open tasks go to the lead.

    After whoever stepped up, the appointed lead leads again if there, else the next deputy.
    """
    left: list[Fact] = []
    if group.is_over:
        return left
    if post := group.posts.get(member):
        left += forsaken(group, member)
        left.append(facts.MemberReleased(*_place(group), member, post.position, cause, reason))
    heir = group.answerable_without((member,))
    if not group.is_closed and (lead := _next_lead(group, member)) is not None:
        left.append(_leads(group, lead))
        heir = (lead,)
    for key, task in group.tasks.items():
        if member in task.assignees and not task.is_closed:
            stay = tuple(m for m in task.assignees if m != member)
            place = (*_place(group), task_id(group.id, key))
            open_to_all = () if task.places else heir
            left.append(facts.TaskAssigned(*place, stay or open_to_all, cause))
    return left


def unlock(group: Group, running: Activation, plan: Playbook, at: datetime) -> list[Fact]:
    """An authority's document was recorded: locked tasks may start, cancelled ones be reopened.

    A deadline that passed while the task was locked counts from now.
    """
    unlocked: list[Fact] = []
    for key, task in group.tasks.items():
        if not task.locked:
            continue
        place, line = (*_place(group), task_id(group.id, key)), plan.task(task.key)
        instance = _present(task, line, running, plan, at)
        if instance is None:
            time = _unlocked_due(group, task, line, running, plan, at)
            unlocked.append(facts.TaskUnlocked(*place, time))
        else:
            pace = pace_of(running)
            time, starts = pace.real(instance.due), begins(group, instance, pace, at)
            timed = facts.TaskTimed(*place, time, (task.places and starts) or time, starts)
            unlocked += [facts.TaskUnlocked(*place, time), timed]
    return unlocked


def _present(
    task: OpenTask, line: Task | None, running: Activation, plan: Playbook, at: datetime
) -> Instance | None:
    """The one of a series that a task is now, if it should have begun behind the lock."""
    began = task.starts_at or task.due_at
    if line is None or task.series is None or began is None or began >= at:
        return None
    return instance_after(line, running, plan, at)


def _unlocked_due(
    group: Group,
    task: OpenTask,
    line: Task | None,
    running: Activation,
    plan: Playbook,
    at: datetime,
) -> datetime | None:
    time = task.due_at
    if line is not None and time is None and not is_waiting(group, line, plan):
        time = due(line, running, plan)
    if time is not None and time < at:
        plus = line.due.plus if line else None
        time = at + pace_of(running).span(plus or timedelta())
    return time


def retime(group: Group, running: Activation, plan: Playbook) -> list[Fact]:
    """The expected end or a forecast moved: deadlines that hang on it move with it."""
    moved: list[Fact] = []
    for key, task in group.tasks.items():
        written = plan.task(task.key)
        if written is None or written.due.kind != "before" or task.is_closed:
            continue
        if is_waiting(group, written, plan):
            continue
        time = due(written, running, plan)
        if time is not None and time != task.due_at:
            moved.append(facts.TaskTimed(*_place(group), task_id(group.id, key), time))
    return moved


def stand_down(
    group: Group,
    cause: str,
    reason: str | None = None,
    stays: Callable[[OpenTask], bool] = lambda task: False,
) -> list[Fact]:
    """Close what is open, with the cause, and end the group; what ``stays`` is to be done yet."""
    if group.is_closed:
        return []
    at_work = {key: task for key, task in group.tasks.items() if not task.is_closed}
    remaining = tuple(task_id(group.id, key) for key, task in at_work.items() if stays(task))
    ids = (task_id(group.id, key) for key in at_work)
    closed: list[Fact] = [
        facts.TaskCancelled(*_place(group), id, cause, reason) for id in ids if id not in remaining
    ]
    return [*closed, facts.GroupStoodDown(*_place(group), cause, remaining)]


def _place(group: Group) -> tuple[str, str, str | None]:
    return group.activation, group.group, group.grid
