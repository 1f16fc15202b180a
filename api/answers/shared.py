"""Shapes that many answers share."""

from __future__ import annotations

from datetime import datetime
from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

Item = TypeVar("Item")
Mode = Literal["peacetime", "alert", "wartime", "recovery"]
PersonTold = Literal["aware", "unconfirmed", "unsent", "unreached"]
PostPosition = Literal["lead", "deputy", "member"]
TaskState = Literal["waiting", "locked", "open", "accepted", "started", "completed", "cancelled"]


class Words(BaseModel):
    """A text in both languages."""

    zh: str
    en: str


class Fault(BaseModel):
    """What is wrong in a line of a file, and how to mend it."""

    line: int
    code: str
    message: Words


class Problem(BaseModel):
    """Why something was refused (RFC 9457), and where."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "type": "/problems/task_locked",
                    "title": "这项任务涉及管控措施，须先登记有权机关文号才能开始",
                    "status": 409,
                    "detail": "Record the authority's document number before it starts",
                    "code": "task_locked",
                    "message": {
                        "zh": "这项任务涉及管控措施，须先登记有权机关文号才能开始",
                        "en": "Record the authority's document number before it starts",
                    },
                }
            ]
        }
    )
    type: str
    title: str
    status: int
    detail: str
    code: str = Field(description="Stable: programs may rely on it")
    message: Words
    field: str = Field("", description="The input at fault, where it is one")
    cell: str = Field("", description="The cell at fault, where it is one")
    scope: str = Field("", description="The scope that the token lacks, where it is that")
    faults: list[Fault] = Field([], description="Every fault of a file, by line")


class Written(BaseModel):
    """What every write answers: where the log stands after it."""

    position: int = Field(description="Read with `at_least` this to see what was written")


class Made(Written):
    """What was made or changed."""

    id: str


class Page(BaseModel, Generic[Item]):
    """A page of a list."""

    items: list[Item]
    next: str | None = Field(description="Pass it as `after` to go on; null at the end")


class Numbered(BaseModel, Generic[Item]):
    """A page of a list that goes by number, mostly positions of the log."""

    items: list[Item]
    next: int | None = Field(description="Pass it as `after` to go on; null at the end")


class Named(BaseModel):
    """A grid by id and name."""

    id: str
    name: str | None


class Summary(BaseModel):
    """A click in numbers: `members` counts people, `vacant` groups without a lead."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"groups": 136, "members": 311, "tasks": 629, "vacant": 2}]}
    )
    groups: int
    members: int
    tasks: int
    vacant: int


class Post(BaseModel):
    """A post: group, grid and position."""

    group: str
    grid: str | None
    position: PostPosition


class Moments(BaseModel):
    """When an activation began, and until when it may be undone."""

    started_at: datetime
    undo_until: datetime | None
    planned_end: datetime | None


class StuckView(BaseModel):
    """A view of a community that stopped at a fact which it cannot take in."""

    view: str
    community: str
    position: int = Field(description="The fact that it stopped at; all before it is shown")
    error: str = Field(description="The kind of error")
