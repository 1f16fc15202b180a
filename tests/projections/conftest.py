"""Views in a real database of each kind."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from psycopg_pool import ConnectionPool

from domain.facts.community import MemberEnrolled
from projections.views import PostgresViews, SqliteViews, ViewStore
from tests.projections.examples import SOON, clicked, registered
from tests.projections.logbook import Logbook

MakeViews = Callable[..., ViewStore]


def sqlite_views(path: Path, **options: Any) -> SqliteViews:
    """Views in a file; every connection is one of its own."""

    @contextmanager
    def connect() -> Iterator[sqlite3.Connection]:
        connection = sqlite3.connect(path, isolation_level=None, timeout=30)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        try:
            yield connection
        finally:
            connection.close()

    return SqliteViews(connect, **options)


@pytest.fixture
def pool(postgres_url: str) -> Iterator[ConnectionPool]:
    """Connections to a PostgreSQL database."""
    options = {"autocommit": True, "options": "-c synchronous_commit=off"}
    with ConnectionPool(postgres_url, kwargs=options, min_size=1, max_size=8) as opened:
        yield opened


@pytest.fixture(params=["sqlite", "postgres"])
def make_views(request: pytest.FixtureRequest, tmp_path: Path) -> MakeViews:
    """Opens the views of one database; each call is another process's look at the same."""
    if request.param == "sqlite":
        return lambda **options: sqlite_views(tmp_path / "views.sqlite", **options)
    pool: ConnectionPool = request.getfixturevalue("pool")
    return lambda **options: PostgresViews(pool.connection, **options)


@pytest.fixture
def views(make_views: MakeViews) -> ViewStore:
    """Empty views."""
    return make_views()


@pytest.fixture
def log() -> Logbook:
    """A registered community after one click."""
    book = Logbook()
    book.record(*registered(), MemberEnrolled("wang", reachable=True))
    book.record(*clicked(reason="t1", case="k1", planned_end=SOON))
    return book
