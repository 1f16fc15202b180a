"""The newest events, each encoded once, for all who stand at the head of the log."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

import msgspec

from api.sse import Filter

#: bytes of events that one piece of a stream may have: what lies in a slow reader's way at once
PIECE = 64 * 1024
#: bytes of events that are kept; whoever is further behind reads the store
KEPT = 4 * 1024 * 1024
#: so many different questions to a piece are answered from memory, others anew
_QUESTIONS = 8
#: single events make small pieces
_MOST_PIECES = 1000


class Entry(msgspec.Struct, frozen=True, gc=False):
    """An event: what it is chosen by, and its lines in a stream."""

    position: int
    community: str
    topic: str
    activation: str | None
    lines: bytes
    #: the stream that it is of, and the people whom it names
    subjects: tuple[str, ...] = ()


class Piece:
    """Events one after another, and what each question to them is answered."""

    __slots__ = ("_last", "_told", "entries", "size", "until")

    def __init__(self, entries: Sequence[Entry], until: int) -> None:
        self.entries, self.until = entries, until
        self.size = sum(len(e.lines) for e in entries)
        self._told: dict[tuple[Filter, str], bytes] = {}
        self._last: dict[str, int] | None = None

    def last(self, subjects: Iterable[str]) -> int:
        """The position of the last event about any of some streams or people; 0 without one."""
        if self._last is None:
            self._last = {one: e.position for e in self.entries for one in e.subjects}
        return max((self._last.get(one, 0) for one in subjects), default=0)

    def told(self, wanted: Filter, origin: str, after: int) -> bytes:
        """Lines of the events of a filter after a position, the same object for all who ask so."""
        if self.entries and after >= self.entries[0].position:
            return self._join(wanted, origin, after)
        lines = self._told.get((wanted, origin))
        if lines is None:
            lines = self._join(wanted, origin, after)
            if len(self._told) < _QUESTIONS:
                self._told[wanted, origin] = lines
        return lines

    def _join(self, wanted: Filter, origin: str, after: int) -> bytes:
        lines = b"".join(
            e.lines
            for e in self.entries
            if e.position > after and wanted.takes(e.community, e.topic, e.activation)
        )
        return placed(lines, origin)


def placed(lines: bytes, origin: str) -> bytes:
    """The lines with their schemas at an origin: no text in them can hold a bare quote."""
    if not origin:
        return lines
    return lines.replace(b'"dataschema":"/', b'"dataschema":"' + origin.encode() + b"/")


class Ring:
    """Pieces from ``begin`` to ``end``: every event after the one up to the other is in them."""

    def __init__(self, at: int = 0, kept: int = KEPT) -> None:
        self.begin = self.end = at
        self._kept, self._size = kept, 0
        self._pieces: list[Piece] = []
        self._untils: list[int] = []

    def extend(self, entries: Sequence[Entry], until: int) -> None:
        """Take in all that was recorded up to a position."""
        some: list[Entry] = []
        size = 0
        for entry in entries:
            some.append(entry)
            size += len(entry.lines)
            if size >= PIECE:
                self._append(some, entry.position)
                some, size = [], 0
        if some or until > self.end:
            self._append(some, until)
        self._forget()

    def after(self, position: int) -> Piece | None:
        """The piece with what comes next after a position; ``None`` at the end."""
        at = bisect_right(self._untils, position)
        return self._pieces[at] if at < len(self._pieces) else None

    def _append(self, entries: Sequence[Entry], until: int) -> None:
        piece = Piece(entries, until)
        self._pieces.append(piece)
        self._untils.append(until)
        self._size += piece.size
        self.end = until

    def _forget(self) -> None:
        over = 0
        while over < len(self._pieces) - 1 and (
            self._size > self._kept or len(self._pieces) - over > _MOST_PIECES
        ):
            self._size -= self._pieces[over].size
            self.begin = self._pieces[over].until
            over += 1
        del self._pieces[:over], self._untils[:over]
