"""A fact as the log gives it back: with its place, its times and its actor."""

from __future__ import annotations

from datetime import datetime

import msgspec

from domain.facts import Fact


class Recorded(msgspec.Struct, frozen=True, gc=False):
    """One fact of the log, as every fold reads it.

    ``stream`` is the stream's UUID as 32 hex digits and ``version`` counts in it from 1;
    ``position`` is the one order of the whole log. Times are aware and UTC.
    """

    position: int
    stream: str
    version: int
    topic: str
    community: str
    actor: str
    recorded_at: datetime
    occurred_at: datetime
    fact: Fact
    cause: str | None = None
