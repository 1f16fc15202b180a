"""What a database complains of, in the store's own words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from psycopg.conninfo import conninfo_to_dict

from domain.refusal import Refused
from engine.store import Conflict, Store, Text, Writes, open_store
from engine.store.mapper import FactMapper, NoTranscoder
from engine.store.postgres_datastore import Datastore
from engine.store.postgres_recorder import PostgresRecorder
from tests.store.examples import CODE, Clock, decided


@contextmanager
def impatient(store: Store) -> Iterator[None]:
    """The writing connection waits for other processes for a moment only."""
    pool = store.recorder.datastore.pool  # type: ignore[attr-defined]
    connection = pool.get_connection(is_writer=True)
    connection._sqlite_conn.execute("PRAGMA busy_timeout = 20")
    pool.put_connection(connection)
    yield


def test_a_file_that_another_process_keeps_locked_is_busy(sqlite_url: str) -> None:
    store = open_store(sqlite_url, clock=Clock())
    other = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with impatient(store), pytest.raises(Refused, match="store_busy"):
        store.save(decided())
    other.execute("ROLLBACK")
    store.save(decided())
    other.close()
    store.close()


def test_a_log_that_another_process_keeps_locked_is_busy(postgres_url: str) -> None:
    open_store(postgres_url, clock=Clock()).close()
    recorder = PostgresRecorder(Datastore(conninfo_to_dict(postgres_url), lock_timeout=1))
    facts = FactMapper(NoTranscoder()).chain(decided().collect_events(), {})
    with psycopg.connect(postgres_url) as other:
        other.execute("LOCK TABLE events IN EXCLUSIVE MODE")
        with pytest.raises(Refused, match="store_busy"):
            recorder.append(facts, None, None)
    assert recorder.append(facts, None, None).last == 1
    recorder.datastore.close()


def test_two_saves_in_each_others_way_are_a_conflict_for_one(postgres_url: str) -> None:
    store = open_store(postgres_url, clock=Clock())
    words = Writes(texts=[Text("t1", CODE, "note", "words")])
    with psycopg.connect(postgres_url) as other:
        other.execute("SET deadlock_timeout = '60s'")  # so that the store is the one to be told
        other.execute("LOCK TABLE directory_texts IN EXCLUSIVE MODE")
        wanted = "LOCK TABLE events IN EXCLUSIVE MODE"
        crossing = threading.Timer(0.3, other.execute, (wanted,))
        crossing.start()
        with pytest.raises(Conflict):
            store.save(decided(), writes=words)
        crossing.join()
    assert store.head() == 0
    store.save(decided(), writes=words)
    store.close()
