"""Reading the log on PostgreSQL: tuples, in binary, by prepared statements."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg
from eventsourcing.persistence import Notification, PersistenceError, StoredEvent
from eventsourcing.postgres import PostgresApplicationRecorder
from psycopg.rows import tuple_row

from domain.refusal import Refused
from engine.store.postgres_datastore import Datastore
from engine.store.postgres_troubles import Lost, postgres_trouble

_MOST = 2**63 - 1
_Rows = list[tuple[Any, ...]]
#: how often something is tried on connections that are lost, and the pause between, in seconds
ATTEMPTS, PAUSE = 6, 0.5


class PostgresReads(PostgresApplicationRecorder):
    """The library's recorder, reading plain tuples; and the few reads that it does not know."""

    datastore: Datastore

    def select(self, statement: str, parameters: Sequence[Any] = ()) -> _Rows:
        """The rows of a query with ``?`` for parameters; asked again on a connection lost."""
        stored = [_storable(p) for p in parameters]
        for _ in range(ATTEMPTS):
            try:
                return self._select(marked(statement), stored)
            except PersistenceError as error:
                self.may_try_again(error)
        raise Refused("store_unreachable")

    def may_try_again(self, error: PersistenceError) -> None:
        """Pause when the connection was lost; raise what any other trouble is."""
        trouble = postgres_trouble(error, self.events_table_name)
        if trouble is None:
            raise error
        if not isinstance(trouble, Lost):
            raise trouble from error
        time.sleep(PAUSE)
        self.datastore.look_over()

    def _select(self, statement: str, parameters: Sequence[Any]) -> _Rows:
        with (
            self.datastore.kept() as connection,
            connection.cursor(row_factory=tuple_row, binary=True) as cursor,
        ):
            cursor.execute(statement, parameters, prepare=True)
            return cursor.fetchall()

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement in a transaction of its own."""
        with self.plainly(), self.datastore.get_connection() as connection:
            connection.execute(marked(statement), [_storable(p) for p in parameters])

    def forget(self) -> None:
        """Let what was deleted be overwritten; archives of the server's journal keep it."""
        self.execute("VACUUM directory_people, directory_texts, directory_receipts")

    def stream(self, stream: UUID, since: int = 1) -> _Rows:
        """Topic, state and digest of every fact of a stream from a version on, in order."""
        return self.select(
            f"SELECT topic, state, digest FROM {self.events_table_name} "
            "WHERE originator_id = ? AND originator_version >= ? ORDER BY originator_version",
            (stream, since),
        )

    def streams(self, streams: Iterable[UUID]) -> Iterator[tuple[Any, ...]]:
        """The same of several, each row with its stream's 32 digits first, stream by stream.

        ``OFFSET 0`` keeps PostgreSQL from reading the whole log instead of the index, as it would
        where it has no statistics yet, or old ones.
        """
        yield from self.select(
            "SELECT encode(uuid_send(s.id), 'hex'), e.topic, e.state, e.digest "
            "FROM unnest(?::uuid[]) WITH ORDINALITY AS s (id, n) CROSS JOIN LATERAL ("
            "SELECT originator_version, topic, state, digest "
            f"FROM {self.events_table_name} WHERE originator_id = s.id OFFSET 0) e "
            "ORDER BY s.n, e.originator_version",
            (list(streams),),
        )

    @contextmanager
    def connection(self, *, write: bool = False) -> Iterator[psycopg.Connection[Any]]:
        """A raw connection; writers need no turns here."""
        with self.plainly(), self.datastore.raw() as connection:
            yield connection

    @contextmanager
    def plainly(self) -> Iterator[None]:
        """Troubles are told in the store's own words, where it has any; nothing is tried again."""
        try:
            yield
        except PersistenceError as error:
            trouble = postgres_trouble(error, self.events_table_name)
            if trouble is None:
                raise
            if isinstance(trouble, Lost):
                self.datastore.look_over()
                trouble = Refused("store_unreachable")
            raise trouble from error

    def key(self, stream: UUID) -> UUID:
        """A stream as the table holds it."""
        return stream

    def select_events(
        self,
        originator_id: UUID | str,
        *,
        gt: int | None = None,
        lte: int | None = None,
        desc: bool = False,
        limit: int | None = None,
    ) -> Sequence[StoredEvent]:
        rows = self.select(
            f"SELECT originator_version, topic, state FROM {self.events_table_name} "
            "WHERE originator_id = ? AND originator_version > ? AND originator_version <= ? "
            f"ORDER BY originator_version {'DESC' if desc else 'ASC'} LIMIT ?",
            (
                originator_id,
                -1 if gt is None else gt,
                _MOST if lte is None else lte,
                _MOST if limit is None else limit,
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
        among = "AND topic = ANY (?) " if topics else ""
        rows = self.select(
            "SELECT originator_id, originator_version, topic, state, position "
            f"FROM {self.events_table_name} "
            f"WHERE position > ? AND position <= ? {among}ORDER BY position LIMIT ?",
            (after, _MOST if stop is None else stop, *([list(topics)] if topics else []), limit),
        )
        return [Notification(*row) for row in rows]


def _storable(parameter: Any) -> Any:
    """PostgreSQL's texts hold every character but this one."""
    return parameter.replace("\0", "") if isinstance(parameter, str) else parameter


def marked(statement: str) -> str:
    """A statement with psycopg's marks for parameters; none of ours has a ``?`` or ``%`` in it."""
    return statement.replace("?", "%s")
