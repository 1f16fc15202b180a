"""What an ending leaves open."""

from __future__ import annotations

from pydantic import BaseModel, Field


class OpenTask(BaseModel):
    """A task that should not be left open: urgent, or to save people."""

    task: str
    key: str
    title: str
    group: str
    group_name: str
    grid: str | None
    grid_name: str | None


class StillOpen(BaseModel):
    """What should not be left open. It is a warning and never holds anything up."""

    tasks: list[OpenTask]
    occurrences: list[str] = Field(description="Occurrences to which tasks still answered")
