"""A store in the making: until it is whole nobody takes it for one, and if it fails it is gone."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from domain.refusal import Refused
from engine.store.migrating import mark, unfinished
from engine.store.migrations import MIGRATIONS, SCHEMA_VERSION
from engine.store.opening import file_version, locked, prepared, sqlite_store, telling_troubles
from engine.store.store import Store

if TYPE_CHECKING:
    import psycopg

Clock = Callable[[], datetime]

_MADE = re.compile(r"CREATE TABLE (?:IF NOT EXISTS )?(?:\{schema\}\.)?\{?(\w+)\}?")
#: every table that a store has, views apart
TABLES = tuple(
    dict.fromkeys(
        name for one in MIGRATIONS for said in one.postgresql for name in _MADE.findall(said)
    )
)


@contextmanager
def unfinished_store(url: str, clock: Clock) -> Iterator[Store]:
    """A place without tables, to be made a store of the present version by whoever fills it.

    What an interrupted attempt left there is thrown away first. Refuses ``store_not_empty``, and
    whatever opening a store does.
    """
    scheme, separator, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        making = _on_sqlite(Path(unquote(rest[1:])), clock)
    elif scheme in ("postgresql", "postgres") and separator:
        making = _on_postgres(url, clock)
    else:
        raise Refused("store_url_unknown", url=scheme)
    with making as store:
        mark(store.recorder, unfinished(0))
        yield store
        mark(store.recorder, SCHEMA_VERSION)


@contextmanager
def _on_sqlite(told: Path, clock: Clock) -> Iterator[Store]:
    path = prepared(told, create=True)
    lock = locked(path)
    try:
        with telling_troubles(path):
            _make_way(path)
            store = sqlite_store(path, clock)
            try:
                yield store
                store.recorder.forget()  # the journal into the file, and the file to the disk
            except BaseException:
                store.close()
                _remove(path)
                raise
            store.close()
    finally:
        lock.release()


def _make_way(path: Path) -> None:
    """Throw away what was not finished; refuse anything else."""
    version = file_version(path)
    if version < 0:
        _remove(path)
        return
    with closing(sqlite3.connect(path)) as file:
        if version or file.execute("SELECT 1 FROM sqlite_master").fetchone():
            raise Refused("store_not_empty", path=str(path))


def _remove(path: Path) -> None:
    for end in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + end).unlink(missing_ok=True)


@contextmanager
def _on_postgres(url: str, clock: Clock) -> Iterator[Store]:
    import psycopg

    from engine.store import postgres_opening as opening

    conninfo, schema = opening.address(url)
    version = opening.database_version(conninfo, schema)
    if version > 0:
        raise Refused("store_not_empty")
    opening.make_schema(conninfo, schema)
    with psycopg.connect(**conninfo, autocommit=True) as holding:
        _alone(holding, schema)
        if version < 0:
            _drop(holding, schema)
        elif _there(holding, schema):
            raise Refused("store_not_empty")
        store = opening.postgres_store(conninfo, schema, clock)
        try:
            yield store
        except BaseException:
            store.close()
            with suppress(psycopg.Error):
                _drop(holding, schema)
            raise
        store.close()


def _alone(connection: psycopg.Connection[Any], schema: str) -> None:
    """Hold off whoever else restores into a schema, for as long as the connection lives."""
    took = connection.execute(
        "SELECT pg_try_advisory_lock(hashtext('pingzhan restore'), hashtext(%s))", (schema,)
    ).fetchone()
    if took != (True,):
        raise Refused("store_in_use")


def _there(connection: psycopg.Connection[Any], schema: str) -> bool:
    row = connection.execute(
        "SELECT count(*) FROM pg_tables WHERE schemaname = %s AND tablename = ANY(%s)",
        (schema, list(TABLES)),
    ).fetchone()
    return bool(row and row[0])


def _drop(connection: psycopg.Connection[Any], schema: str) -> None:
    from psycopg.sql import SQL, Identifier

    with connection.transaction():
        for table in TABLES:
            name = Identifier(schema, table)
            connection.execute(SQL("DROP TABLE IF EXISTS {} CASCADE").format(name))
        append = Identifier(schema, "events_append")
        connection.execute(SQL("DROP FUNCTION IF EXISTS {}").format(append))
