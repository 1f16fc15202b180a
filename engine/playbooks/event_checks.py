"""Events and phases: what a line names is listed, and every phase can be reached."""

from __future__ import annotations

from collections.abc import Iterator

from engine.playbooks.dues_file import Before, InPhase, OnEvent
from engine.playbooks.events_file import PLANNED_END, START, Event
from engine.playbooks.faults import Faults
from engine.playbooks.field_checks import check_value
from engine.playbooks.forms_file import Form
from engine.playbooks.plan_file import PlanFile, Task
from engine.playbooks.plan_walk import BUILDING, event_of, phases_of, reached, tasks_of
from engine.playbooks.source import Place

#: events that the house raises itself
SYSTEM_EVENTS = ("stand_down", "recovery")


def check_events(plan: PlanFile, faults: Faults, forms: dict[str, Form]) -> None:
    """Note events, phases and forecasts that are unknown, out of reach or named by nobody."""
    forecasts = {PLANNED_END, *(forecast.id for forecast in plan.forecasts)}
    faults.twice((("events", n, "id"), event.id) for n, event in enumerate(plan.events))
    faults.twice((("forecasts", n, "id"), f.id) for n, f in enumerate(plan.forecasts))
    for n, event in enumerate(plan.events):
        _check_event(("events", n), event, faults, forms, forecasts)
    _check_named(plan, faults, forecasts)
    _check_phases(plan, faults)
    _check_used(plan, faults)


def _check_event(
    place: Place, event: Event, faults: Faults, forms: dict[str, Form], forecasts: set[str]
) -> None:
    faults.unknown((*place, "form"), "form_unknown", event.form, forms)
    faults.unknown((*place, "forecast"), "forecast_unknown", event.forecast, forecasts)
    if event.system:
        faults.unknown((*place, "id"), "system_unknown", event.id, SYSTEM_EVENTS)
    form = forms.get(event.form or "")
    told = form is not None and any(field.type == "datetime" for field in form.fields)
    if event.forecast is not None and not told:
        faults.note((*place, "forecast"), "forecast_untold", value=event.id)
    fields = {field.id: field for field in form.fields} if form else {}
    for id, value in event.given.items():
        at = (*place, "given", id)
        faults.unknown(at, "form_field_unknown", id, fields)
        if id in fields:
            check_value(at, fields[id], value, faults)


def _check_named(plan: PlanFile, faults: Faults, forecasts: set[str]) -> None:
    """What groups and lines name is listed."""
    events = {event.id for event in plan.events}
    for g, group in enumerate(plan.groups):
        faults.unknown(("groups", g, "condition"), "event_unknown", group.condition, events)
    for place, task in tasks_of(plan):
        faults.unknown((*place, "condition"), "event_unknown", task.condition, events)
        each = None if task.each == BUILDING else task.each
        faults.unknown((*place, "each"), "event_unknown", each, events)
        if isinstance(task.due, OnEvent):
            faults.unknown((*place, "due", "event"), "event_unknown", task.due.event, events)
            if each not in (None, task.due.event):
                faults.note((*place, "each"), "each_elsewhere", value=task.id)
        if isinstance(task.due, Before):
            at = (*place, "due", "target")
            faults.unknown(at, "forecast_unknown", task.due.target, forecasts)


def _phases(plan: PlanFile) -> Iterator[tuple[Place, str, str]]:
    """Every phase that an event lists: its place, its id and the event."""
    for e, event in enumerate(plan.events):
        for n, phase in enumerate(event.phases):
            yield ("events", e, "phases", n), phase.id, event.id


def _check_phases(plan: PlanFile, faults: Faults) -> None:
    """A phase is of one event, and some line that can open begins it."""
    faults.twice(((place, phase) for place, phase, _ in _phases(plan)), "phase_twice")
    phases = phases_of(plan)
    for e, listed in enumerate(plan.events):
        for n, named in enumerate(listed.phases):
            if (named.zh is None) != (named.en is None):
                faults.note(("events", e, "phases", n), "name_incomplete", value=named.id)
    for place, phase, _ in _phases(plan):
        if phase == START:
            faults.note(place, "phase_reserved", value=phase)
    for place, task in tasks_of(plan):
        _check_phase(place, task, phases, faults)
    known = reached(plan, phases, [task for _, task in tasks_of(plan)])
    for place, phase, event in _phases(plan):
        if phase not in known and phase != START:
            faults.note(place, "phase_unreachable", value=phase, event=event)


def _check_phase(place: Place, task: Task, phases: dict[str, str], faults: Faults) -> None:
    if isinstance(task.due, InPhase):
        at = (*place, "due", "phase")
        faults.unknown(at, "phase_unknown", task.due.phase, {START, *phases})
        if task.due.phase == START and task.each in (None, BUILDING):
            faults.note(at, "start_of_what", value=task.id)
        elif task.each not in (None, BUILDING, phases.get(task.due.phase, task.each)):
            faults.note((*place, "each"), "each_elsewhere", value=task.id)
    if task.begins is None:
        return
    faults.unknown((*place, "begins"), "phase_unknown", task.begins, phases)
    event = event_of(task, phases)
    if task.begins in phases and phases[task.begins] != event:
        faults.note(
            (*place, "begins"), "begins_elsewhere", value=task.begins, event=phases[task.begins]
        )


def _check_used(plan: PlanFile, faults: Faults) -> None:
    """An event that nothing answers, and a form that nothing is told on, may be left overs."""
    phases = phases_of(plan)
    tasks = [task for _, task in tasks_of(plan)]
    used = {event_of(task, phases) for task in tasks}
    used |= {task.condition for task in tasks} | {group.condition for group in plan.groups}
    for n, event in enumerate(plan.events):
        if event.id not in used and event.forecast is None:
            faults.note(("events", n, "id"), "event_unused", value=event.id)
    filled = {task.form for task in tasks} | {event.form for event in plan.events}
    for n, form in enumerate(plan.forms):
        if form.id not in filled:
            faults.note(("forms", n, "id"), "form_unused", value=form.id)
