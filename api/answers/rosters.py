"""Answers about tables and rosters."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from api.answers.shared import PostPosition, Words, Written


class TableCounts(BaseModel):
    """What a table speaks of."""

    grids: int
    members: int
    roles: int
    seats: int


class Issue(BaseModel):
    """A doubt about one cell (A1, without the sheet)."""

    severity: Literal["error", "warning", "notice"]
    code: str
    sheet: str
    cell: str
    value: str
    message: Words
    suggestion: Words | None
    suggested: str | None = Field(description="A corrected value, where one can be told")


class TableChange(BaseModel):
    """One difference: `kind` is the topic that it becomes, `grid` a name."""

    kind: str
    name: str = ""
    member: str = ""
    grid: str = ""
    role: str = ""
    group: str = ""
    position: str = ""
    field: str = ""
    before: str = ""
    after: str = ""


class TableImported(Written):
    """What an import changed, or would change; `changes` is empty when nothing differs."""

    dry_run: bool
    summary: TableCounts
    layout: str
    changes: list[TableChange]
    issues: list[Issue]


class RosterGrid(BaseModel):
    """A compound or an employer."""

    id: str
    name: str
    kind: Literal["compound", "employer"]
    buildings: int | None
    households: int | None
    without_property: bool
    note: str | None


class HeldRole(BaseModel):
    """A role in a grid; null for the whole community."""

    role: str
    grid: str | None


class HeldSeat(BaseModel):
    """A seat in the standing plan."""

    playbook: str
    group: str
    position: PostPosition
    grid: str | None


class RosterMember(BaseModel):
    """A person: 11 digits of phone or none; masked for those who only look on."""

    id: str
    name: str
    phone: str
    unit: str
    building: str
    note: str
    roles: list[HeldRole]
    seats: list[HeldSeat]


class Roster(BaseModel):
    """The roster as it stands."""

    code: str
    position: int
    grids: list[RosterGrid]
    members: list[RosterMember]
