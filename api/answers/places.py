"""Answers about the organisation, communities, campaigns and tokens."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.answers.shared import Made, Mode, Summary, Words, Written

CampaignState = Literal["running", "stopped", "finished", "ending", "ended"]


class CodesImported(Written):
    """What an import of official codes did."""

    communities: int
    created: int
    renamed: int
    unchanged: int


class Band(BaseModel):
    """A band of readiness."""

    id: str
    name: str


class Score(BaseModel):
    """Readiness in short."""

    score: float
    band: Band = Field(
        description="The best one only where every check has data and no role or lead is missing"
    )


class CommunityFigures(BaseModel):
    """What runs, in figures."""

    asked: int
    mustered: int
    vacant: int
    tasks: dict[str, int] = Field(description="How many tasks are in each state")
    overdue: int


class CommunityLine(CommunityFigures):
    """A community in short; `asked`, `mustered`, `vacant`, `tasks`, `overdue` are of what runs."""

    code: str
    name: str
    mode: Mode
    readiness: Score
    street: str
    county: str
    city: str
    province: str
    grids: int
    members: int
    activations: int
    drills: int = Field(description="How many drills run; `drilled` alone counts what is in them")
    drilled: CommunityFigures | None = Field(
        description="Of the drills that run, apart: a drill never counts as real"
    )
    position: int


class GridMode(BaseModel):
    """A grid and its mode."""

    id: str
    name: str
    kind: Literal["compound", "employer"]
    mode: Mode


class Waiting(BaseModel):
    """An act that waits for a second person; `activation` is empty for a click."""

    act: str
    activation: str
    asked_by: str
    asked_at: datetime


class OneCommunity(CommunityLine):
    """A community with the mode of each of its grids, and what waits for a second person."""

    modes: list[GridMode]
    pending: list[Waiting]


class AlertRaised(Made):
    """An alert, new or known."""

    grid: str | None


class AlertLine(BaseModel):
    """An alert of a list."""

    id: str
    grid: str | None
    grid_name: str | None
    reason: str | None
    raised_at: datetime
    open: bool


class CaseReported(Made):
    """A case, new or known."""

    ref: str
    grid: str | None


class CaseLine(BaseModel):
    """A case of a list; ``open`` until the activation that it started has ended."""

    id: str
    ref: str | None
    grid: str | None
    grid_name: str | None
    reported_at: datetime | None
    recorded_at: datetime
    open: bool


class Outcome(BaseModel):
    """How one community of a campaign fared."""

    community: str
    activation: str | None = None
    already: bool = False
    failed: str | None = Field(None, description="The code of the refusal")
    ended: bool = False
    kept: str | None = Field(None, description="Why it could not be ended: the refusal's code")
    undone: bool = Field(False, description="Whether its end took the click back")


class Campaign(BaseModel):
    """How far a campaign got."""

    id: str
    area: str
    playbook: str
    state: CampaignState
    total: int
    activated: int
    already: int
    failed: list[Outcome]
    waiting: int
    ended: int
    kept: list[Outcome]
    outcomes: list[Outcome]


class CampaignLine(BaseModel):
    """A campaign in figures; `failed` and `waiting` count communities."""

    id: str
    area: str
    area_name: str | None
    playbook: str
    title: str
    state: CampaignState
    drill: bool
    reason: str | None
    authority: str | None
    started_at: datetime
    turned_at: datetime | None = Field(description="When it was last stopped, resumed or done")
    by: str
    by_name: str | None
    total: int
    activated: int
    already: int = Field(description="Of those activated, the ones that ran it before")
    failed: int
    waiting: int
    ending: bool = Field(description="Whether it is being ended, or was")
    undo: bool = Field(description="Whether that end takes the clicks back")
    ended_at: datetime | None = Field(description="When somebody asked for its end")
    ended_by: str | None
    ended_by_name: str | None
    ended_because: str | None
    ended: int = Field(description="Of those activated, the ones that ended with it")
    undone: int = Field(description="Of those ended, the ones whose click was taken back")
    kept: int = Field(description="Of those activated, the ones that could not be ended")


class CommunityNamed(BaseModel):
    """A community by code and name."""

    code: str
    name: str


class CampaignFailures(BaseModel):
    """Communities that could not be activated, or not be ended, for one reason."""

    code: str = Field(description="Of the refusal")
    count: int
    message: Words
    some: list[CommunityNamed] = Field(description="The first of them, twenty at most")


class CampaignProgress(CampaignLine):
    """A campaign in figures, with its failures by reason; `keeping` are those of its end."""

    failures: list[CampaignFailures]
    keeping: list[CampaignFailures]


class ClickForeseen(BaseModel):
    """What a click would do in one community; `already` where all of it runs the playbook."""

    community: str
    name: str
    summary: Summary | None
    already: bool
    refused: str | None = Field(description="The code of the refusal")
    message: Words | None


class CampaignForeseen(BaseModel):
    """What a campaign would do, a page of communities at a time."""

    title: Words
    total: int | None = Field(description="How many communities there are; told on the first page")
    items: list[ClickForeseen]
    next: str | None = Field(description="Pass it as `after` to go on; null at the end")


class CampaignTurned(Made):
    """A campaign stopped, resumed or to be ended."""

    state: CampaignState


class TokenLine(BaseModel):
    """A token without its secret."""

    id: str
    role: Literal["administrator", "secretary", "supervisor", "integrator"]
    place: str
    name: str
    scopes: list[str]
    purpose: str = Field(description="What it reads names and phones for")
    created_at: datetime
    expires_at: datetime | None
    used_at: datetime | None = Field(
        description="The last request, stream or webhook, to within five minutes; none on record"
    )


class TokenMade(TokenLine, Written):
    """A token with its secret, which is told here once."""

    token: str


class Session(BaseModel):
    """Who calls."""

    role: Literal[
        "administrator",
        "officer",
        "secretary",
        "deputy",
        "grid_leader",
        "supervisor",
        "integrator",
        "member",
    ]
    place: str
    name: str
    actor: str
    has_account: bool = Field(description="Whether it is an account, with a password to change")
    member: str | None = Field(description="Whom they are on the roster, where they are on one")
    activation: str | None = Field(description="Of a personal link: what it is for")
