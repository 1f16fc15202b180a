"""A house furnished once, and the day at war in it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from api.demo.district import WAR, Furnished, furnish
from domain.record import Recorded
from tests.demo.moment import FREE, NOW


@pytest.fixture(scope="package")
def furnished() -> Iterator[Furnished]:
    made = furnish(small=True, port=FREE, now=NOW)
    yield made
    made.house.close()


@pytest.fixture(scope="package")
def day(furnished: Furnished) -> list[Recorded]:
    return furnished.house.store.read(0, 100_000, community=WAR)
