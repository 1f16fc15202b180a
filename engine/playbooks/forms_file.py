"""Forms as their file says them: typed fields, whose particulars they hold, how long they stay."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from engine.playbooks.words import Many, Model, Named, Tag, Words

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


#: between what a field may be bounded: as large as any number that it may hold
Bound = Annotated[float, Field(ge=-1_000_000_000_000, le=1_000_000_000_000)]


class Choice(Words):
    """One of the answers that a field offers."""

    id: Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=64)]


class FormField(Named):
    """A field of a form; ``rows`` has ``fields`` of its own, and ``decisions`` become tasks."""

    type: FieldType = "text"
    required: bool = False
    choices: Many[Choice] = ()
    unit: Words | None = None
    min: Bound | None = None
    max: Bound | None = None
    fields: Many[FormField] = ()
    decisions: bool = False


class Form(Named):
    """A form, whose particulars it holds, and how long a filled one is kept.

    ``ledger`` is what the list of all its reports is called.
    """

    pii: Literal["none", "staff", "resident", "sensitive"]
    keep: Annotated[
        str, StringConstraints(pattern=r"^(archive|[1-9][0-9]?[0-9]?[0-9]?d|[1-9][0-9]?y)$")
    ]
    src: Many[Tag] = ()
    note: Words | None = None
    ledger: Words | None = None
    fields: Many[FormField] = ()


class FormsFile(Model):
    """``pingzhan.forms/v1``."""

    schema_: Literal["pingzhan.forms/v1"] = Field(alias="schema")
    forms: Many[Form]
