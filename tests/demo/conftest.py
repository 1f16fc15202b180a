"""A house furnished once, and the day at war in it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from api.demo.district import WAR, Furnished, furnish
from domain.record import Recorded
from tests.demo.moment import FREE, NOW
from tests.services.once import made_once

FILE = "log.sqlite"


@pytest.fixture(scope="session")
def furnished_file(run_folder: Path) -> Path:
    """The file of a store furnished at the moment of these tests; to be copied."""

    def make(folder: Path) -> None:
        store = f"sqlite:///{folder / FILE}"
        furnish(store=store, small=True, port=FREE, now=NOW).house.close()

    return made_once(run_folder, "demonstration", make) / FILE


@pytest.fixture
def furnished_store(furnished_file: Path, tmp_path: Path) -> str:
    """A furnished store of the test's own."""
    return f"sqlite:///{shutil.copy(furnished_file, tmp_path)}"


@pytest.fixture(scope="package")
def furnished(
    furnished_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Furnished]:
    own = shutil.copy(furnished_file, tmp_path_factory.mktemp("furnished"))
    made = furnish(store=f"sqlite:///{own}", small=True, port=FREE, now=NOW)
    yield made
    made.house.close()


@pytest.fixture(scope="package")
def day(furnished: Furnished) -> list[Recorded]:
    return furnished.house.store.read(0, 100_000, community=WAR)
