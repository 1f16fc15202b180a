"""The rows of a store, table by table, as plain values that any store takes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from engine.backup.form import Column, Table
from engine.backup.kept import TEXTS, is_kept, order
from engine.store import Store

#: rows read or written at once
BATCH = 2000
_SQLITE = {"INTEGER": "integer", "BIGINT": "integer", "TEXT": "text", "BLOB": "bytes"}
_POSTGRES = {"integer": "integer", "bigint": "integer", "smallint": "integer", "text": "text"}
_POSTGRES |= {"bytea": "bytes", "uuid": "uuid"}


class Rows:
    """The rows of a store as it stood when it was first looked at; of one connection."""

    def __init__(self, store: Store, connection: Any) -> None:
        self._connection, self._sqlite = connection, store.dialect == "sqlite"

    def tables(self, *, people: bool) -> list[Table]:
        """The tables that are kept, with their columns and how many rows they have."""
        names = (
            "SELECT name FROM sqlite_master WHERE type = 'table'"
            if self._sqlite
            else "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()"
        )
        kept = [row[0] for row in self._all(names) if is_kept(row[0], people=people)]
        return [self._table(name) for name in sorted(kept, key=order)]

    def _table(self, name: str) -> Table:
        (count,) = self._all(f"SELECT count(*) FROM {name}")[0]
        found = columns(self._connection, name, sqlite=self._sqlite)
        told = [Column(c.name, "text") if (name, c.name) in TEXTS else c for c in found]
        return Table(name, told, count)

    def read(self, table: Table) -> Iterator[list[tuple[Any, ...]]]:
        """The rows of a table in batches; facts and saves in order."""
        named = ", ".join(self._read_as(table.name, column) for column in table.columns)
        query = f"SELECT {named} FROM {table.name}"
        if order(table.name)[0] < 2:
            query += f" ORDER BY {'last_position' if table.name == 'commits' else 'position'}"
        if self._sqlite:
            cursor = self._connection.execute(query)
        else:
            cursor = self._connection.cursor(name="backup", binary=True)
            cursor.itersize = BATCH
            cursor.execute(query)
        texts = [(table.name, column.name) in TEXTS for column in table.columns]
        while rows := cursor.fetchmany(BATCH):
            yield [_plain(row, texts) for row in rows] if any(texts) else rows
        cursor.close()

    def _read_as(self, table: str, column: Column) -> str:
        if column.kind == "uuid" and not self._sqlite:
            return f"encode(uuid_send({column.name}), 'hex')"
        return column.name

    def one(self, query: str) -> tuple[Any, ...] | None:
        """The first row of a query."""
        rows = self._all(query)
        return rows[0] if rows else None

    def _all(self, query: str) -> list[tuple[Any, ...]]:
        rows: list[tuple[Any, ...]] = self._connection.execute(query).fetchall()
        return rows


def _plain(row: Sequence[Any], texts: Sequence[bool]) -> tuple[Any, ...]:
    return tuple(
        bytes(value).decode() if is_text and isinstance(value, bytes | memoryview) else value
        for value, is_text in zip(row, texts, strict=True)
    )


@contextmanager
def snapshot(store: Store) -> Iterator[Rows]:
    """One consistent look at a store, beside whoever writes to it."""
    begin = (
        "BEGIN"
        if store.dialect == "sqlite"
        else ("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
    )
    with store.connection() as connection:
        connection.execute(begin)
        yield Rows(store, connection)
        connection.rollback()


def columns(connection: Any, table: str, *, sqlite: bool) -> list[Column]:
    """The columns of a table in order, with the kind of what they hold."""
    if sqlite:
        rows = connection.execute(f"PRAGMA table_info({table})").fetchall()
        return [Column(row[1], _SQLITE.get(row[2].upper(), "real")) for row in rows]
    rows = connection.execute(
        "SELECT column_name, data_type FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND table_name = %s ORDER BY ordinal_position",
        (table,),
    ).fetchall()
    return [Column(row[0], _POSTGRES.get(row[1], "real")) for row in rows]


def write(store: Store, table: Table, rows: Iterator[tuple[Any, ...]]) -> None:
    """Put rows into a table of a store, a few thousand a transaction."""
    with store.connection(write=True) as connection:
        sqlite = store.dialect == "sqlite"
        kinds = {c.name: c.kind for c in columns(connection, table.name, sqlite=sqlite)}
        as_bytes = [kinds[c.name] == "bytes" and c.kind == "text" for c in table.columns]
        if any(as_bytes):
            rows = (_bytes(row, as_bytes) for row in rows)
        named = ", ".join(column.name for column in table.columns)
        if not sqlite:
            _copy(connection, table.name, named, rows)
            return
        marks = ", ".join("?" * len(table.columns))
        while batch := list(islice(rows, 10 * BATCH)):
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO {table.name} ({named}) VALUES ({marks})", batch)
            connection.commit()


def _bytes(row: tuple[Any, ...], as_bytes: Sequence[bool]) -> tuple[Any, ...]:
    return tuple(
        value.encode() if is_bytes and value is not None else value
        for value, is_bytes in zip(row, as_bytes, strict=True)
    )


def _copy(connection: Any, table: str, named: str, rows: Iterator[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor:
        with cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        # what the server numbers by itself goes on after the highest number
        for name, kind in ((c.name, c.kind) for c in columns(connection, table, sqlite=False)):
            if kind == "integer":
                cursor.execute(
                    f"SELECT setval(s, (SELECT coalesce(max({name}), 0) + 1 FROM {table}), false) "
                    "FROM pg_get_serial_sequence(%s, %s) AS s WHERE s IS NOT NULL",
                    (table, name),
                )


def write_refs(store: Store, made: Sequence[tuple[str, str]]) -> None:
    """Put entries into the index of a store, where they are not in it yet."""
    with store.connection(write=True) as connection:
        if store.dialect == "sqlite":
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany("INSERT OR IGNORE INTO refs VALUES (?, ?)", made)
            connection.commit()
        else:
            connection.execute(
                "INSERT INTO refs SELECT * FROM unnest(%s::text[], %s::text[]) "
                "ON CONFLICT DO NOTHING",
                ([key for key, _ in made], [value for _, value in made]),
            )
