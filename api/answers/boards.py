"""Answers about boards and tasks."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from api.answers.occurrences import ReportField
from api.answers.shared import (
    Mode,
    Moments,
    PersonTold,
    PostPosition,
    StuckView,
    Summary,
    TaskState,
)


class OccurrenceOfTask(BaseModel):
    """The occurrence that a task answers; `number` is its running number in the activation."""

    id: str
    event: str | None
    name: str | None = Field(description="Its event and its number, to be said aloud")
    number: int | None
    about: str | None = Field(description="Whom it is about; withheld from who may not read it")
    building: int | None
    grid: str | None
    told: str | None = Field(
        description="What was told of it, in one line; withheld from who may not read it. Null "
        "on a board where the task is done"
    )
    guarded: bool = Field(description="Read only by those who handle it")


class OccurrenceOfOneTask(OccurrenceOfTask):
    """The same with what was told of it field by field, also to whoever has the task or leads."""

    fields: list[ReportField] | None = Field(
        description="Null for mere words, and where it is withheld"
    )
    given: dict[str, Any] | None = Field(
        description="What the task's form begins with: what was told of the occurrence on it"
    )


class Escalation(BaseModel):
    """A step of a ladder that was climbed; `to` is empty when there was nobody to tell."""

    step: int
    role: str
    role_name: str | None = None
    to: list[str]
    at: datetime


class Asking(BaseModel):
    """Somebody asks a colleague to take a task over, or to give the task of `swap` for it."""

    member: str
    colleague: str
    swap: str | None
    at: datetime


class Task(BaseModel):
    """A task as the board shows it; `assignees` are member ids."""

    id: str
    key: str
    title: str
    state: TaskState
    due_at: datetime | None = Field(description="Only a waiting or locked task may have none")
    overdue: bool
    assignees: list[str]
    opened_at: datetime
    accepted_at: datetime | None
    started_at: datetime | None
    completed_at: datetime | None
    completed_by: str | None
    completed_by_name: str | None
    report: str | None
    report_owed: bool
    late: bool
    unmet: list[str] = Field(description="Preconditions that did not hold when work began")
    authority: bool
    pre: list[str]
    form: str | None
    escalations: list[Escalation]
    notes: int
    starts_at: datetime | None = Field(description="When a slot begins; it ends when it is due")
    places: int = Field(description="How many people a slot needs; 0 when it is none")
    taken: list[str] = Field(description="Who has taken the slot up")
    missing: int = Field(description="How many people were missing when the slot began")
    occurrence: OccurrenceOfTask | None
    building: int | None
    where: str | None = Field(description="What tells it apart: its occurrence and its building")
    askings: list[Asking] = Field(description="Who of its people asks whom to take it over")
    locked: bool


class OneTask(Task):
    """A task with its place, the names of its people and its report field by field."""

    fields: list[ReportField] | None = Field(
        None, description="Null without a report, for mere words, and where it is withheld"
    )

    occurrence: OccurrenceOfOneTask | None
    activation: str
    group: str
    group_name: str
    grid: str | None
    names: dict[str, str | None]


BoardNotice = Literal["unsent", "sent", "delivered", "read", "acted", "failed", "lapsed"]


class BoardMember(BaseModel):
    """A person at a post."""

    member: str
    name: str | None
    phone: str
    position: PostPosition
    basis: str
    since: datetime | None = Field(description="Since when they have had this position")
    mustered_at: datetime | None
    notice: BoardNotice | None = Field(
        description="How their latest notice stands; null in the past"
    )
    unreached: bool = Field(description="Nobody reached them: somebody should phone")
    told: PersonTold | None = Field(
        description="Whether they know, as far as anybody can tell: `aware` read a notice, acted, "
        "or was told by phone; null in the past and where there was nothing to tell"
    )


class BoardGroup(BaseModel):
    """A group at work."""

    group: str
    name: str
    grid: str | None
    grid_name: str | None
    vacant: bool
    muster_by: datetime | None = Field(description="By when everybody should be at the post")
    absent: list[str] | None = Field(description="Who was absent then; null until it is over")
    members: list[BoardMember]
    declined: dict[str, PostPosition] = Field(
        description="Who gave their post up themselves, with the position that they had"
    )
    short: int = Field(description="How many of their places nobody has come to fill yet")
    tasks: list[Task]


class BoardActivation(Moments):
    """An activation on the board, groups in playbook order."""

    id: str
    playbook: str
    title: str
    mode: Mode
    level: str | None
    drill: bool
    pace: float
    forecasts: dict[str, datetime]
    grids: list[str]
    reason: str | None
    case: str | None
    authority: str | None
    muster_point: str | None = Field(description="Where to come to")
    campaign: str | None
    summary: Summary
    groups: list[BoardGroup]


class AftermathTask(Task):
    """A task that comes after the end of its activation, with its place."""

    activation: str
    group: str
    group_name: str
    grid: str | None
    grid_name: str | None


class Aftermath(BaseModel):
    """What people work on at of an activation that ended."""

    activation: str
    playbook: str
    digest: str
    title: str
    drill: bool
    ended_at: datetime
    tasks: list[AftermathTask]


class BoardGrid(BaseModel):
    """A grid and its mode."""

    id: str
    name: str
    kind: Literal["compound", "employer"]
    mode: Mode


class Board(BaseModel):
    """A community's board at a position."""

    community: str
    mode: Mode
    position: int
    at: datetime
    now: datetime = Field(description="The server's clock, to count minutes by")
    virtual: bool = Field(False, description="Time is virtual here, and all is a drill")
    head: int = Field(0, description="The last position of the log when this was read")
    behind: int = Field(0, description="Facts of the log, of anybody, not taken in yet")
    behind_s: float = Field(
        0, description="Seconds since the first of them was recorded; 0 when none is wanting"
    )
    grids: list[BoardGrid]
    activations: list[BoardActivation]
    aftermath: list[Aftermath] = Field(
        description="Work that comes after the end of an activation until it is done, and whatever "
        "was done before and owes its report, until it is handed in"
    )
    names: dict[str, str | None]
    stuck: StuckView | None = Field(
        None, description="Where this board stopped: it shows nothing newer until it is rebuilt"
    )


class CallSheetGroup(BaseModel):
    """What one group is told, and whom to call."""

    group: str
    name: str
    grid: str | None
    grid_name: str | None
    vacant: bool
    members: list[BoardMember]
    text: str


class CallSheet(BaseModel):
    """Texts for chats and phones to call."""

    title: str
    community: str
    activation: str
    drill: bool
    ended: Literal["stood_down", "undone"] | None
    groups: list[CallSheetGroup]
