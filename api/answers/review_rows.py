"""The rows of a review: tasks, musters, vacancies, reassignments, counts.

`positions` are those of the entries in the log that a figure stands on. Spans are seconds of the
activation's own time, which in a drill may run faster than the clock (`pace`).
"""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.answers.shared import PostPosition, TaskState

Outcome = Literal["on_time", "late", "missed", "cancelled", "open"]
Positions = list[int]


class TaskCounts(BaseModel):
    """Tasks by how they came out; `rate` is the share in time of all whose time came."""

    tasks: int
    on_time: int
    late: int
    missed: int = Field(description="Their time passed and they were not done")
    cancelled: int
    open: int
    owed: int = Field(description="Reports still owed")
    rate: float | None
    positions: Positions


class Climb(BaseModel):
    """A step of a ladder that was climbed; `told` is 0 when there was nobody to tell."""

    step: int
    role: str
    role_name: str
    told: int
    at: datetime
    position: int


class ReviewTask(BaseModel):
    """A task, plan against actual."""

    id: str
    key: str
    title: str
    series: str | None
    building: int | None
    occurrence: str | None
    occurrence_number: int | None = Field(description="Its running number in the activation")
    where: str | None = Field(description="What tells it apart: its occurrence and its building")
    state: TaskState
    outcome: Outcome
    starts_at: datetime | None
    due_at: datetime | None
    accepted_at: datetime | None
    accepted_by: str | None
    started_at: datetime | None
    started_by: str | None
    completed_at: datetime | None
    completed_by: str | None = Field(description="A member's id, or the actor's; see `names`")
    late_seconds: int | None
    overdue: bool
    report_owed: bool
    unmet: list[str]
    cancelled: str | None = Field(description="Why it was cancelled, in a word")
    cancelled_because: str | None
    uncovered: int = Field(description="How many people the slot lacked when it began")
    escalations: list[Climb]
    positions: Positions


class Muster(BaseModel):
    """How long it took; null when it never came to it. `absent` counts people at the close."""

    asked: int
    first_seconds: int | None
    lead_seconds: int | None
    everybody_seconds: int | None
    first_at: datetime | None
    closed_at: datetime | None
    absent: int | None
    positions: Positions


class ReviewGroup(BaseModel):
    """A group at work, with its muster and every task."""

    group: str
    name: str
    grid: str | None
    grid_name: str | None
    muster: Muster
    on_time: TaskCounts
    tasks: list[ReviewTask]


class Rate(TaskCounts):
    """On time by group, over all grids in which it stood up (`at_work`)."""

    group: str
    name: str
    at_work: int


class RedGroup(BaseModel):
    """A group without a lead, since when and until when; `until` is null while it lasts."""

    group: str
    name: str
    grid: str | None
    grid_name: str | None
    since: datetime
    cause: str
    cause_name: str
    until: datetime | None
    ended: str | None
    seconds: int
    positions: Positions


class Reassignment(BaseModel):
    """A task or a post that went to other people (member ids), and why."""

    kind: Literal["task", "post"]
    group: str | None
    name: str | None
    grid: str | None
    grid_name: str | None
    task: str | None
    title: str | None
    post: PostPosition | None
    from_: list[str] = Field(alias="from")
    to: list[str]
    cause: str
    cause_name: str
    reason: str | None
    is_personal: bool = Field(
        description="Whether the reason may tell of somebody's health or family: keep it off paper"
    )
    by: str
    at: datetime
    positions: Positions


class OccurrenceCounts(BaseModel):
    """Occurrences of one event, and how long they took."""

    event: str
    name: str
    logged: int
    closed: int
    open: int = Field(description="Still open, or open when the activation ended")
    within_a_day: int
    median_seconds: int | None
    longest_seconds: int | None
    positions: Positions


class NoticeCounts(BaseModel):
    """Notices of one kind; `positions` are those of the ones that reached nobody."""

    kind: str
    queued: int
    held: int
    sent: int
    delivered: int
    read: int
    acted: int
    failed: int
    lapsed: int = Field(description="There was nothing to tell any more")
    known: int = Field(description="Opened or acted on, or it came to the person themselves")
    not_reached: int
    positions: Positions


class NeverOpened(BaseModel):
    """A line of the plan of which no task was opened."""

    key: str
    title: str
    group: str
    due: str
