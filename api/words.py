"""The kinds of values that requests may hold: ids, texts, times, positions, pages."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import Annotated, Any

from fastapi import Query
from pydantic import AfterValidator, AwareDatetime, BeforeValidator, StringConstraints
from pydantic_core import PydanticCustomError

FIRST_YEAR, LAST_YEAR = 1970, 9000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}")
#: ``+08:00`` in an address that was not escaped
_BARE_OFFSET = re.compile(r" (?=\d{2}:?\d{2}$)")


def _written(at: Any) -> Any:
    """A time is written out; a mere number or day is none."""
    if not isinstance(at, str) or not _TIME.match(at):
        raise PydanticCustomError("datetime_parsing", "a time with its zone")
    return at


def _within_reach(at: datetime) -> datetime:
    """In UTC, where it can be counted in microseconds on both sides."""
    if not FIRST_YEAR <= at.year <= LAST_YEAR:
        raise PydanticCustomError("time_out_of_range", "a year between 1970 and 9000")
    return at.astimezone(UTC)


def _day(on: Any) -> Any:
    """A day is written out; a mere number is none."""
    if isinstance(on, str) and not _DAY.fullmatch(on):
        raise PydanticCustomError("date_parsing", "a day as 2026-03-01")
    return on


def _asked(at: Any) -> Any:
    return _BARE_OFFSET.sub("+", at) if isinstance(at, str) else at


def just_true(said: Any) -> Any:
    """``true`` itself, no number that equals it."""
    if said is not True:
        raise PydanticCustomError("literal_error", "it must be true", {"expected": "true"})
    return said


Aware = Annotated[AwareDatetime, BeforeValidator(_written), AfterValidator(_within_reach)]
Id = Annotated[str, StringConstraints(min_length=1, max_length=80, pattern=r"^[\x21-\x7e]+$")]
Short = Annotated[str, StringConstraints(max_length=200, pattern=r"^[^\x00-\x1f\x7f]*$")]
Long = Annotated[
    str, StringConstraints(max_length=2000, pattern=r"^[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]*$")
]

#: lets a moment in an address keep its plus, which addresses write as a space
asked_at = BeforeValidator(_asked)
Moment = Annotated[Aware | None, asked_at, Query()]
LocalDay = Annotated[date | None, BeforeValidator(_day), Query(description="A local day")]
Position = Annotated[int | None, Query(ge=0, le=2**53)]
After = Annotated[int, Query(ge=0, le=2**53, description="The `next` of the page before")]
AfterId = Annotated[str, Query(max_length=80, description="The `next` of the page before")]
Limit = Annotated[int, Query(ge=1, le=1000)]
Wanted = Annotated[str | None, Query(max_length=200)]
Sought = Annotated[str, Query(max_length=80, description="Words, all of which must be there")]
