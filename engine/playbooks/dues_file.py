"""When a task is due, as its file says it: one of eight kinds."""

from __future__ import annotations

from datetime import time
from typing import Annotated, Literal

from pydantic import Field

from engine.playbooks.words import Clock, Duration, Id, Many, Model, Moment, Text
from engine.playbooks.words import Interval as Spacing


class Offset(Model):
    """So long after the click."""

    kind: Literal["offset"]
    plus: Duration


class AtLevel(Model):
    """So long after a response level was reached."""

    kind: Literal["level"]
    level: Text
    plus: Duration


class OnEvent(Model):
    """So long after an occurrence; one task for each."""

    kind: Literal["event"]
    event: Id
    plus: Duration


class Daily(Model):
    """Every day at local times, until stand-down; each may be a window with its end.

    ``cover: day`` promises that the windows leave no minute of the day out and none twice.
    """

    kind: Literal["daily"]
    at: Annotated[Many[Moment], Field(min_length=1)]
    until: Many[Clock] = ()
    cover: Literal["day"] | None = None

    @property
    def begins(self) -> tuple[time, ...]:
        """When each window begins."""
        return tuple(begin for begin, _ in self.at)

    @property
    def ends(self) -> tuple[time, ...]:
        """When each window ends, wherever that is said; empty when they have no end."""
        return tuple(end for _, end in self.at if end is not None) + self.until


class Interval(Model):
    """Again and again from the click, or from when its occurrence was logged."""

    kind: Literal["interval"]
    every: Spacing
    #: another interval while a level stands
    per_level: dict[Text, Spacing] = Field(default_factory=dict)


class OnDay(Model):
    """A numbered day; day 1 is the calendar day of the click."""

    kind: Literal["day"]
    day: Annotated[int, Field(ge=1, le=366)]
    at: Clock


class Before(Model):
    """So long before a time that is forecast and may move."""

    kind: Literal["before"]
    target: Id
    minus: Duration


class InPhase(Model):
    """So long after a phase of an occurrence began."""

    kind: Literal["phase"]
    phase: Id
    plus: Duration


Due = Annotated[
    Offset | AtLevel | OnEvent | Daily | Interval | OnDay | Before | InPhase,
    Field(discriminator="kind"),
]
