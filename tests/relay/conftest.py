"""The relay with short pauses, and a Redis of the test's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from engine.relay import relay
from tests.services.redis import OwnRedis, own_redis


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look again at once."""
    monkeypatch.setattr(relay, "IDLE", 0.05)
    monkeypatch.setattr(relay, "REST", 0.05)
    monkeypatch.setattr(relay, "BATCH", 50)


@pytest.fixture
def own() -> Iterator[OwnRedis]:
    """A Redis that the test may stop."""
    with own_redis() as running:
        yield running
