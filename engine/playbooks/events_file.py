"""What may occur, what is forecast, and how grave it is, as a playbook's file says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, WithJsonSchema

from engine.playbooks.words import Duration, Id, Many, Model, Named, Tag, Text, Words

START = "start"
"""The phase of every occurrence that begins when it is logged; no event need list it."""

PLANNED_END = "planned_end"
"""The forecast that every activation may have, without its playbook listing it."""

Act = Literal["activate", "level", "authority", "amend", "recover", "stand_down"]


class PhaseNamed(Model):
    """A phase of an event, with what people call it if the file says so."""

    id: Id
    zh: Text | None = None
    en: Text | None = None


_PHASE = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_TEXT = {"type": "string", "minLength": 1}

Phase = Annotated[
    PhaseNamed,
    BeforeValidator(lambda said: {"id": said} if isinstance(said, str) else said),
    WithJsonSchema(
        {
            "anyOf": [
                _PHASE,
                {
                    "type": "object",
                    "properties": {"id": _PHASE, "zh": _TEXT, "en": _TEXT},
                    "required": ["id", "zh", "en"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]
"""A phase by its id alone, or with its names."""


class Event(Named):
    """Something that may occur; ``form`` says what is told of it.

    ``phases`` begin one after another as its tasks are done. ``system`` events are raised by the
    house itself. A report on an event with a ``forecast`` may move that time. ``given`` are values
    of its form that it says by itself: an emergency's kind need not be chosen.
    """

    form: Id | None = None
    phases: Many[Phase] = ()
    system: bool = False
    forecast: Id | None = None
    given: Mapping[Id, bool | str] = {}
    src: Many[Tag] = ()


class Raise(Model):
    """Reporting raises an occurrence of ``event``: always, or when ``field`` is one of ``values``.

    With ``each`` it raises one for every row of ``field``.
    """

    event: Id
    field: Id | None = None
    values: Many[Any] = ()
    each: bool = False


class Forecast(Named):
    """A time that may be forecast, such as landfall."""


class Level(Words):
    """A response level; its id is the one that orders use, such as ``IV``."""

    id: Text
    colour: Text | None = None
    duty: Words | None = None


class Muster(Model):
    """Within how long all should be at the post; then an absent lead's deputy steps up."""

    within: Duration
