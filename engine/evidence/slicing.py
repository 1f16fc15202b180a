"""One community's part of the log, with what is needed to prove it: digests and their anchors."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from engine.evidence.form import Head, LogLine, SaveLine
from engine.store import Store

_PAGE = 2000
_SAVES = 5000


class Slice:
    """The facts of a community after a position and up to one; both are ends of saves."""

    def __init__(self, store: Store, community: str, after: int, until: int) -> None:
        self._select, self._events = store.recorder.select, store.recorder.events_table_name
        self._key = store.recorder.key
        self.community, self.after, self.until = community, after, until
        sqlite = store.dialect == "sqlite"
        self._stream = "originator_id" if sqlite else "encode(uuid_send(originator_id), 'hex')"

    def lines(self) -> Iterator[LogLine]:
        """Every fact, in order of position."""
        known: set[str] = set()
        after = self.after
        while rows := self._select(
            f"SELECT position, {self._stream}, originator_version, topic, recorded_at, digest, "
            f"state FROM {self._events} WHERE community = ? AND position > ? AND position <= ? "
            "ORDER BY position LIMIT ?",
            (self.community, after, self.until, _PAGE),
        ):
            for position, stream, version, topic, at, digest, state in rows:
                anchor = ""
                if stream not in known and version > 1:
                    anchor = self._digest(stream, version - 1)
                known.add(stream)
                told = bytes(state).decode()
                yield LogLine(position, stream, version, topic, at, _hex(digest), told, anchor)
            after = rows[-1][0]

    def _digest(self, stream: str, version: int) -> str:
        rows = self._select(
            f"SELECT digest FROM {self._events} WHERE originator_id = ? AND originator_version = ?",
            (self._key(UUID(stream)), version),
        )
        return _hex(rows[0][0]) if rows else ""

    def saves(self) -> Iterator[SaveLine]:
        """Every save that holds some of the facts, in order."""
        ours = self._positions()
        position = next(ours, None)
        before, after = self.head(self.after).digest, self.after
        while position is not None and (saves := self._saves(after)):
            for first, last, at, digest in saves:
                held = 0
                while position is not None and position <= last:
                    held, position = held + 1, next(ours, None)
                if held:
                    others = [] if held == last - first + 1 else self._others(first, last)
                    yield SaveLine(first, last, at, before, _hex(digest), others)
                before = _hex(digest)
            after = saves[-1][1]

    def head(self, until: int) -> Head:
        """The last save of the log up to a position, whomever it is of."""
        rows = self._select(
            "SELECT last_position, digest FROM commits WHERE last_position <= ? "
            "ORDER BY last_position DESC LIMIT 1",
            (until,),
        )
        return Head(rows[0][0], _hex(rows[0][1])) if rows else Head(0, "")

    def _saves(self, after: int) -> list[tuple[int, int, int, bytes]]:
        return self._select(
            "SELECT first_position, last_position, recorded_at, digest FROM commits "
            "WHERE last_position > ? AND last_position <= ? ORDER BY last_position LIMIT ?",
            (after, self.until, _SAVES),
        )

    def _others(self, first: int, last: int) -> list[tuple[int, str]]:
        rows = self._select(
            f"SELECT position, digest FROM {self._events} WHERE position >= ? AND position <= ? "
            "AND (community IS NULL OR community <> ?) ORDER BY position",
            (first, last, self.community),
        )
        return [(position, _hex(digest)) for position, digest in rows]

    def _positions(self) -> Iterator[int]:
        after = self.after
        while rows := self._select(
            f"SELECT position FROM {self._events} WHERE community = ? AND position > ? "
            "AND position <= ? ORDER BY position LIMIT ?",
            (self.community, after, self.until, _SAVES),
        ):
            yield from (row[0] for row in rows)
            after = rows[-1][0]


def _hex(digest: bytes | None) -> str:
    return bytes(digest).hex() if digest is not None else ""
