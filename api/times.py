"""Times as people read them, in the community's time zone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

ZONE = ZoneInfo("Asia/Shanghai")


def local(at: datetime, language: str = "zh") -> str:
    """Day and time, 24-hour."""
    there = at.astimezone(ZONE)
    if language == "zh":
        return f"{there.month}月{there.day}日{there:%H:%M}"
    return f"{there:%d %b %H:%M}"
