"""Answers about plans."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.answers.shared import Mode, Words, Written


class PlanTask(BaseModel):
    """A line of a plan; fields at their usual value are left out."""

    model_config = ConfigDict(extra="allow")
    id: str
    title: str
    due: dict[str, Any] = Field(description="`kind` and what goes with it, spans as ISO 8601")
    due_words: Words
    each_words: Words | None
    basis: Literal["seed", "source", "adapted", "inference"]
    official: bool = Field(description="Whether a source states the time; else it is the plan's")
    sources: list[Words]


class PlanGroup(BaseModel):
    """A group of a plan with its lines."""

    id: str
    name: str
    mission: str
    lead_role: str | None
    deputy_role: str | None
    per: Literal["grid", "community"]
    condition: str | None = Field(description="An event; until it occurs the group's lines wait")
    staffing: list[dict[str, Any]]
    tasks: list[PlanTask]


class PlanLine(BaseModel):
    """A plan in short."""

    id: str
    revision: str
    digest: str
    title: str
    mode: Mode
    status: Literal["current", "historical_reference", "draft"]
    levels: list[str]
    groups: list[PlanGroup]


class Overlay(BaseModel):
    """An overlay that was laid over the plan."""

    place: str
    revision: str


class Conflict(BaseModel):
    """Where the base and a place both changed the same; the place's value stands."""

    path: str
    old: Any
    new: Any
    local: Any


class Plan(PlanLine):
    """A plan in full; parts that it does not have are left out."""

    model_config = ConfigDict(extra="allow")
    roles: dict[str, Words] = {}
    timezone: str = "Asia/Shanghai"
    overlays: list[Overlay]
    conflicts: list[Conflict]
    left_out: list[str] = Field(description="Places whose overlay no longer fits the plan")


class PlanPublished(Written):
    """What was published; of an overlay also its place, its own id and its own revision."""

    id: str
    revision: str
    digest: str
    place: str
    overlay: str
    overlay_revision: str
    warnings: list[Words] = Field([], description="What does no harm, and is worth a look")


class Parameters(Written):
    """A plan's parameters in a community; `own` are those with a value of its own."""

    playbook: str
    digest: str
    parameters: dict[str, int | str | list[str]]
    own: list[str]
    words: dict[str, Words]
