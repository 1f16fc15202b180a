"""Opening a store: by its address, alone on its file, and never a newer one."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import psycopg
import pytest

from domain.refusal import Refused
from engine.store import Store, open_store, verify
from tests.services.process import free_port
from tests.store.examples import Clock, Opener, decided

ROOT = Path(__file__).parents[2]


def refusal(url: str, **settings: bool) -> str:
    with pytest.raises(Refused) as refused:
        open_store(url, clock=Clock(), **settings)
    return refused.value.code


@pytest.mark.parametrize(
    "url",
    [
        "",
        "pingzhan.db",
        "mysql://localhost/x",
        "sqlite://",
        "sqlite:///",
        "postgresql:",
        "postgresql:///x?schema=a b",
        "postgresql://[::1/x",
        "sqlite:////tmp/nul%00.sqlite",
    ],
)
def test_an_address_of_no_known_kind_is_refused(url: str) -> None:
    assert refusal(url) == "store_url_unknown"


def test_a_second_server_on_one_file_is_refused(sqlite_url: str) -> None:
    first = open_store(sqlite_url, clock=Clock())
    assert refusal(sqlite_url) == "store_in_use"
    opened = f"from engine.store import open_store; open_store({sqlite_url!r}, clock=print)"
    other = subprocess.run(
        [sys.executable, "-c", opened], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert "store_in_use" in other.stderr
    first.close()
    open_store(sqlite_url, clock=Clock()).close()


def test_a_link_to_a_file_is_that_file(sqlite_url: str, tmp_path: Path) -> None:
    first = open_store(sqlite_url, clock=Clock())
    link = tmp_path / "elsewhere" / "link.sqlite"
    link.parent.mkdir()
    link.symlink_to(tmp_path / "pingzhan.sqlite")
    assert refusal(f"sqlite:///{link}") == "store_in_use"
    first.close()
    open_store(f"sqlite:///{link}", clock=Clock()).close()


def test_a_place_where_no_file_can_be_is_refused(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    (tmp_path / "round").symlink_to(tmp_path / "round")
    for place in ("file/log.sqlite", "file/folder/log.sqlite", "round/log.sqlite", "."):
        assert refusal(f"sqlite:///{tmp_path}/{place}") == "store_unreadable"
    assert refusal("sqlite:////proc/nowhere/log.sqlite") == "store_unreadable"


def test_a_log_is_read_beside_its_server(sqlite_url: str) -> None:
    server = open_store(sqlite_url, clock=Clock())
    server.save(decided(count=3))
    reader = open_store(sqlite_url, clock=Clock(), exclusive=False, create=False)
    assert list(verify(reader)) == []
    assert reader.head() == 3
    server.save(decided("more"))
    assert reader.head() == 4
    reader.close()
    server.close()


def test_a_refused_opening_holds_no_lock(sqlite_url: str, tmp_path: Path) -> None:
    file = tmp_path / "pingzhan.sqlite"
    file.write_bytes(b"this is a letter and not a database" * 40)
    assert refusal(sqlite_url) == "store_unreadable"
    file.unlink()
    open_store(sqlite_url, clock=Clock()).close()


def test_what_is_not_there_is_refused_and_not_made(sqlite_url: str, tmp_path: Path) -> None:
    assert refusal(sqlite_url, create=False) == "store_missing"
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_is_no_store_is_not_taken_for_one(sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "pingzhan.sqlite").touch()
    assert refusal(sqlite_url, create=False) == "store_missing"


def test_a_database_without_a_store_is_refused_and_left_so(postgres_url: str) -> None:
    assert refusal(postgres_url, create=False) == "store_missing"
    with psycopg.connect(postgres_url) as connection:
        made = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")
        assert made.fetchone() == (0,)


def test_a_server_that_does_not_answer_is_refused(postgres_url: str) -> None:
    address = f"postgresql://nobody@127.0.0.1:{free_port()}/x"
    assert refusal(address) == "store_unreachable"
    assert refusal(f"{address}?connect_timeout=3") == "store_unreachable"


def test_a_store_of_a_newer_pingzhan_is_refused(store: Store, store_url: str) -> None:
    with store.connection(write=True) as connection:
        if store.dialect == "sqlite":
            connection.execute("PRAGMA user_version = 999")
        else:
            connection.execute("UPDATE store_meta SET value = '999' WHERE key = 'schema_version'")
    store.close()
    assert refusal(store_url) == "store_newer"


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    store = open_store(f"sqlite:///{tmp_path}/a/b/log.sqlite", clock=Clock())
    store.save(decided())
    store.close()


def test_commits_are_durable(sqlite_url: str) -> None:
    store = open_store(sqlite_url, clock=Clock())
    pool = store.recorder.datastore.pool  # type: ignore[attr-defined]
    connection = pool.get_connection(is_writer=True)
    for pragma, expected in (("journal_mode", "wal"), ("synchronous", 2)):
        assert connection._sqlite_conn.execute(f"PRAGMA {pragma}").fetchone()[0] == expected
    pool.put_connection(connection)
    store.close()


def test_several_workers_may_open_a_new_database_at_once(postgres_url: str) -> None:
    stores: list[Store] = []
    ready = threading.Barrier(6)

    def start() -> None:
        ready.wait()
        stores.append(open_store(postgres_url, clock=Clock()))

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(stores) == 6
    for i, store in enumerate(stores):
        store.save(decided(str(i)))
    assert {store.head() for store in stores} == {6}
    for store in stores:
        store.close()


def test_schemas_of_one_database_are_stores_of_their_own(postgres_url: str) -> None:
    one, other = (
        open_store(f"{postgres_url}?schema={name}", clock=Clock()) for name in ("ours", "Theirs")
    )
    one.save(decided(count=2))
    assert (one.head(), other.head()) == (2, 0)
    other.save(decided())
    assert list(verify(other)) == []
    one.close()
    other.close()


def test_closing_twice_is_harmless(opening: Opener) -> None:
    store = opening()
    store.close()
    store.close()
