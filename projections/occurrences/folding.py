"""The fold of occurrences: their own facts, and those of the tasks that answer them."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from domain.facts import Fact
from domain.facts import group as facts
from domain.facts import occurrence as own
from domain.record import Recorded
from projections.occurrences.documents import Happening, TaskOfIt, key_of
from projections.rows import Rows

#: the part of a task's id that names an occurrence: ``<stream>.<line>~<occurrence>…``
_OCCURRENCE = re.compile(r"~([0-9a-f]{16})(?:~|$)")
_BUILDING = re.compile(r"~b(\d+)(?:~|$)")


def fold(rows: Rows, r: Recorded) -> None:
    """Take one fact in; tasks that answer no occurrence change nothing."""
    key = _key(r)
    if key is None:
        return
    fact: Any = r.fact
    kind = type(fact)
    if kind is own.OccurrenceLogged:
        rows.put(key, _logged(fact, r))
        return
    doc: Happening | None = rows.get(key)
    if doc is None:
        return
    if kind in _OWN:
        _OWN[kind](doc, fact, r)
    elif kind is facts.TaskOpened:
        doc.tasks.setdefault(fact.task, _opened(fact, r))
    else:
        task = doc.tasks.get(fact.task)
        if task is None:
            return
        _CHANGES[kind](task, fact, r)
    rows.put(key, doc)


def keys(r: Recorded) -> tuple[str, ...]:
    """Keys of documents that folding the fact will read."""
    key = _key(r)
    return () if key is None or type(r.fact) is own.OccurrenceLogged else (key,)


def _key(r: Recorded) -> str | None:
    fact: Any = r.fact
    kind = type(fact)
    if isinstance(fact, own.OfOccurrence):
        return key_of(fact.activation, fact.occurrence)
    if kind is facts.TaskOpened:
        return key_of(fact.activation, fact.occurrence) if fact.occurrence else None
    if kind in _CHANGES:
        found = occurrence_of(fact.task)
        return key_of(fact.activation, found) if found else None
    return None


def occurrence_of(task: str) -> str | None:
    """The occurrence that a task answers, as its id tells; ``None`` where it answers none."""
    found = _OCCURRENCE.search(task)
    return found[1] if found else None


def building_of(task: str) -> int | None:
    """The building for which a line was opened, as its task's id tells."""
    found = _BUILDING.search(task)
    return int(found[1]) if found else None


def _logged(f: own.OccurrenceLogged, r: Recorded) -> Happening:
    return Happening(
        id=f.occurrence,
        activation=f.activation,
        event=f.event,
        at=f.at,
        logged_at=r.recorded_at,
        position=r.position,
        by=r.actor,
        grid=f.grid,
        building=f.building,
        form=f.form,
        report=f.report,
        about=f.about,
        raised_by=f.raised_by,
        drill=f.drill,
        digest=f.digest,
    )


def _opened(f: facts.TaskOpened, r: Recorded) -> TaskOfIt:
    state = "locked" if f.locked else "open" if f.due_at else "waiting"
    return TaskOfIt(f.key, f.group, f.grid, state, r.occurred_at, f.due_at, f.assignees)


def _begun(doc: Happening, f: own.PhaseBegun, r: Recorded) -> None:
    doc.phases.setdefault(f.phase, r.occurred_at)


def _over(doc: Happening, f: own.OccurrenceClosed, r: Recorded) -> None:
    doc.closed_at, doc.cause, doc.reason = r.occurred_at, f.cause, f.reason


def _timed(task: TaskOfIt, f: Any, r: Recorded) -> None:
    task.due_at, task.overdue = f.due_at, False
    if task.state in ("waiting", "locked") and f.due_at is not None:
        task.state = "open"


def _assigned(task: TaskOfIt, f: Any, r: Recorded) -> None:
    task.assignees = f.assignees


def _accepted(task: TaskOfIt, f: Any, r: Recorded) -> None:
    task.state = "accepted"


def _started(task: TaskOfIt, f: Any, r: Recorded) -> None:
    task.state = "started"


def _completed(task: TaskOfIt, f: Any, r: Recorded) -> None:
    task.state, task.closed_at, task.overdue = "completed", r.occurred_at, False
    task.report, task.form, task.report_owed = f.report, f.form, f.report_owed


def _reported(task: TaskOfIt, f: Any, r: Recorded) -> None:
    task.report, task.form, task.report_owed = f.report, f.form or task.form, False


def _reopened(task: TaskOfIt, f: Any, r: Recorded) -> None:
    task.state = "open" if task.due_at else "waiting"
    task.closed_at, task.report, task.report_owed = None, None, False


def _cancelled(task: TaskOfIt, f: Any, r: Recorded) -> None:
    task.state, task.closed_at, task.overdue = "cancelled", r.occurred_at, False


def _overdue(task: TaskOfIt, f: Any, r: Recorded) -> None:
    task.overdue = True


_OWN: dict[type[Fact], Callable[[Happening, Any, Recorded], None]] = {
    own.PhaseBegun: _begun,
    own.OccurrenceClosed: _over,
}
_CHANGES: dict[type[Fact], Callable[[TaskOfIt, Any, Recorded], None]] = {
    facts.TaskUnlocked: _timed,
    facts.TaskTimed: _timed,
    facts.TaskAssigned: _assigned,
    facts.TaskAccepted: _accepted,
    facts.TaskStarted: _started,
    facts.TaskCompleted: _completed,
    facts.TaskReported: _reported,
    facts.TaskReopened: _reopened,
    facts.TaskCancelled: _cancelled,
    facts.TaskOverdue: _overdue,
}
#: the topics that the fold takes in, to fold it as of a moment
TOPICS = (
    own.OccurrenceLogged.TOPIC,
    facts.TaskOpened.TOPIC,
    *(kind.TOPIC for kind in _OWN),
    *(kind.TOPIC for kind in _CHANGES),
)
