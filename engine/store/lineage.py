"""Which log a store holds, and from which it was restored: positions mean something in one log.

A restored log has an id of its own, for what comes after its last restored fact gets positions
that the log of which it was made has given to other facts, or will.
"""

from __future__ import annotations

from collections.abc import Sequence
from secrets import token_hex

import msgspec

from engine.store.store import Store


class Ancestor(msgspec.Struct, frozen=True):
    """A log that this one was restored from, and the last position that both have in common."""

    log: str
    position: int


def lineage(store: Store) -> list[Ancestor]:
    """The logs from which this one came, the nearest first."""
    rows = store.recorder.select("SELECT value FROM store_meta WHERE key = 'lineage'")
    return msgspec.json.decode(rows[0][0], type=list[Ancestor]) if rows else []


def common(store: Store, log_id: str) -> int | None:
    """Up to which position a log is the same as this store's; ``None`` for a stranger.

    Whoever followed that log no further may go on from where they are; whoever followed it further
    goes back to there, and drops what they took since.
    """
    if log_id == store.log_id:
        return store.head()
    shared: int | None = None
    for ancestor in lineage(store):
        shared = ancestor.position if shared is None else min(shared, ancestor.position)
        if ancestor.log == log_id:
            return shared
    return None


def fork(store: Store, line: Sequence[Ancestor]) -> str:
    """Give a store that was just restored an id of its own, and where it came from; the id."""
    log_id = token_hex(16)
    for key, value in (("log_id", log_id), ("lineage", msgspec.json.encode(line).decode())):
        store.recorder.execute(
            "INSERT INTO store_meta VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )
    return log_id
