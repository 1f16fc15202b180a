"""The log on SQLite: the library's recorder, inserting whole batches with their commit."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any, cast
from uuid import UUID

from eventsourcing.persistence import StoredEvent
from eventsourcing.sqlite import (
    SQLiteApplicationRecorder,
    SQLiteCursor,
    SQLiteFactory,
    SQLiteProcessRecorder,
)

from engine.store.digests import commit_digest
from engine.store.mapper import StoredFact
from engine.store.migrations import MIGRATIONS, Migration
from engine.store.moments import micros, moment
from engine.store.recorder import Inline
from engine.store.sqlite_datastore import Datastore
from engine.store.sqlite_directory import save_writes
from engine.store.sqlite_reads import SqliteReads
from engine.store.writes import Commit, Conflict, Writes

_HEAD = "SELECT last_position, recorded_at, digest FROM commits ORDER BY last_position DESC LIMIT 1"


def _now() -> datetime:
    return datetime.now(UTC)


class SqliteRecorder(SqliteReads):
    """Facts by stream and by position, a row of ``commits`` for each save."""

    dialect = "sqlite"

    def __init__(
        self,
        datastore: Datastore,
        events_table_name: str = "events",
        *,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__(datastore, events_table_name)
        self.clock = clock
        self.insert_events_statement = (
            f"INSERT INTO {events_table_name} (originator_id, originator_version, topic, state, "
            "community, digest, recorded_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
        )
        self.select_max_notification_id_statement = f"SELECT MAX(position) FROM {events_table_name}"

    def construct_create_table_statements(self) -> list[str]:
        # the library asks for a log that may be there already; a store is brought on instead
        return self.statements(MIGRATIONS[0])

    def statements(self, migration: Migration) -> list[str]:
        """What a migration runs here."""
        return [s.format(events=self.events_table_name) for s in migration.sqlite]

    def append(
        self, facts: Sequence[StoredFact], writes: Writes | None, inline: Inline | None
    ) -> Commit:
        """Save facts, and what goes beside them, in one transaction."""
        with self.plainly(), self.datastore.transaction(commit=True) as cursor:
            return self._append(cursor.sqlite_cursor, facts, writes, inline)

    def alone(self) -> AbstractContextManager[None]:
        """Let nobody else of this process save until the end."""
        return self.datastore.alone()

    def _append(
        self,
        cursor: sqlite3.Cursor,
        facts: Sequence[StoredFact],
        writes: Writes | None = None,
        inline: Inline | None = None,
    ) -> Commit:
        cursor.row_factory = None
        last, then, before = cursor.execute(_HEAD).fetchone() or (0, 0, b"")
        at = max(micros(self.clock()), then)
        first = last + 1
        if facts and writes is not None and writes.unmoved:
            self._stand(cursor, writes.unmoved)
        if facts:
            first, last = self._insert(cursor, facts, at)
            chained = commit_digest(before, at, [f.digest for f in facts])
            cursor.execute("INSERT INTO commits VALUES (?, ?, ?, ?)", (last, first, at, chained))
        if writes:
            save_writes(cursor, writes, last)
        commit = Commit(first, last, moment(at))
        if inline is not None and facts:
            inline(cursor, commit)
        return commit

    def _stand(self, cursor: sqlite3.Cursor, unmoved: Sequence[tuple[UUID, int]]) -> None:
        """Refuse a save that rests on what somebody has changed."""
        last = (
            f"SELECT coalesce(max(originator_version), 0) FROM {self.events_table_name} "
            "WHERE originator_id = ?"
        )
        for stream, version in unmoved:
            if cursor.execute(last, (self.key(stream),)).fetchone()[0] != version:
                raise Conflict(f"{stream} has moved from {version}")

    def _insert(
        self, cursor: sqlite3.Cursor, facts: Sequence[StoredFact], at: int
    ) -> tuple[int, int]:
        """Insert facts; their positions follow each other, for nobody else can write now."""
        rows, stream, key = [], None, ""
        for f in facts:
            if f.originator_id is not stream:
                stream = f.originator_id
                key = stream.hex if isinstance(stream, UUID) else stream
            rows.append((key, f.originator_version, f.topic, f.state, f.community, f.digest, at))
        cursor.executemany(self.insert_events_statement, rows)
        last: int = cursor.execute("SELECT last_insert_rowid()").fetchone()[0]
        return last - len(rows) + 1, last

    def _insert_events(
        self, c: SQLiteCursor, stored_events: Sequence[StoredEvent], **_: Any
    ) -> Sequence[int] | None:
        """The library's way in: for facts, and for events of its own, which have no digest."""
        facts = [
            e
            if isinstance(e, StoredFact)
            else StoredFact(cast(UUID, e.originator_id), e.originator_version, e.topic, e.state)
            for e in stored_events
        ]
        if not facts:
            return []
        commit = self._append(c.sqlite_cursor, facts)
        return list(range(commit.first, commit.last + 1))


class SqliteProcessRecorder(SQLiteProcessRecorder, SqliteRecorder):
    """The library's process recorder over our log."""

    def __init__(self, datastore: Datastore, *, events_table_name: str = "events") -> None:
        super().__init__(datastore, events_table_name=events_table_name)


class SqliteStoreFactory(SQLiteFactory):
    """The library's factory, making our recorders over our connections."""

    application_recorder_class: type[SQLiteApplicationRecorder] = SqliteRecorder
    process_recorder_class: type[SQLiteProcessRecorder] = SqliteProcessRecorder

    def __init__(self, env: Any) -> None:
        super().__init__(env)
        self.datastore.close()
        self.datastore: Datastore = Datastore(
            str(self.env.get(self.SQLITE_DBNAME)),
            single_row_tracking=self.datastore.single_row_tracking,
            originator_id_type=self.datastore.originator_id_type,
        )
