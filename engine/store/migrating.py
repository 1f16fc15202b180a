"""Bringing the tables of a store to a version: one migration a transaction, one worker at a time.

The version stands in the store. While a store is being restored it stands there as a negative
number, by which nobody takes for a store what is none yet.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from domain.refusal import Refused
from engine.store.migrations import MIGRATIONS, SCHEMA_VERSION
from engine.store.recorder import LogRecorder


class _Words(NamedTuple):
    """How a database is told to begin, and what its version is."""

    begin: tuple[str, ...]
    version: str
    write: str


_WORDS = {
    "sqlite": _Words(("BEGIN IMMEDIATE",), "PRAGMA user_version", "PRAGMA user_version = {}"),
    "postgresql": _Words(
        (
            "BEGIN",
            "SELECT pg_advisory_xact_lock(hashtext('pingzhan'))",
            "CREATE TABLE IF NOT EXISTS store_meta (key text PRIMARY KEY, value text NOT NULL)",
        ),
        "SELECT value FROM store_meta WHERE key = 'schema_version'",
        "INSERT INTO store_meta VALUES ('schema_version', '{}') "
        "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    ),
}


def unfinished(version: int) -> int:
    """What stands for a version in a store that is being restored."""
    return -1 - version


def fit(version: int, *, exclusive: bool, create: bool, **where: str) -> None:
    """Refuse a store that is none, or that this Pingzhan may not bring to its own version."""
    if version < 0:
        raise Refused("store_unfinished", **where)
    if version > SCHEMA_VERSION:
        raise Refused("store_newer", version=version, **where)
    if version == 0 and not create:
        raise Refused("store_missing", **where)
    if version < SCHEMA_VERSION and not (exclusive or create):
        raise Refused("store_older", version=version, **where)


def migrate(recorder: LogRecorder, to: int = SCHEMA_VERSION) -> int:
    """Run the migrations that are missing up to a version; how many this process ran."""
    ran, words = 0, _WORDS[recorder.dialect]
    with recorder.connection(write=True) as connection:
        while _step(recorder, connection, words, to):
            ran += 1
    return ran


def _step(recorder: LogRecorder, connection: Any, words: _Words, to: int) -> bool:
    """Run the next migration, unless there is none or another worker was faster."""
    for statement in words.begin:
        connection.execute(statement)
    try:
        stands = _version(connection, words)
        version = unfinished(stands) if stands < 0 else stands
        if version >= to:
            connection.rollback()
            return False
        for statement in recorder.statements(MIGRATIONS[version]):
            connection.execute(statement)
        reached = version + 1 if stands >= 0 else unfinished(version + 1)
        connection.execute(words.write.format(reached))
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    return True


def _version(connection: Any, words: _Words) -> int:
    row = connection.execute(words.version).fetchone()
    return int(row[0]) if row else 0


def mark(recorder: LogRecorder, version: int) -> None:
    """Write down that a store is of a version, finished or not, in a transaction of its own."""
    words = _WORDS[recorder.dialect]
    with recorder.connection(write=True) as connection:
        for statement in words.begin:
            connection.execute(statement)
        connection.execute(words.write.format(version))
        connection.commit()
