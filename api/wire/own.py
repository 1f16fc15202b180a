"""The stream of one person of the roster: that something of theirs changed, and never what."""

from __future__ import annotations

from collections.abc import Iterable

from api.sse import Filter
from api.wire.broadcast import Broadcast
from api.wire.listener import Listener
from api.wire.ring import Piece
from api.wire.stream import EventStream


class OwnStream(EventStream):
    """Positions at which something happened to a person, in their groups or their community.

    They read their own screen again; that many are told of each event costs one look-up each.
    Whoever comes back after a break is told once that there may be something new.
    """

    def __init__(
        self, broadcast: Broadcast, listener: Listener, subjects: Iterable[str], after: int
    ) -> None:
        super().__init__(broadcast, listener, Filter(), after, origin="", pages=_missed)
        self._subjects = tuple(subjects)

    def _of(self, piece: Piece) -> bytes:
        last = piece.last(self._subjects)
        return moved(last) if last > self._position else b""


def moved(position: int) -> bytes:
    """A line of the stream: something is new as of a position."""
    return b'id: %d\ndata: {"position":%d}\n\n' % (position, position)


def _missed(after: int, until: int) -> tuple[bytes, int]:
    return moved(until), until
