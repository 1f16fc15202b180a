"""Views on PostgreSQL."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from psycopg import Cursor

from projections.stored import StoredViews
from projections.working import Row

#: so that workers who start together make the tables one after the other
_PREPARING = 7_030_416_221


class PostgresTable:
    """The table of a view on PostgreSQL: whole batches travel as binary arrays."""

    is_far = True

    def __init__(self, cursor: Cursor[Any], name: str, ranked: bool) -> None:
        self._cursor, self._name, self._ranked = cursor, f"view_{name}", ranked

    def fetch(self, community: str, key: str) -> bytes | None:
        """One document."""
        row = self._cursor.execute(
            f"SELECT doc FROM {self._name} WHERE community = %s AND key = %s", (community, key)
        ).fetchone()
        return row[0] if row else None

    def fetch_many(self, wanted: Collection[tuple[str, str]]) -> list[tuple[str, str, bytes]]:
        """Those of the documents that there are."""
        return self._cursor.execute(
            f"SELECT community, key, doc FROM {self._name} "
            "JOIN unnest(%b::text[], %b::text[]) AS wanted (c, k) ON community = c AND key = k",
            _columns(wanted),
        ).fetchall()

    def scan(self, community: str, prefix: str) -> list[tuple[str, bytes]]:
        """A community's documents whose key begins so."""
        return self._cursor.execute(
            f"SELECT key, doc FROM {self._name} "
            "WHERE community = %s AND key >= %s AND starts_with(key, %s)",
            (community, prefix, prefix),
        ).fetchall()

    def upsert(self, rows: Sequence[Row]) -> None:
        """Write documents."""
        ranked = self._ranked
        self._cursor.execute(
            f"INSERT INTO {self._name} SELECT * FROM "
            f"unnest(%b::text[], %b::text[], %b::bytea[]{', %b::bigint[]' if ranked else ''}) "
            "ON CONFLICT (community, key) DO UPDATE SET doc = excluded.doc"
            f"{', rank = excluded.rank' if ranked else ''}",
            _columns(rows if ranked else [row[:3] for row in rows]),
        )

    def delete(self, keys: Sequence[tuple[str, str]]) -> None:
        """Remove documents."""
        self._cursor.execute(
            f"DELETE FROM {self._name} USING unnest(%b::text[], %b::text[]) AS gone (c, k) "
            "WHERE community = c AND key = k",
            _columns(keys),
        )


def _columns(rows: Collection[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


class PostgresViews(StoredViews):
    """The views of a PostgreSQL database, in the schema that its connections look in first."""

    holds = "position(%b::bytea IN doc) > 0"
    has_table = "SELECT to_regclass(?) IS NOT NULL"

    @contextmanager
    def writing(self) -> Iterator[Cursor[Any]]:
        """A cursor in a transaction that commits at the end, or leaves nothing behind."""
        with (
            self._write() as connection,
            connection.transaction(),
            connection.cursor(binary=True) as cursor,
        ):
            yield cursor

    def table(self, cursor: Any, name: str) -> PostgresTable:
        """The table of a view, or of one being rebuilt."""
        return PostgresTable(cursor, name, self.view(name).rank is not None)

    def lock(self, cursor: Any, names: Sequence[str]) -> dict[str, int]:
        """Where views stand; their rows are locked in one order, so that nobody waits in a ring."""
        return dict(
            cursor.execute(
                "SELECT view, position FROM view_positions WHERE view = ANY(%s) "
                "ORDER BY view FOR UPDATE",
                (list(names),),
            ).fetchall()
        )

    def query(self, statement: str, parameters: Sequence[Any]) -> list[Any]:
        """The rows of a query in one consistent look."""
        with self._connect() as connection, connection.cursor(binary=True) as cursor:
            rows: list[Any] = cursor.execute(statement.replace("?", "%s"), parameters).fetchall()
            return rows

    def execute(self, cursor: Any, statement: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Run a statement in a transaction; its rows, if it has any."""
        cursor.execute(statement.replace("?", "%s"), parameters)
        return cursor.fetchall() if cursor.description else []

    def create_table(self, cursor: Any, name: str) -> None:
        """Make the table of a view; the server names its indexes, so that it may be renamed."""
        ranked = self.view(name).rank is not None
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS view_{name} ("
            'community text COLLATE "C" NOT NULL, key text COLLATE "C" NOT NULL, '
            f"doc bytea NOT NULL, {'rank bigint, ' if ranked else ''}PRIMARY KEY (community, key)"
            f"{', UNIQUE (rank, community, key)' if ranked else ''})"
        )

    def create_keyframes(self, cursor: Any) -> None:
        """Make the table of keyframes where it is missing."""
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS view_keyframes ("
            'community text COLLATE "C" NOT NULL, position bigint NOT NULL, '
            "revision integer NOT NULL, doc bytea NOT NULL, PRIMARY KEY (community, position))"
        )

    def _prepare(self, cursor: Any) -> None:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", (_PREPARING,))
        super()._prepare(cursor)
