"""What can be wrong with a playbook whose form is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from engine.playbooks.dues_file import AtLevel, Daily, Due, Offset
from engine.playbooks.faults import Faults
from engine.playbooks.finding import Finding
from engine.playbooks.form_resolution import forms_of
from engine.playbooks.library import Library
from engine.playbooks.plan_file import PlanFile, Task
from engine.playbooks.shared_files import VocabularyFile
from engine.playbooks.source import Place, Source


def check_plan(plan: PlanFile, source: Source, library: Library) -> list[Finding]:
    """Every fault of the plan's references, ids, order and deadlines."""
    faults = Faults(source)
    vocabulary = library.vocabulary(plan.vocabulary)
    if vocabulary is None:
        faults.note(("vocabulary",), "vocabulary_unknown", value=plan.vocabulary)
    else:
        _check_names(plan, vocabulary, faults)
    if not _is_zone(plan.timezone):
        faults.note(("timezone",), "timezone_unknown", value=plan.timezone)
    _check_ids(plan, faults)
    _check_sources(plan, faults, {s.id for s in library.sources.sources})
    _check_references(plan, faults, library)
    _check_order(plan, faults)
    return faults.found


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _tasks(plan: PlanFile) -> Iterator[tuple[Place, Task]]:
    for g, group in enumerate(plan.groups):
        for t, task in enumerate(group.tasks):
            yield ("groups", g, "tasks", t), task


def _check_names(plan: PlanFile, vocabulary: VocabularyFile, faults: Faults) -> None:
    roles = {role.id for role in vocabulary.roles}
    groups = {group.id for group in vocabulary.groups}
    groups |= {group.id for group in plan.groups if group.zh and group.en}
    faults.unknown(("mode",), "mode_unknown", plan.mode, {m.id for m in vocabulary.modes})
    for g, group in enumerate(plan.groups):
        place: Place = ("groups", g)
        faults.unknown((*place, "id"), "group_unknown", group.id, groups)
        faults.unknown((*place, "lead"), "role_unknown", group.lead, roles)
        faults.unknown((*place, "deputy"), "role_unknown", group.deputy, roles)
        for s, staffing in enumerate(group.staffing):
            at = (*place, "staffing", s, "role")
            faults.unknown(at, "role_unknown", staffing.role, roles)


def _check_ids(plan: PlanFile, faults: Faults) -> None:
    faults.twice((("groups", n, "id"), group.id) for n, group in enumerate(plan.groups))
    faults.twice(((*place, "id"), task.id) for place, task in _tasks(plan))
    faults.twice((("levels", n, "id"), level.id) for n, level in enumerate(plan.levels))
    faults.twice((("triggers", n, "id"), t.id) for n, t in enumerate(plan.triggers))
    faults.twice((("parameters", n, "id"), p.id) for n, p in enumerate(plan.parameters))


def _check_sources(plan: PlanFile, faults: Faults, known: set[str]) -> None:
    faults.sources((), plan.src, known)
    if plan.starting is not None:
        faults.sources(("starting",), plan.starting.src, known)
    for n, trigger in enumerate(plan.triggers):
        faults.sources(("triggers", n), trigger.src, known)
    for n, parameter in enumerate(plan.parameters):
        faults.sources(("parameters", n), parameter.src, known)
    for n, group in enumerate(plan.groups):
        faults.sources(("groups", n), group.src, known)
    for place, task in _tasks(plan):
        faults.sources(place, task.src, known)


def _check_references(plan: PlanFile, faults: Faults, library: Library) -> None:
    forms = forms_of(plan, library)
    ladders = {ladder.id for ladder in library.ladders.ladders}
    levels = {level.id for level in plan.levels}
    for place, task in _tasks(plan):
        faults.unknown((*place, "form"), "form_unknown", task.form, forms)
        faults.unknown((*place, "ladder"), "ladder_unknown", task.ladder, ladders)
        due = (*place, "due")
        if isinstance(task.due, AtLevel):
            faults.unknown((*due, "level"), "level_unknown", task.due.level, levels)
        if isinstance(task.due, Daily) and len(task.due.ends) not in (0, len(task.due.at)):
            faults.note((*due, "until"), "windows_uneven")


def _check_order(plan: PlanFile, faults: Faults) -> None:
    """Preconditions exist, run in no circle, and are due no later than what waits for them."""
    tasks = {task.id: task for _, task in _tasks(plan)}
    for place, task in _tasks(plan):
        for n, pre in enumerate(task.pre):
            faults.unknown((*place, "pre", n), "pre_unknown", pre, tasks.keys())
            if pre in tasks and _is_later(tasks[pre].due, task.due):
                faults.note((*place, "due"), "due_before_pre", value=task.id, pre=pre)
    circle = _circle({task.id: task.pre for task in tasks.values()})
    if circle:
        place = next(place for place, task in _tasks(plan) if task.id == circle[0])
        faults.note((*place, "pre"), "pre_cycle", value=" → ".join(circle))


def _is_later(pre: Due, due: Due) -> bool:
    return isinstance(pre, Offset) and isinstance(due, Offset) and pre.plus > due.plus


def _circle(waits_for: Mapping[str, Sequence[str]]) -> list[str]:
    """A circle of tasks that wait for each other, back to where it starts; empty without one."""
    try:
        TopologicalSorter(waits_for).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        return circle[::-1]
    return []
