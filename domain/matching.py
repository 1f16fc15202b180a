"""Who of a table is who of the roster.

A phone tells people apart better than a name, a place better than nothing; whoever cannot be
matched without doubt is somebody new. The surest matches come first: by name and phone, then
whoever the table describes as they stand (so the same table again changes nothing, namesakes
included), then by ever weaker signs, each of which must be unique on both sides.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import NamedTuple

import msgspec

from domain.pairing import by_key, most_pairs
from domain.table import TablePerson

Place = tuple[str, ...]
"""A role ``(role, grid)`` or a seat ``(group, position, grid)``."""

FIELDS = ("name", "phone", "unit", "building", "note")


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the directory holds of a person; an empty text where nothing is known."""

    name: str
    phone: str = ""
    unit: str = ""
    building: str = ""
    note: str = ""


class Known(msgspec.Struct, frozen=True):
    """A person of the roster: the contact, and where they serve among the table's grids.

    Grids are told by the matching forms of their names; ``elsewhere`` says that there are more
    places than the table speaks for.
    """

    contact: Contact
    places: tuple[Place, ...] = ()
    elsewhere: bool = False


def match(
    people: Sequence[TablePerson], roster: Mapping[str, Known], same: Callable[[str], str]
) -> dict[int, str]:
    """Table index to member id, for everybody known; ``same`` maps a name to its matching form.

    People of the table tell their grids by matching form. Several are one member only where the
    table leaves out the phone of somebody who is known to serve several grids.
    """
    matching = _Matching(people, roster, same)
    matching.by(_named_with_phone)
    matching.as_they_stand()
    for sign in (_named_with_phone_there, _named_in_place, _named_there, _phoned_there):
        matching.by(sign)
    matching.by(_named, matching.may_be)
    matching.shared()
    return matching.found


class _Signs(NamedTuple):
    """What tells a person, of the table or of the roster."""

    name: str
    phone: str
    places: tuple[Place, ...]

    @property
    def grids(self) -> list[str]:
        return list(dict.fromkeys(place[-1] for place in self.places))


Sign = Callable[[_Signs], list[Hashable]]


def _named_with_phone(p: _Signs) -> list[Hashable]:
    return [(p.name, p.phone)] if p.phone else []


def _named_with_phone_there(p: _Signs) -> list[Hashable]:
    return [(p.name, p.phone, grid) for grid in p.grids]


def _named_in_place(p: _Signs) -> list[Hashable]:
    return [(p.name, place) for place in p.places]


def _named_there(p: _Signs) -> list[Hashable]:
    return [(p.name, grid) for grid in p.grids]


def _phoned_there(p: _Signs) -> list[Hashable]:
    return [(p.phone, grid) for grid in p.grids] if p.phone else []


def _named(p: _Signs) -> list[Hashable]:
    return [p.name]


class _Matching:
    def __init__(
        self,
        people: Sequence[TablePerson],
        roster: Mapping[str, Known],
        same: Callable[[str], str],
    ) -> None:
        self.found: dict[int, str] = {}
        self._people, self._roster = people, roster
        self._wanted = [_Signs(same(p.name), p.phone, (*p.roles, *p.seats)) for p in people]
        self._known = {
            m: _Signs(same(k.contact.name), k.contact.phone, k.places) for m, k in roster.items()
        }
        #: members not matched yet, in the order of the roster
        self._left = dict.fromkeys(roster)

    def _free(self) -> list[int]:
        return [i for i in range(len(self._people)) if i not in self.found]

    def _pair(self, index: int, member: str) -> None:
        self.found[index] = member
        del self._left[member]

    def by(self, sign: Sign, may_be: Callable[[int, str], bool] = lambda _, __: True) -> None:
        """Pair those who have a sign that one other has, and nobody else on either side."""
        wanted = by_key((i, key) for i in self._free() for key in sign(self._wanted[i]))
        known = by_key((m, key) for m in self._left for key in sign(self._known[m]))
        for key, indexes in wanted.items():
            members = known.get(key, [])
            if len(indexes) != 1 or len(members) != 1:
                continue
            index, member = indexes[0], members[0]
            if index not in self.found and member in self._left and may_be(index, member):
                self._pair(index, member)

    def may_be(self, index: int, member: str) -> bool:
        """A name alone is believed of nobody who has another phone or serves elsewhere."""
        phones = {self._wanted[index].phone, self._known[member].phone} - {""}
        return len(phones) < 2 and not self._roster[member].elsewhere

    def as_they_stand(self) -> None:
        """Pair as many as can be of those for whom nothing would change."""
        named = by_key((m, self._known[m].name) for m in self._left)
        found: dict[Hashable, list[str]] = {}
        alike = {}
        for i in self._free():
            person, wanted = self._people[i], self._wanted[i]
            said = (wanted.places, *(getattr(person, f) for f in FIELDS))
            if said not in found:
                found[said] = [m for m in named.get(wanted.name, ()) if self._stands(i, m)]
            alike[i] = found[said]
        for index, member in most_pairs(alike).items():
            self._pair(index, member)

    def _stands(self, index: int, member: str) -> bool:
        """Whether the table changes nothing of a member; what it leaves out is no change."""
        person, known = self._people[index], self._roster[member]
        if set(self._wanted[index].places) != set(known.places):
            return False
        if known.elsewhere and not known.places:
            return False
        return all(getattr(person, f) in ("", getattr(known.contact, f)) for f in FIELDS)

    def shared(self) -> None:
        """Whoever has no phone in the table and serves where a member of that name is known to."""
        known = by_key((m, key) for m, k in self._known.items() for key in _named_there(k))
        wanted = by_key((i, key) for i, w in enumerate(self._wanted) for key in _named_there(w))
        for index in self._free():
            keys = _named_there(self._wanted[index])
            members = {m for key in keys for m in known.get(key, ())}
            alone = all(wanted[key] == [index] for key in keys)
            if not self._wanted[index].phone and len(members) == 1 and alone:
                self.found[index] = members.pop()
