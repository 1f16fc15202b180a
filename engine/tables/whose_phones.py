"""Which of a cell's phones are whose, by where they stand; never by a guess."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from engine.tables.named import Named
from engine.tables.phones import Phone

End = Literal["", "slash", "piece", "line", "section"]


class Item(NamedTuple):
    """A name, a phone, or (neither) the end of what belongs together."""

    named: Named | None = None
    phone: Phone | None = None
    ends: End = ""


def assign_phones(items: Sequence[Item]) -> list[Phone]:
    """Give names their phones where it is plain whose they are; answers the phones without a name.

    A line with names and phones is read by itself, so that one that lacks its name takes nothing
    from the next; so is a piece between commas. Where lines hold either names or phones, each name
    has the phone after it, or as many phones as names go by place. Whoever is named where it is
    not plain is marked ``is_mismatched``, and nobody gets those phones.
    """
    return [phone for section in _split(items, "section") for phone in _section(section)]


def _section(items: Sequence[Item]) -> list[Phone]:
    lines = _split(items, "line")
    if not any(_is_mixed(line) for line in lines):
        return _laid_out(items)
    may_lead = _may_lead(lines)
    return [phone for line in lines for phone in _line(line, may_lead=may_lead)]


def _line(items: Sequence[Item], *, may_lead: bool) -> list[Phone]:
    """The pieces of a line; ``may_lead``: a phone may come before its name."""
    if _are_by_place(items) or not _is_mixed(items):
        return _piece(items, may_lead=may_lead)
    pieces = _split(_without_alternatives(items), "piece", "slash")
    if not any(_is_mixed(piece) for piece in pieces):
        return _laid_out(items)
    may_lead &= _may_lead(pieces)
    nameless: list[Phone] = []
    before: list[Item] = []
    for piece in pieces:
        if not _phones(piece):
            before += piece
            continue
        if not _names(piece):
            nameless += _phones(piece)
        elif before and _kinds(piece).startswith("p"):
            _mark(_names([*before, *piece]))
        else:
            # 张三、李四 15400000001 may be the one's or the other's
            _piece([*before, *piece], may_lead=may_lead)
        before = []
    return nameless


def _piece(items: Sequence[Item], *, may_lead: bool) -> list[Phone]:
    """What no mark sets apart: each name has what is behind it, up to the next name."""
    names, phones = _names(items), _phones(items)
    if not names or not phones:
        return phones
    if _kinds(items) == "pn" and may_lead:
        _give(names, phones)
    elif _kinds(items).startswith("p"):
        _mark(names)
    else:
        for run in re.finditer("(n+)(p*)", _kinds(items)):
            told = [item for item in items if item.named or item.phone]
            _give(_names(told[slice(*run.span(1))]), _phones(told[slice(*run.span(2))]))
    return []


def _laid_out(items: Sequence[Item]) -> list[Phone]:
    """Names and phones each for themselves: in turn, or all names before all phones."""
    names, phones = _names(items), _phones(items)
    if not names or not phones:
        return phones
    half = len(names)
    if _kinds(items) in ("np" * half, "n" * half + "p" * half):
        for named, phone in zip(names, phones, strict=True):
            named.phones.append(phone)
    else:
        _mark(names)
    return []


def _give(names: list[Named], phones: list[Phone]) -> None:
    if len(names) == 1:
        names[0].phones.extend(phones)
    elif len(names) == len(phones):
        for named, phone in zip(names, phones, strict=True):
            named.phones.append(phone)
    elif phones:
        _mark(names)


def _mark(names: list[Named]) -> None:
    for named in names:
        named.is_mismatched = True


def _may_lead(parts: Sequence[Sequence[Item]]) -> bool:
    """Whether phones may stand before their names: not where one may be of the part before."""
    kinds = [_kinds(part) for part in parts]
    after_name = any(a and "p" not in a and b.startswith("p") for a, b in pairwise(kinds))
    return not after_name and all("n" in kind for kind in kinds if kind)


def _are_by_place(items: Sequence[Item]) -> bool:
    """All names before all phones, as many; or one name and all that are its own."""
    kinds, names = _kinds(items), len(_names(items))
    return kinds == "n" * names + "p" * names or (names == 1 and kinds.startswith("n"))


def _without_alternatives(items: Sequence[Item]) -> list[Item]:
    """Without the slashes of 15400000001/15400000002, which are one person's."""
    ends = [Item(ends="line")]
    around = zip([*ends, *items], items, [*items[1:], *ends], strict=False)
    return [
        item
        for before, item, after in around
        if not (item.ends == "slash" and before.phone and after.phone)
    ]


def _split(items: Sequence[Item], *ends: End) -> list[list[Item]]:
    return [part for part in _parts(items, ends) if part]


def _parts(items: Sequence[Item], ends: Sequence[End]) -> Iterator[list[Item]]:
    part: list[Item] = []
    for item in items:
        if item.ends in ends:
            yield part
            part = []
        else:
            part.append(item)
    yield part


def _names(items: Sequence[Item]) -> list[Named]:
    return [item.named for item in items if item.named]


def _phones(items: Sequence[Item]) -> list[Phone]:
    return [item.phone for item in items if item.phone]


def _is_mixed(items: Sequence[Item]) -> bool:
    return bool(_names(items) and _phones(items))


def _kinds(items: Sequence[Item]) -> str:
    return "".join("n" if item.named else "p" for item in items if item.named or item.phone)
