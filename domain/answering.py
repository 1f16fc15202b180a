"""How a plan answers an occurrence: which lines open, in which groups, and when it is over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from domain.community import Activation
from domain.group import OpenTask
from domain.occurrence import Occurrence
from domain.playbook import Event, Playbook, Task
from domain.playbook import Group as PlanGroup
from domain.timing import recurs

Line = tuple[PlanGroup, Task]
#: the phase that begins when its occurrence is logged
START = "start"


def lines_of(plan: Playbook) -> Iterator[Line]:
    """Every line of a plan with its group, in order."""
    return ((group, task) for group in plan.groups for task in group.tasks)


def answering(plan: Playbook, event: Event) -> list[Line]:
    """The lines that open when the event occurs: anchored to it, each of it, or to its start."""
    return [line for line in lines_of(plan) if _answers(line[1], event, plan)]


def _answers(line: Task, event: Event, plan: Playbook) -> bool:
    if line.due.kind != "phase":
        return line.each == event.id or (line.due.kind == "event" and line.due.event == event.id)
    if line.due.phase != START:
        return False
    named = line.each if line.each != "building" else ""
    return START in event.phases or (named or _procedure(plan)) == event.id


def _procedure(plan: Playbook) -> str | None:
    """The event of a plan that has only one with phases: a start without more is its start."""
    procedures = [event.id for event in plan.events.values() if event.phases]
    return procedures[0] if len(procedures) == 1 else None


def of_phase(plan: Playbook, phase: str) -> list[Line]:
    """The lines that open when a phase of an occurrence begins."""
    return [x for x in lines_of(plan) if x[1].due.kind == "phase" and x[1].due.phase == phase]


def all_of(plan: Playbook, event: Event) -> list[Line]:
    """Every line that may ever open for an occurrence of the event."""
    later = (line for phase in event.phases for line in of_phase(plan, phase))
    return [*answering(plan, event), *later]


def grids(group: PlanGroup, grid: str | None, running: Activation) -> tuple[str | None, ...]:
    """In which grids' groups a line opens: in the told one, else in every one that there is."""
    if group.per != "grid":
        return (None,)
    return (grid,) if grid is not None else running.grids


def needs_grid(plan: Playbook, event: Event, running: Activation) -> bool:
    """Whether who logs the event has to say where: several grids, and a group of each answers."""
    if len(running.grids) < 2:
        return False
    lines = all_of(plan, event)
    if any(line.group_from for _, line in lines):  # then any group may be named
        return any(group.per == "grid" for group in plan.groups)
    return any(group.per == "grid" for group, _ in lines)


def waits_for(plan: Playbook, event: str) -> list[PlanGroup]:
    """The groups that have lines which wait for an event."""
    return [
        group
        for group in plan.groups
        if group.condition == event or any(line.condition == event for line in group.tasks)
    ]


def stands_for(plan: Playbook, event: Event, line: Task) -> bool:
    """Whether what was told of an occurrence may be the report of a line that answers it.

    It is on the same form, nothing follows from that report, and neither a phase nor another of a
    series is to add to it.
    """
    paper = plan.papers.get(line.form or "")
    if paper is None or event.form != paper.id or line.due.kind != "event":
        return False
    if event.phases or line.begins or line.raises:
        return False
    return not any(field.decisions for field in paper.fields)


def is_done(
    occurrence: Occurrence, tasks: Iterable[OpenTask], plan: Playbook, event: Event
) -> bool:
    """Whether nothing is to come of it: all its tasks closed, no phase ahead, no series runs."""
    if any(not task.is_closed for task in tasks):
        return False
    if any(recurs(line) for _, line in answering(plan, event)):
        return False
    ahead = set(event.phases) - occurrence.phases.keys()
    return not any(line.begins in ahead for _, line in lines_of(plan))
