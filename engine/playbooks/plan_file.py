"""A playbook as its file says it: everything local, nothing resolved yet."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.playbooks.words import (
    Basis,
    Clock,
    Count,
    Duration,
    Id,
    Many,
    Model,
    Named,
    Sourced,
    Tag,
    TaskId,
    Text,
    Title,
    Words,
)


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
    """Every day at local times, until stand-down; ``until`` ends the window of each."""

    kind: Literal["daily"]
    at: Annotated[Many[Clock], Field(min_length=1)]
    until: Many[Clock] = ()


class Interval(Model):
    """Again and again from the click."""

    kind: Literal["interval"]
    every: Duration


class OnDay(Model):
    """A numbered day; day 1 is the calendar day of the click."""

    kind: Literal["day"]
    day: Count
    at: Clock


class Before(Model):
    """So long before a time that is forecast and may move."""

    kind: Literal["before"]
    target: Id
    minus: Duration


class InPhase(Model):
    """So long after a phase of a procedure began."""

    kind: Literal["phase"]
    phase: Id
    plus: Duration


Due = Annotated[
    Offset | AtLevel | OnEvent | Daily | Interval | OnDay | Before | InPhase,
    Field(discriminator="kind"),
]


class Task(Model):
    """A line of the plan; ``pre`` names tasks that should be done before it starts."""

    id: TaskId
    zh: Title
    en: Text
    due: Due
    pre: Many[TaskId] = ()
    form: Id | None = None
    ladder: Id | None = None
    authority: bool = False
    basis: Basis
    src: Many[Tag] = ()


class Staffing(Model):
    """How many of a role the group should have."""

    role: Id
    min: Count
    note: Words | None = None


class Group(Model):
    """A group by its id in the vocabulary, where its names are."""

    id: Id
    mission: Words
    lead: Id | None = None
    deputy: Id | None = None
    per: Literal["grid", "community"] = "grid"
    src: Many[Tag] = ()
    #: what must hold before its tasks make sense; the group stands up all the same
    condition: Named | None = None
    staffing: Many[Staffing] = ()
    tasks: Many[Task] = ()


class Status(Model):
    """Whether the plan is in use as it stands, and what its reader must know first."""

    kind: Literal["current", "historical_reference", "draft"]
    note: Words


class Level(Words):
    """A response level; its id is the one that orders use, such as ``IV``."""

    id: Text


class Trigger(Named):
    """What makes the plan start."""

    src: Many[Tag] = ()


class Parameter(Named):
    """A value that a community may override."""

    value: Count | Text | Many[Text]
    src: Many[Tag] = ()


class PlanFile(Model):
    """``pingzhan.playbook/v1``."""

    schema_: Literal["pingzhan.playbook/v1"] = Field(alias="schema")
    id: Id
    revision: Text
    vocabulary: Id
    title: Words
    mode: Id
    timezone: Text
    scopes: Annotated[Many[Literal["compound", "compounds", "community"]], Field(min_length=1)]
    src: Many[Tag] = ()
    status: Status
    triggers: Many[Trigger] = ()
    starting: Sourced | None = None
    #: response levels, from the lowest to the highest
    levels: Many[Level] = ()
    parameters: Many[Parameter] = ()
    groups: Annotated[Many[Group], Field(min_length=1)]
