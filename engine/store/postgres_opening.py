"""Opening a store on PostgreSQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

import psycopg
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

from domain.refusal import Refused
from engine.store.log import Log
from engine.store.migrating import fit, migrate
from engine.store.migrations import SCHEMA_VERSION
from engine.store.postgres_datastore import NETWORK, Datastore
from engine.store.postgres_factory import PostgresStoreFactory
from engine.store.postgres_recorder import PostgresRecorder
from engine.store.postgres_signal import PostgresSignal
from engine.store.store import Store

#: connections kept open, and how many more there may be at once
POOL, OVERFLOW = 2, 18
#: seconds that a thread waits for one of them
PATIENCE = 15.0


def open_postgres(url: str, clock: Callable[[], datetime], exclusive: bool, create: bool) -> Store:
    """Open a database by a libpq address; ``schema`` in its query names where the tables are."""
    conninfo, schema = address(url)
    version = database_version(conninfo, schema)
    fit(version, exclusive=exclusive, create=create)
    if version < SCHEMA_VERSION:
        make_schema(conninfo, schema)
    store = postgres_store(conninfo, schema, clock)
    if version < SCHEMA_VERSION:
        migrate(store.recorder)
    return store


def postgres_store(
    conninfo: dict[str, Any],
    schema: str,
    clock: Callable[[], datetime],
    closing: Iterable[Callable[[], None]] = (),
) -> Store:
    """The store of a schema, whatever is in it."""
    datastore = Datastore(
        conninfo,
        schema=schema,
        pool_size=POOL,
        max_overflow=OVERFLOW,
        connect_timeout=PATIENCE,
    )
    log = Log(PostgresStoreFactory({"CREATE_TABLE": "n"}, datastore))
    recorder = log.recorder
    assert isinstance(recorder, PostgresRecorder)
    recorder.clock = clock
    head = f'SELECT max(last_position) FROM "{schema}".{recorder.commits_table_name}'
    return Store(log, PostgresSignal(conninfo, recorder.channel_name, head), closing)


def address(url: str) -> tuple[dict[str, Any], str]:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Refused("store_url_unknown", url="postgresql") from None
    query = dict(parse_qsl(parts.query))
    schema = query.pop("schema", "public")
    if not schema.isidentifier():
        raise Refused("store_url_unknown", url=parts.scheme, schema=schema)
    try:
        return conninfo_to_dict(urlunsplit(parts._replace(query=urlencode(query)))), schema
    except (psycopg.Error, ValueError) as error:
        raise Refused("store_url_unknown", url=parts.scheme) from error


def database_version(conninfo: dict[str, Any], schema: str) -> int:
    """The schema version of a database, 0 where no store is in it yet."""
    try:
        with psycopg.connect(**{**NETWORK, **conninfo}, autocommit=True) as connection:
            table = connection.execute(
                "SELECT 1 FROM information_schema.tables "
                "WHERE table_schema = %s AND table_name = 'store_meta'",
                (schema,),
            ).fetchone()
            if table is None:
                return 0
            found = connection.execute(
                SQL("SELECT value FROM {}.store_meta WHERE key = 'schema_version'").format(
                    Identifier(schema)
                )
            ).fetchone()
            return int(found[0]) if found else 0
    except psycopg.OperationalError as error:
        raise Refused("store_unreachable", reason=str(error)) from error


def make_schema(conninfo: dict[str, Any], schema: str) -> None:
    """Make the schema; asking first, for naming a schema that is there needs rights too."""
    with psycopg.connect(**conninfo, autocommit=True) as connection:
        there = connection.execute(
            "SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)
        ).fetchone()
        if there is None:
            connection.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(schema)))
