"""A store on each database, as the contract wants it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.store import Store
from tests.store.examples import Opener, opener


@pytest.fixture
def opening(store_url: str) -> Iterator[Opener]:
    """Opens the test's store, as often as wanted; closes what was opened."""
    opened: list[Store] = []
    yield opener(store_url, opened)
    for store in opened:
        store.close()


@pytest.fixture
def store(opening: Opener) -> Store:
    """An empty store on each of the databases."""
    return opening()
