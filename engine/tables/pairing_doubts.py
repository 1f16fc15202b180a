"""Phones that could not be given to anybody, because it is not plain whose they are."""

from __future__ import annotations

from engine.tables.draft import Draft, Place
from engine.tables.named import People
from engine.tables.phone_cells import Slot, give_phones


def doubt_pairing(draft: Draft, people: People, place: Place, **about: str) -> None:
    """Tell of a cell's phones without a name, and of names whose phones are not plain.

    ``about`` is what the cell would have made of whoever is missing: a grid, a role, a group.
    """
    for phone in people.nameless:
        draft.doubt("name_missing", place, phone.digits or phone.written, case="phone", **about)
    unclear = [named.name for named in people.named if named.is_mismatched]
    if not unclear:
        return
    is_part = bool(people.nameless) or len(unclear) < len(people.named)
    params = {"names": "、".join(unclear), "case": "some"} if is_part else {}
    draft.doubt("names_phones_mismatch", place, place.text, **params)


def give_phones_beside(draft: Draft, people: People, slots: list[Slot], place: Place) -> None:
    """Give people the phones of the cell beside theirs, or tell that nobody got them."""
    if not people.named or give_phones(people.named, slots):
        return
    draft.doubt("names_phones_mismatch", place, place.text)
    for named in people.named:
        named.is_mismatched = True
