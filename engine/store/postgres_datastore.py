"""Connections to PostgreSQL: the library's pool, opened with any address that libpq knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from threading import local
from typing import Any

import psycopg
import psycopg_pool
from eventsourcing import persistence
from eventsourcing.postgres import ConnectionPool, PostgresDatastore
from psycopg.pq import TransactionStatus
from psycopg.rows import DictRow, dict_row, tuple_row
from psycopg.sql import SQL, Composed, Identifier

#: seconds that a save waits for the saves before it
LOCK_TIMEOUT = 30
#: seconds that one statement may take, unless the address's ``options`` say otherwise
STATEMENT_TIMEOUT = 120
#: seconds for which the pool retries a connection, more slowly each time, before it begins afresh:
#: a server that is back is found so soon, however long it was away
RECONNECT_TIMEOUT = 1.0
#: what an address does not say itself: a server that is gone without a word is soon given up
NETWORK = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}

_Pool = ConnectionPool[psycopg.Connection[DictRow]]


def _look_again(pool: psycopg_pool.ConnectionPool[Any]) -> None:
    if not pool.closed:
        pool.check()


def _told(error: psycopg.Error) -> persistence.PersistenceError:
    """An error of the driver's as the library tells it."""
    names = (kind.__name__ for kind in type(error).__mro__)
    kind = next(
        (k for n in names if (k := getattr(persistence, n, None))), persistence.DatabaseError
    )
    told: persistence.PersistenceError = kind(str(error))
    return told


class Datastore(PostgresDatastore):
    """The library's datastore; our tables are found in its schema by their bare names."""

    def __init__(self, conninfo: dict[str, Any], **settings: Any) -> None:
        settings.setdefault("lock_timeout", LOCK_TIMEOUT)
        super().__init__(dbname="", host="", port="", user="", password="", **settings)
        self.conninfo = conninfo
        self._turn = local()
        self.pool = self._patient(self.pool, {**NETWORK, **conninfo, "row_factory": dict_row})

    def _patient(self, made: _Pool, kwargs: dict[str, Any]) -> _Pool:
        """The library's pool, which never gives up looking for its server."""
        return ConnectionPool(
            connection_class=psycopg.Connection[DictRow],
            kwargs=kwargs,
            min_size=made.min_size,
            max_size=made.max_size,
            open=False,
            configure=self.after_connect_func(),
            timeout=made.timeout,
            max_waiting=made.max_waiting,
            max_lifetime=made.max_lifetime,
            reconnect_timeout=RECONNECT_TIMEOUT,
            reconnect_failed=_look_again,
        )

    def after_connect_func(self) -> Callable[[psycopg.Connection[Any]], None]:
        """Make a new connection ready; no reference to the datastore is kept in it."""
        ready = super().after_connect_func()
        path = SQL("SET search_path TO {}").format(Identifier(self.schema))
        patience = SQL("SET lock_timeout TO {}").format(f"{self.lock_timeout}s")

        # the library's own constructor asks before there is an address
        told = getattr(self, "conninfo", {}).get("options") or ""
        is_bounded = "statement_timeout" not in str(told)

        def after_connect(connection: psycopg.Connection[Any]) -> None:
            ready(connection)
            connection.execute(path)
            connection.execute(patience)
            if is_bounded:
                connection.execute(f"SET statement_timeout TO '{STATEMENT_TIMEOUT}s'")

        return after_connect

    @contextmanager
    def keeping(self, take: Composed, leave: Composed) -> Iterator[None]:
        """Keep a connection for this thread, on which something was taken that others wait for."""
        with self.get_connection() as connection:
            connection.execute(take)
            self._turn.kept = connection
            try:
                yield
            finally:
                self._turn.kept = None
                with suppress(psycopg.Error):
                    connection.execute(leave)

    @contextmanager
    def kept(self) -> Iterator[psycopg.Connection[Any]]:
        """The connection that this thread keeps, as long as it is not lost; else any."""
        kept: psycopg.Connection[Any] | None = getattr(self._turn, "kept", None)
        if kept is None or kept.closed:
            with self.get_connection() as connection:
                yield connection
            return
        try:
            yield kept
        except psycopg.Error as error:
            raise _told(error) from error

    def look_over(self) -> None:
        """After a connection was lost: put away the others that are lost too."""
        with suppress(psycopg.Error):
            self.pool.check()

    @contextmanager
    def raw(self) -> Iterator[psycopg.Connection[Any]]:
        """A connection in autocommit mode with tuple rows; a transaction left open is undone."""
        with self.get_connection() as pooled:
            connection: psycopg.Connection[Any] = pooled
            connection.row_factory = tuple_row
            try:
                yield connection
            finally:
                connection.row_factory = dict_row
                if connection.info.transaction_status not in (
                    TransactionStatus.IDLE,
                    TransactionStatus.UNKNOWN,
                ):
                    connection.rollback()
