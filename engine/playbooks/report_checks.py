"""What a line takes from reports: the group that handles it, and the occurrences that it raises."""

from __future__ import annotations

from engine.playbooks.events_file import Raise
from engine.playbooks.faults import Faults
from engine.playbooks.field_checks import check_value
from engine.playbooks.forms_file import Form, FormField
from engine.playbooks.plan_file import PlanFile, Task
from engine.playbooks.plan_walk import event_of, phase_of, phases_of, tasks_of
from engine.playbooks.source import Place


def check_reports(plan: PlanFile, faults: Faults, forms: dict[str, Form]) -> None:
    """Fields that a line names are on its form, or on that of the occurrence or the line before."""
    events = {event.id for event in plan.events}
    for place, task in tasks_of(plan):
        if task.group_from is not None:
            _check_group(place, task, plan, faults, forms)
        for n, raised in enumerate(task.raises):
            at = (*place, "raises", n)
            faults.unknown((*at, "event"), "event_unknown", raised.event, events)
            if raised.field is not None or raised.each:
                _check_raise(at, task, raised, faults, forms)


def _check_group(
    place: Place, task: Task, plan: PlanFile, faults: Faults, forms: dict[str, Form]
) -> None:
    """``group_from`` is a field of type ``group`` that is told before the line opens."""
    phases = phases_of(plan)
    event = event_of(task, phases)
    if event is None:
        faults.note((*place, "group_from"), "group_from_nowhere", value=task.id)
        return
    told = {e.form for e in plan.events if e.id == event}
    told |= {t.form for _, t in tasks_of(plan) if t.begins == phase_of(task)}
    fields = [field for id in told if id in forms for field in forms[id].fields]
    groups = {field.id for field in fields if field.type == "group"}
    faults.unknown((*place, "group_from"), "group_field_unknown", task.group_from, groups)


def _check_raise(
    place: Place, task: Task, raised: Raise, faults: Faults, forms: dict[str, Form]
) -> None:
    form = forms.get(task.form or "")
    if form is None:
        faults.note((*place, "field"), "raise_without_form", value=task.id)
        return
    fields = {field.id: field for field in form.fields}
    faults.unknown((*place, "field"), "form_field_unknown", raised.field, fields)
    field = fields.get(raised.field or "")
    if raised.each and (field is None or field.type != "rows"):
        faults.note((*place, "each"), "raise_each_rows", value=task.id)
    if field is not None:
        _check_values(place, field, raised, faults)


def _check_values(place: Place, field: FormField, raised: Raise, faults: Faults) -> None:
    """The values are ones that the field can have."""
    for n, value in enumerate(raised.values):
        check_value((*place, "values", n), field, value, faults)
