"""The pace of a drill: how the clock of its story runs beside the clock on the wall."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import NamedTuple


class Pace(NamedTuple):
    """A story that began at ``t0`` and lives ``factor`` times as fast as the clock.

    The plan's spans and times of day are the story's; what is due is told in real time.
    """

    t0: datetime
    factor: float = 1.0

    def virtual(self, moment: datetime) -> datetime:
        """What time it is in the story at a real moment; aware and UTC."""
        moment = moment.astimezone(UTC)
        return moment if self.factor == 1.0 else self.t0 + (moment - self.t0) * self.factor

    def real(self, moment: datetime) -> datetime:
        """When it really is that time in the story; aware and UTC."""
        moment = moment.astimezone(UTC)
        return moment if self.factor == 1.0 else self.t0 + (moment - self.t0) / self.factor

    def span(self, span: timedelta) -> timedelta:
        """How long a span of the story really takes."""
        return span if self.factor == 1.0 else span / self.factor
