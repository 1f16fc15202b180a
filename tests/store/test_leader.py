"""One leader at a time: who dies, is cut off or is silent leads no longer, and another does."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

import psycopg

from engine.clock import system_clock
from engine.leader import KIND, TRUST, Leader
from engine.store import open_store
from tests.store.cutting import way_to


@contextmanager
def leader(url: str, clock: Callable[[], float] = time.monotonic) -> Iterator[Leader]:
    """A process's leader, as far as the database can tell."""
    store = open_store(url, clock=system_clock)
    found = Leader(store, clock)
    try:
        yield found
    finally:
        found.close()
        store.close()


def becomes(said: Callable[[], bool], seconds: float = 15) -> None:
    """It is so in the end."""
    until = time.monotonic() + seconds
    while not said():
        assert time.monotonic() < until
        time.sleep(0.05)


def sessions(url: str) -> list[int]:
    """The sessions that hold locks of ours."""
    with psycopg.connect(url, autocommit=True) as connection:
        rows = connection.execute(
            "SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s "
            "AND database = (SELECT oid FROM pg_database WHERE datname = current_database())",
            (KIND,),
        ).fetchall()
    return [int(pid) for (pid,) in rows]


def test_one_leads_until_it_ends_its_session_and_then_the_other_does(postgres_url: str) -> None:
    with leader(postgres_url) as one, leader(postgres_url) as other:
        assert one.leads("deadlines")
        assert not other.leads("deadlines")
        assert other.leads("notices")
        holders = one.standing(["deadlines", "notices", "views"])
        assert holders["views"] is None
        assert all(str(holders[duty]).startswith("pingzhan ") for duty in ("deadlines", "notices"))
        other.stand(["deadlines"])
        (pid,) = set(sessions(postgres_url)) - {own(other)}
        with psycopg.connect(postgres_url, autocommit=True) as killing:
            killing.execute("SELECT pg_terminate_backend(%s)", (pid,))
        becomes(lambda: other.leads("deadlines"))
        becomes(lambda: not one.leads("deadlines"))
        other.leave("deadlines")
        becomes(lambda: one.leads("deadlines"))


def own(found: Leader) -> int:
    """The session of a leader."""
    return int(found._session.info.backend_pid)


def test_stores_of_one_database_have_leaders_of_their_own(postgres_url: str) -> None:
    with (
        leader(f"{postgres_url}?schema=east") as east,
        leader(f"{postgres_url}?schema=west") as west,
    ):
        assert east.leads("deadlines")
        assert west.leads("deadlines")


def test_a_leader_that_is_cut_off_stops_by_itself(postgres_url: str) -> None:
    parts = urlsplit(postgres_url)
    assert parts.hostname is not None
    assert parts.port is not None
    with way_to(parts.hostname, parts.port) as way:
        name = f"{parts.username}@127.0.0.1:{way.port}"
        with leader(urlunsplit(parts._replace(netloc=name))) as cut, leader(postgres_url) as other:
            assert cut.leads("deadlines")
            way.cut_answers.set()
            way.close()
            becomes(lambda: not cut.leads("deadlines"))
            becomes(lambda: other.leads("deadlines"))
            assert not cut.leads("deadlines")


def test_no_proof_is_trusted_for_long(postgres_url: str) -> None:
    """A process that stood still for longer than that asks before it goes on."""
    now = [100.0]
    with leader(postgres_url, lambda: now[0]) as stopped, leader(postgres_url) as other:
        assert stopped.leads("deadlines")
        with psycopg.connect(postgres_url, autocommit=True) as killing:
            killing.execute("SELECT pg_terminate_backend(%s)", (own(stopped),))
        becomes(lambda: other.leads("deadlines"))
        now[0] += TRUST
        assert not stopped.leads("deadlines")
