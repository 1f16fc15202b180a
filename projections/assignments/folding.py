"""The fold of assignments: who was assigned to what, from when to when, and by whom."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.facts import Fact
from domain.facts import community as community_facts
from domain.facts import group as facts
from domain.record import Recorded
from projections.assignments.documents import ASSIGNEE, Interval, Ledger, Occasion
from projections.rows import Rows


def _occasion_key(activation: str) -> str:
    return f"activation/{activation}"


def fold(rows: Rows, r: Recorded) -> None:
    """Take one fact in; facts that assign nobody change nothing."""
    fact: Any = r.fact
    kind = type(fact)
    step = _STEPS.get(kind)
    if step is not None:
        ledger: Ledger | None = rows.get(r.stream)
        if ledger is not None:
            step(ledger, fact, r)
            rows.put(r.stream, ledger)
    elif kind is facts.GroupStoodUp:
        if r.version == 1 or rows.get(r.stream) is None:
            occasion: Occasion | None = rows.get(_occasion_key(fact.activation))
            case = occasion.case if occasion else None
            rows.put(r.stream, Ledger(fact.activation, fact.group, fact.grid, case))
    elif kind is community_facts.PlaybookActivated:
        rows.put(_occasion_key(fact.activation), Occasion(fact.case))


def keys(r: Recorded) -> tuple[str, ...]:
    """Keys of documents that folding the fact will read."""
    kind = type(r.fact)
    if kind is facts.GroupStoodUp:
        fact: Any = r.fact
        return r.stream, _occasion_key(fact.activation)
    return (r.stream,) if kind in _STEPS else ()


def _end(ledger: Ledger, interval: Interval, because: str, r: Recorded) -> None:
    interval.end, interval.end_position = r.recorded_at, r.position
    interval.ended_by, interval.ended_because = r.actor, because
    ledger.ended.append(interval)


def _begin(member: str, task: str | None, role: str, reason: str | None, r: Recorded) -> Interval:
    return Interval(member, task, role, r.recorded_at, r.position, r.actor, reason)


def _posted(ledger: Ledger, f: Any, r: Recorded) -> None:
    before = ledger.posts.get(f.member)
    if before is not None:
        if before.role == f.position:
            return
        _end(ledger, before, f.basis, r)
    ledger.posts[f.member] = _begin(f.member, None, f.position, f.reason, r)


def _released(ledger: Ledger, f: Any, r: Recorded) -> None:
    interval = ledger.posts.pop(f.member, None)
    if interval is not None:
        _end(ledger, interval, f.cause, r)


def _opened(ledger: Ledger, f: Any, r: Recorded) -> None:
    if f.task not in ledger.tasks and f.task not in ledger.last:
        _give(ledger, f.task, f.assignees, None, r)


def _give(ledger: Ledger, task: str, members: Any, reason: str | None, r: Recorded) -> None:
    ledger.tasks[task] = [_begin(m, task, ASSIGNEE, reason, r) for m in dict.fromkeys(members)]


def _reassigned(ledger: Ledger, f: Any, r: Recorded) -> None:
    if f.task in ledger.last:
        ledger.last[f.task] = list(f.assignees)
        return
    before = {i.member: i for i in ledger.tasks.get(f.task, [])}
    _give(ledger, f.task, f.assignees, f.reason, r)
    ledger.tasks[f.task] = [before.pop(i.member, i) for i in ledger.tasks[f.task]]
    for interval in before.values():
        _end(ledger, interval, f.cause, r)


def _closed(ledger: Ledger, f: Any, r: Recorded) -> None:
    because = "completed" if type(f) is facts.TaskCompleted else f.cause
    intervals = ledger.tasks.pop(f.task, None)
    if intervals is not None:
        ledger.last[f.task] = [i.member for i in intervals]
        for interval in intervals:
            _end(ledger, interval, because, r)


def _reopened(ledger: Ledger, f: Any, r: Recorded) -> None:
    members = ledger.last.pop(f.task, None)
    if members is not None:
        _give(ledger, f.task, members, f.reason, r)


def _stood_down(ledger: Ledger, f: Any, r: Recorded) -> None:
    for interval in ledger.posts.values():
        _end(ledger, interval, f.cause, r)
    for task, intervals in ledger.tasks.items():
        for interval in () if task in f.remaining else intervals:
            _end(ledger, interval, f.cause, r)
    left = {task: kept for task, kept in ledger.tasks.items() if task in f.remaining}
    ledger.posts, ledger.tasks, ledger.last = {}, left, {}


_STEPS: dict[type[Fact], Callable[[Ledger, Any, Recorded], None]] = {
    facts.MemberAssigned: _posted,
    facts.MemberReleased: _released,
    facts.TaskOpened: _opened,
    facts.TaskAssigned: _reassigned,
    facts.TaskCompleted: _closed,
    facts.TaskCancelled: _closed,
    facts.TaskReopened: _reopened,
    facts.GroupStoodDown: _stood_down,
}
