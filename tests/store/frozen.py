"""Stores as the versions of the tables made them, frozen under ``tests/logs/stores``.

``python -m tests.store.frozen`` writes the newest version's; those that stand there are never
written again.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

import psycopg

from engine.store import open_store
from engine.store.digests import commit_digest
from engine.store.migrations import MIGRATIONS, SCHEMA_VERSION
from tests.services.postgres import fresh_database, postgres_server
from tests.store.examples import Clock
from tests.store.golden import LOGS, Line, lines

STORES = LOGS / "stores"
VERSIONS = sorted({int(file.name.split(".")[0]) for file in STORES.glob("*.sql")})
EVENT = """INSERT INTO events (position, originator_id, originator_version, topic, state,
    community, recorded_at, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"""
SAVE = "INSERT INTO commits VALUES (?, ?, ?, ?)"
BESIDE = (
    "INSERT INTO directory_people VALUES ('m1', 3, '350102001001', '王一', '15400000001', "
    "'', '', '')",
    "INSERT INTO directory_texts VALUES ('t1', 3, '350102001001', 'note', '东门', '', 'm1')",
    "INSERT INTO directory_tokens (id, hash, role, place, name, scopes, created_at) "
    "VALUES ('k1', 'abc', 'secretary', '350102001001', '王书记', '', 1)",
    "INSERT INTO checkpoints VALUES ('notices', 3)",
)


def thaw(url: str, version: int, log: Path) -> None:
    """Make a store as that version made it, with a golden log in it and people beside."""
    kind = "sqlite" if url.startswith("sqlite") else "postgresql"
    script = (STORES / f"{version}.{kind}.sql").read_text(encoding="utf-8")
    stored = lines(log)
    if kind == "sqlite":
        with sqlite3.connect(url.removeprefix("sqlite:///")) as file:
            file.executescript(script)
            file.executemany(EVENT, [_row(line) for line in stored])
            file.executemany(SAVE, _saves(stored))
            for statement in BESIDE:
                file.execute(statement)
        file.close()
        return
    with psycopg.connect(url) as server:
        server.execute(script)
        with server.cursor() as cursor:
            marked = EVENT.replace("?", "%s"), SAVE.replace("?", "%s")
            cursor.executemany(marked[0], [_row(line) for line in stored])
            cursor.executemany(marked[1], _saves(stored))
            for statement in BESIDE:
                cursor.execute(statement)


def _row(line: Line) -> tuple[object, ...]:
    told = (line.topic, line.state.encode(), line.community, line.recorded_at)
    return (line.position, line.stream, line.version, *told, bytes.fromhex(line.digest))


def _saves(stored: list[Line]) -> list[tuple[int, int, int, bytes]]:
    """One save of each ten facts or so: those recorded at one time stay together."""
    found: list[tuple[int, int, int, bytes]] = []
    digest, some = b"", list[Line]()
    for line, after in zip(stored, [*stored[1:], None], strict=True):
        some.append(line)
        if after is None or after.recorded_at != line.recorded_at:
            digests = [bytes.fromhex(one.digest) for one in some]
            digest = commit_digest(digest, line.recorded_at, digests)
            found.append((line.position, some[0].position, line.recorded_at, digest))
            some = []
    return found


def _freeze() -> None:
    told = "-- A store of schema version {} on {}, as it was made. Never written again.\n"
    made = [s.format(events="events") for one in MIGRATIONS for s in one.sqlite]
    text = ";\n".join([*made, f"PRAGMA user_version = {SCHEMA_VERSION};\n"])
    _write("sqlite", told.format(SCHEMA_VERSION, "SQLite") + text)
    with postgres_server() as server, fresh_database(server) as url:
        store = open_store(url, clock=Clock())
        made = [s.as_string() for one in MIGRATIONS for s in store.recorder.statements(one)]
        store.close()
    version = f"INSERT INTO store_meta VALUES ('schema_version', '{SCHEMA_VERSION}');\n"
    _write("postgresql", told.format(SCHEMA_VERSION, "PostgreSQL") + ";\n".join([*made, version]))


def _write(kind: str, text: str) -> None:
    with (STORES / f"{SCHEMA_VERSION}.{kind}.sql").open("x", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    _freeze()
