"""Bodies of what turns an activation or a mode, checked at the door."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, Field, StrictBool, StringConstraints

from api.models import GRID, example
from api.words import Aware, Id, Long, Short


class LevelBody(BaseModel):
    """The level to be; with an authority's document, what it locks may start too."""

    model_config = example(level="II", reason="降雨加强", authority="榕防指〔2025〕2号")
    level: Id
    reason: Long | None = None
    authority: Annotated[Short, StringConstraints(min_length=1)] | None = None


class AuthorityBody(BaseModel):
    """The number of the competent authority's document."""

    model_config = example(authority="榕指〔2025〕1号")
    authority: Annotated[Short, StringConstraints(min_length=1)]


class AmendBody(BaseModel):
    """What is amended in a running activation.

    `edition` is `latest`, or the digest of a content of its playbook that was published;
    `dry_run` tells the effect and writes nothing.
    """

    model_config = example(planned_end="2030-01-01T08:00:00+08:00", dry_run=True)
    planned_end: Aware | None = None
    forecasts: Annotated[dict[Id, Aware], Field(max_length=100)] = {}
    edition: Id | None = None
    reason: Long | None = None
    dry_run: StrictBool = False


class AlertBody(BaseModel):
    """Where and why; without a grid it is the whole community."""

    model_config = example(grid=GRID, reason="上游水位上涨")
    grid: Id | None = None
    reason: Long | None = None
