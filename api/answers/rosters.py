"""Answers about tables and rosters."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from api.answers.shared import PostPosition, Words, Written
from api.catalogue import catalogue


class TableCounts(BaseModel):
    """What a table speaks of."""

    grids: int
    members: int
    roles: int
    seats: int


class IssueAbout(BaseModel):
    """Whom and what a doubt is about, as far as it is told: names as written, and ids."""

    name: str
    grid: str
    role: str
    group: str


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
    kept: str | None = Field(
        description="Where the table gives somebody no phone that can be taken: the one that the"
        " roster keeps, empty if it has none; null for any other doubt"
    )
    about: IssueAbout


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


class ReadCell(BaseModel):
    """A filled cell as it was read; what a merged one says, it says in each of its rows."""

    cell: str
    text: str = Field(description="At most 1,000 characters, then `…`")
    span: int = Field(description="Over how many columns it reaches")


class ExcerptColumn(BaseModel):
    """A column by its letters, and what the header says over it; empty where there is none."""

    column: str
    header: str


class ExcerptRow(BaseModel):
    """A row by its number in the sheet; cells that are not told are empty."""

    row: int
    cells: list[ReadCell]


class ExcerptPart(BaseModel):
    """Rows of a sheet under one header; a CSV's sheet has no name."""

    sheet: str
    header_rows: list[int]
    columns: list[ExcerptColumn]
    rows: list[ExcerptRow]


class Excerpt(BaseModel):
    """The doubted rows of the table and those next to them, as sent: told here and kept nowhere."""

    parts: list[ExcerptPart]
    rows_left_out: int = Field(description="Doubted rows beyond what an answer carries (600)")


class TableImported(Written):
    """What an import changed, or would change; `changes` is empty when nothing differs."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [catalogue("examples")["table_imported"]]}
    )
    dry_run: bool
    summary: TableCounts
    layout: str
    playbook: str = Field(description="Whose groups the table's seats are of")
    changes: list[TableChange]
    issues: list[Issue]
    excerpt: Excerpt = Field(
        description="Empty in an answer that is given again for an idempotency key"
    )


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
