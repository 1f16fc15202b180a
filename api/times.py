"""Times as people read them, in the community's time zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from api.catalogue import catalogue, words

ZONE = ZoneInfo("Asia/Shanghai")
NEAR = {-1: "yesterday", 0: "today", 1: "tomorrow"}


def moment(at: datetime, now: datetime, language: str) -> str:
    """Day and time on a 24-hour clock; the day by name when it is near: 今天18:00, 3月1日 18:00."""
    there, here = at.astimezone(ZONE), now.astimezone(ZONE)
    days = (there.date() - here.date()).days
    code = NEAR.get(days) or ("this_year" if there.year == here.year else "other_year")
    return _said(code, there, language)


def dated(at: datetime, now: datetime, language: str) -> str:
    """The same with its date beside a near day's name, for what is read on another day.

    今天（3月1日）18:00.
    """
    there, here = at.astimezone(ZONE), now.astimezone(ZONE)
    code = NEAR.get((there.date() - here.date()).days)
    return _said(f"{code}_dated", there, language) if code else moment(at, now, language)


def stamp(at: datetime, language: str) -> str:
    """Day with its year and time, for what is kept: 2026年3月1日 18:00."""
    return _said("other_year", at.astimezone(ZONE), language)


def short(at: datetime, language: str) -> str:
    """Day and time where the year goes without saying: 3月1日 18:00."""
    return _said("this_year", at.astimezone(ZONE), language)


def _said(code: str, there: datetime, language: str) -> str:
    said = {
        "year": there.year,
        "month": there.month,
        "day": there.day,
        "short": f"{there:%b}",
        "clock": f"{there:%H:%M}",
    }
    return words(catalogue("times")[code], said)[language]
