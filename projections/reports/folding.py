"""The fold of reports: each goes to its day, and into the counts of its activation."""

from __future__ import annotations

from typing import Any

from domain.facts import community as places
from domain.facts import group as facts
from domain.facts.occurrence import OccurrenceLogged
from domain.record import Recorded
from projections.reports.documents import (
    Day,
    Entry,
    Reported,
    activation_key,
    day_key,
)
from projections.rows import Rows

_REPORTS = (facts.TaskCompleted, facts.TaskReported, OccurrenceLogged)
_ENDS = (places.PlaybookStoodDown, places.ActivationUndone)
_OTHERS = (*_ENDS, places.ActivationAmended, places.ReportsExpired, facts.TaskReopened)


def fold(rows: Rows, r: Recorded) -> None:
    """Take one fact in; facts that report nothing change nothing."""
    fact: Any = r.fact
    if isinstance(fact, places.PlaybookActivated):
        running = Reported(fact.activation, fact.playbook, fact.digest, fact.drill, fact.at)
        rows.put(activation_key(fact.activation), running)
    elif isinstance(fact, _REPORTS):
        _report(rows, fact, r)
    elif isinstance(fact, facts.TaskOpened):
        _keep(rows, fact.title, fact, r)
    elif isinstance(fact, _OTHERS):
        doc: Reported | None = rows.get(activation_key(fact.activation))
        if doc is not None and _change(doc, fact, r):
            rows.put(activation_key(fact.activation), doc)


def keys(r: Recorded) -> tuple[str, ...]:
    """Keys of documents that folding the fact will read."""
    fact: Any = r.fact
    if isinstance(fact, _OTHERS):
        return (activation_key(fact.activation),)
    form, text = _said(fact)
    if form is None and text is None:
        return ()
    of_activation = activation_key(fact.activation)
    if text is None:
        return (of_activation,)
    return of_activation, day_key(fact.activation, form or "", r.recorded_at)


def _said(fact: Any) -> tuple[str | None, str | None]:
    """The form that a fact reports on, and the directory text that it tells, if any."""
    if isinstance(fact, facts.TaskOpened):
        return None, fact.title
    return (fact.form, fact.report) if isinstance(fact, _REPORTS) else (None, None)


def _report(rows: Rows, fact: Any, r: Recorded) -> None:
    if fact.form is not None:
        key = activation_key(fact.activation)
        doc: Reported | None = rows.get(key)
        if doc is None:
            return
        if isinstance(fact, facts.TaskCompleted) and fact.report_owed:
            doc.owed[fact.task] = fact.form
        elif isinstance(fact, facts.TaskReported):
            doc.owed.pop(fact.task, None)
        rows.put(key, doc)
    _keep(rows, fact.report, fact, r)


def _keep(rows: Rows, text: str | None, fact: Any, r: Recorded) -> None:
    """A text goes to its day, and is counted."""
    key, form = activation_key(fact.activation), _said(fact)[0] or ""
    doc: Reported | None = rows.get(key) if text is not None else None
    if doc is None:
        return
    doc.count(form).reports += 1
    rows.put(key, doc)
    day_of = day_key(fact.activation, form, r.recorded_at)
    day: Day = rows.get(day_of) or Day()
    day.entries.append(_entry(fact, r))
    rows.put(day_of, day)


def _entry(fact: Any, r: Recorded) -> Entry:
    if isinstance(fact, facts.TaskOpened):
        return Entry(r.position, r.occurred_at, fact.title or "", r.actor, task=fact.task)
    if isinstance(fact, OccurrenceLogged):
        return Entry(
            r.position,
            fact.at,
            fact.report or "",
            r.actor,
            occurrence=fact.occurrence,
            event=fact.event,
            grid=fact.grid,
            about=fact.about,
        )
    return Entry(
        r.position,
        r.occurred_at,
        fact.report,
        fact.member or r.actor,
        task=fact.task,
        key=fact.task.partition(".")[2].partition("~")[0],
        group=fact.group,
        grid=fact.grid,
        late=getattr(fact, "late", False),
        recorded_by=None if fact.member in (None, r.actor) else r.actor,
    )


def _change(doc: Reported, fact: Any, r: Recorded) -> bool:
    """Whether the fact changed the document."""
    if isinstance(fact, facts.TaskReopened):
        return doc.owed.pop(fact.task, None) is not None
    if isinstance(fact, places.ReportsExpired):
        doc.count(fact.form).expired += fact.count
    elif isinstance(fact, places.ActivationAmended):
        doc.digest = fact.digest
    else:
        doc.ended_at = r.recorded_at
    return True
