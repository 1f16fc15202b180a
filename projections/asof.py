"""As-of: a community's board as it stood at a position, by the same fold as the live one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from domain.record import Recorded
from projections.board import fold
from projections.rows import MemoryRows

#: reads facts of a community after a position and up to one, in order of position
ReadCommunity = Callable[[str, int, int], list[Recorded]]


class Frames(Protocol):
    """Whole boards at earlier positions."""

    def latest(self, community: str, position: int) -> tuple[int, dict[str, Any]] | None:
        """The last one at or before a position: where it stands, and its documents."""


def board_at(
    read_community: ReadCommunity,
    community: str,
    position: int,
    keyframes: Frames | None = None,
) -> MemoryRows:
    """The board after the fact at a position: the keyframe before it, and its tail."""
    frame = keyframes.latest(community, position) if keyframes else None
    after, docs = frame or (0, {})
    rows = MemoryRows(docs)
    for r in read_community(community, after, position):
        fold(rows, r)
    return rows
