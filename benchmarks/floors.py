"""The floor: the rows of a save again, into the same tables, in a bare transaction."""

from __future__ import annotations

import sqlite3
from collections import deque
from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from urllib.parse import urlsplit

import psycopg

from api.house import House
from api.settings import Settings
from benchmarks.measuring import Took, stopwatch
from engine.store import Store
from engine.store.sqlite_datastore import configure

Rows = Mapping[str, Sequence[tuple[Any, ...]]]
"""Rows by table."""

#: fewer rows than this go faster by an insert than by COPY
FEW = 20
COPIED = {
    "events": ("int8", "uuid", "int8", "text", "bytea", "text", "int8", "bytea"),
    "refs": ("text", "text"),
}
#: PostgreSQL's table has its columns in another order
VIEWS = ("view_board", "view_due")


class Floor(Protocol):
    """Writes rows, and tells how long that took until they were durable."""

    def write(self, rows: Rows) -> Took:
        """From the beginning of the transaction to its commit."""
        ...


def floor(url: str) -> Floor:
    """A floor of the store's own tables in an empty database."""
    House(Settings(store=url)).close()
    return SqliteFloor(url) if url.startswith("sqlite") else PostgresFloor(url)


class SqliteFloor:
    """``executemany`` between BEGIN IMMEDIATE and COMMIT."""

    def __init__(self, url: str) -> None:
        self._connection = sqlite3.connect(urlsplit(url).path[1:], isolation_level=None)
        configure(self._connection)

    def write(self, rows: Rows) -> Took:
        """From the beginning of the transaction to its commit."""
        statements = [(_insert(table, some, "?"), some) for table, some in rows.items() if some]

        def transaction() -> None:
            self._connection.execute("BEGIN IMMEDIATE")
            for statement, some in statements:
                self._connection.executemany(statement, some)
            self._connection.execute("COMMIT")

        return stopwatch(transaction)


class PostgresFloor:
    """COPY in binary for what is much, pipelined inserts for what is little."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url, autocommit=True, prepare_threshold=0)

    def write(self, rows: Rows) -> Took:
        """From the beginning of the transaction to its commit."""
        many = {t: some for t, some in rows.items() if t in COPIED and len(some) >= FEW}
        few = {_insert(t, some, "%b"): some for t, some in rows.items() if some and t not in many}

        def transaction() -> None:
            with self._connection.transaction(), self._connection.cursor() as cursor:
                for table, some in many.items():
                    with cursor.copy(f"COPY {table} FROM STDIN (FORMAT BINARY)") as copy:
                        copy.set_types(COPIED[table])
                        for row in some:
                            copy.write_row(row)
                for statement, some in few.items():
                    cursor.executemany(statement, some)

        if many:
            return stopwatch(transaction)
        with self._connection.pipeline():
            return stopwatch(transaction)


def _insert(table: str, some: Sequence[tuple[Any, ...]], mark: str) -> str:
    insert = f"INSERT INTO {table} VALUES ({', '.join([mark] * len(some[0]))})"
    if table not in VIEWS:
        return insert
    ranked = ", rank = excluded.rank" if table == "view_due" else ""
    return f"{insert} ON CONFLICT (community, key) DO UPDATE SET doc = excluded.doc{ranked}"


def sliced(rows: Rows, parts: int) -> list[Rows]:
    """The same rows in so many parts, each with its share of every table."""
    return [
        {
            table: some[n * len(some) // parts : (n + 1) * len(some) // parts]
            for table, some in rows.items()
        }
        for n in range(parts)
    ]


class Copies:
    """The rows of each of a store's saves, to be written again one after the other."""

    def __init__(self, store: Store) -> None:
        self._store, self._position = store, 0
        self._refs: set[tuple[Any, ...]] = set()
        self._docs: dict[tuple[str, str, str], tuple[Any, ...]] = {}
        self._kept: deque[Rows] = deque()

    def next(self) -> Rows:
        """The rows of the oldest save that was kept and not given yet."""
        return self._kept.popleft()

    def keep(self) -> None:
        """Keep what was written since the last time."""
        self._kept.append(self.take())

    def stand_at(self, position: int) -> None:
        """Take only what was saved after a position, and every reference."""
        self._position = position

    def take(self) -> Rows:
        """New rows of the log, the directory and, where saves keep them, the inline views."""
        select, after = self._store.recorder.select, self._position
        self._position = self._store.head()
        refs = set(select("SELECT key, value FROM refs")) - self._refs
        self._refs |= refs
        rows = {
            "events": select("SELECT * FROM events WHERE position > ? ORDER BY position", (after,)),
            "commits": select("SELECT * FROM commits WHERE last_position > ?", (after,)),
            "directory_texts": select("SELECT * FROM directory_texts WHERE position > ?", (after,)),
            "directory_people": select(
                "SELECT * FROM directory_people WHERE position > ?", (after,)
            ),
            "refs": sorted(refs),
        }
        if self._store.inline:
            rows |= {table: self._changed(table) for table in VIEWS}
        return rows

    def _changed(self, table: str) -> list[tuple[Any, ...]]:
        changed = []
        for row in self._store.recorder.select(f"SELECT * FROM {table}"):
            place = (table, row[0], row[1])
            if self._docs.get(place) != row:
                self._docs[place] = row
                changed.append(row)
        return changed
