"""The answer of a daily bulletin: a day in numbers, and the text to send."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel

from api.answers.shared import Mode, Words


class Presence(BaseModel):
    """People asked, at their posts, and not there (应到, 实到, 缺岗)."""

    asked: int
    mustered: int
    absent: int


class DayTasks(BaseModel):
    """The day's tasks; `positions` are those of what was completed, overdue or uncovered."""

    due: int
    due_done: int
    completed: int
    overdue: int
    open: int
    uncovered: int
    escalations: int
    nobody_told: int
    positions: list[int]


class DayOccurrences(BaseModel):
    """Occurrences of one event; what the activation's end ended is neither closed nor open."""

    event: str
    name: str
    new: int
    closed: int
    open: int
    positions: list[int]


class DayReports(BaseModel):
    """Reports handed in on one form."""

    form: str
    name: str
    count: int


class DayGroup(BaseModel):
    """One line for a group, over all grids."""

    group: str
    name: str
    at_work: int
    vacant: int
    due: int
    completed: int
    overdue: int
    uncovered: int


class Bulletin(BaseModel):
    """A day of an activation in numbers; nobody is named."""

    community: str
    activation: str
    date: date
    day: int
    position: int
    at: datetime
    state: Literal["running", "stood_down", "undone"]
    drill: bool
    mode: Mode
    title: str
    level: str | None
    level_name: str | None
    members: Presence
    vacant: int
    tasks: DayTasks
    tomorrow: int
    occurrences: list[DayOccurrences]
    reports: list[DayReports]
    groups: list[DayGroup]
    text: Words
