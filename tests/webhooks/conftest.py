"""A store of each kind with its courier, and an endpoint."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.webhooks.sending import Sending
from tests.webhooks.subscriber import Subscriber, subscriber


@pytest.fixture
def endpoint() -> Iterator[Subscriber]:
    """A real endpoint."""
    with subscriber() as found:
        yield found


@pytest.fixture
def sending(store_url: str) -> Iterator[Sending]:
    """A store whose courier runs."""
    found = Sending(store_url)
    found.start()
    yield found
    found.close()
