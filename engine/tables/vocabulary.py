"""The words of a community's table, read from ``playbooks/vocabularies`` and ``playbooks/tables``.

All that is local (roles, groups, what secretaries call them, how their table looks) is data.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import yaml

Words = dict[str, str]


class Term(msgspec.Struct, frozen=True, kw_only=True):
    """Something with one identifier and many names."""

    id: str
    zh: str
    en: str
    short: str = ""
    aliases: tuple[str, ...] = ()


class RoleTerm(Term, frozen=True, kw_only=True):
    """A role; ``six`` are those that every compound should have."""

    six: bool = False
    min_per_compound: int | None = None
    min_per_building: int | None = None
    #: one person may serve several compounds
    shared: bool = False
    #: nobody is missing where no property company serves the compound
    absent_allowed: bool = False


class ModeTerm(msgspec.Struct, frozen=True, kw_only=True):
    """A mode, in order of gravity."""

    id: str
    zh: str
    en: str
    colour: str


class Reading(msgspec.Struct, frozen=True, kw_only=True):
    """What the words in a table mean; see the file for each."""

    columns: dict[str, tuple[str, ...]]
    beside_name: tuple[str, ...]
    beside_phone: tuple[str, ...]
    phone_words: tuple[str, ...]
    vacant: tuple[str, ...]
    lacking: tuple[str, ...]
    ditto: tuple[str, ...]
    elsewhere: tuple[str, ...]
    bodies: tuple[str, ...]
    without_property: tuple[str, ...]
    employer_kind: tuple[str, ...]
    totals: tuple[str, ...]
    footers: tuple[str, ...]
    subjects: tuple[str, ...]
    untold: tuple[str, ...]
    wider: tuple[str, ...]
    namesake: str
    compound_surnames: tuple[str, ...]
    telling_apart: str
    phases: tuple[str, ...]
    endings: tuple[str, ...]


class SheetWords(msgspec.Struct, frozen=True, kw_only=True):
    """The words on the table that is written back."""

    titles: Words
    names: Words
    filled_in_by: str
    filled_in_on: str
    filled_in_on_blank: str
    author: str
    columns: Words
    leader: str
    buildings: str
    households: str
    without_property: str
    lacking: str
    hints: Words


class TableWords(msgspec.Struct, frozen=True, kw_only=True):
    """Reading a table, and writing one."""

    reading: Reading
    sheet: SheetWords


class Vocabulary(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """Roles, groups, positions and modes; ``playbook`` is whose groups the seats are of."""

    id: str
    title: Words
    playbook: str
    roles: tuple[RoleTerm, ...]
    groups: tuple[Term, ...]
    positions: tuple[Term, ...]
    modes: tuple[ModeTerm, ...]
    table: TableWords

    def role(self, id: str) -> RoleTerm | None:
        """The role of that id."""
        return next((r for r in self.roles if r.id == id), None)

    def group(self, id: str) -> Term | None:
        """The group of that id."""
        return next((g for g in self.groups if g.id == id), None)

    def position(self, id: str) -> Term:
        """The position of that id, which must be ``lead``, ``deputy`` or ``member``."""
        return next(p for p in self.positions if p.id == id)

    @property
    def six(self) -> tuple[RoleTerm, ...]:
        """The six roles, in the order of the table."""
        return tuple(r for r in self.roles if r.six)


def read_vocabulary(file: Path) -> Vocabulary:
    """``playbooks/vocabularies/<id>.yaml`` with ``playbooks/tables/<id>.yaml``.

    Raises ``msgspec.ValidationError`` where either is not what it should be.
    """
    words: Any = yaml.safe_load(file.read_bytes())
    table: Any = yaml.safe_load((file.parent.parent / "tables" / file.name).read_bytes())
    return msgspec.convert({**words, "table": table}, Vocabulary)
