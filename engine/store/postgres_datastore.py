"""Connections to PostgreSQL: the library's pool, opened with any address that libpq knows."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

import psycopg
from eventsourcing.postgres import PostgresDatastore
from psycopg.pq import TransactionStatus
from psycopg.rows import dict_row, tuple_row
from psycopg.sql import SQL, Identifier

#: seconds that a save waits for the saves before it
LOCK_TIMEOUT = 30
#: seconds after which a new connection is no longer retried, more slowly each time: the next who
#: asks for one begins afresh, so that a server that is back is soon found
RECONNECT_TIMEOUT = 2.0
#: what an address does not say itself: a server that is gone without a word is soon given up
NETWORK = {
    "connect_timeout": 5,
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}


class Datastore(PostgresDatastore):
    """The library's datastore; our tables are found in its schema by their bare names."""

    def __init__(self, conninfo: dict[str, Any], **settings: Any) -> None:
        settings.setdefault("lock_timeout", LOCK_TIMEOUT)
        super().__init__(dbname="", host="", port="", user="", password="", **settings)
        self.conninfo = conninfo
        self.pool.kwargs = {**NETWORK, **conninfo, "row_factory": dict_row}
        self.pool.reconnect_timeout = RECONNECT_TIMEOUT

    def after_connect_func(self) -> Callable[[psycopg.Connection[Any]], None]:
        """Make a new connection ready; no reference to the datastore is kept in it."""
        ready = super().after_connect_func()
        path = SQL("SET search_path TO {}").format(Identifier(self.schema))
        patience = SQL("SET lock_timeout TO {}").format(f"{self.lock_timeout}s")

        def after_connect(connection: psycopg.Connection[Any]) -> None:
            ready(connection)
            connection.execute(path)
            connection.execute(patience)

        return after_connect

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
