"""The floor of a board: select, decode, upsert a flat row a post or task, 500 facts a commit."""

from __future__ import annotations

from typing import Any

from domain.facts import group as facts
from engine.store import Store

BATCH = 500
TABLE = """CREATE TABLE plain_board (activation TEXT, key TEXT, team TEXT, grid TEXT, who TEXT,
    state TEXT, PRIMARY KEY (activation, key))"""
UPSERT = """INSERT INTO plain_board {rows}
    ON CONFLICT (activation, key) DO UPDATE SET who = excluded.who, state = excluded.state"""
STATES: dict[Any, str] = {
    facts.TaskOpened: "open",
    facts.TaskAccepted: "accepted",
    facts.TaskStarted: "started",
    facts.TaskCompleted: "completed",
    facts.TaskCancelled: "cancelled",
}

Row = tuple[str, str, str, str | None, str, str]


def plain_board(store: Store) -> int:
    """Make the flat board from the whole log; how many facts that took in."""
    with store.connection(write=True) as connection:
        connection.execute("DROP TABLE IF EXISTS plain_board")
        connection.execute(TABLE)
        folded, after = 0, 0
        decoders = store.codec.whole_decoders
        while read := store.recorder.select(
            "SELECT position, topic, state FROM events WHERE position > ? "
            "ORDER BY position LIMIT ?",
            (after, BATCH),
        ):
            rows: dict[tuple[str, str], Row] = {}
            for _, topic, state in read:
                row = _row(decoders[topic](state))
                if row:
                    rows[row[:2]] = row
            _upsert(store, connection, list(rows.values()))
            after, folded = read[-1][0], folded + len(read)
    return folded


def _row(stored: Any) -> Row | None:
    fact, kind = stored.fact, type(stored.fact)
    if kind is facts.MemberAssigned:
        return (fact.activation, fact.member, fact.group, fact.grid, fact.position, "")
    if kind in STATES:
        return (fact.activation, fact.task, fact.group, fact.grid, stored.actor, STATES[kind])
    return None


def _upsert(store: Store, connection: Any, rows: list[Row]) -> None:
    if not rows:
        return
    if store.dialect == "sqlite":
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(UPSERT.format(rows="VALUES (?, ?, ?, ?, ?, ?)"), rows)
        connection.execute("COMMIT")
        return
    columns = [list(column) for column in zip(*rows, strict=True)]
    arrays = ", ".join(["%b::text[]"] * len(columns))
    connection.execute(UPSERT.format(rows=f"SELECT * FROM unnest({arrays})"), columns)
