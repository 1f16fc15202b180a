"""What a closed or reported task brings about, in the same save: phases, occurrences, tasks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from domain import answering, outcomes
from domain.facts import occurrence as facts
from domain.facts.group import TaskCompleted, TaskOpened, TaskReported
from domain.group import Group
from domain.ids import new_id, task_id
from domain.occurrence import Occurrence
from domain.playbook import Form, Playbook, Task
from domain.refusal import Refused
from domain.reports import GUARDED
from engine.store import Text
from engine.workflow.ground import Ground
from engine.workflow.occurring import Told, occur, open_for, settle
from engine.workflow.raising import not_decided, not_yet
from engine.workflow.reports import KIND, Kept, encoded, values_of

#: for a decision of which nobody said until when
A_DAY = timedelta(days=1)


def is_followed(plan: Playbook, line: Task | None, occurrence: str | None) -> bool:
    """Whether closing or reporting a task may reach beyond its group; most reach nowhere."""
    form = plan.papers.get(line.form or "") if line else None
    decides = form is not None and any(field.decisions for field in form.fields)
    return occurrence is not None or decides or bool(line and line.raises)


def follow(ground: Ground, group: Group, key: str, values: Mapping[str, Any] | None) -> None:
    """What a task's closing or its report, decided just now, brings about."""
    kinds = {type(fact) for fact in group.pending}
    completed, reported = TaskCompleted in kinds, TaskReported in kinds
    task, line = group.tasks[key], ground.plan.task(group.tasks[key].key)
    occurrence = ground.occurrence(task.occurrence) if task.occurrence else None
    id = task_id(group.id, key)
    if line is not None and (completed or reported):
        if completed and line.begins and occurrence is not None:
            _begin(ground, occurrence, line.begins, id, values or {})
        told = list(outcomes.raised(ground.plan, line, values, late=reported))
        for one, raised in not_yet(ground, id, told):
            _raise(ground, group, task.building, id, one, raised)
        form = ground.plan.papers.get(line.form or "")
        if form is not None and values:
            decided = list(outcomes.decided(form, values, ground.plan.timezone))
            for decision in not_decided(ground, id, decided):
                _decide(ground, group, form, decision)
    if occurrence is not None:
        settle(ground, occurrence)


def end_of(ground: Ground, occurrence: str | None) -> None:
    """Close an occurrence whose last task was closed after the end of its activation."""
    found = ground.occurrence(occurrence) if occurrence else None
    if found is not None:
        settle(ground, found)


def _begin(
    ground: Ground, occurrence: Occurrence, phase: str, task: str, values: Mapping[str, Any]
) -> None:
    if phase in occurrence.phases or occurrence.is_closed:
        return
    begun = facts.PhaseBegun(occurrence.occurrence, ground.running.id, phase, task)
    occurrence.decide([begun], ground.by)
    for of, line in answering.of_phase(ground.plan, phase):
        named = line.group_from and _named(ground, occurrence, line.group_from, values)
        where = ground.plan.group(named) if named else of
        if where is None:
            raise Refused("group_unknown", field=f"report.{line.group_from}", value=named)
        open_for(ground, occurrence, where, line, ground.by.at)


def _named(
    ground: Ground, occurrence: Occurrence, field: str, values: Mapping[str, Any]
) -> str | None:
    """The group that this report names, or else what was told when the occurrence was logged."""
    found = values.get(field) or values_of(ground.desk, occurrence.report).get(field)
    return found if isinstance(found, str) else None


def _raise(
    ground: Ground,
    group: Group,
    building: int | None,
    task: str,
    one: outcomes.Raised,
    raised: str,
) -> None:
    text = None
    if one.values and one.event.form is not None:
        text = new_id()
        said = encoded(Kept(one.event.form, one.values, ground.plan.digest))
        code, author = ground.community.community, ground.by.actor
        ground.writes.texts.append(Text(text, code, KIND, said, author=author))
    form = ground.plan.papers.get(one.event.form or "")
    expected = outcomes.moment_in(form, one.values) if one.event.forecast else None
    told = Told(ground.by.at, group.grid, building, text, None, task, expected, raised)
    occur(ground, one.event, told)


def _decide(ground: Ground, group: Group, form: Form, decision: outcomes.Decided) -> None:
    """A decision becomes a task of the named group, as one opened by hand.

    Where its report is told only to those who handle it, so is its title.
    """
    of = ground.plan.group(decision.group or group.group)
    grid = decision.grid or group.grid
    places = answering.grids(of, grid, ground.running)[:1] if of else ()
    found = ground.group(of.id, places[0]) if of and places else None
    if found is None or found.is_closed:
        raise Refused("group_unknown", field=f"{decision.path}.group", value=decision.group or "")
    if decision.until is not None and decision.until < ground.by.at:
        raise Refused("due_in_past", field=decision.path)
    code, title, key = ground.community.community, new_id(), f"x.{new_id()}"
    what = decision.what
    if form.pii in GUARDED:
        what = encoded(Kept(form.id, edition=ground.plan.digest, words=what))
    ground.writes.texts.append(Text(title, code, "title", what, author=ground.by.actor))
    who = (decision.member,) if decision.member else found.answerable
    due_at = decision.until or max(ground.by.at, ground.desk.clock()) + A_DAY
    place = (found.activation, found.group, found.grid, task_id(found.id, key))
    found.decide([TaskOpened(*place, key, who, due_at, title=title)], ground.by)
