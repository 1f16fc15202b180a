"""The four modes, which of several prevails, and which cases and alerts an activation settles."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

PEACETIME, RECOVERY, ALERT, WARTIME = "peacetime", "recovery", "alert", "wartime"

#: from the calmest to the gravest
MODES = (PEACETIME, RECOVERY, ALERT, WARTIME)

_GRAVITY = {mode: gravity for gravity, mode in enumerate(MODES)}


def gravest(modes: Iterable[str]) -> str:
    """The mode that prevails over the others; peacetime when there is none."""
    return max(modes, key=lambda mode: _GRAVITY.get(mode, 0), default=PEACETIME)


class Activated(Protocol):
    """What a mode comes from: an activation, as the community or the board remembers it."""

    @property
    def id(self) -> str: ...
    @property
    def grids(self) -> Sequence[str]: ...
    @property
    def mode(self) -> str: ...
    @property
    def drill(self) -> bool: ...
    @property
    def case(self) -> str | None: ...


def settles(ended: Activated, running: Iterable[Activated], id: str, grid: str | None) -> bool:
    """Whether the end of an activation closes a case, or an alert, of a grid.

    It closes what it was started for, what lies in its grids, and with the last that runs what
    lies in none; never what another answers. Drills and routine work answer nothing.
    """
    if ended.drill:
        return False
    others = [a for a in running if a.id != ended.id and not a.drill and a.mode != PEACETIME]
    if any(a.case == id or grid in a.grids for a in others):
        return False
    if ended.case == id:
        return True
    if ended.mode == PEACETIME:
        return False
    return grid in ended.grids if grid is not None else not others
