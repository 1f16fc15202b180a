"""The hard guards: what no playbook may order, lock or ask for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from engine.playbooks.dues_file import InPhase
from engine.playbooks.events_file import START
from engine.playbooks.faults import Faults
from engine.playbooks.library import Library
from engine.playbooks.plan_file import PlanFile, Task
from engine.playbooks.plan_walk import phase_of, phases_of, reached, tasks_of
from engine.playbooks.shared_files import Guard, GuardsFile
from engine.playbooks.source import Place
from engine.playbooks.vocables import breaks, found_in
from engine.playbooks.words import Words

#: what a lock may never hold back
NEVER_LOCKED = ("rescue", "medical_exit", "evacuation", "release")


def check_guards_kept(plan: PlanFile, faults: Faults, library: Library) -> None:
    """No lock on what saves people, and no title that a guard forbids."""
    guards = library.guards
    for place, task in tasks_of(plan):
        _check_lock(place, task, faults, guards)
    _check_conditions(plan, faults, guards)
    _check_phases(plan, faults, guards)
    known = {guard.id: guard for guard in guards.guards}
    for place, text in _texts(plan):
        for refused in guards.refused_titles:
            word = breaks(refused, text)
            if word is not None:
                _note_broken(place, text, word, known[refused.guard], faults)


def _check_lock(place: Place, task: Task, faults: Faults, guards: GuardsFile) -> None:
    if not task.authority:
        if task.nature == "control":
            faults.note((*place, "nature"), "control_unlocked", value=task.id)
        return
    if task.nature in NEVER_LOCKED:
        faults.note((*place, "authority"), "lock_on_rescue", value=task.id, nature=task.nature)
    elif word := found_in(guards.never_locked, task.zh, task.en):
        faults.note((*place, "authority"), "lock_by_words", value=task.zh, word=word)


def _check_conditions(plan: PlanFile, faults: Faults, guards: GuardsFile) -> None:
    """Waiting for an event holds a line back as a lock does, be it the line or its group."""
    for g, group in enumerate(plan.groups):
        for t, task in enumerate(group.tasks):
            if not is_never_locked(task, guards):
                continue
            said = {"value": task.id, "nature": task.nature}
            if task.condition is not None:
                place: Place = ("groups", g, "tasks", t, "condition")
                faults.note(place, "condition_on_rescue", **said)
            if group.condition is not None:
                faults.note(("groups", g, "condition"), "condition_over_rescue", **said)


def _check_phases(plan: PlanFile, faults: Faults, guards: GuardsFile) -> None:
    """A phase to which only locked lines lead holds back whatever waits for it, as the lock does.

    What is due from the start of an event waits for nothing but the event.
    """
    phases = phases_of(plan)
    tasks = [task for _, task in tasks_of(plan)]
    free = reached(plan, phases, [task for task in tasks if not task.authority])
    for place, task in tasks_of(plan):
        if not isinstance(task.due, InPhase) or not is_never_locked(task, guards):
            continue
        phase = task.due.phase
        if phase == START or phase in free or phase not in phases:
            continue
        locks = [t.id for t in tasks if t.authority and t.begins and _leads(t.begins, phase, tasks)]
        if locks:
            said = {"value": task.id, "nature": task.nature, "phase": phase}
            faults.note((*place, "due"), "lock_before_rescue", **said, lock=", ".join(locks))


def _leads(begun: str, phase: str, tasks: Sequence[Task]) -> bool:
    """Whether one phase leads to another, from line to line."""
    seen, following = {begun}, [begun]
    while following:
        at = following.pop()
        fresh = {t.begins for t in tasks if t.begins and phase_of(t) == at} - seen
        seen |= fresh
        following += fresh
    return phase in seen


def is_never_locked(task: Task, guards: GuardsFile) -> bool:
    """Whether a line saves people or lets them go, by its nature or by its title."""
    return (
        task.nature in NEVER_LOCKED or found_in(guards.never_locked, task.zh, task.en) is not None
    )


def _note_broken(place: Place, text: Words, word: str, guard: Guard, faults: Faults) -> None:
    said = {"guard_zh": guard.zh, "guard_en": guard.en}
    faults.note(place, "guard_broken", value=text.zh, word=word, **said)


def _texts(plan: PlanFile) -> Iterator[tuple[Place, Words]]:
    """What the plan tells people to do, with its place."""
    for g, group in enumerate(plan.groups):
        yield ("groups", g, "mission"), group.mission
    for place, task in tasks_of(plan):
        yield (*place, "zh"), Words(zh=task.zh, en=task.en)
    for f, form in enumerate(plan.forms):
        yield ("forms", f, "zh"), form
        for n, field in enumerate(form.fields):
            yield ("forms", f, "fields", n), field
