"""The small parts that every kind of file under playbooks/ is made of."""

from __future__ import annotations

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


def _duration(value: Any) -> timedelta:
    try:
        span = msgspec.convert(value, timedelta) if isinstance(value, str) else None
    except msgspec.ValidationError:
        span = None
    if span is None or span <= timedelta():
        raise PydanticCustomError("duration_invalid", "not a duration")
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
_SPAN = "^P(?!$)([0-9]+D)?(T(?=[0-9])([0-9]+H)?([0-9]+M)?([0-9]+S)?)?$"

Duration = Annotated[
    timedelta,
    BeforeValidator(_duration),
    WithJsonSchema({"type": "string", "pattern": _SPAN, "examples": ["PT30M", "PT2H", "P7D"]}),
]
"""ISO 8601 in days, hours, minutes, seconds and above zero: ``PT30M``, ``P7D``."""

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
TaskId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)+$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Title = Annotated[str, StringConstraints(min_length=1, max_length=30)]
Tag = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Za-z0-9]*(-[0-9]+)?$")]
Basis = Literal["seed", "source", "adapted", "inference"]
Position = Literal["lead", "deputy", "member"]
Count = Annotated[int, Field(ge=1)]


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
