"""A town in which procedures run, and what a test asks of it."""

from __future__ import annotations

from typing import Any

import pytest

from domain.ids import occurrence_stream, task_place
from domain.occurrence import Occurrence
from domain.refusal import Refused
from engine.workflow import Answer, Caller
from engine.workflow.activations import Asked
from engine.workflow.occurrences import Happened
from engine.workflow.tasks import Said
from tests.examples import CODE
from tests.procedures import LATER, PROCEDURES
from tests.town import EAST, Town, caller


class Office:
    """A town in which procedures run."""

    def __init__(self, town: Town, *grids: str, **asked: Any) -> None:
        self.town = town
        town.workflow.plans.publish([PROCEDURES, LATER])
        ids = tuple(town.grid(g) for g in grids or (EAST,))
        wanted = Asked(PROCEDURES.id, ids, **asked)
        self.id = str(town.workflow.activations.activate(CODE, wanted, caller()).body["id"])

    def log(self, event: str, by: Caller | None = None, **said: Any) -> Answer:
        """Log an occurrence."""
        happened = Happened(event, **said)
        return self.town.workflow.occurrences.log(CODE, self.id, happened, by or caller())

    def done(self, task: str, report: Any = None, by: Caller | None = None) -> Answer:
        """Complete a task."""
        said = Said(report=report)
        return self.town.workflow.tasks.act(task, "complete", said, by or caller())

    def task(self, key: str, grid: str = EAST) -> str:
        """The one task of a line."""
        (found,) = self.tasks(key, grid)
        return found

    def tasks(self, key: str, grid: str | None = None) -> list[str]:
        """The tasks of a line, in the order in which they were opened."""
        where = self.town.grid(grid) if grid else None
        opened: list[Any] = [r.fact for r in self.town.facts("task_opened")]
        return [
            f.task
            for f in opened
            if f.key == key and f.activation == self.id and where in (None, f.grid)
        ]

    def state(self, task: str) -> str:
        """How a task stands."""
        return self.open(task).shown_state

    def open(self, task: str) -> Any:
        """A task as its group remembers it."""
        stream, key = task_place(task)
        return next(g.tasks[key] for g in self.town.groups(self.id) if g.id == stream)


def occurrence(town: Town, id: str) -> Occurrence:
    found = town.store.get(Occurrence, occurrence_stream(id), CODE)
    assert found is not None
    return found


def told(town: Town, topic: str) -> list[Any]:
    """The facts of a topic."""
    return [r.fact for r in town.facts(topic)]


def refused(code: str, field: str | None, do: Any, *said: Any, **more: Any) -> None:
    with pytest.raises(Refused) as told:
        do(*said, **more)
    assert (told.value.code, told.value.field) == (code, field)
