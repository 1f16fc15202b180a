"""A community: its roster, cases and activations. One click is decided against this state."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from domain.activation import Activation, Case, Request
from domain.aggregate import Aggregate
from domain.facts import Fact
from domain.facts import community as facts
from domain.modes import RECOVERY, settles
from domain.roster import STEPS as ROSTER_STEPS
from domain.roster import Roster

__all__ = ["UNDO_WITHIN", "Activation", "Case", "Community", "Request"]

UNDO_WITHIN = timedelta(minutes=5)


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
        #: alerts that ended
        self.lifted: set[str] = set()
        #: acts that wait for a second person, by the digest of their terms
        self.asked: dict[str, Request] = {}
        #: digest of the overlay that last set parameters of a playbook here
        self.parameters: dict[str, str] = {}

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

    def settled(self, ended: Activation) -> list[Fact]:
        """The lifting of the alerts that the end of an activation settles."""
        return [
            facts.AlertLifted(alert)
            for alert, grid in self.alerts.items()
            if settles(ended, self.running, alert, grid)
        ]

    def evolve(self, fact: Fact, at: datetime) -> None:
        """Remember one fact of the community."""
        kind = type(fact)
        if remember := ROSTER_STEPS.get(kind):  # most of a community's facts
            remember(self.roster, fact)
        elif step := _STEPS.get(kind):
            step(self, fact, at)
        if self.asked and (act := _ACTS.get(kind)):
            self._answered(act, fact)

    def _answered(self, act: str, fact: Any) -> None:
        """What was done waits for nobody any more."""
        self.asked = {
            terms: request
            for terms, request in self.asked.items()
            if request.act != act or request.activation not in ("", fact.activation)
        }


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
        levels=[(f.level, f.at)] if f.level is not None else [],
        pace=f.pace,
    )


def _authorised(c: Community, f: facts.AuthorityRecorded, at: datetime) -> None:
    c.activations[f.activation].authority = f.authority


def _end_set(c: Community, f: facts.PlannedEndSet, at: datetime) -> None:
    c.activations[f.activation].planned_end = f.planned_end


def _levelled(c: Community, f: facts.LevelChanged, at: datetime) -> None:
    activation = c.activations[f.activation]
    activation.level = f.level
    activation.levels.append((f.level, at))


def _forecast(c: Community, f: facts.ForecastSet, at: datetime) -> None:
    activation = c.activations[f.activation]
    activation.forecasts = {**activation.forecasts, f.forecast: f.at}


def _amended(c: Community, f: facts.ActivationAmended, at: datetime) -> None:
    c.activations[f.activation].digest = f.digest


def _recovering(c: Community, f: facts.RecoveryBegun, at: datetime) -> None:
    activation = c.activations[f.activation]
    activation.recovering, activation.mode = True, RECOVERY


def _second_asked(c: Community, f: facts.SecondPersonAsked, at: datetime) -> None:
    c.asked[f.terms] = Request(f.act, f.activation, f.asker, at)


def _set(c: Community, f: facts.ParametersSet, at: datetime) -> None:
    c.parameters[f.playbook] = f.digest


def _alerted(c: Community, f: facts.AlertRaised, at: datetime) -> None:
    c.alerts[f.alert] = f.grid


def _calmed(c: Community, f: facts.AlertLifted, at: datetime) -> None:
    c.alerts.pop(f.alert, None)
    c.lifted.add(f.alert)


def _stood_down(c: Community, f: facts.PlaybookStoodDown, at: datetime) -> None:
    """The cases that it settles close with it."""
    ended = c.activations[f.activation]
    ended.state = "stood_down"
    for case in c.cases.values():
        if settles(ended, c.running, case.id, case.grid):
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
    facts.ParametersSet: _set,
    facts.AlertRaised: _alerted,
    facts.AlertLifted: _calmed,
    facts.PlaybookStoodDown: _stood_down,
    facts.ActivationUndone: _undone,
}
#: what each act that two persons may have to agree on is in the end
_ACTS: dict[type[Fact], str] = {
    facts.PlaybookActivated: "activate",
    facts.AuthorityRecorded: "authority",
    facts.LevelChanged: "level",
    facts.ActivationAmended: "amend",
    facts.PlannedEndSet: "amend",
    facts.ForecastSet: "amend",
    facts.RecoveryBegun: "recover",
    facts.PlaybookStoodDown: "stand_down",
    facts.ActivationUndone: "stand_down",
}
