"""The words that the demonstration is made of, from ``invented.yaml`` and ``day.yaml``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import yaml


class People(msgspec.Struct, frozen=True):
    """What names and units are made of; ``surnames`` by how common they are."""

    surnames: dict[int, list[str]]
    marks: str
    given: str
    units: dict[str, list[str]]


class Compounds(msgspec.Struct, frozen=True):
    """What compounds' names are made of: a head, a tail and a kind."""

    heads: str
    tails: str
    with_property: list[str]
    without_property: list[str]
    note: str


class Invented(msgspec.Struct, frozen=True):
    """People and places."""

    people: People
    compounds: Compounds
    employers: list[str]


@cache
def invented() -> Invented:
    """People and places, read once."""
    return read("invented", Invented)


T = TypeVar("T")


def read(name: str, kind: type[T]) -> T:
    """A file of this folder as what it should be; raises ``msgspec.ValidationError``."""
    content: Any = yaml.safe_load((Path(__file__).parent / f"{name}.yaml").read_text("utf-8"))
    return msgspec.convert(content, kind)
