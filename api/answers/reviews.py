"""The answer of a review: an activation told from the log, plan against actual."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.answers.review_rows import (
    NeverOpened,
    NoticeCounts,
    OccurrenceCounts,
    Outcome,
    Positions,
    Rate,
    Reassignment,
    RedGroup,
    ReviewGroup,
    TaskCounts,
)
from api.answers.shared import Mode, Named

Ending = Literal["running", "stood_down", "undone"]


class Authority(BaseModel):
    """A document of the competent authority."""

    text: str | None
    at: datetime
    position: int


class ReviewHead(BaseModel):
    """What was activated, where, by whom and why, from when to when."""

    community_name: str
    playbook: str
    title: str
    revision: str
    mode: Mode
    level: str | None
    level_name: str | None
    pace: float
    grids: list[Named]
    case: str | None
    case_ref: str | None
    reason: str | None
    by: str | None
    by_name: str | None
    started_at: datetime
    planned_end: datetime | None
    ended_at: datetime | None
    ended_by: str | None
    ended_by_name: str | None
    ended_because: str | None
    seconds: int
    authorities: list[Authority]
    positions: Positions


class Figures(TaskCounts):
    """The whole in numbers; `members` and `mustered` count people."""

    groups: int
    members: int
    mustered: int
    groups_attended: int = Field(description="Groups in which somebody came to the post")
    red_ever: int = Field(description="Groups that had no lead at some time")
    escalations: int
    nobody_told: int
    overdue: int
    uncovered: int
    reassigned: int
    occurrences: int
    occurrences_closed: int
    not_reached: int


class Moment(BaseModel):
    """A line of the time line; what came in numbers is one line an hour, with its `count`."""

    kind: str
    at: datetime
    until: datetime
    by: str
    count: int
    text: str
    positions: Positions


class ScorePart(BaseModel):
    """A part of a drill's score: `got` of `weight`, null where there was nothing to measure."""

    id: Literal["muster", "vacancies", "tasks"]
    name: str
    weight: int
    share: float | None
    got: float | None
    good: int
    of: int
    positions: Positions


class Miss(BaseModel):
    """A task of a drill whose time passed."""

    task: str
    outcome: Outcome
    position: int


class DrillScore(BaseModel):
    """A drill's score, 0 to 100, with its formula in words; it is ours and no official rule."""

    score: int | None
    within_seconds: int
    formula: str
    parts: list[ScorePart]
    misses: list[Miss]


class Review(BaseModel):
    """The after-action review; a draft until the activation has ended (`final`)."""

    community: str
    activation: str
    position: int
    at: datetime
    state: Ending
    final: bool
    drill: bool
    head: ReviewHead
    summary: str
    figures: Figures
    timeline: list[Moment]
    groups: list[ReviewGroup]
    rates: list[Rate]
    vacancies: list[RedGroup]
    reassignments: list[Reassignment]
    occurrences: list[OccurrenceCounts]
    notices: list[NoticeCounts]
    never_opened: list[NeverOpened]
    score: DrillScore | None = Field(description="Only of a drill")
    names: dict[str, str | None] = Field(description="Of the member ids and actors above")
