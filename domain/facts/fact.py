"""What every fact is, and how a topic finds its class again."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

import msgspec

F = TypeVar("F", bound="type[Fact]")

#: topic with its revision (``task_opened.v1``) to the class that reads and writes it. The names
#: are storage format: a stored topic is never renamed, a changed shape is a new revision.
TOPICS: dict[str, type[Fact]] = {}


class Fact(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """Something that happened, in business words; no names, phones or free text in it."""

    TOPIC: ClassVar[str] = ""


def topic(name: str) -> Any:
    """Bind a fact class to its stable topic name."""

    def bind(cls: F) -> F:
        if name in TOPICS:
            raise ValueError(f"topic {name} is taken by {TOPICS[name].__name__}")
        cls.TOPIC = name
        TOPICS[name] = cls
        return cls

    return bind
