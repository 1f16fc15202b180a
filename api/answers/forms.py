"""Forms as plans carry them; fields at their usual value are left out."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from api.answers.shared import Words

FieldType = Literal[
    "text",
    "note",
    "integer",
    "number",
    "boolean",
    "choice",
    "choices",
    "date",
    "time",
    "datetime",
    "member",
    "group",
    "grid",
    "building",
    "phone",
    "rows",
]
Pii = Literal["none", "staff", "resident", "sensitive"]


class FormField(BaseModel):
    """A field of a form; `rows` has `fields` of its own."""

    id: str
    name: Words
    type: FieldType = "text"
    required: bool = False
    choices: list[tuple[str, Words]] = []
    unit: Words | None = None
    least: float | None = None
    most: float | None = None
    fields: list[FormField] = []
    decisions: bool = Field(False, description="Whether each row becomes a task")


class FormPaper(BaseModel):
    """A form: whose particulars it holds, how many days it is kept, and its fields."""

    id: str
    name: Words
    pii: Pii = "none"
    keep: int | None = Field(None, description="Days after stand-down; left out for ever")
    fields: list[FormField] = []
    ledger: Words | None = None
