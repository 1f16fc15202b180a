"""Whether every deadline of a log became a fact, and once: a fold apart from the engine's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

import msgspec

from tests.fault.records import Event

CLOSING = {"task_completed.v1", "task_cancelled.v1"}


class Task(msgspec.Struct):
    """What a deadline depends on, and what became of it."""

    opened: Event
    due: float | None
    closed: float | None = None
    overdue: list[int] = []
    again: float | None = None
    series: str = ""
    steps: list[int] = []


class Group(msgspec.Struct):
    """A group at work: when it was to be at its posts, and when it ended."""

    muster_by: float | None
    ended: float | None = None
    musters_closed: int = 0


class Deadlines:
    """All deadlines of a log, folded."""

    def __init__(self, log: list[Event]) -> None:
        self.groups: dict[str, Group] = {}
        self.tasks: dict[str, Task] = {}
        self.opened: Counter[str] = Counter()
        for event in log:
            self._fold(event)

    def _fold(self, event: Event) -> None:
        data, topic = event.data, event.topic
        if topic == "group_stood_up.v1":
            self.groups[event.stream] = Group(_at(data.get("muster_by")))
        elif topic == "group_stood_down.v1":
            self.groups[event.stream].ended = event.at
        elif topic == "muster_closed.v1":
            self.groups[event.stream].musters_closed += 1
        elif topic == "task_opened.v1":
            self.opened[data["task"]] += 1
            times = _at(data.get("due_at")), _at(data.get("again_at"))
            series = data.get("series") or ""
            self.tasks[data["task"]] = Task(event, times[0], again=times[1], series=series)
        elif (task := self.tasks.get(data.get("task", ""))) is not None:
            _follow(task, event)


def _follow(task: Task, event: Event) -> None:
    if event.topic == "task_timed.v1":
        task.due = _at(event.data["due_at"])
    elif event.topic == "task_overdue.v1":
        task.overdue.append(event.position)
    elif event.topic == "task_escalated.v1":
        task.steps.append(event.data["step"])
    elif event.topic in CLOSING:
        task.closed = task.closed or event.at


def deadlines(log: list[Event], due_by: float) -> Iterator[str]:
    """What was due by then and is no fact, and what became one more than once."""
    found = Deadlines(log)
    yield from (f"task {task} was opened {n} times" for task, n in found.opened.items() if n > 1)
    followed = {
        (t.opened.stream, t.series, t.opened.version) for t in found.tasks.values() if t.series
    }
    last: dict[tuple[str, str], int] = {}
    for stream, series, version in followed:
        last[stream, series] = max(last.get((stream, series), 0), version)
    for id, task in found.tasks.items():
        group = found.groups[task.opened.stream]
        yield from _of_task(id, task, group, due_by)
        is_last = last.get((task.opened.stream, task.series)) == task.opened.version
        if task.again is not None and is_last and task.again <= due_by and _at_work(group, due_by):
            yield f"after {id} nothing of its series was opened"
    for stream, group in found.groups.items():
        if group.musters_closed > 1:
            yield f"the muster of {stream} closed {group.musters_closed} times"
        late = group.muster_by is not None and group.muster_by <= due_by
        if late and not group.musters_closed and _at_work(group, due_by):
            yield f"the muster of {stream} was never closed"


def _of_task(id: str, task: Task, group: Group, due_by: float) -> Iterator[str]:
    if len(task.overdue) > 1:
        yield f"{id} was overdue {len(task.overdue)} times, at {task.overdue}"
    if task.steps != list(range(1, len(task.steps) + 1)):
        yield f"{id} climbed its ladder so: {task.steps}"
    if task.due is None or task.due > due_by:
        return
    closed = task.closed is not None and task.closed <= due_by
    if not task.overdue and not closed and _at_work(group, due_by):
        yield f"{id} was due and is never overdue"


def _at_work(group: Group, then: float) -> bool:
    return group.ended is None or group.ended > then


def _at(said: str | None) -> float | None:
    return None if said is None else datetime.fromisoformat(said).timestamp()


def facts(log: list[Event]) -> Counter[str]:
    """How many deadlines of each kind became facts."""
    kinds = ("task_overdue.v1", "task_escalated.v1", "muster_closed.v1")
    counted = Counter(e.topic for e in log if e.topic in kinds)
    counted["series"] = sum(1 for e in log if e.topic == "task_opened.v1" and e.cause == "deadline")
    return counted
