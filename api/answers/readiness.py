"""Answers about readiness."""

from __future__ import annotations

from pydantic import BaseModel

from api.answers.places import Score


class Missing(BaseModel):
    """What is missing, where, in words."""

    kind: str
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
    checks: list[Check]
    next: list[Step]
