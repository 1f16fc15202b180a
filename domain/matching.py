"""Who of a table is who of the roster.

A phone tells people apart better than a name, a name better than nothing; whoever cannot be
matched without doubt is somebody new. People are matched in four passes, surest first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from typing import TypeVar

import msgspec

from domain.roster import Member
from domain.table import TablePerson


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the directory holds of a person; an empty text where nothing is known."""

    name: str
    phone: str = ""
    unit: str = ""
    building: str = ""
    note: str = ""


class Known(msgspec.Struct, frozen=True):
    """A person of the roster: the member, the contact, and the names of the grids they serve."""

    member: Member
    contact: Contact
    grids: frozenset[str]


def match(
    people: list[TablePerson], roster: Mapping[str, Known], same: Callable[[str], str]
) -> dict[int, str]:
    """Table index to member id, for everybody known; ``same`` maps a name to its matching form."""
    matched: dict[int, str] = {}
    for table_key, roster_key in _passes(same):
        free = [i for i in range(len(people)) if i not in matched]
        taken = set(matched.values())
        left = {m: k for m, k in roster.items() if m not in taken}
        wanted = _by_key((i, key) for i in free for key in table_key(people[i]))
        known = _by_key((m, key) for m, k in left.items() for key in roster_key(k))
        for key, indexes in wanted.items():
            members = known.get(key, [])
            if len(indexes) == 1 and len(members) == 1:
                index, member = indexes[0], members[0]
                if index not in matched and member not in matched.values():
                    matched[index] = member
    return matched


T = TypeVar("T")
TableKeys = Callable[[TablePerson], list[Hashable]]
RosterKeys = Callable[[Known], list[Hashable]]


def _passes(same: Callable[[str], str]) -> list[tuple[TableKeys, RosterKeys]]:
    def grids(person: TablePerson) -> set[str]:
        return {g for _, g in person.roles} | {g for _, _, g in person.seats}

    return [
        (
            lambda p: [(same(p.name), p.phone)] if p.phone else [],
            lambda k: [(same(k.contact.name), k.contact.phone)] if k.contact.phone else [],
        ),
        (
            lambda p: [(same(p.name), p.phone, g) for g in grids(p)],
            lambda k: [(same(k.contact.name), k.contact.phone, g) for g in k.grids],
        ),
        (
            lambda p: [(same(p.name), g) for g in grids(p)],
            lambda k: [(same(k.contact.name), g) for g in k.grids],
        ),
        (
            lambda p: [(p.phone, g) for g in grids(p)] if p.phone else [],
            lambda k: [(k.contact.phone, g) for g in k.grids] if k.contact.phone else [],
        ),
    ]


def _by_key(pairs: Iterable[tuple[T, Hashable]]) -> dict[Hashable, list[T]]:
    found: dict[Hashable, list[T]] = defaultdict(list)
    for value, key in pairs:
        if value not in found[key]:
            found[key].append(value)
    return found
