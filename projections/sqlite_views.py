"""Views on SQLite."""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from projections.stored import StoredViews
from projections.working import Row


class SqliteTable:
    """The table of a view on SQLite, where a lookup costs microseconds."""

    is_far = False

    def __init__(self, cursor: sqlite3.Cursor, name: str, ranked: bool) -> None:
        self._cursor, self._name, self._ranked = cursor, f"view_{name}", ranked

    def fetch(self, community: str, key: str) -> bytes | None:
        """One document."""
        row = self._cursor.execute(
            f"SELECT doc FROM {self._name} WHERE community = ? AND key = ?", (community, key)
        ).fetchone()
        return row[0] if row else None

    def fetch_many(self, wanted: Collection[tuple[str, str]]) -> list[tuple[str, str, bytes]]:
        """Those of the documents that there are."""
        found = ((community, key, self.fetch(community, key)) for community, key in wanted)
        return [(community, key, blob) for community, key, blob in found if blob is not None]

    def scan(self, community: str, prefix: str) -> list[tuple[str, bytes]]:
        """A community's documents whose key begins so."""
        return self._cursor.execute(
            f"SELECT key, doc FROM {self._name} "
            "WHERE community = ? AND key >= ? AND substr(key, 1, ?) = ?",
            (community, prefix, len(prefix), prefix),
        ).fetchall()

    def upsert(self, rows: Sequence[Row]) -> None:
        """Write documents."""
        ranked = self._ranked
        self._cursor.executemany(
            f"INSERT INTO {self._name} VALUES (?, ?, ?{', ?' if ranked else ''}) "
            "ON CONFLICT (community, key) DO UPDATE SET doc = excluded.doc"
            f"{', rank = excluded.rank' if ranked else ''}",
            rows if ranked else [row[:3] for row in rows],
        )

    def delete(self, keys: Sequence[tuple[str, str]]) -> None:
        """Remove documents."""
        self._cursor.executemany(f"DELETE FROM {self._name} WHERE community = ? AND key = ?", keys)


class SqliteViews(StoredViews):
    """The views of an SQLite file. Commands may keep the inline ones in their own transaction."""

    holds = "instr(doc, ?) > 0"
    has_table = "SELECT count(*) FROM sqlite_master WHERE name = ?"

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Cursor]:
        """A cursor in a transaction that commits at the end, or leaves nothing behind."""
        with self._write() as connection, _unhurried(connection):
            cursor: sqlite3.Cursor = connection.cursor()
            cursor.execute("BEGIN IMMEDIATE")
            try:
                yield cursor
                connection.commit()
            except BaseException:
                connection.rollback()
                raise

    def table(self, cursor: Any, name: str) -> SqliteTable:
        """The table of a view, or of one being rebuilt."""
        return SqliteTable(cursor, name, self.view(name).rank is not None)

    def lock(self, cursor: Any, names: Sequence[str]) -> dict[str, int]:
        """Where views stand; the transaction holds the whole file already."""
        marks = ", ".join("?" * len(names))
        return dict(
            cursor.execute(
                f"SELECT view, position FROM view_positions WHERE view IN ({marks})", names
            ).fetchall()
        )

    def query(self, statement: str, parameters: Sequence[Any]) -> list[Any]:
        """The rows of a query in one consistent look."""
        with self._connect() as connection:
            rows: list[Any] = connection.execute(statement, parameters).fetchall()
            return rows

    def execute(self, cursor: Any, statement: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Run a statement in a transaction; its rows, if it has any."""
        rows: list[Any] = cursor.execute(statement, parameters).fetchall()
        return rows

    def create_table(self, cursor: Any, name: str) -> None:
        """Make the table of a view; its indexes have no names, so that it may be renamed."""
        ranked = self.view(name).rank is not None
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS view_{name} ("
            "community TEXT NOT NULL, key TEXT NOT NULL, doc BLOB NOT NULL, "
            f"{'rank INTEGER, ' if ranked else ''}PRIMARY KEY (community, key)"
            f"{', UNIQUE (rank, community, key)' if ranked else ''})"
        )

    def create_keyframes(self, cursor: Any) -> None:
        """Make the table of keyframes where it is missing."""
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS view_keyframes ("
            "community TEXT NOT NULL, position INTEGER NOT NULL, revision INTEGER NOT NULL, "
            "doc BLOB NOT NULL, PRIMARY KEY (community, position))"
        )


@contextmanager
def _unhurried(connection: sqlite3.Connection) -> Iterator[None]:
    """Commits that need not reach the disk at once: what a power cut takes is folded again."""
    (durable,) = connection.execute("PRAGMA synchronous").fetchone()
    connection.execute("PRAGMA synchronous = NORMAL")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA synchronous = {durable}")
