"""A town on each of the databases."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.town import Town


@pytest.fixture
def town(store_url: str) -> Iterator[Town]:
    """A community with its table, at peace, on each of the databases."""
    found = Town(store_url)
    yield found
    found.store.close()


@pytest.fixture
def bare(store_url: str) -> Iterator[Town]:
    """A store in which nothing happened yet."""
    found = Town(store_url, prepared=False)
    yield found
    found.store.close()
