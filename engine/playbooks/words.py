"""The small parts that every kind of file under playbooks/ is made of."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import Annotated, Any, Literal, TypeVar

import msgspec
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    Strict,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError


class Model(BaseModel):
    """Nothing is coerced and nothing unknown is let through."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


LONGEST = timedelta(days=366)
"""No deadline lies further away: past it a mistyped span is likelier than a plan."""

MOST_OFTEN = timedelta(minutes=1)
"""Nothing recurs more often."""

_SHAPE = r"^P(?=.*[1-9])([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$"
_SPAN = (
    r"^P(?=.*[1-9])([0-9]{1,3}D)?"
    r"(T(?=[0-9])([0-9]{1,4}H)?([0-9]{1,6}M)?([0-9]{1,8}S)?)?$"
)


def _duration(value: Any) -> timedelta:
    if not isinstance(value, str) or re.search(_SHAPE, value) is None:
        raise PydanticCustomError("duration_invalid", "not a duration")
    span = msgspec.convert(value, timedelta) if re.search(_SPAN, value) else None
    if span is None or span > LONGEST:
        raise PydanticCustomError("duration_too_long", "over P366D")
    return span


def _interval(value: Any) -> timedelta:
    span = _duration(value)
    if span < MOST_OFTEN:
        raise PydanticCustomError("interval_too_short", "under PT1M")
    return span


def _clock(value: Any) -> time:
    try:
        if isinstance(value, str) and len(value) == 5:
            return time.fromisoformat(value)
    except ValueError:
        pass
    raise PydanticCustomError("clock_invalid", "not a time of day")


def _moment(value: Any) -> tuple[time, time | None]:
    if isinstance(value, str) and len(value) == 11 and value[5] == "-":
        return _clock(value[:5]), _clock(value[6:])
    return _clock(value), None


_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"

Duration = Annotated[
    timedelta,
    BeforeValidator(_duration),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _SPAN,
            "description": "ISO 8601, above zero, at most P366D",
            "examples": ["PT30M", "PT2H", "P7D"],
        }
    ),
]
"""ISO 8601 in days, hours, minutes, seconds; above zero, at most 366 days: ``PT30M``, ``P7D``."""

Interval = Annotated[
    timedelta,
    BeforeValidator(_interval),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": _SPAN,
            "description": "ISO 8601, at least PT1M, at most P366D",
            "examples": ["PT30M", "PT2H", "P2D"],
        }
    ),
]
"""A duration after which something recurs: at least a minute."""

Clock = Annotated[
    time,
    BeforeValidator(_clock),
    WithJsonSchema({"type": "string", "pattern": f"^{_CLOCK}$", "examples": ["08:30"]}),
]
"""A local time of day, ``"08:30"``."""

Moment = Annotated[
    tuple[time, time | None],
    BeforeValidator(_moment),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": f"^{_CLOCK}(-{_CLOCK})?$",
            "examples": ["08:30", "11:00-13:00"],
        }
    ),
]
"""A local time of day, or a window from one to another: ``"08:30"``, ``"11:00-13:00"``."""

T = TypeVar("T")
Many = Annotated[tuple[T, ...], Strict(False)]
"""A YAML list; strictness about what is in it stays."""

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
TASK_ID = r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$"
TaskId = Annotated[str, StringConstraints(pattern=TASK_ID)]
Revision = Annotated[
    str, StringConstraints(min_length=1, strip_whitespace=True, pattern=r"^[^“”‘’]+$")
]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=30)]
Tag = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*(-[0-9]+)?$")]
Basis = Literal["seed", "source", "adapted", "inference"]
Position = Literal["lead", "deputy", "member"]
Whole = Annotated[int, Field(ge=-1_000_000_000, le=1_000_000_000)]
Count = Annotated[int, Field(ge=1, le=100_000)]


class Words(Model):
    """A text in both languages."""

    zh: Text
    en: Text

    def words(self) -> dict[str, str]:
        """Both languages as plain values."""
        return {"zh": self.zh, "en": self.en}


class Named(Words):
    """Something with an id and a name."""

    id: Id


class Sourced(Words):
    """A text with the sources that say so."""

    src: Many[Tag] = ()
