"""Answers about readiness."""

from __future__ import annotations

from pydantic import BaseModel, Field

from api.answers.places import Score
from api.answers.shared import PostPosition


class Missing(BaseModel):
    """What is missing, where, in words; of the ids only those that it is about are told."""

    kind: str
    grid: str | None = None
    role: str | None = None
    group: str | None = None
    position: PostPosition | None = None
    members: list[str] = []
    grid_name: str | None = None
    text: str


class Check(BaseModel):
    """One check of readiness; `got` is null while nothing is recorded to measure it by."""

    id: str
    name: str
    rule: str
    weight: float
    got: float | None
    measured: bool
    missing: list[Missing]
    advice: list[Missing]
    note: str | None


class Step(BaseModel):
    """What to do next, and what it is worth in points."""

    kind: str
    gain: float
    text: str


class Readiness(Score):
    """Readiness in full."""

    measured: float
    weight: float
    scaled: str
    policy: str
    playbook: str = Field(description="Whose groups and positions are meant")
    checks: list[Check]
    next: list[Step]
