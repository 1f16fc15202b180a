"""Numbers of identity cards, however they are written, and told from other long numbers; and those
of mobile phones.

Such a number has eighteen characters: a place, a day of birth, a serial, and a check digit
(ISO 7064, mod 11-2). A number whose day or check digit is wrong is some other number.
"""

from __future__ import annotations

import re
from datetime import date
from unicodedata import category, normalize

_LENGTH = 18
#: signs that may stand between two of its digits: blanks, punctuation, symbols, line ends
_MOST_BETWEEN = 4
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_DIGITS = re.compile(r"[0-9]+")
_FIRST_BIRTH = 1850
_MOBILE = re.compile(r"(?<![0-9])1[3-9][0-9]{9}(?![0-9])")


def holds_id_number(text: str) -> bool:
    """Whether a text seems to hold the number of somebody's identity card."""
    plain = "".join(map(_plain, normalize("NFKC", text)))
    runs = list(_DIGITS.finditer(plain))
    return any(_begins_one(plain, runs, n) for n in range(len(runs)))


def holds_mobile(text: str) -> bool:
    """Whether a text seems to hold the number of somebody's mobile phone: eleven digits, by 13-19.

    154, the range of tests, is one of them.
    """
    return _MOBILE.search("".join(map(_plain, normalize("NFKC", text)))) is not None


def _plain(sign: str) -> str:
    """A digit of any script as 0 to 9, a mark that nobody sees as nothing."""
    if sign.isdecimal():
        return str(int(sign))
    return "" if category(sign) in ("Cf", "Mn", "Me") else sign


def _begins_one(plain: str, runs: list[re.Match[str]], first: int) -> bool:
    """Whether a number begins where a run of digits does and ends where this or another does."""
    digits, end = "", runs[first].start()
    for run in runs[first:]:
        if not _may_stand_between(plain[end : run.start()]):
            return False
        digits, end = digits + run.group(), run.end()
        if len(digits) == _LENGTH - 1 and _crossed(plain[end:]):
            return _is_one(digits + "X")
        if len(digits) >= _LENGTH:
            return len(digits) == _LENGTH and _is_one(digits)
    return False


def _may_stand_between(signs: str) -> bool:
    return len(signs) <= _MOST_BETWEEN and not any(map(str.isalpha, signs))


def _crossed(rest: str) -> bool:
    """Whether an X follows, as the check digit ten is written."""
    return re.match(rf"[^\w]{{0,{_MOST_BETWEEN}}}[Xx]", rest) is not None


def _is_one(number: str) -> bool:
    if _CHECKS[sum(int(d) * w for d, w in zip(number, _WEIGHTS, strict=False)) % 11] != number[-1]:
        return False
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return False
    return born.year >= _FIRST_BIRTH
