"""The four modes, and which of several prevails."""

from __future__ import annotations

from collections.abc import Iterable

PEACETIME, RECOVERY, ALERT, WARTIME = "peacetime", "recovery", "alert", "wartime"

#: from the calmest to the gravest
MODES = (PEACETIME, RECOVERY, ALERT, WARTIME)

_GRAVITY = {mode: gravity for gravity, mode in enumerate(MODES)}


def gravest(modes: Iterable[str]) -> str:
    """The mode that prevails over the others; peacetime when there is none."""
    return max(modes, key=lambda mode: _GRAVITY.get(mode, 0), default=PEACETIME)
