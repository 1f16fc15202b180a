"""A cell of phones beside a cell of names."""

from __future__ import annotations

import re
from typing import NamedTuple

from engine.tables.lexicon import Lexicon
from engine.tables.named import Named
from engine.tables.normalise import narrow
from engine.tables.phones import Phone, phones_in

_BREAKS = re.compile(r"[\n\r、,;/|。]+")


class Slot(NamedTuple):
    """One entry of a phone cell: a number, or a word in place of one."""

    phone: Phone | None
    word: str = ""


def read_phone_cell(text: str, lexicon: Lexicon) -> list[Slot]:
    """The entries of a phone cell; empty when it is."""
    if lexicon.is_vacant(text):
        return [Slot(None, text)]
    slots: list[Slot] = []
    at = 0
    for end in [*(m.span() for m in _BREAKS.finditer(narrow(text))), (len(text), len(text))]:
        piece = text[at : end[0]].strip()
        at = end[1]
        if piece:
            slots.extend(_entry(piece, lexicon))
    return slots


def _entry(piece: str, lexicon: Lexicon) -> list[Slot]:
    if found := list(phones_in(piece)):
        return [Slot(phone) for phone in found]
    return [Slot(None, piece) if lexicon.is_vacant(piece) else Slot(Phone("", piece))]


def give_phones(named: list[Named], slots: list[Slot]) -> bool:
    """Give each name its phones; answers whether it could be told whose each is.

    One name has them all; as many entries as names go by place; nobody gets any otherwise.
    """
    if len(named) == 1:
        named[0].phones = [*named[0].phones, *(s.phone for s in slots if s.phone)]
        named[0].phone_word = next((s.word for s in slots if s.word), "")
        return True
    if len(slots) != len(named):
        return not any(s.phone for s in slots)
    for person, slot in zip(named, slots, strict=True):
        person.phones = [*person.phones, slot.phone] if slot.phone else person.phones
        person.phone_word = slot.word
    return True
