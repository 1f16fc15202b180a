"""What a place changes in a playbook, as its file says it."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Field, StringConstraints

from engine.playbooks.plan_file import Task
from engine.playbooks.words import Id, Many, Model, Revision, TaskId, Text, Whole, Words

Changed = dict[Annotated[str, StringConstraints(pattern=r"^[a-z_]+$")], Any]
"""Fields and their new values; ``null`` takes a field away."""


class TaskChange(Model):
    """Fields of a line that are other here."""

    set: Changed


class GroupChange(Model):
    """What is other in a group: fields, lines (``null`` takes one out), and lines of its own."""

    set: Changed = Field(default_factory=dict)
    tasks: dict[TaskId, TaskChange | None] = Field(default_factory=dict)
    add: Many[Task] = ()


class OverlayFile(Model):
    """``pingzhan.overlay/v1``."""

    schema_: Literal["pingzhan.overlay/v1"] = Field(alias="schema")
    id: Id
    playbook: Id
    #: the revision of the playbook that it was written against
    base_revision: Revision
    revision: Revision = "1"
    #: a code of the organisation tree: province, city, county, street or community
    place: Annotated[
        str, StringConstraints(pattern=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})$")
    ]
    title: Words | None = None
    parameters: dict[Id, Whole | Text | Many[Text]] = Field(default_factory=dict)
    groups: dict[Id, GroupChange] = Field(default_factory=dict)
