"""What a community remembers of one case, one running of a playbook, and one act asked for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec


class Case(msgspec.Struct):
    """A case; ``ref`` is a directory text. It closes with the activation that it started."""

    id: str
    ref: str
    grid: str | None
    is_open: bool = True


class Activation(msgspec.Struct):
    """One running of a playbook; ``state`` is ``running``, ``stood_down`` or ``undone``.

    One that runs is ``recovering`` once its restrictions are released, and its mode says so.
    """

    id: str
    playbook: str
    digest: str
    grids: tuple[str, ...]
    mode: str
    at: datetime
    drill: bool = False
    level: str | None = None
    case: str | None = None
    authority: str | None = None
    planned_end: datetime | None = None
    forecasts: Mapping[str, datetime] = {}
    state: str = "running"
    #: every level that it was given, and when, in order
    levels: list[tuple[str, datetime]] = []
    pace: float = 1.0
    recovering: bool = False

    @property
    def is_running(self) -> bool:
        """Whether it has neither stood down nor been undone."""
        return self.state == "running"


class Request(msgspec.Struct, frozen=True):
    """An act that waits for a second person; ``activation`` is empty for a click."""

    act: str
    activation: str
    asker: str
    at: datetime
