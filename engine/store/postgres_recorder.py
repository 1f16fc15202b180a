"""The log on PostgreSQL: the library's recorder, saving by one call of a function."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

import msgspec
import psycopg
from eventsourcing.persistence import PersistenceError, StoredEvent
from eventsourcing.postgres import PostgresProcessRecorder
from psycopg.rows import tuple_row
from psycopg.sql import SQL, Composed, Identifier, Literal

from domain.refusal import Refused
from engine.store import postgres_schema as schema
from engine.store.erasure import destroy
from engine.store.mapper import StoredFact
from engine.store.migrations import MIGRATIONS, Migration
from engine.store.moments import micros, moment
from engine.store.postgres_datastore import Datastore
from engine.store.postgres_reads import ATTEMPTS, PostgresReads, marked
from engine.store.recorder import Inline
from engine.store.writes import Commit, Writes

#: an escaped NUL, after any number of escaped backslashes
_NUL = re.compile(r"(?<!\\)((?:\\\\)*)\\u0000")


def _now() -> datetime:
    return datetime.now(UTC)


class PostgresRecorder(PostgresReads):
    """Facts by stream and by position, a row of ``commits`` for each save."""

    dialect = "postgresql"

    def __init__(
        self,
        datastore: Datastore,
        *,
        events_table_name: str = "events",
        clock: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__(datastore, events_table_name=events_table_name)
        self.clock = clock
        name, own = events_table_name, events_table_name == "events"
        self.commits_table_name = "commits" if own else f"{name}_commits"
        self.channel_name = f"pingzhan_{datastore.schema}_{name}"[: self.MAX_IDENTIFIER_LEN]
        self.max_notification_id_statement = self._sql(
            "SELECT max(position) FROM {schema}.{events}"
        )
        # a log of another name, as the library makes them, is beside the store's, and only a log
        made = MIGRATIONS if own else MIGRATIONS[:1]
        self.sql_create_statements[:] = [s for one in made for s in self.statements(one)]
        self._take = self._sql("SELECT pg_advisory_lock({lock})")
        self._leave = self._sql("SELECT pg_advisory_unlock({lock})")
        self._call = self._sql(
            "SELECT * FROM {schema}.{append}(%b, %b, %b, %b, %b, %b, %b, %b::jsonb, %b)"
        )

    def _sql(self, statement: str) -> Composed:
        name, place = self.events_table_name, self.datastore.schema
        key = sha256(f"pingzhan:{place}.{name}".encode()).digest()[:8]
        return SQL(statement).format(
            schema=Identifier(place),
            events=Identifier(name),
            commits=Identifier(self.commits_table_name),
            append=Identifier(f"{name}_append"),
            stream=Identifier(f"{name}_stream"),
            place=Identifier(f"{name}_community"),
            moments=Identifier(f"{self.commits_table_name}_recorded_at"),
            id=SQL(self.datastore.originator_id_type),
            lock=Literal(int.from_bytes(key, "big", signed=True)),
            channel=Literal(self.channel_name),
        )

    def statements(self, migration: Migration) -> list[Composed]:
        """What a migration runs here; the function is put in its place after every one."""
        return [self._sql(s) for s in (*migration.postgresql, schema.APPEND)]

    def _create_table(self, curs: psycopg.Cursor[Any]) -> None:
        """Several workers may start at once: one makes the tables, the others find them."""
        curs.execute("SELECT pg_advisory_xact_lock(hashtext('pingzhan'))")
        super()._create_table(curs)

    def append(
        self, facts: Sequence[StoredFact], writes: Writes | None, inline: Inline | None
    ) -> Commit:
        """Save facts, and what goes beside them, in one transaction.

        On a lost connection nobody knows whether the save went through, so it is looked for first.
        """
        for _ in range(ATTEMPTS):
            try:
                return self._append(facts, writes)
            except PersistenceError as error:
                self.may_try_again(error)
            if found := self.standing(facts):
                return found
        raise Refused("store_unreachable")

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else save until the end, in whatever process: the log's own lock is held."""
        with self.plainly(), self.datastore.keeping(self._take, self._leave):
            yield

    def _append(self, facts: Sequence[StoredFact], writes: Writes | None) -> Commit:
        with self.datastore.kept() as connection:
            if not (writes and writes.destroys):
                return self._save(connection, facts, writes)
            with connection.transaction(), connection.cursor(row_factory=tuple_row) as cursor:

                def run(statement: str, parameters: tuple[Any, ...]) -> list[tuple[Any, ...]]:
                    return cursor.execute(marked(statement), parameters).fetchall()

                destroy(run, writes.erase, writes.forget)
                return self._save(connection, facts, writes)

    def _save(
        self,
        connection: psycopg.Connection[Any],
        facts: Sequence[StoredFact],
        writes: Writes | None,
    ) -> Commit:
        receipt = writes.receipt if writes else None
        with connection.cursor(row_factory=tuple_row, binary=True) as cursor:
            cursor.execute(
                self._call,
                (
                    [f.originator_id for f in facts],
                    [f.originator_version for f in facts],
                    [f.topic for f in facts],
                    [f.state for f in facts],
                    [f.community for f in facts],
                    [f.digest for f in facts],
                    micros(self.clock()),
                    _beside(writes) if writes is not None and (writes or writes.unmoved) else None,
                    receipt.result if receipt else None,
                ),
                prepare=True,
            )
            first, last, at = cast(tuple[int, int, int], cursor.fetchone())
        return Commit(first, last, moment(at))

    def standing(self, facts: Sequence[StoredFact]) -> Commit | None:
        """The commit of these facts, if they stand in the log: a digest is given once only."""
        if not facts:
            return None
        rows = self.select(
            f"SELECT c.first_position, c.last_position, c.recorded_at FROM {self.events_table_name}"
            f" e JOIN {self.commits_table_name} c"
            " ON e.position BETWEEN c.first_position AND c.last_position"
            " WHERE e.originator_id = ? AND e.originator_version = ? AND e.digest = ?",
            (facts[0].originator_id, facts[0].originator_version, facts[0].digest),
        )
        return Commit(rows[0][0], rows[0][1], moment(rows[0][2])) if rows else None

    def insert_events(
        self, stored_events: Sequence[StoredEvent], **kwargs: Any
    ) -> Sequence[int] | None:
        """The library's way in: for facts, and for events of its own, which have no digest."""
        facts = [
            e
            if isinstance(e, StoredFact)
            else StoredFact(cast(UUID, e.originator_id), e.originator_version, e.topic, e.state)
            for e in stored_events
        ]
        with self.datastore.get_connection() as connection, connection.transaction():
            with connection.cursor() as cursor:
                self._insert_events(cursor, stored_events, **kwargs)
            commit = self._save(connection, facts, None)
        return list(range(commit.first, commit.last + 1))


def _beside(writes: Writes) -> str:
    """What goes with a save, as the function reads it; the answer is handed over by itself."""
    kept = writes.receipt and msgspec.structs.replace(writes.receipt, result=b"")
    beside = msgspec.json.encode(msgspec.structs.replace(writes, receipt=kept)).decode()
    # PostgreSQL's texts hold every character but this one
    return _NUL.sub(r"\1", beside) if "\\u0000" in beside else beside


class PostgresProcessStoreRecorder(PostgresProcessRecorder, PostgresRecorder):
    """The library's process recorder over our log."""
