"""Times as the store keeps them: whole microseconds since 1970, UTC."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


def micros(at: datetime) -> int:
    """An aware time as microseconds, exactly."""
    return (at - EPOCH) // _MICROSECOND


def moment(micros: int) -> datetime:
    """Microseconds as an aware time, exactly."""
    return EPOCH + timedelta(microseconds=micros)
