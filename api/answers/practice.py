"""Answers about the practice community."""

from __future__ import annotations

from pydantic import Field

from api.answers.shared import Written


class Practice(Written):
    """The practice community of one's place."""

    code: str
    name: str
    made: bool
    activation: str | None = Field(description="The drill that runs there, if one does")


class Practised(Written):
    """What happened there: the events after a position, by type."""

    code: str
    after: int
    types: dict[str, int]
