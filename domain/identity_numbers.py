"""Numbers of identity cards, however they are written, and told from other long numbers; and those
of mobile phones.

Such a number has eighteen characters: a place, a day of birth, a serial, and a check digit
(ISO 7064, mod 11-2). A number whose day is wrong is some other number. One whose check digit is
wrong may be a mistyped one, which tells as much of somebody: it counts where it is written as such
numbers are, for a place that there is and a day that is no paper's.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple
from unicodedata import category, normalize

_LENGTH = 18
#: signs that may stand between two of its digits: blanks, punctuation, symbols, line ends
_MOST_BETWEEN = 4
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_DIGITS = re.compile(r"[0-9]+")
_FIRST_BIRTH = 1850
#: an X follows, as the check digit ten is written
_CROSSED = re.compile(rf"[^\w]{{0,{_MOST_BETWEEN}}}[Xx]")
#: what of a mistyped number still has to be right. Provinces by GB/T 2260; 81 to 83 live here with
#: a permit, and 9 stands before the province of a foreigner's card
_PROVINCES = frozenset(
    str(tens + ones)
    for tens, last in ((10, 5), (20, 3), (30, 7), (40, 6), (50, 4), (60, 5), (70, 1), (80, 3))
    for ones in range(1, last + 1)
)
_OLDEST = 1900
#: the numbers of cases and papers have a place, a day and a serial too: their days are later ones
_LAST_BIRTH = 2019
#: where it may be parted: 6-8-4, with the day as 4-2-2, the check digit alone, or in fours
_PARTS = frozenset({6, 10, 12, 14, 17})
_FOURS = (4, 8, 12, 16)
_BETWEEN_PARTS = re.compile(r"[^\w\n\r,;，；、]{0,2}|_")
#: weights of a unified social credit code (GB 32100), whose number may look alike
_CREDIT_WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")


def holds_id_number(text: str) -> bool:
    """Whether a text seems to hold the number of somebody's identity card."""
    return any(_all_in(_plained(text), _counts))


def without_id_numbers(text: str) -> str:
    """The text without such numbers; itself where it has none.

    Only those are taken that are written as such numbers are: a phone beside another stays.
    """
    plain = _plained(text)
    spans = list(_all_in(plain, _is_written_so))
    for start, end in reversed(spans):
        plain = plain[:start] + plain[end:]
    return plain.strip() if spans else text


def holds_mobile(text: str) -> bool:
    """Whether a text seems to hold the number of somebody's mobile phone: eleven digits, by 13-19.

    154, the range of tests, is one of them.
    """
    return _MOBILE.search(_plained(text)) is not None


def _plained(text: str) -> str:
    return "".join(map(_plain, normalize("NFKC", text)))


def _plain(sign: str) -> str:
    """A digit of any script as 0 to 9, a mark that nobody sees as nothing."""
    if sign.isdecimal():
        return str(int(sign))
    return "" if category(sign) in ("Cf", "Mn", "Me") else sign


class _Written(NamedTuple):
    """Eighteen characters in a row, where they are parted and by what, and where they end."""

    number: str
    parts: tuple[int, ...]
    joints: tuple[str, ...]
    end: int


def _all_in(plain: str, counts: Callable[[_Written], bool]) -> Iterator[tuple[int, int]]:
    """Where numbers that count begin and end, none within another."""
    runs, past = list(_DIGITS.finditer(plain)), 0
    for n, run in enumerate(runs):
        found = _written(plain, runs[n : n + _LENGTH]) if run.start() >= past else None
        if found and counts(found):
            past = found.end
            yield run.start(), found.end


def _written(plain: str, runs: list[re.Match[str]]) -> _Written | None:
    """What begins where the first run of digits does and ends where this or another does."""
    digits, end = "", runs[0].start()
    parts: list[int] = []
    joints: list[str] = []
    for run in runs:
        joint = plain[end : run.start()]
        if not _may_stand_between(joint):
            return None
        if digits:
            parts.append(len(digits))
            joints.append(joint)
        digits, end = digits + run.group(), run.end()
        if len(digits) == _LENGTH - 1 and (crossed := _CROSSED.match(plain, end)):
            return _Written(digits + "X", tuple(parts), tuple(joints), crossed.end())
        if len(digits) >= _LENGTH:
            whole = len(digits) == _LENGTH
            return _Written(digits, tuple(parts), tuple(joints), end) if whole else None
    return None


def _may_stand_between(signs: str) -> bool:
    return len(signs) <= _MOST_BETWEEN and not any(map(str.isalpha, signs))


def _counts(found: _Written) -> bool:
    return _is_one(found.number) or (_has_its_parts(found) and _is_mistyped(found.number))


def _is_written_so(found: _Written) -> bool:
    return _has_its_parts(found) and (_is_one(found.number) or _is_mistyped(found.number))


def _has_its_parts(found: _Written) -> bool:
    if not (_PARTS.issuperset(found.parts) or found.parts == _FOURS):
        return False
    return all(map(_BETWEEN_PARTS.fullmatch, found.joints))


def _is_one(number: str) -> bool:
    if _CHECKS[sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False)) % 11] != number[-1]:
        return False
    return _birth(number) >= _FIRST_BIRTH


def _is_mistyped(number: str) -> bool:
    """Whether all but the check digit is as in such a number: nobody else writes one so."""
    latest = date.max.year if number.endswith("X") else _LAST_BIRTH  # no paper ends in an X
    if not _OLDEST <= _birth(number) <= latest or number[14:17] == "000":
        return False
    return _is_of_a_place(number) and not _is_credit_code(number)


def _is_of_a_place(number: str) -> bool:
    """Whether a province, a prefecture and a county come first, or a foreigner's province."""
    if number[0] == "9":
        return number[1:3] in _PROVINCES
    return number[:2] in _PROVINCES and "00" not in (number[2:4], number[4:6])


def _is_credit_code(number: str) -> bool:
    if not number.isdigit():
        return False
    total = sum(int(d) * w for d, w in zip(number, _CREDIT_WEIGHTS, strict=False))
    return (31 - total % 31) % 31 == int(number[-1])


def _birth(number: str) -> int:
    """The year of the day in it, 0 where there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14])).year
    except ValueError:
        return 0
