"""What ids of plans are called in the history: by the plan that runs, else by any that has them."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Iterable, Mapping
from typing import Any

from api.catalogue import catalogue
from domain.community import Community
from domain.playbook import Playbook, Words
from engine.plans import Plans
from projections.history import Entry

Called = dict[str, dict[str, Words]]
"""Words by kind and id."""


class PlanWords:
    """Names for entries of a community: the same id may be called otherwise in another plan."""

    def __init__(self, plans: Plans, community: Community, names: Mapping[str, Any]) -> None:
        self._plans, self._community = plans, community
        self._latest = {plan.id: plan for plan in plans.all()}
        self._names = _over(names, _called(self._latest.values()))
        self._of: dict[str, Mapping[str, Any]] = {}

    def of(self, line: Entry) -> Mapping[str, Any]:
        """Names for one entry."""
        running = self._community.activations.get(line.mentions.activation or "")
        if running is not None:
            return self._in(self._plans.known(running.digest))
        return self._in(self._latest.get(str(line.data.get("playbook"))))

    def running(self, activation: str) -> Mapping[str, Any]:
        """Names in the plan of an activation."""
        found = self._community.activations.get(activation)
        return self._in(self._plans.known(found.digest) if found else None)

    def _in(self, plan: Playbook | None) -> Mapping[str, Any]:
        if plan is None:
            return self._names
        if plan.digest not in self._of:
            self._of[plan.digest] = _over(self._names, _called([plan]))
        return self._of[plan.digest]


def _over(names: Mapping[str, Any], called: Called) -> dict[str, Any]:
    over = {kind: ChainMap(told, names.get(kind, {})) for kind, told in called.items()}
    return {**names, **over}


def _called(plans: Iterable[Playbook]) -> Called:
    called: Called = {"phase": {"start": dict(catalogue("dues")["start"])}, "playbook": {}}
    for kind in ("role", "form", "event", "level", "forecast", "parameter", "group", "task"):
        called[kind] = {}
    for plan in plans:
        called["playbook"][plan.id] = plan.title
        called["role"].update({target.id: target.name for target in plan.targets.values()})
        called["role"].update(plan.roles)
        called["form"].update(plan.forms)
        called["event"].update({event.id: event.name for event in plan.events.values()})
        called["phase"].update(plan.phases)
        called["level"].update({level: told.name for level, told in plan.level_words.items()})
        called["forecast"].update(plan.forecasts)
        called["parameter"].update(plan.parameter_words)
        for group in plan.groups:
            called["group"].setdefault(group.id, group.name)
            called["task"].update({t.id: t.title for t in group.tasks})
    return called
