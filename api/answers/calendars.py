"""Links to calendars, as they are told."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from api.answers.shared import Written


class CalendarLine(BaseModel):
    """A link without its secret."""

    id: str
    member: str | None
    group: str | None
    name: str
    created_by: str
    created_at: datetime


class CalendarMade(CalendarLine, Written):
    """A link, told here once."""

    url: str = Field(description="Ends in `.ics`; with `?lang=en` in English")
