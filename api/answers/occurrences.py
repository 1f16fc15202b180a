"""Answers about occurrences."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from api.answers.shared import Made, TaskState


class ReportField(BaseModel):
    """A field of a report: its value as kept, and in words."""

    id: str
    label: str
    type: str
    value: Any
    text: str


class OccurrenceLogged(Made):
    """An occurrence that was logged, and the tasks that it opened."""

    event: str
    state: Literal["open", "closed"] = Field(description="Closed when nothing is to come of it")
    tasks: list[str]


class OccurrenceClosed(Made):
    """An occurrence that was closed; `closed` counts the tasks that are off."""

    state: Literal["closed"]
    closed: int


class Phase(BaseModel):
    """A phase, and since when it has stood."""

    phase: str
    at: datetime


class TaskOfIt(BaseModel):
    """A task that answers an occurrence."""

    id: str
    key: str
    title: str
    group: str
    group_name: str
    grid: str | None
    state: TaskState
    opened_at: datetime
    due_at: datetime | None
    closed_at: datetime | None
    overdue: bool
    assignees: list[str]
    names: dict[str, str | None]
    report: str | None
    report_owed: bool


class Occurrence(BaseModel):
    """Something that happened, how far it has come, and who works at it."""

    id: str
    number: int = Field(description="Running number in the activation, in the order of logging")
    activation: str
    event: str
    name: str
    state: Literal["open", "closed"]
    at: datetime
    logged_at: datetime
    position: int
    by: str
    by_name: str | None
    grid: str | None
    grid_name: str | None
    building: int | None
    form: str | None
    report: str | None = Field(description="In one line; withheld from those who look on")
    fields: list[ReportField] | None
    about: str | None
    raised_by: str | None = Field(description="The task whose report raised it")
    drill: bool
    phases: list[Phase]
    to_come: list[str]
    phase_names: dict[str, str] = Field(
        description="What those that stand or are to come are called"
    )
    closed_at: datetime | None
    cause: str | None
    reason: str | None
    tasks: list[TaskOfIt]
