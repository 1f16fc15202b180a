"""Being told of a commit: inside it, after it, and while waiting for it."""

from __future__ import annotations

import threading
import time
from typing import Any

import pytest

from domain.record import Recorded
from engine.store import Store, Writes, open_store
from tests.store.examples import Clock, Opener, decided


def later(store: Store, *names: str) -> threading.Thread:
    """Save in another thread in a moment."""

    def save() -> None:
        time.sleep(0.2)
        for name in names:
            store.save(decided(name))

    thread = threading.Thread(target=save)
    thread.start()
    return thread


def test_who_waits_for_what_is_there_does_not_wait(store: Store) -> None:
    store.save(decided(count=3))
    started = time.monotonic()
    assert store.wait(2, timeout=30) == 3
    assert time.monotonic() - started < 5


def test_who_waits_in_vain_is_told_where_the_log_is(store: Store) -> None:
    store.save(decided(count=3))
    assert store.wait(3, timeout=0.1) == 3


def test_a_commit_wakes_who_waits_for_it(store: Store) -> None:
    saving = later(store, "a")
    started = time.monotonic()
    assert store.wait(0, timeout=30) == 1
    assert time.monotonic() - started < 10
    saving.join()


def test_a_commit_of_another_process_wakes_too(postgres_url: str) -> None:
    one, other = (open_store(postgres_url, clock=Clock()) for _ in range(2))
    for name in "ab":
        head = one.head()
        saving = later(other, name)
        started = time.monotonic()
        assert one.wait(head, timeout=30) == head + 1
        assert time.monotonic() - started < 10
        saving.join()
    one.close()
    other.close()


def test_a_listener_that_lost_its_server_listens_again(postgres_url: str) -> None:
    one, other = (open_store(postgres_url, clock=Clock()) for _ in range(2))
    one.wait(0, timeout=0.1)
    with other.connection() as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' "
            "AND datname = current_database()"
        )
        other.save(decided("meanwhile"))
    assert one.wait(0, timeout=30) == 1
    saving = later(other, "after")
    assert one.wait(1, timeout=30) == 2
    saving.join()
    one.close()
    other.close()


def test_listeners_hear_the_position_of_every_commit_with_facts(store: Store) -> None:
    heard: list[int] = []
    store.on_commit.append(heard.append)
    store.save(decided("a", 2))
    store.save(writes=Writes(refs=[("k", "v")]))
    store.save(decided("b", 3))
    assert heard == [2, 5]


def test_a_listener_that_fails_does_not_make_the_save_fail(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    heard: list[int] = []

    def fail(last: int) -> None:
        raise RuntimeError(last)

    store.on_commit += [fail, heard.append]
    store.save(decided())
    assert heard == [1]
    assert "RuntimeError" in caplog.text


@pytest.fixture
def embedded(sqlite_url: str) -> Any:
    store = open_store(sqlite_url, clock=Clock())
    yield store
    store.close()


def test_what_is_seen_is_written_in_the_transaction_of_what_is_true(embedded: Store) -> None:
    told: list[Recorded] = []

    def inline(cursor: Any, facts: list[Recorded]) -> None:
        told.extend(facts)
        cursor.execute("CREATE TABLE IF NOT EXISTS seen (position INTEGER)")
        cursor.executemany("INSERT INTO seen VALUES (?)", [(f.position,) for f in facts])
        assert cursor.execute("SELECT max(position) FROM events").fetchone() == (
            facts[-1].position,
        )

    embedded.inline = inline
    embedded.save(decided("a", 2))
    embedded.save(writes=Writes(refs=[("k", "v")]))
    embedded.save(decided("b", 1))
    assert told == embedded.read()
    assert embedded.recorder.select("SELECT position FROM seen") == [(1,), (2,), (3,)]


def test_what_cannot_be_seen_is_not_saved(embedded: Store) -> None:
    def inline(cursor: Any, facts: list[Recorded]) -> None:
        raise RuntimeError("the view broke")

    embedded.inline = inline
    with pytest.raises(RuntimeError, match="the view broke"):
        embedded.save(decided(), writes=Writes(refs=[("k", "v")]))
    assert embedded.head() == 0
    assert embedded.refs("k") == []


def test_a_view_that_breaks_a_rule_of_its_own_is_no_conflict(embedded: Store) -> None:
    def inline(cursor: Any, facts: list[Recorded]) -> None:
        cursor.execute("CREATE TABLE seen (position INTEGER PRIMARY KEY)")
        cursor.executemany("INSERT INTO seen VALUES (?)", [(1,), (1,)])

    embedded.inline = inline
    with pytest.raises(Exception, match="seen"):
        embedded.save(decided())
    assert embedded.head() == 0


def test_a_transaction_left_open_on_a_lent_connection_is_undone(opening: Opener) -> None:
    store = opening()
    with store.connection(write=True) as connection:
        connection.execute("BEGIN")
        connection.execute("INSERT INTO refs VALUES ('k', 'v')")
    assert store.refs("k") == []
    store.save(decided())


def test_rows_of_a_lent_connection_are_tuples(store: Store) -> None:
    store.save(decided())
    with store.connection() as connection:
        rows = connection.execute("SELECT position, topic FROM events").fetchall()
    assert rows == [(1, "member_enrolled.v1")]
