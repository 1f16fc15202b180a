"""What is due for one group by now: decided from its own state, so done twice it is done once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush
from typing import Protocol

from domain import timers
from domain.community import Activation
from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group, OpenTask
from domain.ids import task_id
from domain.pace import Pace
from domain.playbook import Playbook, Target, Task
from domain.posts import close_muster
from domain.series import begin, succeed
from domain.slots import missing


class Around(Protocol):
    """What a group has to ask others; asked only when it matters."""

    def running(self) -> Activation:
        """The activation that the group is of."""

    def buildings(self) -> int:
        """How many buildings its grid has, 0 when nobody counted them."""

    def reach(self, target: Target) -> tuple[str, ...]:
        """Who holds a role, or is known of a tier above; empty when there is nobody to tell."""


def decide(group: Group, plan: Playbook, around: Around, now: datetime) -> Iterator[Fact]:
    """Everything that is due by now, in the order of its time.

    Each fact must be remembered by the group before the next is asked for, as ``Group.decide``
    does: what falls due later may follow from it. Whoever comes late catches up one by one.
    """
    if group.is_over:
        return
    queue = [(at, kind, -1, "") for at, kind in timers.of_group(group)]
    for number, (key, task) in enumerate(group.tasks.items()):
        queue += [(at, kind, number, key) for at, kind in _of(group, key, task) if at <= now]
    heapify(queue)
    while queue and queue[0][0] <= now:
        at, kind, number, key = heappop(queue)
        if (at, kind) not in _standing(group, key):
            continue
        known = len(group.tasks)
        yield from _due(group, key, kind, plan, around)
        touched = [(number, key)] if key else []
        touched += list(enumerate(list(group.tasks)[known:], known))
        for number, key in touched:
            for timer in _of(group, key, group.tasks[key]):
                heappush(queue, (*timer, number, key))


def next_at(group: Group) -> datetime | None:
    """When the group has to be looked at next."""
    if group.is_over:
        return None
    tasks = (at for key, task in group.tasks.items() for at, _ in _of(group, key, task))
    return min((*tasks, *(at for at, _ in timers.of_group(group))), default=None)


def _of(group: Group, key: str, task: OpenTask) -> Iterator[timers.Timer]:
    return timers.of_task(task, is_last=group.series.get(task.series or "") == key)


def _standing(group: Group, key: str) -> Iterator[timers.Timer]:
    return _of(group, key, group.tasks[key]) if key else timers.of_group(group)


def _due(group: Group, key: str, kind: int, plan: Playbook, around: Around) -> list[Fact]:
    match kind:
        case timers.MUSTER:
            return close_muster(group)
        case timers.BEGIN:
            begun = group.begin_at
            assert begun is not None
            return begin(group, plan, around.running(), begun, around.buildings())
        case timers.AGAIN:
            line = plan.task(group.tasks[key].key)
            return succeed(group, key, plan, _running(group, line, around))
        case timers.SLOT:
            return [_uncovered(group, key)]
        case timers.LATE:
            return [_overdue(group, key, plan)]
    return [_climb(group, key, plan, around)]


def _running(group: Group, line: Task | None, around: Around) -> Activation:
    """The activation; most lines need of it no more than the group itself knows."""
    if group.since is None or (line and (line.authority or line.due.per_level)):
        return around.running()
    known = (group.activation, group.playbook, group.pinned, (), "", group.since)
    return Activation(*known, pace=group.pace)


def _uncovered(group: Group, key: str) -> Fact:
    task = group.tasks[key]
    assert task.starts_at is not None
    return facts.SlotUncovered(*_place(group, key), task.starts_at, missing(task))


def _overdue(group: Group, key: str, plan: Playbook) -> Fact:
    task = group.tasks[key]
    assert task.due_at is not None
    first = _rung_at(group, task, _ladder(task, plan), 0)
    return facts.TaskOverdue(*_place(group, key), task.due_at, first)


def _climb(group: Group, key: str, plan: Playbook, around: Around) -> Fact:
    """The next step of the ladder; one of which the plan knows no more begins anew."""
    task, place = group.tasks[key], _place(group, key)
    ladder = _ladder(task, plan)
    if task.step >= len(ladder):
        assert task.due_at is not None
        return facts.TaskTimed(*place, task.due_at, task.again_at)
    _, role = ladder[task.step]
    later = _rung_at(group, task, ladder, task.step + 1)
    to = _reached(group, plan.targets.get(role), around)
    return facts.TaskEscalated(*place, task.step + 1, role, to, later)


def _ladder(task: OpenTask, plan: Playbook) -> tuple[tuple[timedelta, str], ...]:
    line = plan.task(task.key)
    return plan.ladders.get(line.ladder or "", ()) if line else ()


def _rung_at(
    group: Group, task: OpenTask, ladder: tuple[tuple[timedelta, str], ...], step: int
) -> datetime | None:
    if step >= len(ladder) or task.late_from is None:
        return None
    return task.late_from + Pace(task.late_from, group.pace).span(ladder[step][0])


def _reached(group: Group, target: Target | None, around: Around) -> tuple[str, ...]:
    if target is None:
        return ()
    if target.position is not None:
        return tuple(m for m, p in group.posts.items() if p.position == target.position)
    return around.reach(target)


def _place(group: Group, key: str) -> tuple[str, str, str | None, str]:
    return group.activation, group.group, group.grid, task_id(group.id, key)
