"""Reading the log on SQLite, over connections that wait for no writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

from eventsourcing.persistence import Notification, PersistenceError, StoredEvent
from eventsourcing.sqlite import SQLiteApplicationRecorder

from engine.store.sqlite_datastore import Datastore
from engine.store.sqlite_troubles import sqlite_trouble

_MOST = 2**63 - 1
#: streams asked for in one query
_SOME = 500


class SqliteReads(SQLiteApplicationRecorder):
    """The library's recorder, reading plain tuples; and the few reads that it does not know."""

    datastore: Datastore

    def select(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query with ``?`` for parameters."""
        with self.plainly(), self.datastore.reading() as connection:
            return connection.execute(statement, parameters).fetchall()

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement in a transaction of its own."""
        with self.connection(write=True) as connection:
            connection.execute(statement, parameters)

    def forget(self) -> None:
        """Overwrite what was deleted in the journal too; what readers still hold goes later."""
        self.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def stream(self, stream: UUID, since: int = 1) -> list[tuple[Any, ...]]:
        """Topic, state and digest of every fact of a stream from a version on, in order."""
        return self.select(
            f"SELECT topic, state, digest FROM {self.events_table_name} "
            "WHERE originator_id = ? AND originator_version >= ? ORDER BY originator_version",
            (stream.hex, since),
        )

    def streams(self, streams: Iterable[UUID]) -> Iterator[tuple[Any, ...]]:
        """The same of several, each row with its stream's 32 digits first, stream by stream."""
        keys = [stream.hex for stream in streams]
        for i in range(0, len(keys), _SOME):
            some = keys[i : i + _SOME]
            yield from self.select(
                f"SELECT originator_id, topic, state, digest FROM {self.events_table_name} "
                f"WHERE originator_id IN ({', '.join('?' * len(some))}) "
                "ORDER BY originator_id, originator_version",
                some,
            )

    @contextmanager
    def connection(self, *, write: bool = False) -> Iterator[sqlite3.Connection]:
        """A raw connection; with ``write``, one that waits for its turn among this process's."""
        taken = self.datastore.writing() if write else self.datastore.reading()
        with self.plainly(), taken as connection:
            yield connection

    @contextmanager
    def plainly(self) -> Iterator[None]:
        """Troubles are told in the store's own words, where it has any."""
        try:
            yield
        except (sqlite3.Error, PersistenceError) as error:
            trouble = sqlite_trouble(error, self.events_table_name, str(self.datastore.path))
            if trouble is None:
                raise
            raise trouble from error

    def key(self, stream: UUID) -> str:
        """A stream as the table holds it."""
        return stream.hex

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        key = originator_id.hex if isinstance(originator_id, UUID) else originator_id
        rows = self.select(
            f"SELECT originator_version, topic, state FROM {self.events_table_name} "
            "WHERE originator_id = ? AND originator_version > ? AND originator_version <= ? "
            f"ORDER BY originator_version {'DESC' if desc else 'ASC'} LIMIT ?",
            (
                key,
                -1 if gt is None else gt,
                _MOST if lte is None else lte,
                -1 if limit is None else limit,
            ),
        )
        return [StoredEvent(originator_id, *row) for row in rows]

    def select_notifications(
        self,
        start: int | None,
        limit: int,
        stop: int | None = None,
        topics: Sequence[str] = (),
        *,
        inclusive_of_start: bool = True,
    ) -> Sequence[Notification]:
        after = 0 if start is None else start - inclusive_of_start
        among = f"AND topic IN ({', '.join('?' * len(topics))}) " if topics else ""
        rows = self.select(
            "SELECT originator_id, originator_version, topic, state, position "
            f"FROM {self.events_table_name} "
            f"WHERE position > ? AND position <= ? {among}ORDER BY position LIMIT ?",
            (after, _MOST if stop is None else stop, *topics, limit),
        )
        return [Notification(self.convert_originator_id(row[0]), *row[1:]) for row in rows]
