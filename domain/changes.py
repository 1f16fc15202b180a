"""What importing a table would change: lines to show, and the facts that they become."""

from __future__ import annotations

import msgspec

from domain.facts import Fact
from domain.matching import Contact


class Change(msgspec.Struct, frozen=True, omit_defaults=True):
    """One difference, to show before it is saved; ``kind`` is the topic it becomes."""

    kind: str
    name: str = ""
    member: str = ""
    grid: str = ""
    role: str = ""
    group: str = ""
    position: str = ""
    field: str = ""
    before: str = ""
    after: str = ""


class Difference(msgspec.Struct):
    """All that a table changes; ``contacts`` and ``notes`` go to the directory with the facts.

    ``kept`` are the phones that people of the table (by index) keep, empty where none is known:
    of those to whom the table gives none.
    """

    changes: list[Change] = []
    facts: list[Fact] = []
    contacts: dict[str, Contact] = {}
    #: directory text id to text
    notes: dict[str, str] = {}
    left: list[str] = []
    kept: dict[int, str] = {}

    def add(self, fact: Fact, *changes: Change) -> None:
        """A fact, and what to show of it."""
        self.facts.append(fact)
        self.changes.extend(changes)
