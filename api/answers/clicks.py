"""Answers about activations: the click, its preview, and what follows it."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.answers.left import StillOpen
from api.answers.shared import Made, Mode, Moments, Named, Post, Summary, TaskState, Written


class Activated(Made):
    """What a click answers; `summary` equals the board as of `position`."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "id": "b5050f32-c0e1-5bf6-8a2e-c7af482a2b70",
                    "position": 160,
                    "already": [],
                    "drill": False,
                    "summary": {"groups": 16, "members": 16, "tasks": 74, "vacant": 0},
                }
            ]
        }
    )
    already: list[str] = Field(description="Grids that ran the playbook before")
    drill: bool = Field(description="In virtual time whatever is activated is a drill")
    summary: Summary


class PostPlace(Post):
    """A post with the names of its group and grid."""

    group_name: str
    grid_name: str | None


class Vacancy(PostPlace):
    """An empty post; a red one leaves its group without a lead."""

    role: str | None
    role_name: str | None
    missing: int
    red: bool


class Somebody(BaseModel):
    """A person by id and name."""

    member: str
    name: str | None


class AskedTwice(Somebody):
    """A person whom the click would give several posts."""

    posts: list[PostPlace]


class Unready(BaseModel):
    """A check of readiness that something is missing for."""

    check: str
    name: str
    missing: int


class Preview(Written):
    """What a click would do; nothing is written."""

    summary: Summary
    already: list[str]
    grids: list[Named]
    drills_ended: list[str] = Field(description="Drills that a real click would end")
    vacancies: list[Vacancy]
    twice: list[AskedTwice]
    unreachable: list[Somebody]
    locked: int = Field(description="Tasks that wait for an authority's document")
    warnings: list[Unready] = Field(description="What readiness lacks; it never holds a click up")


class ActivationLine(Moments):
    """An activation in short."""

    id: str
    playbook: str
    title: str
    digest: str
    state: Literal["running", "stood_down", "undone"]
    ended_at: datetime | None
    ended_by: str | None
    ended_by_name: str | None
    mode: Mode
    level: str | None
    drill: bool
    pace: float = Field(description="How many times as fast as the clock a drill runs")
    forecasts: dict[str, datetime]
    grids: list[Named]
    case: str | None
    case_ref: str | None
    reason: str | None
    authority: str | None


class ActivationEnded(Made):
    """An activation that was stood down or undone; `closed` is absent in a repetition."""

    state: Literal["stood_down", "undone"]
    closed: int = Field(0, description="How many tasks were closed")
    open: StillOpen | None = None


class Pending(Made):
    """Somebody else has to ask for the same; `id` is empty for a click."""

    pending: Literal[True]
    act: Literal["activate", "level", "authority", "amend", "recover", "stand_down"]
    asked_by: str = Field(description="The actor who asked")


class Amended(Made):
    """An activation that was amended."""

    tasks: int = Field(description="How many tasks it moved")


class TaskMade(Made):
    """A task that no plan foresaw."""

    assignees: list[str]


class TaskActed(TaskMade):
    """A task after a verb."""

    state: TaskState


class HandedPost(Post):
    """A post that somebody takes over; `position` is what they have there from then on."""

    activation: str
    to: str


class HandedTask(BaseModel):
    """An open task or shift that somebody takes over."""

    id: str
    activation: str
    group: str
    grid: str | None
    to: str


class Clash(BaseModel):
    """Two shifts at the same time that a person who takes over has; told, never refused."""

    member: str
    task: str
    other: str


class HandedOver(Written):
    """What went to whom; empty in a repetition."""

    member: str
    dry_run: bool
    posts: list[HandedPost]
    tasks: list[HandedTask]
    clashes: list[Clash]


class ReturnedPost(Post):
    """A post that is theirs again, or has moved on; `position` is what they had there."""

    activation: str


class ReturnedTask(BaseModel):
    """An open task or shift that is theirs again, or has moved on."""

    id: str
    activation: str
    group: str
    grid: str | None


class MovedOn(BaseModel):
    """What somebody touched since it was handed over, so that it stays as it stands."""

    posts: list[ReturnedPost]
    tasks: list[ReturnedTask]


class TakenBack(Written):
    """What is theirs again; empty in a repetition."""

    member: str
    posts: list[ReturnedPost]
    tasks: list[ReturnedTask]
    kept: MovedOn


class Mustered(Written):
    """A person is there, for all these posts."""

    member: str
    posts: list[Post]
