"""Answers about reports and ledgers."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from api.answers.occurrences import ReportField


class Report(BaseModel):
    """A report on a form, of a task or of an occurrence."""

    position: int
    at: datetime
    activation: str
    form: str
    form_name: str
    task: str | None
    occurrence: str | None = Field(description="That it is of, or that its task answers")
    number: int | None = Field(description="The occurrence's running number in the activation")
    building: int | None
    corrects: int | None = Field(description="Position of the report of its task before it")
    event: str | None
    subject: str = Field(description="The task or the event in words")
    group: str | None
    group_name: str | None
    grid: str | None
    grid_name: str | None
    by: str
    by_name: str | None
    recorded_by: str | None = Field(description="Who handed it in for them, where somebody did")
    recorded_by_name: str | None
    late: bool
    drill: bool
    report: str = Field(description="In one line; withheld from those who look on, 已清除 in time")
    fields: list[ReportField] | None


class LedgerLine(BaseModel):
    """A form with its counts; drills are counted apart."""

    form: str
    name: str
    pii: Literal["none", "staff", "resident", "sensitive"]
    keep_days: int | None = Field(description="Days after stand-down; null for ever")
    guarded: bool = Field(description="Read only by those who handle it")
    reports: int
    owed: int
    expired: int
