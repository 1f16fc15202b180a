"""Answers about what turns an activation: its level, its recovery, another edition."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from api.answers.clicks import Amended
from api.answers.left import StillOpen
from api.answers.shared import Mode


class Levelled(Amended):
    """An activation at its level."""

    level: str


class Recovered(Amended):
    """An activation in recovery; `open` is absent in a repetition."""

    mode: Mode
    open: StillOpen | None = None


class Moved(BaseModel):
    """A task that an amendment touches."""

    id: str
    key: str
    title: str
    due_at: datetime | None


class GroupEffect(BaseModel):
    """What an amendment does in a group."""

    group: str
    group_name: str
    grid: str | None
    grid_name: str | None
    change: Literal["stands_up", "stands_down", "goes_on"]
    opened: list[Moved]
    retimed: list[Moved]
    cancelled: list[Moved]
    reopened: list[Moved]


class Effected(Amended):
    """An amendment and its effect; with `dry_run` nothing was written."""

    dry_run: bool
    effect: list[GroupEffect]
