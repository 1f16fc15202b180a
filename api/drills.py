"""Which activations are drills, so that whatever is told of one says so."""

from __future__ import annotations

from collections.abc import Iterable

from domain.facts.community import PlaybookActivated
from domain.record import Recorded
from domain.refusal import NotFound
from engine.workflow import Workflow


class Drills:
    """Remembers what it was asked: an activation is a drill for good, or never."""

    def __init__(self, workflow: Workflow) -> None:
        self._workflow = workflow
        self._known: dict[str, bool] = {}

    def among(self, facts: Iterable[Recorded]) -> frozenset[str]:
        """The ids of the drills that these facts speak of."""
        found: dict[str, None] = {}
        for r in facts:
            id = getattr(r.fact, "activation", None)
            if isinstance(r.fact, PlaybookActivated):
                self._known[r.fact.activation] = r.fact.drill
            if id:
                found[id] = None
        return frozenset(id for id in found if self.is_drill(id))

    def is_drill(self, activation: str) -> bool:
        """Whether an activation is a drill; what nobody knows is none."""
        known = self._known.get(activation)
        if known is None:
            known = self._known[activation] = self._look(activation)
        return known

    def _look(self, activation: str) -> bool:
        try:
            code = self._workflow.activations.community_of(activation)
            return self._workflow.desk.community(code).activations[activation].drill
        except (NotFound, KeyError):
            return False
