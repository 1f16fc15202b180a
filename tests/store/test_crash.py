"""A process killed in mid-write, and several that write at once."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest

from engine.store import Store, Writes, open_store, verify
from tests.store.cutting import way_to
from tests.store.examples import Clock, decided, enrol

ROOT = Path(__file__).parents[2]
#: every save is of so many streams and so many facts in each
STREAMS, EACH = 3, 20

WRITER = f"""
import sys
from datetime import UTC, datetime
from engine.store import Person, Text, Writes, open_store
from tests.store.examples import CODE, decided

url, name = sys.argv[1:]
store = open_store(url, clock=lambda: datetime.now(UTC))
print("ready", flush=True)
for save in range(100_000):
    key = f"{{name}}-{{save}}"
    store.save(
        *[decided(f"{{key}}-{{i}}", {EACH}) for i in range({STREAMS})],
        writes=Writes(refs=[("saved", key)], texts=[Text(key, CODE, "note", key)]),
    )
    print(key, flush=True)
"""


def writer(url: str, name: str) -> subprocess.Popen[str]:
    """A process that saves without end and prints what was saved."""
    started = subprocess.Popen(
        [sys.executable, "-c", WRITER, url, name],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert started.stdout is not None
    assert started.stdout.readline() == "ready\n"
    return started


def whole_saves(store: Store) -> int:
    """How many saves the log holds, each of them whole and with what goes beside it."""
    log = everything(store)
    facts = Counter(read.recorded_at for read in log)
    streams = Counter(read.stream for read in log)
    assert set(streams.values()) <= {EACH}
    assert all(count % (STREAMS * EACH) == 0 for count in facts.values())
    saved = store.refs("saved")
    assert len(streams) == STREAMS * len(saved)
    assert store.directory.texts(saved) == {key: key for key in saved}
    return len(saved)


def everything(store: Store) -> list:
    found, after = [], 0
    while page := store.read(after, 5000):
        found += page
        after = page[-1].position
    return found


@pytest.mark.parametrize("attempt", range(3))
def test_a_process_killed_in_mid_write_leaves_whole_saves_only(
    store_url: str, attempt: int
) -> None:
    process = writer(store_url, "a")
    time.sleep(0.2 + random.Random(attempt).random() / 2)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout is not None
    acknowledged = process.stdout.read().split()
    store = open_store(store_url, clock=Clock())
    try:
        assert list(verify(store)) == []
        assert acknowledged
        assert set(acknowledged) <= set(store.refs("saved"))
        assert whole_saves(store) - len(acknowledged) in (0, 1)
    finally:
        store.close()


def test_a_follower_skips_nothing_while_four_processes_write(postgres_url: str) -> None:
    store = open_store(postgres_url, clock=Clock())
    processes = [writer(postgres_url, name) for name in "abcd"]
    followed: list[int] = []
    until = time.monotonic() + 2
    while time.monotonic() < until:
        page = store.read(followed[-1] if followed else 0, 1000)
        followed += [read.position for read in page]
    for process in processes:
        process.kill()
        process.wait()
        assert process.stdout is not None
        process.stdout.close()
    while page := store.read(followed[-1], 1000):
        followed += [read.position for read in page]
    assert followed == [read.position for read in everything(store)]
    assert followed == list(range(1, len(followed) + 1))
    assert {key[0] for key in store.refs("saved")} == set("abcd")
    assert list(verify(store)) == []
    whole_saves(store)
    store.close()


END_OTHERS = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()"""


def test_a_save_whose_connection_is_lost_is_made_once(postgres_url: str) -> None:
    store = open_store(postgres_url, clock=Clock())
    store.save(decided("a"))
    with store.connection() as connection:
        connection.execute(END_OTHERS)
        store.save(decided("b"))
        connection.execute(END_OTHERS)
    assert store.head() == 2
    store.save(decided("c"))
    assert [r.position for r in store.read()] == [1, 2, 3]
    assert list(verify(store)) == []
    store.close()


def test_a_save_that_went_through_although_its_answer_was_lost_is_made_once(
    postgres_url: str,
) -> None:
    parts = urlsplit(postgres_url)
    with way_to(parts.hostname or "127.0.0.1", parts.port or 5432) as way:
        netloc = f"{parts.netloc.rpartition(':')[0]}:{way.port}"
        store = open_store(urlunsplit(parts._replace(netloc=netloc)), clock=Clock())
        store.save(decided("a", 2))
        aggregate = decided("b", 3)
        way.cut_answers.set()
        commit = store.save(aggregate, writes=Writes(refs=[("k", "v")]))
        assert way.cuts == 1
        assert (commit.first, commit.last) == (3, 5)
        assert store.recorded_at(5) == commit.recorded_at
        assert store.head() == 5
        store.save(enrol(aggregate))
        assert list(verify(store)) == []
        store.close()
