"""Which occurrences a report raises that its task did not raise before: reopened, it says more."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from domain.ids import raised_id
from domain.outcomes import Raised
from engine.workflow.ground import Ground
from engine.workflow.reports import values_of


def not_yet(ground: Ground, task: str, told: Sequence[Raised]) -> Iterator[tuple[Raised, str]]:
    """What is to be raised, with the id of each.

    An event for the whole report occurs once for its task, one for each row once for every row
    that says something else.
    """
    before: dict[str, list[dict[str, Any]]] = {}
    counted: dict[str, int] = defaultdict(int)
    for one in told:
        event = one.event.id
        if event not in before:
            before[event] = _before(ground, task, event)
            counted[event] = len(before[event])
        known = before[event]
        if one.of_row and one.values in known:
            known.remove(one.values)
        elif one.of_row or not counted[event]:
            yield one, raised_id(task, event, counted[event])
            counted[event] += 1


def _before(ground: Ground, task: str, event: str) -> list[dict[str, Any]]:
    """What each occurrence of the event said that the task raised before, in order."""
    found: list[dict[str, Any]] = []
    while (known := ground.occurrence(raised_id(task, event, len(found)))) is not None:
        found.append(values_of(ground.desk, known.report))
    return found
