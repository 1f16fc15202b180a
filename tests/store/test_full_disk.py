"""A full disk: refused with a code, nothing half-done, and going on once there is room."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from domain.refusal import Refused
from engine.store import Store, Text, Writes, open_store, verify
from tests.services.process import scratch
from tests.store.examples import CODE, Clock, decided


@pytest.fixture
def small_disk() -> Iterator[Path]:
    """A disk of two megabytes, where this account may mount one."""
    with scratch("full") as folder:
        folder.chmod(0o755)
        disk = folder / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(disk)]
        done = subprocess.run(mount, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"a small disk needs a root that may mount: {done.stderr.strip()}")
        try:
            yield disk
        finally:
            subprocess.run(["umount", "-l", disk], check=True)


def enlarge(disk: Path) -> None:
    subprocess.run(["mount", "-o", "remount,size=64m", disk], check=True)


def fill(store: Store) -> int:
    """Save until the disk is full; how many saves went through."""
    for save in range(1000):
        words = [Text(f"t{save}", CODE, "note", "words")]
        try:
            store.save(
                decided(f"a {save}", 100),
                decided(f"b {save}", 100),
                writes=Writes(refs=[("saved", f"{save}")], texts=words),
            )
        except Refused as refused:
            code = refused.code
            break
    assert code == "store_full"
    return save


def assert_whole(store: Store, saves: int) -> None:
    assert saves > 0
    assert store.head() == saves * 200
    assert len(store.refs("saved")) == saves
    assert store.directory.texts([f"t{saves}"]) == {}
    assert list(verify(store)) == []


def test_a_database_that_may_not_grow_refuses_and_stays_whole(sqlite_url: str) -> None:
    store = open_store(sqlite_url, clock=Clock())
    store.save(decided("first", 100))
    limit(store, 100)
    with pytest.raises(Refused, match="store_full"):
        store.save(decided("too much", 3000), writes=Writes(refs=[("k", "v")]))
    assert (store.head(), store.refs("k")) == (100, [])
    assert list(verify(store)) == []
    limit(store, 1_000_000)
    store.save(decided("too much", 3000))
    assert store.head() == 3100
    store.close()


def limit(store: Store, pages: int) -> None:
    """Let the writing connection make the file no larger than so many pages."""
    pool = store.recorder.datastore.pool  # type: ignore[attr-defined]
    connection = pool.get_connection(is_writer=True)
    connection._sqlite_conn.execute(f"PRAGMA max_page_count = {pages}")
    pool.put_connection(connection)


def test_a_file_on_a_full_disk(small_disk: Path) -> None:
    store = open_store(f"sqlite:///{small_disk}/log.sqlite", clock=Clock())
    saves = fill(store)
    assert_whole(store, saves)
    enlarge(small_disk)
    store.save(decided("at last", 100))
    assert store.head() == saves * 200 + 100
    store.close()


@pytest.fixture
def small_tablespace(small_disk: Path, postgres_url: str) -> Iterator[Path]:
    """The small disk as a place for tables of a server on this machine."""
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        row = connection.execute("SHOW data_directory").fetchone()
        data = Path(row[0]) if row else Path()
        if not data.exists():
            pytest.skip("the server of the tests is on another machine")
        os.chown(small_disk, data.stat().st_uid, data.stat().st_gid)
        connection.execute(f"CREATE TABLESPACE small LOCATION '{small_disk}'")
        yield small_disk
        connection.execute("DROP TABLE events")
        connection.execute("DROP TABLESPACE small")


def test_a_database_on_a_full_disk(small_tablespace: Path, postgres_url: str) -> None:
    store = open_store(postgres_url, clock=Clock())
    with store.connection() as connection:
        connection.execute("ALTER TABLE events SET TABLESPACE small")
        connection.execute("ALTER INDEX events_stream SET TABLESPACE small")
    saves = fill(store)
    assert_whole(store, saves)
    enlarge(small_tablespace)
    store.save(decided("at last", 100))
    assert store.head() == saves * 200 + 100
    assert list(verify(store)) == []
    store.close()
