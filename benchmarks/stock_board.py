"""A board by the stock library: its tracking recorders, a transaction an event."""

from __future__ import annotations

from typing import Any

from eventsourcing.persistence import Tracking
from eventsourcing.postgres import PostgresDatastore, PostgresTrackingRecorder
from eventsourcing.sqlite import SQLiteDatastore, SQLiteTrackingRecorder

from benchmarks.stock import StockApplication, StockGroup, environment

TABLE = """CREATE TABLE IF NOT EXISTS stock_board
    (activation TEXT, key TEXT, state TEXT, PRIMARY KEY (activation, key))"""
UPSERT = """INSERT INTO stock_board VALUES ({0}, {0}, {0})
    ON CONFLICT (activation, key) DO UPDATE SET state = excluded.state"""
#: the library's own section size
PAGE = 10


class SqliteBoard(SQLiteTrackingRecorder):
    """Rows and tracking in one transaction, on SQLite."""

    def put(self, row: tuple[str, str, str], tracking: Tracking) -> None:
        """Save one event's row."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(UPSERT.format("?"), row)


class PostgresBoard(PostgresTrackingRecorder):
    """The same on PostgreSQL."""

    def put(self, row: tuple[str, str, str], tracking: Tracking) -> None:
        """Save one event's row."""
        with self.datastore.transaction(commit=True) as cursor:
            self._insert_tracking(cursor, tracking)
            cursor.execute(UPSERT.format("%s"), row)


def opened(url: str) -> SqliteBoard | PostgresBoard:
    """A board in a database that the library's application lies in too."""
    env = environment(url)
    if path := env.get("SQLITE_DBNAME"):
        board = SqliteBoard(SQLiteDatastore(path))
        with board.datastore.transaction(commit=True) as cursor:
            cursor.execute(TABLE)
        board.create_table()
        return board
    place = {k.partition("_")[2].lower(): v for k, v in env.items() if k.startswith("POSTGRES_")}
    posted = PostgresBoard(PostgresDatastore(**place), tracking_table_name="stock_tracking")  # type: ignore[arg-type]
    with posted.datastore.transaction(commit=True) as curs:
        curs.execute(TABLE)
    posted.create_table()
    return posted


def followed(library: StockApplication, board: SqliteBoard | PostgresBoard, after: int) -> int:
    """Take in what the library's log holds after a position; the last one taken in."""
    while notes := library.notification_log.select(after, PAGE, inclusive_of_start=False):
        for note in notes:
            row = _row(library.mapper.to_domain_event(note))
            board.put(row, Tracking("board", int(note.id)))
        after = int(notes[-1].id)
    return after


def _row(event: Any) -> tuple[str, str, str]:
    key = str(getattr(event, "task", "") or getattr(event, "member", ""))
    state = "open" if isinstance(event, StockGroup.TaskOpened) else ""  # type: ignore[attr-defined]
    return (event.originator_id.hex, key, state)
