"""What a group at work asks others, answered from values."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime

from domain.aggregate import Decider
from domain.community import Activation
from domain.duties import decide
from domain.facts import Fact
from domain.group import Group
from domain.playbook import Playbook, Target


class Quiet:
    """A community in which nobody but ``holders`` (by role or tier) can be told anything."""

    def __init__(
        self,
        running: Activation,
        holders: Mapping[str, tuple[str, ...]] | None = None,
        buildings: int = 0,
    ) -> None:
        self._running, self._holders, self._buildings = running, holders or {}, buildings

    def running(self) -> Activation:
        """The activation."""
        return self._running

    def buildings(self) -> int:
        """How many buildings the grid has."""
        return self._buildings

    def reach(self, target: Target) -> tuple[str, ...]:
        """Who holds the role, or is known of the tier."""
        return self._holders.get(target.role or target.tier or "", ())


def fulfil(group: Group, plan: Playbook, around: Quiet, now: datetime) -> list[Fact]:
    """Let a group decide all that is due, and remember it; gives what was decided."""
    before = len(group.pending)
    group.decide(decide(group, plan, around, now), Decider("system", now))
    return list(group.pending[before:])


def due_by(group: Group, plan: Playbook, around: Quiet, now: datetime) -> list[Fact]:
    """The same, decided by a copy: the group is left as it was."""
    return fulfil(deepcopy(group), plan, around, now)
