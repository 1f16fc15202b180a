"""Shapes of answers about the member's one screen: posts, tasks, shifts, who asks whom."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from api.answers.forms import FormPaper
from api.answers.occurrences import ReportField
from api.answers.shared import Mode, Moments, PostPosition, TaskState


class Colleague(BaseModel):
    """Somebody of the same group; phones only of whom one leads, or is led by."""

    member: str
    name: str | None
    position: PostPosition
    mustered_at: datetime | None
    phone: str


class Superior(BaseModel):
    """Somebody above those who lead a group, and as what."""

    role: str = Field(description="In words")
    member: str
    name: str | None
    phone: str


class OwnPost(BaseModel):
    """A post: where to be, by when, and who leads there."""

    group: str
    name: str
    grid: str | None
    grid_name: str | None
    position: PostPosition
    since: datetime | None = Field(description="Since when one has this position")
    muster_by: datetime | None
    mustered_at: datetime | None
    leads: bool = Field(description="Whether one leads this group oneself")
    leader: Colleague | None
    deputies: list[Colleague] = Field(
        description="Who else leads there, to call where the lead cannot be had; to whoever does "
        "not lead"
    )
    above: list[Superior] = Field(
        description="Who is told after the group's lead when something is late, the nearest first; "
        "to whoever leads, and to all where nobody does"
    )
    colleagues: list[Colleague]


class DeclinedPost(BaseModel):
    """A post that one gave up and may have again, and who leads there."""

    group: str
    name: str
    grid: str | None
    grid_name: str | None
    position: PostPosition
    leader: Colleague | None


class ToldOfTask(BaseModel):
    """What was told of the occurrence that a task answers."""

    text: str | None = Field(description="In one line")
    fields: list[ReportField] | None = Field(description="Null for mere words")
    about: str | None = Field(description="Whom it is about")


class OwnTask(BaseModel):
    """A task that one has, or may take on."""

    id: str
    title: str | None
    group: str
    group_name: str
    grid: str | None
    grid_name: str | None
    state: TaskState
    due_at: datetime | None
    starts_at: datetime | None
    overdue: bool
    where: str | None = Field(description="What tells it apart: its occurrence and its building")
    building: int | None
    mine: bool
    free: bool = Field(description="Whether anybody of the group may take it on")
    places: int = Field(description="How many people a shift needs; 0 when it is none")
    taken: bool = Field(description="Whether one has taken the shift up oneself")
    lacking: int = Field(description="How many people have still to take the shift up")
    together: list[str | None] = Field(description="Who else has it")
    report_owed: bool
    urgent: bool = Field(description="Whether it answers what must be acted on within 15 minutes")
    form: FormPaper | None = Field(description="The form that its report is written on")
    told: ToldOfTask | None = Field(
        description="Of its occurrence; residents' matters only to whoever has it or leads"
    )
    given: dict[str, Any] | None = Field(description="What its form begins with")


class OnShift(BaseModel):
    """Who has a shift, and whether they have taken it up."""

    member: str
    name: str | None
    taken: bool


class Timed(BaseModel):
    """A task and its time; a shift begins at `starts_at` and ends when it is due."""

    id: str
    title: str | None
    where: str | None
    starts_at: datetime | None
    due_at: datetime | None


class Placed(Timed):
    """The same with the group and grid that it is of."""

    group: str
    group_name: str
    grid: str | None
    grid_name: str | None


class OwnShift(Placed):
    """A shift of one's group that is not over."""

    mine: bool
    taken: bool = Field(description="Whether one has taken it up oneself")
    places: int = Field(description="How many people it needs")
    lacking: int = Field(description="How many people have still to take it up")
    people: list[OnShift]


class ForeseenShift(BaseModel):
    """A shift that nobody has opened yet, and whom it would be given to as things are."""

    activation: str
    key: str = Field(description="The line of the plan, the same for each shift of a post")
    title: str
    where: str | None
    group: str
    group_name: str
    grid: str | None
    grid_name: str | None
    starts_at: datetime
    due_at: datetime
    together: list[str | None] = Field(description="Who else would have it")


class OwnRota(BaseModel):
    """One's shifts to come, the next first."""

    now: datetime
    until: datetime
    shifts: list[ForeseenShift]


class OwnAsking(Placed):
    """Somebody asks a colleague to take a task over, or to give `swap` for it."""

    role: Literal["asked", "asking", "leading"] = Field(
        description="Whether one is asked, asks, or leads those who do"
    )
    member: str
    name: str | None
    colleague: str
    colleague_name: str | None
    swap: Timed | None
    at: datetime
    reason: str | None = Field(description="Why, as it was written to oneself; null to others")


class OwnAnswer(Placed):
    """What a colleague answered who was asked to take a task over, or to give `swap` for it.

    Or that they took one's place on a shift, unasked (`relief`), or left before they answered
    (`gone`).
    """

    answer: Literal["agreed", "declined", "relief", "gone"]
    colleague: str
    colleague_name: str | None
    swap: Timed | None
    at: datetime = Field(description="When the answer arrived")


class OwnActivation(Moments):
    """What runs, and what one has to do with it: one's own tasks first, by when they are due."""

    id: str
    playbook: str
    title: str
    drill: bool
    muster_point: str | None = Field(description="Where to come to, as said with the click")
    posts: list[OwnPost]
    declined: list[DeclinedPost]
    tasks: list[OwnTask]
    shifts: list[OwnShift] = Field(description="Of one's groups, the next first")
    askings: list[OwnAsking]
    answers: list[OwnAnswer] = Field(
        description="To what one asked oneself, the latest first; told for twelve hours"
    )


class PostElsewhere(BaseModel):
    """A post in what a link does not open."""

    group: str
    name: str
    grid: str | None
    grid_name: str | None


class OwnElsewhere(BaseModel):
    """What runs besides what a link is of, and where one has a post there."""

    id: str
    playbook: str
    title: str
    drill: bool
    posts: list[PostElsewhere]


class OwnEnd(BaseModel):
    """How what one's link is of ended, and whom to call about it."""

    state: Literal["stood_down", "undone"]
    title: str
    drill: bool
    calls: list[Superior]


class OwnScreen(BaseModel):
    """Everything for a member's one screen."""

    member: str
    name: str | None
    community: str
    community_name: str
    mode: Mode
    position: int
    now: datetime
    ended: bool = Field(description="Whether nothing runs any more in which one has a post")
    over: OwnEnd | None = Field(
        description="Once what one's link is of has ended; for an account, null"
    )
    activations: list[OwnActivation]
    elsewhere: list[OwnElsewhere] = Field(
        description="Where one has posts that one's link does not open; for an account, nothing"
    )
    unseen: int = Field(
        description="How many notices of what it shows are not recorded as read: `POST /me/seen`"
    )
