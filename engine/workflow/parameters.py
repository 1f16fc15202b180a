"""A community's own values for a playbook's parameters: an overlay of its own, and a fact."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from domain.facts.community import ParametersSet
from domain.refusal import Refused
from engine.playbooks import Layer, open_overlay, overlay_of
from engine.workflow.caller import Answer, Caller
from engine.workflow.desk import Desk


class Parameters:
    """Commands on the parameters of playbooks in a community."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def set(self, code: str, playbook: str, values: Mapping[str, Any], caller: Caller) -> Answer:
        """Give parameters values of the community's own; ``None`` takes one back.

        Values that stand already change nothing. Raises ``FaultyFile`` on those that do not fit.
        """
        return self._desk.once(caller, lambda: self._set(code, playbook, values, caller))

    def _set(self, code: str, playbook: str, values: Mapping[str, Any], caller: Caller) -> Answer:
        community, plans = self._desk.community(code, caller), self._desk.plans
        layer = self._layer(code, playbook, values)
        if layer is not None and community.parameters.get(playbook) != layer.digest:
            names, revision = tuple(sorted(values)), str(layer.content.get("revision", "1"))
            told = ParametersSet(playbook, names, layer.digest, revision)
            community.decide([told], self._desk.decider(caller))
        answer = self._desk.save(caller, {"playbook": playbook}, community)
        if layer is not None:  # told first: nothing holds here of which the log does not know
            plans.overlay(layer, amended=True)
        return answer

    def _layer(self, code: str, playbook: str, values: Mapping[str, Any]) -> Layer | None:
        """The community's overlay with the values; ``None`` where it has none and needs none."""
        plans = self._desk.plans
        plan, own = plans.latest(playbook), plans.local(playbook, code)
        for name in values:
            if name not in plan.parameters:
                raise Refused("parameter_unknown", field=f"parameters.{name}"[:200], id=name[:100])
        content = dict(own.content) if own else overlay_of(plan.id, plan.revision, code)
        kept = {**content.get("parameters", {}), **values}
        content["parameters"] = {name: value for name, value in kept.items() if value is not None}
        if own is None and not content["parameters"]:
            return None
        layer = open_overlay(content)
        if own is not None and layer.digest == own.digest:
            return None
        plans.tried(layer)
        return layer
