"""A playbook as its file says it: everything local, nothing resolved yet."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from engine.playbooks.dues_file import Due
from engine.playbooks.events_file import Act, Event, Forecast, Level, Muster, Raise
from engine.playbooks.forms_file import Form
from engine.playbooks.shared_files import Ladder, Target
from engine.playbooks.words import (
    Basis,
    Count,
    Id,
    Many,
    Model,
    Named,
    Revision,
    Sourced,
    Tag,
    TaskId,
    Text,
    Title,
    Whole,
    Words,
)

Nature = Literal["service", "control", "rescue", "medical_exit", "evacuation", "release"]


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
    #: one for every ``building``, or for every open occurrence of an event
    each: Id | None = None
    #: how many people each window needs
    places: Annotated[int, Field(ge=1, le=1000)] | None = None
    #: windows are given out in ``turn``, or ``open`` to whoever signs up
    rota: Literal["turn", "open"] | None = None
    #: the phase of its occurrence that its completion begins
    begins: Id | None = None
    #: the field (of type ``group``) that names the group in which it opens
    group_from: Id | None = None
    #: an event that must have occurred before it makes sense
    condition: Id | None = None
    raises: Many[Raise] = ()
    nature: Nature = "service"


class Staffing(Model):
    """How many of a role the group should have."""

    role: Id
    min: Count
    note: Words | None = None


class Group(Model):
    """A group; its names stand here, or in the vocabulary under its id."""

    id: Id
    zh: Text | None = None
    en: Text | None = None
    mission: Words
    lead: Id | None = None
    deputy: Id | None = None
    per: Literal["grid", "community"] = "grid"
    src: Many[Tag] = ()
    #: an event that must have occurred before its tasks make sense; it stands up all the same
    condition: Id | None = None
    staffing: Many[Staffing] = ()
    tasks: Many[Task] = ()


class Status(Model):
    """Whether the plan is in use as it stands, and what its reader must know first."""

    kind: Literal["current", "historical_reference", "draft"]
    note: Words


class Trigger(Named):
    """What makes the plan start."""

    src: Many[Tag] = ()


class Parameter(Named):
    """A value that a community may override; ``{parameter: ID}`` stands for it elsewhere."""

    value: Whole | Text | Many[Text]
    src: Many[Tag] = ()


class PlanFile(Model):
    """``pingzhan.playbook/v1``."""

    schema_: Literal["pingzhan.playbook/v1"] = Field(alias="schema")
    id: Id
    revision: Revision
    vocabulary: Id
    title: Words
    mode: Id
    timezone: Text = "Asia/Shanghai"
    scopes: Annotated[Many[Literal["compound", "compounds", "community"]], Field(min_length=1)] = (
        "compound",
        "compounds",
        "community",
    )
    src: Many[Tag] = ()
    status: Status
    triggers: Many[Trigger] = ()
    starting: Sourced | None = None
    muster: Muster | None = None
    #: acts that a second person must confirm
    two_persons: Many[Act] = ()
    forecasts: Many[Forecast] = ()
    #: response levels, from the lowest to the highest
    levels: Many[Level] = ()
    #: everything that a due, an ``each`` or a ``condition`` may name
    events: Many[Event] = ()
    parameters: Many[Parameter] = ()
    #: forms of its own, besides those of forms.yaml; one of the same id stands instead
    forms: Many[Form] = ()
    #: ladders of its own, and whom their rungs reach, besides those of ladders.yaml
    ladders: Many[Ladder] = ()
    targets: Many[Target] = ()
    groups: Annotated[Many[Group], Field(min_length=1)]
