"""Walking over a playbook's lines, and finding the occurrence that each belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.playbooks.dues_file import InPhase, OnEvent
from engine.playbooks.events_file import START
from engine.playbooks.plan_file import PlanFile, Task
from engine.playbooks.source import Place

BUILDING = "building"
"""``each`` of a line that is one for every building."""


def tasks_of(plan: PlanFile) -> Iterator[tuple[Place, Task]]:
    """Every line with its place, in the order of the file."""
    for g, group in enumerate(plan.groups):
        for t, task in enumerate(group.tasks):
            yield ("groups", g, "tasks", t), task


def phases_of(plan: PlanFile) -> dict[str, str]:
    """The event of every phase; ``start`` is of all of them and not among these."""
    return {phase.id: event.id for event in reversed(plan.events) for phase in event.phases}


def event_of(task: Task, phases: dict[str, str]) -> str | None:
    """The event whose occurrences the line answers, if it answers any."""
    if isinstance(task.due, OnEvent):
        return task.due.event
    if isinstance(task.due, InPhase) and task.due.phase in phases:
        return phases[task.due.phase]
    return task.each if task.each != BUILDING else None


def phase_of(task: Task) -> str:
    """The phase in which the line opens: ``start`` unless it waits for a later one."""
    return task.due.phase if isinstance(task.due, InPhase) else START


def reached(plan: PlanFile, phases: dict[str, str], tasks: Iterable[Task]) -> set[str]:
    """The phases to which a chain of these lines leads from the start of their event."""
    leads: dict[tuple[str | None, str], set[str]] = {}
    for task in tasks:
        if task.begins is not None:
            leads.setdefault((event_of(task, phases), phase_of(task)), set()).add(task.begins)
    found: set[str] = set()
    following = [(event.id, START) for event in plan.events]
    while following:
        event, phase = following.pop()
        fresh = leads.get((event, phase), set()) - found
        found |= fresh
        following += [(event, each) for each in fresh]
    return found
