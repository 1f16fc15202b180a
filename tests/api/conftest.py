"""Servers for the tests of the doors: one of each kind a test process, shared by its tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.api.serving import Live, serving
from tests.services.postgres import fresh_database
from tests.services.process import scratch


@pytest.fixture(scope="session")
def sqlite_server() -> Iterator[Live]:
    """A server over a file of its own."""
    with scratch("api") as folder, serving(f"sqlite:///{folder / 'log.sqlite'}") as live:
        yield live


@pytest.fixture(scope="session")
def postgres_server_live(postgres_server_url: str, redis_server_url: str) -> Iterator[Live]:
    """A server over PostgreSQL that wakes others through Redis."""
    with fresh_database(postgres_server_url) as url, serving(url, redis=redis_server_url) as live:
        yield live


@pytest.fixture(params=["sqlite_server", "postgres_server_live"], ids=["sqlite", "postgres"])
def live(request: pytest.FixtureRequest) -> Live:
    """A running server of each kind; every test brings a community of its own."""
    served: Live = request.getfixturevalue(request.param)
    return served
