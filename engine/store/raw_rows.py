"""The rows of the log as they lie there, whatever has become of them: what proving reads."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from engine.store.recorder import LogRecorder

_BATCH = 5000


class Fact(msgspec.Struct, gc=False):
    """A row of the log. ``odd`` names columns that hold a value of another type than written.

    What is odd or no text any more reads as empty, as a number -1, and as a text with marks in it.
    """

    position: int
    stream: str
    version: int
    topic: str
    state: bytes
    community: str | None
    recorded_at: int
    digest: bytes | None
    odd: str


class Saved(msgspec.Struct, gc=False):
    """A row of ``commits``."""

    first: int
    last: int
    recorded_at: int
    digest: bytes


class RawRows:
    """Reads facts and saves up to a position, in batches, and never fails for what is in them."""

    def __init__(self, recorder: LogRecorder, until: int) -> None:
        self._select, self._until = recorder.select, until
        self._events, self._sqlite = recorder.events_table_name, recorder.dialect == "sqlite"

    def facts(self) -> Iterator[Fact]:
        """Every fact in order of position."""
        columns, after = self._columns(), 0
        while rows := self._select(
            f"SELECT position, {columns} FROM {self._events} "
            "WHERE position > ? AND position <= ? ORDER BY position LIMIT ?",
            (after, self._until, _BATCH),
        ):
            for p, s, v, t, state, c, at, digest, odd in rows:
                place = None if c is None else _text(c)
                yield Fact(p, _text(s), v, _text(t), state, place, at, digest, odd.strip())
            after = rows[-1][0]

    def _columns(self) -> str:
        if not self._sqlite:
            stream = "encode(uuid_send(originator_id), 'hex')"
            return f"{stream}, originator_version, topic, state, community, recorded_at, digest, ''"
        # a column of SQLite holds values of any type, and a text may be none
        odd = [_odd(c, "text") for c in ("originator_id", "topic", "community")]
        odd += [_odd(c, "integer") for c in ("originator_version", "recorded_at")]
        odd += [_odd(c, "blob") for c in ("state", "digest")]
        texts = [f"CAST({c} AS BLOB)" for c in ("originator_id", "topic", "state", "community")]
        return ", ".join(
            (
                texts[0],
                _whole("originator_version"),
                *texts[1:],
                _whole("recorded_at"),
                "CAST(digest AS BLOB)",
                " || ".join(odd),
            )
        )

    def saves(self) -> Iterator[Saved]:
        """Every save in order."""
        first, at, digest = "first_position", "recorded_at", "digest"
        if self._sqlite:
            first, at, digest = _whole(first), _whole(at), f"CAST({digest} AS BLOB)"
        after = 0
        while rows := self._select(
            f"SELECT {first}, last_position, {at}, {digest} FROM commits "
            "WHERE last_position > ? AND last_position <= ? ORDER BY last_position LIMIT ?",
            (after, self._until, _BATCH),
        ):
            yield from (Saved(*row) for row in rows)
            after = rows[-1][1]

    def unsaved(self) -> int | None:
        """The first position that no save has, after all that have one."""
        rows = self._select(
            f"SELECT min(position) FROM {self._events} "
            "WHERE position > (SELECT coalesce(max(last_position), 0) FROM commits)"
        )
        return rows[0][0] if rows else None

    def cut_off(self) -> tuple[int, int] | None:
        """The positions after the last one that were given once: SQLite remembers by itself."""
        if not self._sqlite:
            return None
        rows = self._select(
            f"SELECT coalesce(max(position), 0), (SELECT CAST(max(seq) AS INTEGER) "
            f"FROM sqlite_sequence WHERE name = ?) FROM {self._events}",
            (self._events,),
        )
        there, given = rows[0]
        return (there + 1, given) if given is not None and there < given else None


def _odd(column: str, kind: str) -> str:
    return f"CASE WHEN typeof({column}) IN ('{kind}', 'null') THEN '' ELSE '{column} ' END"


def _whole(column: str) -> str:
    return f"CASE typeof({column}) WHEN 'integer' THEN {column} ELSE -1 END"


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode(errors="replace")
