"""A store of any version there was is brought to the present one, and nothing in it is lost."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from api.house import House
from api.proving import unlike
from api.settings import Settings
from domain.refusal import Refused
from engine.store import Store, open_store, verify
from engine.store.migrating import mark, migrate, unfinished
from engine.store.migrations import MIGRATIONS, SCHEMA_VERSION, Migration
from tests.store import frozen
from tests.store.examples import Clock, decided
from tests.store.golden import LOGS, lines

FIRST = LOGS / "first.jsonl"
COLUMNS = {
    "sqlite": 'SELECT m.name, i.name, i.type, i."notnull", i.pk FROM sqlite_master m '
    "JOIN pragma_table_info(m.name) i WHERE m.type = 'table' ORDER BY 1, 2",
    "postgresql": "SELECT table_name, column_name, data_type, is_nullable, collation_name "
    "FROM information_schema.columns WHERE table_schema = current_schema() ORDER BY 1, 2",
}
INDEXES = {
    "sqlite": "SELECT tbl_name, name FROM sqlite_master WHERE type = 'index' ORDER BY 1, 2",
    "postgresql": "SELECT tablename, indexname, indexdef FROM pg_indexes "
    "WHERE schemaname = current_schema() ORDER BY 1, 2",
}
MORE = Migration(
    "one more column, for the test",
    ("ALTER TABLE directory_texts ADD COLUMN heard TEXT NOT NULL DEFAULT ''",),
    ("ALTER TABLE directory_texts ADD COLUMN heard text NOT NULL DEFAULT ''",),
)


def shape(store: Store) -> list[Any]:
    """Tables, columns and indexes, views left out: those are made anew."""
    rows = store.recorder.select(COLUMNS[store.dialect])
    rows += store.recorder.select(INDEXES[store.dialect])
    return [row for row in rows if not row[0].startswith("view_")]


def stands(store: Store) -> int:
    """The version as the database has it."""
    if store.dialect == "sqlite":
        return int(store.recorder.select("PRAGMA user_version")[0][0])
    rows = store.recorder.select("SELECT value FROM store_meta WHERE key = 'schema_version'")
    return int(rows[0][0])


def test_every_version_stands_frozen() -> None:
    assert list(range(1, SCHEMA_VERSION + 1)) == frozen.VERSIONS
    assert len(list(frozen.STORES.glob("*.sql"))) == 2 * SCHEMA_VERSION


@pytest.mark.parametrize("version", frozen.VERSIONS)
def test_a_store_of_that_version_is_brought_on_whole(store_url: str, version: int) -> None:
    frozen.thaw(store_url, version, FIRST)
    house = House(Settings(store=store_url), Clock())
    store = house.store
    assert stands(store) == SCHEMA_VERSION
    assert list(verify(store)) == []
    stored = lines(FIRST)
    assert [(f.position, f.topic) for f in store.read()] == [(s.position, s.topic) for s in stored]
    person = store.directory.person("m1")
    assert person is not None
    assert (person.name, store.directory.texts(["t1"])) == ("王一", {"t1": "东门"})
    assert house.tokens.named("k1") == "王书记"
    assert store.recorder.select("SELECT position FROM checkpoints") == [(3,)]
    store.save(decided("later"))
    house.follower.catch_up()
    # a golden log comes without the index and the playbooks, which are saved beside it
    beside = {"verify_ref_missing", "verify_playbook_missing"}
    assert {other.code for other in unlike(house)} <= beside
    house.close()


@pytest.mark.parametrize("version", frozen.VERSIONS)
def test_a_store_brought_on_is_like_a_new_one(
    sqlite_url: str, postgres_url: str, version: int
) -> None:
    for url, other in (
        (sqlite_url, f"{sqlite_url}.new"),
        (postgres_url, f"{postgres_url}?schema=new"),
    ):
        frozen.thaw(url, version, FIRST)
        old, new = (open_store(u, clock=Clock()) for u in (url, other))
        named = [[str(p).replace(" new.", " public.") for p in row] for row in shape(new)]
        assert [[str(p) for p in row] for row in shape(old)] == named
        assert len(old.log_id) == len(new.log_id) == 32
        assert old.log_id != new.log_id
        old.close()
        new.close()


def test_an_older_store_is_not_touched_by_whoever_only_reads(store_url: str) -> None:
    frozen.thaw(store_url, 1, FIRST)
    with pytest.raises(Refused) as refused:
        open_store(store_url, clock=Clock(), exclusive=False, create=False)
    assert refused.value.code == "store_older"
    store = open_store(store_url, clock=Clock(), create=False)  # whoever may write brings it on
    assert stands(store) == SCHEMA_VERSION
    store.close()


def test_workers_that_start_together_run_each_migration_once(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    frozen.thaw(postgres_url, 1, FIRST)
    monkeypatch.setattr("engine.store.migrating.MIGRATIONS", (*MIGRATIONS, MORE))
    ran: list[int] = []
    stores = [open_store(postgres_url, clock=Clock()) for _ in range(4)]
    ready = threading.Barrier(len(stores))

    def bring(store: Store) -> None:
        ready.wait()
        ran.append(migrate(store.recorder, SCHEMA_VERSION + 1))

    threads = [threading.Thread(target=bring, args=(store,)) for store in stores]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(ran) == [0, 0, 0, 1]
    assert stands(stores[0]) == SCHEMA_VERSION + 1
    for store in stores:
        store.close()


def test_a_migration_that_fails_leaves_the_store_at_the_version_before(
    store_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    good = "CREATE TABLE half_made (id TEXT)"
    wrong = Migration("wrong in its second half", (good, "MAKE IT SO"), (good, "MAKE IT SO"))
    monkeypatch.setattr("engine.store.migrating.MIGRATIONS", (*MIGRATIONS, MORE, wrong))
    store = open_store(store_url, clock=Clock())
    with pytest.raises(Exception, match="MAKE"):
        migrate(store.recorder, SCHEMA_VERSION + 2)
    assert stands(store) == SCHEMA_VERSION + 1
    assert "half_made" not in {row[0] for row in shape(store)}
    assert "heard" in {row[1] for row in shape(store)}
    store.save(decided())
    assert list(verify(store)) == []
    store.close()


def test_a_store_half_restored_is_no_store(store_url: str) -> None:
    store = open_store(store_url, clock=Clock())
    mark(store.recorder, unfinished(SCHEMA_VERSION))
    store.close()
    for settings in ({}, {"exclusive": False}, {"create": False}):
        with pytest.raises(Refused) as refused:
            open_store(store_url, clock=Clock(), **settings)
        assert refused.value.code == "store_unfinished"
