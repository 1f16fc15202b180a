"""Phones as secretaries write them: spaced, hyphened, full-width, with +86, as a float, mistyped.

A phone is ``1`` and ten digits. Whatever else looks like one is told, never guessed; a likely
reading is offered as a suggestion only.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from engine.tables.normalise import narrow

_PHONE = re.compile(r"1\d{10}")
_MOBILE = re.compile(r"(?<!\d)(?:(?:\+|00)?86[- ]{0,2})?(1\d{2}[- ]?\d{4}[- ]?\d{4})(?!\d)")
_COUNTRY = re.compile(r"(?:\+|00)?86(?=1\d{10}$)")
_FLOAT = re.compile(r"(\d{5,})\.0+")
_SCIENTIFIC = re.compile(r"(\d)\.(\d+)[eE]\+?(\d{1,2})")
_SEPARATORS = re.compile(r"[\s\-.—–+()]+")
#: letters that are mistyped or misread digits
_LOOKALIKE = str.maketrans({"l": "1", "I": "1", "|": "1", "i": "1", "O": "0", "o": "0"})
#: anything that might be a phone: digits, perhaps apart, perhaps with a letter for a digit
NUMBER = re.compile(
    r"""(?:
        \d\.\d+[eE]\+?\d{1,2}
      | (?:\+?(?:\d|(?<![A-Za-z])[lI|](?=[\d\-\ ]{6}))|\(0\d{2,3}\)\d)
        (?:\d|[OolI|]{1,8}(?![A-Za-z])|[\-\ .—–]{1,3}(?=[\dOolI|]))*
        (?:转\d{1,6})?
    )""",
    re.VERBOSE,
)
_ENOUGH_DIGITS = 5


class Phone(NamedTuple):
    """A number found: ``digits`` is a phone or empty; ``written`` is what stands in the cell."""

    digits: str
    written: str
    suggestion: str | None = None


def phone_of(text: str) -> str:
    """The phone that a text is, and nothing besides; empty when it is none."""
    found = list(phones_in(text))
    return found[0].digits if len(found) == 1 and found[0].written == text.strip() else ""


def phones_in(text: str) -> Iterator[Phone]:
    """Every number of a text, in order."""
    for _, phone in find_phones(text):
        yield phone


def find_phones(text: str) -> Iterator[tuple[tuple[int, int], Phone]]:
    """Every number with its place ``(start, end)`` in the text."""
    narrowed = narrow(text)
    for found in NUMBER.finditer(narrowed):
        yield from _in_run(text, found.start(), found.end(), narrowed)


def _in_run(
    text: str, start: int, end: int, narrowed: str
) -> Iterator[tuple[tuple[int, int], Phone]]:
    run = narrowed[start:end]
    if digits := _whole(run):
        yield (start, end), Phone(digits, text[start:end])
        return
    at = start
    for mobile in _MOBILE.finditer(narrowed, start, end):
        yield from _remainder(text, at, mobile.start(), narrowed)
        at = mobile.end()
        yield mobile.span(), Phone(_compact(mobile[1]), text[slice(*mobile.span())])
    yield from _remainder(text, at, end, narrowed)


def _whole(run: str) -> str:
    """The phone that a whole run of digits is, however its digits are set apart."""
    if scientific := _SCIENTIFIC.fullmatch(run):
        lead, decimals, exponent = scientific.groups()
        places = int(exponent)
        exact = len(decimals) >= places and not decimals[places:].strip("0")
        run = lead + decimals[:places] if exact else ""
    if point := _FLOAT.fullmatch(run):
        run = point[1]
    digits = _COUNTRY.sub("", _compact(run))
    return digits if _PHONE.fullmatch(digits) else ""


def _remainder(
    text: str, start: int, end: int, narrowed: str
) -> Iterator[tuple[tuple[int, int], Phone]]:
    """A number that is no phone; too few digits are no number."""
    piece = narrowed[start:end]
    likely = _likely(piece)
    if likely or sum(map(str.isdigit, piece)) >= _ENOUGH_DIGITS:
        start += len(piece) - len(piece.lstrip(" -"))
        written = text[start:end].strip(" -")
        yield (start, end), Phone("", written, likely)


def _likely(piece: str) -> str | None:
    if scientific := _SCIENTIFIC.fullmatch(piece):
        lead, decimals, exponent = scientific.groups()
        # one lost zero at the end is likely, more is a number cut short
        likely = lead + decimals.ljust(int(exponent), "0")
        return likely if len(decimals) == 9 and _PHONE.fullmatch(likely) else None
    likely = _COUNTRY.sub("", _compact(piece).translate(_LOOKALIKE))
    return likely if _PHONE.fullmatch(likely) else None


def _compact(text: str) -> str:
    return _SEPARATORS.sub("", text)
