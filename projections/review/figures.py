"""Figures of a review: how each task came out, and how many in time; each cites its facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import msgspec

from projections.board import TaskOnBoard
from projections.review.documents import Cited, GroupLife, Review, TaskLife

ON_TIME, LATE, MISSED, CANCELLED, OPEN = "on_time", "late", "missed", "cancelled", "open"
OUTCOMES = (ON_TIME, LATE, MISSED, CANCELLED, OPEN)


def outcome(life: TaskLife, task: TaskOnBoard) -> str:
    """How a task came out: ``missed`` when its time passed and it was not done (so far)."""
    if task.state == "completed":
        return LATE if task.late else ON_TIME
    if "overdue" in life.marks:
        return MISSED
    return CANCELLED if task.state == "cancelled" else OPEN


def seconds(since: datetime, until: datetime, pace: float) -> int:
    """A span in the activation's own time, never below zero."""
    return max(0, round((until - since) / timedelta(seconds=1) * pace))


class Tally(msgspec.Struct):
    """Tasks counted by how they came out, with the positions that decided it."""

    counts: dict[str, int] = {}
    owed: int = 0
    positions: list[int] = []

    def add(self, life: TaskLife, task: TaskOnBoard) -> None:
        """Count one task."""
        came = outcome(life, task)
        self.counts[came] = self.counts.get(came, 0) + 1
        self.owed += task.report_owed
        kind = {ON_TIME: "completed", LATE: "completed", MISSED: "overdue"}.get(came, "cancelled")
        if decided := life.marks.get(kind):
            self.positions.append(decided.position)

    def of(self, *outcomes: str) -> int:
        """How many came out so."""
        return sum(self.counts.get(o, 0) for o in outcomes)

    @property
    def total(self) -> int:
        """How many there were."""
        return self.of(*OUTCOMES)

    @property
    def rate(self) -> float | None:
        """The share done in time of all whose time came; ``None`` while none did."""
        came_due = self.of(ON_TIME, LATE, MISSED)
        return round(self.of(ON_TIME) / came_due, 4) if came_due else None

    def shown(self) -> dict[str, object]:
        """The counts, the rate and what they stand on."""
        counts = {o: self.of(o) for o in OUTCOMES}
        cites = sorted(self.positions)
        return {
            "tasks": self.total,
            **counts,
            "owed": self.owed,
            "rate": self.rate,
            "positions": cites,
        }


def tasks_of(review: Review, life: GroupLife) -> Iterator[tuple[TaskLife, TaskOnBoard]]:
    """A group's tasks, each with how it stands on the board."""
    group = review.at_work(life.stream)
    for task in life.tasks.values():
        if group is not None and task.id in group.tasks:
            yield task, group.tasks[task.id]


def tally(review: Review, lives: Iterable[GroupLife]) -> Tally:
    """The tasks of several groups, counted."""
    counted = Tally()
    for life in lives:
        for task, on_board in tasks_of(review, life):
            counted.add(task, on_board)
    return counted


def began(review: Review, life: GroupLife) -> datetime:
    """From when a group's muster is counted: the click, or when the group stood up after it."""
    if review.click is None or review.clicked is None:
        return life.stood_up.at
    is_of_click = life.stood_up.recorded_at == review.clicked.recorded_at
    return review.click.at if is_of_click else life.stood_up.at


def since_click(review: Review, life: GroupLife, fact: Cited | None) -> int | None:
    """Seconds from then until a fact; ``None`` when it never came to it."""
    return None if fact is None else seconds(began(review, life), fact.at, review.pace)


def people(review: Review) -> set[str]:
    """Everybody who has a post."""
    found = (review.at_work(stream) for stream in review.groups)
    return {member for group in found if group is not None for member in group.posts}


def positions(*facts: Cited | None) -> list[int]:
    """What a figure stands on."""
    return [fact.position for fact in facts if fact is not None]
