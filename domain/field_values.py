"""What may stand in a field of a form, type by type, and how it is kept.

A reader gives the value as it is kept, or raises ``ValueError`` with the code of what is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container
from datetime import UTC, date, datetime, time
from typing import Any
from unicodedata import normalize

import msgspec

from domain.identity_numbers import holds_id_number
from domain.playbook import Field

MOST_TEXT, MOST_NOTE, MOST_NUMBER = 500, 2000, 10**12
FIRST_YEAR, LAST_YEAR = 1970, 9000

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_PHONE = re.compile(r"1\d{10}|0\d{9,11}|\d{5,8}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"\d{2}:\d{2}")


class Known(msgspec.Struct, frozen=True):
    """Ids that a report may name: people and grids of the community, groups of the plan."""

    members: Container[str] = ()
    groups: Container[str] = ()
    grids: Container[str] = ()


def value_of(field: Field, said: Any, known: Known) -> Any:
    """The value as it is kept: JSON's own types, times in UTC, phones as digits."""
    return _READERS[field.type](field, said, known)


def _words(said: Any, most: int) -> str:
    if not isinstance(said, str):
        raise ValueError("text_expected")
    if _CONTROL.search(said):
        raise ValueError("text_expected")
    text = said.strip()
    if len(text) > most:
        raise ValueError("too_long")
    if holds_id_number(text):
        raise ValueError("id_number")
    return text


def _text(field: Field, said: Any, known: Known) -> str:
    return _words(said, MOST_TEXT)


def _note(field: Field, said: Any, known: Known) -> str:
    return _words(said, MOST_NOTE)


def _integer(field: Field, said: Any, known: Known) -> int:
    if not isinstance(said, int) or isinstance(said, bool):
        raise ValueError("integer_expected")
    return int(_bounded(field, said))


def _number(field: Field, said: Any, known: Known) -> float:
    if not isinstance(said, int | float) or isinstance(said, bool) or said != said:
        raise ValueError("number_expected")
    return _bounded(field, said)


def _bounded(field: Field, said: float) -> float:
    low = -MOST_NUMBER if field.least is None else field.least
    high = MOST_NUMBER if field.most is None else field.most
    if not low <= said <= high:
        raise ValueError("out_of_range")
    return said


def _boolean(field: Field, said: Any, known: Known) -> bool:
    if not isinstance(said, bool):
        raise ValueError("boolean_expected")
    return said


def _choice(field: Field, said: Any, known: Known) -> str:
    if not isinstance(said, str) or said not in {id for id, _ in field.choices}:
        raise ValueError("choice_unknown")
    return said


def _choices(field: Field, said: Any, known: Known) -> list[str]:
    if not isinstance(said, list):
        raise ValueError("list_expected")
    return [_choice(field, one, known) for one in dict.fromkeys(map(_hashable, said))]


def _hashable(said: Any) -> Any:
    return said if isinstance(said, str) else str(type(said))


def _date(field: Field, said: Any, known: Known) -> str:
    if not isinstance(said, str) or not _DATE.fullmatch(said):
        raise ValueError("date_expected")
    day: date = _reached(_parsed(date.fromisoformat, said, "date_expected"))
    return day.isoformat()


def _time(field: Field, said: Any, known: Known) -> str:
    if not isinstance(said, str) or not _TIME.fullmatch(said):
        raise ValueError("time_expected")
    return f"{_parsed(time.fromisoformat, said, 'time_expected'):%H:%M}"


def _datetime(field: Field, said: Any, known: Known) -> str:
    if not isinstance(said, str) or not _DATE.match(said) or len(said) > 40:
        raise ValueError("datetime_expected")
    at = _parsed(datetime.fromisoformat, said, "datetime_expected")
    if at.tzinfo is None:
        raise ValueError("datetime_expected")
    moment: datetime = _reached(at)
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _parsed(read: Callable[[str], Any], said: str, code: str) -> Any:
    try:
        return read(said)
    except ValueError:
        raise ValueError(code) from None


def _reached(day: Any) -> Any:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError("out_of_range")
    return day


def _member(field: Field, said: Any, known: Known) -> str:
    return _one_of(known.members, said, "member_unknown")


def _group(field: Field, said: Any, known: Known) -> str:
    return _one_of(known.groups, said, "group_unknown")


def _grid(field: Field, said: Any, known: Known) -> str:
    return _one_of(known.grids, said, "grid_unknown")


def _one_of(known: Container[str], said: Any, code: str) -> str:
    if not isinstance(said, str) or said not in known:
        raise ValueError(code)
    return said


def _building(field: Field, said: Any, known: Known) -> int:
    if not isinstance(said, int) or isinstance(said, bool) or not 1 <= said <= 9999:
        raise ValueError("building_expected")
    return said


def _phone(field: Field, said: Any, known: Known) -> str:
    if not isinstance(said, str) or len(said) > 30:
        raise ValueError("phone_expected")
    digits = re.sub(r"[\s()\-－—（）]", "", normalize("NFKC", said)).removeprefix("+86")
    if not digits.isascii() or not _PHONE.fullmatch(digits):
        raise ValueError("phone_expected")
    return digits


_READERS: dict[str, Callable[[Field, Any, Known], Any]] = {
    "text": _text,
    "note": _note,
    "integer": _integer,
    "number": _number,
    "boolean": _boolean,
    "choice": _choice,
    "choices": _choices,
    "date": _date,
    "time": _time,
    "datetime": _datetime,
    "member": _member,
    "group": _group,
    "grid": _grid,
    "building": _building,
    "phone": _phone,
}
