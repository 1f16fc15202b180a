"""Whatever byte of the log is altered, its position is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from engine.store import Store, open_store, verify
from engine.store.digests import fact_digest
from engine.store.mapper import StoredFact
from tests.store.examples import CODE, Clock, Opener, Remembering, decided, enrol, stream

TAMPERED = 8


@pytest.fixture
def log(store: Store) -> Store:
    """Twelve facts in three streams, saved three times."""
    store.save(decided("a", 2), decided("b", 2))
    for name in "ab":
        found = store.get(Remembering, stream(name))
        assert found is not None
        store.save(enrol(found, 2), decided(f"{name} beside", 2))
    assert list(verify(store)) == []
    assert store.head() == 12
    return store


def tamper(store: Store, statement: str, *parameters: Any) -> None:
    with store.connection(write=True) as connection:
        mark = "?" if store.dialect == "sqlite" else "%s"
        connection.execute(statement.replace("?", mark), parameters)


def value(store: Store, column: str, position: int = TAMPERED) -> Any:
    rows = store.recorder.select(f"SELECT {column} FROM events WHERE position = ?", (position,))
    return rows[0][0]


def flipped(value: bytes, at: int) -> bytes:
    return value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]


def broken(store: Store) -> list[tuple[int, str]]:
    return [(b.position, b.reason) for b in verify(store)]


def test_any_byte_of_a_fact_flipped_is_found_at_its_position(log: Store) -> None:
    state = bytes(value(log, "state"))
    for at in range(len(state)):
        tamper(log, "UPDATE events SET state = ? WHERE position = ?", flipped(state, at), TAMPERED)
        assert broken(log) == [(TAMPERED, "digest")]
    tamper(log, "UPDATE events SET state = ? WHERE position = ?", state, TAMPERED)
    assert broken(log) == []


def test_another_actor_is_found(log: Store) -> None:
    forged = bytes(value(log, "state")).replace(b'"actor":"u1"', b'"actor":"u9"')
    tamper(log, "UPDATE events SET state = ? WHERE position = ?", forged, TAMPERED)
    assert broken(log) == [(TAMPERED, "digest")]


@pytest.mark.parametrize("position", [1, 5, TAMPERED, 12])
def test_a_digest_flipped_is_found(log: Store, position: int) -> None:
    forged = flipped(bytes(value(log, "digest", position)), 7)
    tamper(log, "UPDATE events SET digest = ? WHERE position = ?", forged, position)
    assert broken(log) == [(position, "digest")]


def test_a_digest_taken_away_is_found(log: Store) -> None:
    tamper(log, "UPDATE events SET digest = NULL WHERE position = ?", TAMPERED)
    assert broken(log) == [(TAMPERED, "digest_missing")]


def test_another_topic_is_found(log: Store) -> None:
    tamper(log, "UPDATE events SET topic = 'member_left.v1' WHERE position = ?", TAMPERED)
    assert broken(log) == [(TAMPERED, "digest")]


def test_a_topic_that_is_no_text_any_more_is_found(sqlite_url: str) -> None:
    store = open_store(sqlite_url, clock=Clock())
    store.save(decided(count=3))
    tamper(store, "UPDATE events SET topic = CAST(x'6D656DFF' AS TEXT) WHERE position = 2")
    assert broken(store) == [(2, "digest")]
    store.close()


def test_another_community_is_found(log: Store) -> None:
    tamper(log, "UPDATE events SET community = '350102001009' WHERE position = ?", TAMPERED)
    assert broken(log) == [(TAMPERED, "community")]


def test_another_time_is_found(log: Store) -> None:
    tamper(log, "UPDATE events SET recorded_at = recorded_at + 1 WHERE position = ?", TAMPERED)
    assert broken(log) == [(TAMPERED, "recorded_at")]


def test_a_save_moved_in_time_with_all_its_facts_is_found(log: Store) -> None:
    for table, which in (("events", "position BETWEEN 5 AND 8"), ("commits", "last_position = 8")):
        tamper(log, f"UPDATE {table} SET recorded_at = recorded_at + 1 WHERE {which}")
    assert broken(log) == [(5, "commit")]


def test_a_fact_deleted_is_found(log: Store) -> None:
    tamper(log, "DELETE FROM events WHERE position = ?", 6)
    assert (6, "position_missing") in broken(log)
    assert broken(log)[0] in [(5, "commit"), (6, "position_missing")]


def test_a_save_deleted_is_found(log: Store) -> None:
    tamper(log, "DELETE FROM commits WHERE last_position = 8")
    found = broken(log)
    assert {(5, "commit_missing"), (8, "commit_missing"), (9, "commit_order")} <= set(found)


def test_a_fact_that_belongs_to_no_save_is_found(log: Store) -> None:
    tamper(log, "DELETE FROM commits WHERE last_position = 12")
    assert broken(log) == [(9, "commit_missing")]


def test_two_facts_that_changed_places_are_found(log: Store) -> None:
    for old, new in ((7, 99), (8, 7), (99, 8)):
        tamper(log, "UPDATE events SET position = ? WHERE position = ?", new, old)
    assert broken(log)[0][0] in (5, 7)


def test_a_stream_renamed_is_found(log: Store) -> None:
    other = log.recorder.key(stream("z"))
    tamper(log, "UPDATE events SET originator_id = ? WHERE position = ?", other, TAMPERED)
    assert broken(log)[0][0] == TAMPERED


def test_events_of_the_library_itself_have_no_digest_and_are_told(store: Store) -> None:
    store.recorder.insert_events([StoredFact(stream("a"), 1, "topic", b"{}", CODE)])  # type: ignore[attr-defined]
    assert broken(store) == [(1, "digest_missing")]


def test_a_topic_that_nobody_knows_is_told(opening: Opener) -> None:
    store = opening()
    state = (
        b'{"occurred_at":"2026-03-01T04:00:00Z","actor":"a","cause":null,"community":"","fact":{}}'
    )
    digest = fact_digest(b"", stream("a"), 1, "unheard_of.v1", state)
    store.recorder.append(
        [StoredFact(stream("a"), 1, "unheard_of.v1", state, "", digest)], None, None
    )
    assert broken(store) == [(1, "unreadable")]


def test_a_long_log_is_walked_in_batches(store: Store) -> None:
    for i in range(4):
        store.save(decided(f"long {i}", 3000))
    assert broken(store) == []
    tamper(store, "UPDATE events SET community = 'x' WHERE position = 9001")
    assert broken(store) == [(9001, "community")]


@pytest.mark.parametrize("column", ["state", "digest"])
def test_bytes_that_became_a_text_are_told(sqlite_url: str, column: str) -> None:
    store = open_store(sqlite_url, clock=Clock())
    store.save(decided(count=3))
    tamper(store, f"UPDATE events SET {column} = CAST({column} AS TEXT) WHERE position = 2")
    assert [(b.position, b.reason, b.detail) for b in verify(store)] == [(2, "type", column)]
    store.close()


@pytest.mark.parametrize(
    "change",
    [
        "events SET originator_version = 'two' WHERE position = 2",
        "events SET recorded_at = 'then' WHERE position = 2",
        "events SET recorded_at = 1.5 WHERE position = 2",
        "events SET state = CAST(x'FF' AS TEXT) WHERE position = 2",
        "events SET state = 'not bytes' WHERE position = 2",
        "events SET state = '' WHERE position = 2",
        "events SET digest = '' WHERE position = 2",
        "events SET originator_id = x'FF' WHERE position = 2",
        "events SET community = CAST(x'FF' AS TEXT) WHERE position = 2",
    ],
)
def test_whatever_became_of_a_row_its_position_is_told(sqlite_url: str, change: str) -> None:
    store = open_store(sqlite_url, clock=Clock())
    store.save(decided(count=3))
    tamper(store, f"UPDATE {change}")
    assert broken(store)[0][0] == 2
    store.close()


@pytest.mark.parametrize("column", ["first_position", "recorded_at", "digest"])
def test_whatever_became_of_a_save_it_is_told(sqlite_url: str, column: str) -> None:
    store = open_store(sqlite_url, clock=Clock())
    store.save(decided(count=3))
    tamper(store, f"UPDATE commits SET {column} = 'x'")
    assert broken(store)[0][0] in (-1, 1)
    store.close()


def test_a_tail_cut_off_with_its_save_is_found(sqlite_url: str) -> None:
    store = open_store(sqlite_url, clock=Clock())
    store.save(decided("a", 2))
    store.save(decided("b", 2))
    tamper(store, "DELETE FROM events WHERE position > 2")
    tamper(store, "DELETE FROM commits WHERE last_position > 2")
    found = [(b.position, b.reason, b.detail) for b in verify(store)]
    assert found == [(3, "tail_missing", "3-4")]
    store.close()


def test_a_file_whose_pages_are_damaged_is_told(sqlite_url: str) -> None:
    store = open_store(sqlite_url, clock=Clock())
    store.save(decided(count=3000))
    store.close()
    file = Path(sqlite_url.removeprefix("sqlite:///"))
    raw = file.read_bytes()
    middle = len(raw) // 2 // 4096 * 4096
    file.write_bytes(raw[:middle] + b"\xff" * 40960 + raw[middle + 40960 :])
    store = open_store(sqlite_url, clock=Clock(), exclusive=False, create=False)
    assert broken(store)[-1] == (0, "file")
    store.close()
