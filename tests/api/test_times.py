"""Times in texts: said as the page says them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from api.times import dated, moment

CHINA = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 3, 1, 13, 0, tzinfo=CHINA)


@pytest.mark.parametrize(
    ("at", "zh", "en"),
    [
        (datetime(2026, 3, 1, 8, 5, tzinfo=CHINA), "今天08:05", "today 08:05"),
        (datetime(2026, 3, 2, 0, 0, tzinfo=CHINA), "明天00:00", "tomorrow 00:00"),
        (datetime(2026, 2, 28, 23, 59, tzinfo=CHINA), "昨天23:59", "yesterday 23:59"),
        (datetime(2026, 3, 9, 18, 0, tzinfo=CHINA), "3月9日 18:00", "9 Mar 18:00"),
        (datetime(2025, 12, 31, 18, 0, tzinfo=CHINA), "2025年12月31日 18:00", "31 Dec 2025 18:00"),
    ],
)
def test_the_day_is_named_when_near_and_dated_otherwise(at: datetime, zh: str, en: str) -> None:
    assert (moment(at, NOW, "zh"), moment(at, NOW, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("at", "zh", "en"),
    [
        (
            datetime(2026, 3, 2, 2, 30, tzinfo=CHINA),
            "明天（3月2日）02:30",
            "tomorrow (2 Mar) 02:30",
        ),
        (datetime(2026, 3, 1, 8, 5, tzinfo=CHINA), "今天（3月1日）08:05", "today (1 Mar) 08:05"),
        (datetime(2026, 3, 9, 18, 0, tzinfo=CHINA), "3月9日 18:00", "9 Mar 18:00"),
    ],
)
def test_what_is_read_on_another_day_has_the_date_beside_the_day(
    at: datetime, zh: str, en: str
) -> None:
    assert (dated(at, NOW, "zh"), dated(at, NOW, "en")) == (zh, en)
