"""Alerts by hand: a grid, or the whole community, stands by before anything is activated."""

from __future__ import annotations

from domain.facts.community import AlertLifted, AlertRaised
from domain.ids import new_id
from domain.refusal import NotFound
from engine.store import Writes
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk


class Alerts:
    """Commands on alerts."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def raise_alert(
        self, code: str, grid: str | None, reason: str | None, caller: Caller
    ) -> Answer:
        """Put a grid on alert, or with ``None`` the community; one that stands is told again."""
        return self._desk.once(caller, lambda: self._raise(code, grid, reason, caller))

    def _raise(self, code: str, grid: str | None, reason: str | None, caller: Caller) -> Answer:
        by, writes = self._desk.decider(caller), Writes()
        community = self._desk.community(code, caller)
        if grid is not None and grid not in community.roster.grids:
            raise NotFound("grid", grid)
        alert = next((id for id, place in community.alerts.items() if place == grid), None)
        status = 200
        if alert is None:
            alert, status = new_id(), 201
            text = self._desk.text(writes, caller, code, "reason", reason)
            community.decide([AlertRaised(alert, grid, text)], by)
        body = {"id": alert, "grid": grid}
        return self._desk.save(caller, body, community, writes=writes, status=status)

    def lift(self, code: str, alert: str, reason: str | None, caller: Caller) -> Answer:
        """End an alert. Repeated, it changes nothing."""
        return self._desk.once(caller, lambda: self._lift(code, alert, reason, caller))

    def _lift(self, code: str, alert: str, reason: str | None, caller: Caller) -> Answer:
        by, writes = self._desk.decider(caller), Writes()
        community = self._desk.community(code, caller)
        if alert in community.alerts:
            text = self._desk.text(writes, caller, code, "reason", reason)
            community.decide([AlertLifted(alert, text)], by)
        elif alert not in community.lifted:
            raise NotFound("alert", alert)
        return self._desk.save(caller, {"id": alert}, community, writes=writes)
