"""A cell that names people, cut into what it is made of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from engine.tables.lexicon import Lexicon
from engine.tables.normalise import HAN, is_han, matching_form, simple
from engine.tables.phones import Phone, find_phones

Kind = Literal["name", "bracket", "label", "stranger", "break", "slash", "phone", "text"]


class Token(NamedTuple):
    """A piece: ``written`` as in the cell, ``seen`` simplified and half-width, of equal length.

    A ``name`` was quoted by our own writer, a ``bracket`` comes without its brackets, a ``label``
    is a position's id, a ``stranger`` the word before a colon that is none.
    """

    kind: Kind
    written: str
    seen: str
    phone: Phone | None = None
    #: how many people a label says there are
    stated: int | None = None


_NAME = re.compile(r"[^\W\d_]{2,4}")
_MARKS = r"""
    (?P<name>「(?:[^」]|」」)*」)
  | (?P<bracket>
        \((?!0\d{2,3}\)\d)[^()\n]*\) | \[[^\[\]\n]*\]
      | 【[^【】\n]*】 | 〔[^〔〕\n]*〕 | 〈[^〈〉\n]*〉
    )
  | (?P<break>[\n\r、,;|。]+)
  | (?P<slash>/)
"""

#: 总指挥：before a name
_STRANGER = rf"(?P<stranger>(?:^|(?<=[\s、,;|。/]))(?P<word>{HAN}{{2,8}})\s*:(?=\s*[^\W\d_]))"


@lru_cache(maxsize=32)
def _pattern(labels: tuple[str, ...], *, anywhere: bool = False) -> re.Pattern[str]:
    if not labels:
        return re.compile(_MARKS, re.VERBOSE)
    words = "|".join(re.escape(word) for word in labels)
    bare = "|".join(re.escape(word) for word in labels if is_han(word))
    count = r"(?:\s*\(?\s*(?P<count>\d{1,3})\s*[人名位]?\s*\)?)?"
    opening = r"(?:^|(?<=[\n\r、,;|。/]))\s*"
    name = r"(?=[^\W\d_]{2,4}(?:[\s、,;|。/(\d]|$))"
    inside = rf"(?P<inside>{bare})\s*" if anywhere else rf"(?<=[^\S\n\r])(?P<inside>{bare}){name}"
    return re.compile(
        rf"(?P<label>(?P<said>{words}){count}\s*:)"
        rf"|(?P<opening>{opening}(?P<opened>{bare})\s*(?=[^\s人名位]))"
        rf"|{inside}|{_STRANGER}|{_MARKS}",
        re.VERBOSE | re.IGNORECASE,
    )


def tokens(text: str, lexicon: Lexicon, *, grouped: bool) -> Iterator[Token]:
    """The pieces of a cell in order; labels (组长：) only in a group's cell."""
    seen = simple(text)
    labels = tuple(sorted(lexicon.positions, key=len, reverse=True)) if grouped else ()
    at = 0
    anywhere = _is_plainly_labelled(seen, tuple(filter(is_han, labels)))
    for found in _pattern(labels, anywhere=anywhere).finditer(seen):
        yield from _plain(text, seen, at, found.start())
        yield _marked(text, found, lexicon)
        at = found.end()
    yield from _plain(text, seen, at, len(text))


def _is_plainly_labelled(seen: str, labels: tuple[str, ...]) -> bool:
    """组长 甲某 副组长 乙某: a position first, and between positions nothing but names."""
    if not labels or not seen.lstrip().startswith(labels):
        return False
    before, *between = re.split("|".join(map(re.escape, labels)), seen)
    names = [re.split(r"[\s、,;]+", piece.strip()) for piece in between]
    return not before.strip() and all(_NAME.fullmatch(n) for some in names for n in some)


def _marked(text: str, found: re.Match[str], lexicon: Lexicon) -> Token:
    written, seen = text[found.start() : found.end()], found[0]
    match found.lastgroup:
        case "name":
            name = written[1:-1].replace("」」", "」")
            return Token("name", name, name)
        case "bracket":
            return Token("bracket", written[1:-1], seen[1:-1])
        case "break":
            return Token("break", written, seen)
        case "stranger":
            return Token("stranger", written[: found.end("word") - found.start()], found["word"])
        case "slash":
            return Token("slash", written, seen)
    said = matching_form(found["said"] or found["opened"] or found["inside"])
    stated = int(found["count"]) if found["count"] else None
    return Token("label", lexicon.positions[said], seen, stated=stated)


def _plain(text: str, seen: str, start: int, end: int) -> Iterator[Token]:
    at = start
    for (first, last), phone in find_phones(text[start:end]):
        yield from _words(text, seen, at, start + first)
        at = start + last
        yield Token("phone", phone.written, seen[start + first : at], phone)
    yield from _words(text, seen, at, end)


def _words(text: str, seen: str, start: int, end: int) -> Iterator[Token]:
    if seen[start:end].strip():
        yield Token("text", text[start:end], seen[start:end])
