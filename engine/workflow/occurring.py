"""An occurrence is logged: the plan answers, and when nothing more is to come it closes."""

from __future__ import annotations

from datetime import datetime

import msgspec

from domain import answering
from domain.facts import occurrence as facts
from domain.facts.community import ForecastSet
from domain.facts.group import TaskOpened
from domain.group import Group
from domain.ids import new_id
from domain.occurrence import Occurrence
from domain.opening import Occasion, open_line
from domain.playbook import Event, Task
from domain.playbook import Group as PlanGroup
from domain.posts import retime
from domain.series import end, release_condition
from engine.workflow.clicks import groups_of
from engine.workflow.ground import Ground


class Told(msgspec.Struct, frozen=True):
    """What is known of an occurrence when it is logged; ``report`` and ``about`` are text ids."""

    at: datetime
    grid: str | None = None
    building: int | None = None
    report: str | None = None
    about: str | None = None
    raised_by: str | None = None
    #: when what the event forecasts is expected
    expected: datetime | None = None
    #: the occurrence's id, where it is told by what raises it
    id: str | None = None


def occur(ground: Ground, event: Event, told: Told) -> tuple[Occurrence, list[str]]:
    """Log an occurrence and open what the plan answers; gives the tasks it opened."""
    id = told.id or new_id()
    occurrence = ground.begin(id)
    logged = facts.OccurrenceLogged(
        id,
        ground.running.id,
        event.id,
        told.at,
        told.grid,
        told.building,
        event.form if told.report is not None else None,
        told.report,
        told.about,
        told.raised_by,
        ground.running.drill,
        ground.running.digest,
    )
    start = answering.START in event.phases
    phase = [facts.PhaseBegun(id, ground.running.id, answering.START)] if start else []
    occurrence.decide([logged, *phase], ground.by)
    _expect(ground, event, told.expected)
    _release(ground, event)
    opened: list[str] = []
    for group, line in answering.answering(ground.plan, event):
        opened += open_for(ground, occurrence, group, line, told.at)
    settle(ground, occurrence)
    return occurrence, opened


def _expect(ground: Ground, event: Event, at: datetime | None) -> None:
    """The event carries a forecast: deadlines that hang on it move with it."""
    running = ground.running
    if event.forecast is None or at is None or running.forecasts.get(event.forecast) == at:
        return
    ground.community.decide([ForecastSet(running.id, event.forecast, at)], ground.by)
    groups = ground.streams([group.id for group in groups_of(ground.desk, running)])
    for group in groups.values():
        group.decide(retime(group, running, ground.plan), ground.by)


def _release(ground: Ground, event: Event) -> None:
    for written in answering.waits_for(ground.plan, event.id):
        for grid in answering.grids(written, None, ground.running):
            if group := ground.group(written.id, grid):
                buildings = ground.community.roster.buildings(grid)
                place = (ground.plan, ground.running, event.id, ground.by.at, buildings)
                group.decide(release_condition(group, *place), ground.by)


def open_for(
    ground: Ground, occurrence: Occurrence, of: PlanGroup, line: Task, at: datetime
) -> list[str]:
    """Open a line for an occurrence, in the groups of its grid or in those of every grid."""
    opened: list[str] = []
    place = (occurrence.occurrence, occurrence.building)
    for grid in answering.grids(of, occurrence.grid, ground.running):
        group = ground.group(of.id, grid)
        if group is not None:
            why = Occasion(at, *place, buildings=ground.community.roster.buildings(grid))
            tasks = open_line(group, line, ground.plan, ground.running, why)
            group.decide(tasks, ground.by)
            opened += [task.task for task in tasks if isinstance(task, TaskOpened)]
    return opened


def settle(ground: Ground, occurrence: Occurrence) -> None:
    """Close an occurrence of which nothing is to come.

    Whoever closes another task of it at the same moment conflicts, so that the last one closes it.
    """
    event = ground.plan.events.get(occurrence.event)
    if occurrence.is_closed or event is None:
        return
    groups = ground.answering(occurrence.occurrence)
    open_in = [g for g in groups if _is_open_in(g, occurrence)]
    # one that is open is enough to know that it is not over
    ground.writes.hold(occurrence, *(open_in[:1] or groups))
    tasks = [t for g in groups for t in g.tasks.values() if t.occurrence == occurrence.occurrence]
    if answering.is_done(occurrence, tasks, ground.plan, event):
        closed = facts.OccurrenceClosed(occurrence.occurrence, ground.running.id, "done")
        occurrence.decide([closed], ground.by)


def _is_open_in(group: Group, occurrence: Occurrence) -> bool:
    tasks = (t for t in group.tasks.values() if t.occurrence == occurrence.occurrence)
    return any(not task.is_closed for task in tasks)


def close(ground: Ground, occurrence: Occurrence, reason: str | None) -> int:
    """Close an occurrence by decision: its open tasks are off; gives how many."""
    id, closed = occurrence.occurrence, 0
    occurrence.decide(
        [facts.OccurrenceClosed(id, ground.running.id, "decision", reason)], ground.by
    )
    for group in ground.answering(id):
        off = end(group, "occurrence_closed", lambda task: task.occurrence == id, reason)
        group.decide(off, ground.by)
        closed += len(off)
    return closed
