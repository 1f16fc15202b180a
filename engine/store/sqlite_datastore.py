"""Connections to SQLite: one writer at a time, in turn, and readers that never wait for it."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import local
from time import monotonic
from typing import Any

from eventsourcing.persistence import ConnectionUnavailableError, OperationalError
from eventsourcing.sqlite import (
    SQLiteConnection,
    SQLiteConnectionPool,
    SQLiteCursor,
    SQLiteDatastore,
    SQLiteTransaction,
)

#: seconds that a write waits for the writers before it, here and in other processes
LOCK_TIMEOUT = 30
#: what every connection is told; ``secure_delete`` makes erasing a person more than unlinking
PRAGMAS = ("synchronous=FULL", "secure_delete=ON", "temp_store=MEMORY")


def configure(connection: sqlite3.Connection) -> None:
    """Make commits durable and deletions real on a connection."""
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


class Transaction(SQLiteTransaction):
    """The library's transaction, which takes the write lock before it reads what to write on."""

    def __enter__(self) -> SQLiteCursor:
        cursor = self.connection.cursor()
        try:
            cursor.execute("BEGIN IMMEDIATE" if self.commit else "BEGIN")
        except sqlite3.OperationalError as error:
            raise OperationalError(error) from error
        return cursor


class Connection(SQLiteConnection):
    """The library's connection, with our transaction."""

    @contextmanager
    def transaction(self, *, commit: bool) -> Iterator[SQLiteCursor]:
        with Transaction(self, commit=commit) as cursor, cursor:
            yield cursor


class Pool(SQLiteConnectionPool):
    """The library's pool, where a writer queues outside the queue of the readers."""

    def _create_connection(self) -> Connection:
        made = super()._create_connection()
        configure(made._sqlite_conn)
        return Connection(made._sqlite_conn, self.max_age)

    def get_connection(
        self, timeout: float | None = None, *, is_writer: bool | None = None
    ) -> SQLiteConnection:
        """A connection; a request to write waits for the writers before it, and holds up nobody."""
        if not is_writer or self.is_sqlite_memory_mode:
            return super().get_connection(timeout, is_writer=is_writer)
        timeout, started = self.pool_timeout if timeout is None else timeout, monotonic()
        if not self._writer_lock.acquire(timeout=timeout):
            raise ConnectionUnavailableError("another write did not end in time")
        try:
            connection = super().get_connection(max(0.0, timeout - monotonic() + started))
        except BaseException:
            self._writer_lock.release()
            raise
        self._num_writers += 1
        connection.is_writer = True  # so that giving it back releases the lock
        return connection


class Datastore(SQLiteDatastore):
    """A database file: the library's connections for writing, raw ones for reading."""

    def __init__(self, path: str, *, wait: int = LOCK_TIMEOUT, **settings: Any) -> None:
        super().__init__(path, lock_timeout=wait, pool_timeout=wait, **settings)
        self.pool = Pool(db_name=path, lock_timeout=wait, pool_timeout=wait)
        self.path, self._wait = path, wait
        self._idle: deque[sqlite3.Connection] = deque(maxlen=16)
        self._turn = local()
        self._closed = False

    def _connect(self) -> sqlite3.Connection:
        raw = sqlite3.connect(
            self.path,
            uri=True,
            timeout=self._wait,
            isolation_level=None,
            check_same_thread=False,
        )
        configure(raw)
        return raw

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A raw connection in autocommit mode, with plain tuples; a transaction left is undone."""
        try:
            raw = self._idle.pop()
        except IndexError:
            raw = self._connect()
        try:
            yield raw
        finally:
            if raw.in_transaction:
                raw.rollback()
            if self._closed or len(self._idle) == self._idle.maxlen:
                raw.close()
            else:
                self._idle.append(raw)

    @contextmanager
    def get_connection(self, *, commit: bool) -> Iterator[SQLiteConnection]:
        """A connection; a thread that writes alone gets the one that has the turn already."""
        held: SQLiteConnection | None = getattr(self._turn, "held", None)
        if commit and held is not None:
            yield held
            return
        with super().get_connection(commit=commit) as connection:
            yield connection

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep the turn to write until the end, whatever this thread writes by then."""
        with self.get_connection(commit=True) as connection:
            before = getattr(self._turn, "held", None)
            self._turn.held = connection
            try:
                yield
            finally:
                self._turn.held = before

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """A raw connection that has the turn to write among the threads of this process."""
        with self.get_connection(commit=True), self.reading() as raw:
            yield raw

    def close(self) -> None:
        """Close every connection that is not in use; those in use close when given back."""
        self._closed = True
        super().close()
        while True:
            with suppress(sqlite3.Error):
                try:
                    self._idle.pop().close()
                except IndexError:
                    return

    def __del__(self) -> None:
        with suppress(AttributeError):
            self.close()
