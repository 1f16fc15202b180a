"""Which of a cell's phones are whose, by where they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from engine.tables.named import Named
from engine.tables.phones import Phone


class Item(NamedTuple):
    """A name, a phone, or (neither) the end of what belongs together."""

    named: Named | None = None
    phone: Phone | None = None


def assign_phones(items: Sequence[Item]) -> bool:
    """Give names their phones; answers whether some could not be given to anybody.

    As many phones as names go by place, one phone to the name before it, and all phones after a
    single name to that name. Phones that come before their names are read from the end.
    """
    told = [item for item in items if item.named or item.phone]
    turned = items[::-1] if told and told[0].phone else items
    is_mismatched = False
    names: list[Named] = []
    phones: list[Phone] = []
    for item in [*turned, Item()]:
        if item.phone:
            phones.append(item.phone)
            continue
        if phones or not item.named:
            is_mismatched |= not _give(names, phones)
            names, phones = [], []
        if item.named:
            names.append(item.named)
    return is_mismatched


def _give(names: list[Named], phones: list[Phone]) -> bool:
    if len(names) == 1:
        names[0].phones.extend(phones)
    elif len(names) == len(phones):
        for named, phone in zip(names, phones, strict=True):
            named.phones.append(phone)
    elif len(phones) == 1 and names:
        names[-1].phones.append(phones[0])
    else:
        return not phones
    return True
