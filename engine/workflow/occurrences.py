"""Commands on occurrences: something happened, or somebody decided that it is over."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import msgspec

from domain import answering, outcomes
from domain.aggregate import Aggregate, Decider
from domain.community import Activation, Community
from domain.group import Group
from domain.modes import PEACETIME
from domain.playbook import Event
from domain.refusal import NotFound, Refused
from domain.reports import guard
from engine.store import Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.clicks import activation_of, running_in
from engine.workflow.desk import Desk
from engine.workflow.ended import end_occurrences
from engine.workflow.ground import Ground
from engine.workflow.occurring import Told, close, occur
from engine.workflow.reports import Handed, Said, hand_in

__all__ = ["Happened", "Occurrences", "end_occurrences", "raise_system_event"]


class Happened(msgspec.Struct, frozen=True):
    """What is said to have happened, texts as typed; ``report`` by the fields of the event's form.

    ``forecasts`` has the time that the event forecasts, where its report does not tell it.
    """

    event: str
    grid: str | None = None
    building: int | None = None
    report: Said | None = None
    about: str | None = None
    forecasts: Mapping[str, datetime] = {}


class Occurrences:
    """Commands on occurrences."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def log(self, code: str, activation: str, said: Happened, caller: Caller) -> Answer:
        """Log what happened and open what the plan answers, in one save.

        Two logged alike are two: an idempotency key tells a repetition.
        """
        return self._desk.once(caller, lambda: self._log(code, activation, said, caller))

    def _log(self, code: str, activation: str, said: Happened, caller: Caller) -> Answer:
        by, writes = self._desk.decider(caller), Writes()
        community = self._desk.community(code, caller)
        running = running_in(community, activation)
        if by.at < running.at:
            raise Refused("occurred_before_start", field="occurred_at")
        ground = Ground(self._desk, community, running, self._now(caller), writes)
        event = _event(ground, said.event)
        grid = _grid(ground, event, said.grid)
        _check_building(community, grid, said.building)
        guard(said.about, "about")
        about = self._desk.text(writes, caller, code, "about", said.about)
        handed = hand_in(self._desk, writes, caller, code, said.report, ground.plan, event.form)
        expected = _expected(ground, event, said, handed)
        told = Told(by.at, grid, said.building, handed.text, about, None, expected)
        occurrence, tasks = occur(ground, event, told)
        body: dict[str, Any] = {
            "id": occurrence.occurrence,
            "event": event.id,
            "state": "closed" if occurrence.is_closed else "open",
            "tasks": tasks,
        }
        saved = (occurrence, *(a for a in ground.touched() if a is not occurrence))
        return self._desk.save(
            caller, body, *saved, writes=writes, status=201, version=community.version
        )

    def _now(self, caller: Caller) -> Decider:
        """What follows is decided now, however long ago it happened."""
        return Decider(caller.actor, self._desk.clock(), caller.cause)

    def close(
        self, code: str, activation: str, occurrence: str, reason: str | None, caller: Caller
    ) -> Answer:
        """Close an occurrence by decision; its open tasks are off. Repeated, it changes nothing."""
        return self._desk.once(
            caller, lambda: self._close(code, activation, occurrence, reason, caller)
        )

    def _close(
        self, code: str, activation: str, occurrence: str, reason: str | None, caller: Caller
    ) -> Answer:
        by, writes = self._desk.decider(caller), Writes()
        community = self._desk.community(code, caller)
        running = activation_of(community, activation)
        ground = Ground(self._desk, community, running, by, writes)
        found = ground.occurrence(occurrence)
        if found is None or found.activation != activation:
            raise NotFound("occurrence", occurrence)
        body: dict[str, Any] = {"id": occurrence, "state": "closed", "closed": 0}
        if not found.is_closed:
            text = self._desk.text(writes, caller, code, "reason", reason)
            body["closed"] = close(ground, found, text)
        return self._desk.save(
            caller, body, *ground.touched(), writes=writes, version=community.version
        )


def _event(ground: Ground, id: str) -> Event:
    event = ground.plan.events.get(id)
    if event is None:
        known = "、".join(e.id for e in ground.plan.events.values() if not e.system) or "—"
        raise Refused("event_unknown", field="event", value=id, known=known)
    if event.system:
        raise Refused("event_of_system", field="event", value=id)
    return event


def _grid(ground: Ground, event: Event, grid: str | None) -> str | None:
    """Where it happened: one of the activation's grids, or the only one that there is."""
    running = ground.running
    if grid is not None and grid not in running.grids:
        raise Refused("grid_out_of_scope", field="grid", grid=grid)
    if grid is None and len(running.grids) == 1:
        return running.grids[0]
    if grid is None and answering.needs_grid(ground.plan, event, running):
        raise Refused("field_missing", field="grid")
    return grid


def _check_building(community: Community, grid: str | None, building: int | None) -> None:
    """Refuse a building that is not there, where somebody counted them."""
    count = community.roster.buildings(grid)
    if building is not None and count and building > count:
        raise Refused("building_unknown", field="building", building=building, count=count)


def _expected(ground: Ground, event: Event, said: Happened, handed: Handed) -> datetime | None:
    strange = next((f for f in said.forecasts if f != event.forecast), None)
    if strange is not None:
        raise Refused("forecast_unknown", field=f"forecasts.{strange}", value=strange)
    if event.forecast is None:
        return None
    told = said.forecasts.get(event.forecast)
    form = ground.plan.papers.get(event.form or "")
    expected = told or outcomes.moment_in(form, handed.values or {})
    if expected is None:
        raise Refused("field_missing", field=f"forecasts.{event.forecast}")
    return expected


def raise_system_event(
    desk: Desk,
    community: Community,
    activation: Activation,
    event: str,
    by: Decider,
    groups: Iterable[Group] = (),
) -> list[Aggregate]:
    """The house itself raises an event, such as ``stand_down``; gives what is to be saved besides.

    It occurs in the activation, if that still runs, and in what runs in peacetime beside it, drills
    for drills, where the plan lists it: whatever is at war still has its own end before it.
    ``groups`` are those already decided on.
    """
    mine, raised = list(groups), list[Aggregate]()
    others = [a for a in community.running if a.id != activation.id and a.mode == PEACETIME]
    for running in [activation, *others]:
        ground = Ground(desk, community, running, by, Writes(), mine)
        listed = ground.plan.events.get(event)
        if listed is None or not running.is_running or running.drill != activation.drill:
            continue
        occur(ground, listed, Told(by.at))
        raised += [a for a in ground.touched() if a is not community and a not in mine]
    return raised
