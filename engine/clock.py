"""The clock is injected; nothing below the doors reads the machine's own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the present moment, aware and UTC."""


def system_clock() -> datetime:
    """The machine's clock."""
    return datetime.now(UTC)
