"""Writing beside the facts on SQLite, inside their transaction."""

from __future__ import annotations

import sqlite3
from typing import Any

from engine.store.erasure import destroy
from engine.store.writes import Writes

_REF = "INSERT OR IGNORE INTO refs VALUES (?, ?)"
_PERSON = """INSERT INTO directory_people
    (member, position, community, name, phone, unit, building, note)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (member, position) DO UPDATE SET community = excluded.community,
    name = excluded.name, phone = excluded.phone, unit = excluded.unit,
    building = excluded.building, note = excluded.note"""
_TEXT = """INSERT INTO directory_texts (id, position, community, kind, text, author, about)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (id) DO UPDATE SET text = excluded.text"""
_RECEIPT = """INSERT INTO directory_receipts
    (principal, key, request_hash, status, result, position) VALUES (?, ?, ?, ?, ?, ?)"""


def save_writes(cursor: sqlite3.Cursor, writes: Writes, position: int) -> None:
    """Write everything that goes with the save at a position."""
    if writes.destroys:

        def run(statement: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
            return cursor.execute(statement, parameters).fetchall()

        destroy(run, writes.erase, writes.forget)
    cursor.executemany(_REF, writes.refs)
    cursor.executemany(
        _PERSON,
        [
            (p.member, position, p.community, p.name, p.phone, p.unit, p.building, p.note)
            for p in writes.people
        ],
    )
    cursor.executemany(
        _TEXT,
        [(t.id, position, t.community, t.kind, t.text, t.author, t.about) for t in writes.texts],
    )
    if writes.receipt is not None:
        r = writes.receipt
        cursor.execute(_RECEIPT, (r.principal, r.key, r.request_hash, r.status, r.result, position))
