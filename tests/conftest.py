"""Fixtures for every test: real services, started when first asked for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Playwright, sync_playwright

from tests.services.chromium import launched
from tests.services.postgres import fresh_database, postgres_server
from tests.services.redis import emptied, redis_server

MEMORY, ROOMY = Path("/dev/shm"), 4 << 30


def pytest_configure() -> None:
    """Keep what tests write in memory where there is room: a durable commit waits for no disk."""
    is_there = MEMORY.is_dir() and os.access(MEMORY, os.W_OK)
    if is_there and shutil.disk_usage(MEMORY).free > ROOMY:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.fixture(scope="session")
def run_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run share."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


@pytest.fixture(scope="session")
def postgres_server_url() -> Iterator[str]:
    """A running PostgreSQL, by the URL of its `postgres` database."""
    with postgres_server() as url:
        yield url


@pytest.fixture
def postgres_url(postgres_server_url: str) -> Iterator[str]:
    """An empty PostgreSQL database of the test's own."""
    with fresh_database(postgres_server_url) as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """An SQLite file of the test's own, not made yet."""
    return f"sqlite:///{tmp_path / 'pingzhan.sqlite'}"


@pytest.fixture(params=["sqlite", "postgres"])
def store_url(request: pytest.FixtureRequest) -> str:
    """An empty store of each kind: the test runs on both."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture(scope="session")
def redis_server_url() -> Iterator[str]:
    """A running Redis; parallel test processes never share a database."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
    with redis_server(int(worker)) as url:
        yield url


@pytest.fixture
def redis_url(redis_server_url: str) -> str:
    """An empty Redis database."""
    return emptied(redis_server_url)


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    """Playwright, with its `devices`. Ends with the module: it holds the thread's event loop."""
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="module")
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A headless Chromium that can draw Chinese."""
    with launched(playwright) as headless:
        yield headless
