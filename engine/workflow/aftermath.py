"""What comes after: what is still open when an activation ends, and what its end sets off."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from domain.community import Activation
from domain.group import Group
from domain.playbook import Playbook
from domain.recovery import STAND_DOWN, occurrences, unfinished
from engine.workflow.changes import Scene
from engine.workflow.desk import Desk
from engine.workflow.occurrences import raise_system_event

__all__ = ["AFTERMATH", "STAND_DOWN", "raise_event", "still_open"]

#: events that the house raises when recovery begins, where a plan has lines for them
AFTERMATH = ("recovery", STAND_DOWN)


def raise_event(desk: Desk, scene: Scene, event: str) -> None:
    """Raise an event of the house, here and wherever else in the community a plan lists it."""
    known = [*scene.groups, *(g for g in scene.others if isinstance(g, Group))]
    place = (scene.community, scene.running)
    scene.others += raise_system_event(desk, *place, event, scene.by, known)


def still_open(groups: Iterable[Group], plan: Playbook, running: Activation) -> dict[str, object]:
    """What should not be left open: urgent tasks, and occurrences that are still answered."""
    at_work = [group for group in groups if not group.is_closed]
    urgent = [msgspec.to_builtins(u) for u in unfinished(at_work, plan, running.mode)]
    return {"tasks": urgent, "occurrences": occurrences(at_work, plan, running.mode)}
