"""What is looked at again once an activation's end is saved."""

from __future__ import annotations

from collections.abc import Collection

from domain.community import Activation
from engine.workflow.caller import Caller
from engine.workflow.clicks import groups_of
from engine.workflow.desk import Desk
from engine.workflow.ended import end_occurrences


def sweep_occurrences(desk: Desk, code: str, activations: Collection[str], caller: Caller) -> None:
    """Close what was logged while its activation ended: nothing more is logged from here on."""
    system = Caller(caller.actor, caller.cause)

    def look() -> None:
        community, by = desk.community(code), desk.decider(system)
        ended = [a for id in activations if not (a := community.activations[id]).is_running]
        late = [o for a in ended for o in end_occurrences(desk, a, by, _left(desk, a))]
        if late:
            desk.save(system, {}, *late)

    if activations:
        desk.again(look)


def _left(desk: Desk, activation: Activation) -> set[str | None]:
    """Occurrences to which something answers that is to be done after the end."""
    groups = groups_of(desk, activation)
    return {g.tasks[key].occurrence for g in groups for key in g.remaining}
