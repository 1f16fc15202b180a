"""A community: its roster, cases and activations. One click is decided against this state."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec

from domain.aggregate import Aggregate
from domain.facts import Fact
from domain.facts import community as facts
from domain.roster import Roster

UNDO_WITHIN = timedelta(minutes=5)


class Case(msgspec.Struct):
    """A case; ``ref`` is a directory text. It closes with the activation that it started."""

    id: str
    ref: str
    grid: str | None
    is_open: bool = True


class Activation(msgspec.Struct):
    """One running of a playbook; ``state`` is ``running``, ``stood_down`` or ``undone``.

    One that runs is ``recovering`` once its restrictions are released.
    """

    id: str
    playbook: str
    digest: str
    grids: tuple[str, ...]
    mode: str
    at: datetime
    drill: bool = False
    level: str | None = None
    case: str | None = None
    authority: str | None = None
    planned_end: datetime | None = None
    forecasts: Mapping[str, datetime] = {}
    state: str = "running"
    #: since when each level that it was given has stood
    levels: dict[str, datetime] = {}
    pace: float = 1.0
    recovering: bool = False
    #: acts that wait for a second person, with the terms and who asked
    asked: dict[str, tuple[str, str]] = {}

    @property
    def is_running(self) -> bool:
        """Whether it has neither stood down nor been undone."""
        return self.state == "running"


class Community(Aggregate):
    """The aggregate of the secretary's words; groups at work are aggregates of their own."""

    registered: facts.CommunityRegistered | None = None

    def __init__(self, id: UUID, community: str) -> None:
        super().__init__(id, community)
        self.roster = Roster()
        self.cases: dict[str, Case] = {}
        self.activations: dict[str, Activation] = {}
        #: alerts that a person raised and nobody lifted, with their grid
        self.alerts: dict[str, str | None] = {}

    @property
    def name(self) -> str:
        """The official name; empty before the community is registered."""
        return self.registered.name if self.registered else ""

    @property
    def running(self) -> list[Activation]:
        """The activations that run now, in the order in which they began."""
        return [a for a in self.activations.values() if a.is_running]

    def runs(self, playbook: str, grid: str) -> Activation | None:
        """The activation that runs a playbook on a grid, drills included."""
        return next((a for a in self.running if a.playbook == playbook and grid in a.grids), None)

    def evolve(self, fact: Fact, at: datetime) -> None:
        """Remember one fact of the community."""
        step = _STEPS.get(type(fact))
        if step is not None:
            step(self, fact, at)
        else:
            self.roster.evolve(fact)


def _registered(c: Community, f: facts.CommunityRegistered, at: datetime) -> None:
    c.registered = f


def _reported(c: Community, f: facts.CaseReported, at: datetime) -> None:
    c.cases[f.case] = Case(f.case, f.ref, f.grid)


def _activated(c: Community, f: facts.PlaybookActivated, at: datetime) -> None:
    c.activations[f.activation] = Activation(
        id=f.activation,
        playbook=f.playbook,
        digest=f.digest,
        grids=f.grids,
        mode=f.mode,
        at=f.at,
        drill=f.drill,
        level=f.level,
        case=f.case,
        authority=f.authority,
        planned_end=f.planned_end,
        forecasts=f.forecasts,
        levels={f.level: f.at} if f.level is not None else {},
        pace=f.pace,
    )


def _authorised(c: Community, f: facts.AuthorityRecorded, at: datetime) -> None:
    c.activations[f.activation].authority = f.authority


def _end_set(c: Community, f: facts.PlannedEndSet, at: datetime) -> None:
    c.activations[f.activation].planned_end = f.planned_end


def _levelled(c: Community, f: facts.LevelChanged, at: datetime) -> None:
    activation = c.activations[f.activation]
    activation.level = f.level
    activation.levels.setdefault(f.level, at)


def _forecast(c: Community, f: facts.ForecastSet, at: datetime) -> None:
    activation = c.activations[f.activation]
    activation.forecasts = {**activation.forecasts, f.forecast: f.at}


def _amended(c: Community, f: facts.ActivationAmended, at: datetime) -> None:
    c.activations[f.activation].digest = f.digest


def _second_asked(c: Community, f: facts.SecondPersonAsked, at: datetime) -> None:
    c.activations[f.activation].asked[f.act] = (f.terms, f.asker)


def _recovering(c: Community, f: facts.RecoveryBegun, at: datetime) -> None:
    c.activations[f.activation].recovering = True


def _alerted(c: Community, f: facts.AlertRaised, at: datetime) -> None:
    c.alerts[f.alert] = f.grid


def _calmed(c: Community, f: facts.AlertLifted, at: datetime) -> None:
    c.alerts.pop(f.alert, None)


def _stood_down(c: Community, f: facts.PlaybookStoodDown, at: datetime) -> None:
    """Its cases close with it, and one in no grid with the last that runs; a drill closes none."""
    activation = c.activations[f.activation]
    activation.state = "stood_down"
    if activation.drill:
        return
    is_last = all(a.drill for a in c.running)
    for case in c.cases.values():
        located = case.grid is not None
        if case.id == activation.case or (case.grid in activation.grids if located else is_last):
            case.is_open = False


def _undone(c: Community, f: facts.ActivationUndone, at: datetime) -> None:
    c.activations[f.activation].state = "undone"


_STEPS: dict[type[Fact], Callable[[Community, Any, datetime], None]] = {
    facts.CommunityRegistered: _registered,
    facts.CaseReported: _reported,
    facts.PlaybookActivated: _activated,
    facts.AuthorityRecorded: _authorised,
    facts.PlannedEndSet: _end_set,
    facts.LevelChanged: _levelled,
    facts.ForecastSet: _forecast,
    facts.ActivationAmended: _amended,
    facts.RecoveryBegun: _recovering,
    facts.SecondPersonAsked: _second_asked,
    facts.AlertRaised: _alerted,
    facts.AlertLifted: _calmed,
    facts.PlaybookStoodDown: _stood_down,
    facts.ActivationUndone: _undone,
}
