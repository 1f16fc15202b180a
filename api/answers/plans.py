"""Answers about plans."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from api.answers.forms import FormPaper
from api.answers.shared import Mode, Words, Written

DueKind = Literal["offset", "level", "event", "daily", "interval", "day", "before", "phase"]


class PlanDue(BaseModel):
    """When a line is due: `kind` and what goes with it, spans as ISO 8601."""

    kind: DueKind
    plus: str | None = None
    minus: str | None = None
    every: str | None = None
    at: list[str] = []
    until: list[str] = []
    day: int | None = None
    level: str | None = None
    event: str | None = None
    target: str | None = None
    phase: str | None = None
    per_level: dict[str, str] = {}


class PlanTask(BaseModel):
    """A line of a plan; fields at their usual value are left out."""

    model_config = ConfigDict(extra="allow")
    id: str
    title: str
    due: PlanDue
    pre: list[str] = []
    form: str | None = None
    ladder: str | None = None
    authority: bool = False
    each: str = ""
    places: int = Field(0, description="How many people each slot needs; 0 when it is none")
    rota: str = "turn"
    begins: str | None = None
    group_from: str | None = Field(None, description="The field that names the group it goes to")
    condition: str | None = None
    due_words: Words
    each_words: Words | None
    basis: Literal["seed", "source", "adapted", "inference"]
    official: bool = Field(description="Whether a source states the time; else it is the plan's")
    sources: list[Words]


class PlanStaffing(BaseModel):
    """How many people of a role a group should have: advice, never a bar."""

    role: str
    min: int = 1


class PlanEvent(BaseModel):
    """Something that may occur, and the form on which it is told."""

    id: str
    name: Words
    form: str | None = None
    phases: list[str] = []
    system: bool = False
    forecast: str | None = None
    given: dict[str, Any] = Field({}, description="Values of its form that it says by itself")


class PlanTarget(BaseModel):
    """Whom a rung of a ladder reaches."""

    id: str
    name: Words
    position: str | None = None
    role: str | None = None
    tier: str | None = None


class PlanLevel(BaseModel):
    """What a response level is called and asks for."""

    id: str
    name: Words
    colour: str = ""
    duty: dict[str, str] = {}


class PlanGroup(BaseModel):
    """A group of a plan with its lines."""

    id: str
    name: str
    mission: str
    lead_role: str | None
    deputy_role: str | None
    per: Literal["grid", "community"]
    condition: str | None = Field(description="An event; until it occurs the group's lines wait")
    staffing: list[PlanStaffing]
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
    note: dict[str, str] = {}
    ladders: dict[str, list[tuple[str, str]]] = {}
    forms: dict[str, Words] = {}
    guards: dict[str, Words] = {}
    parameters: dict[str, int | str | list[str]] = {}
    parameter_words: dict[str, Words] = {}
    papers: dict[str, FormPaper] = {}
    events: dict[str, PlanEvent] = {}
    phases: dict[str, Words] = {}
    targets: dict[str, PlanTarget] = {}
    level_words: dict[str, PlanLevel] = {}
    muster_within: str | None = None
    two_persons: list[str] = []
    forecasts: dict[str, Words] = {}
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
