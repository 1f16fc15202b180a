"""The folder of a demonstration: its own, and gone when nobody serves from it any more."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

import pytest

from api.demo.folder import FILE, PREFIX, YOUNG, fresh_file
from engine.store.locks import FileLock


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def left_behind(temporary: Path, name: str, seconds: float) -> Path:
    folder = temporary / f"{PREFIX}{name}"
    folder.mkdir()
    (folder / FILE).touch()
    (folder / f"{FILE}.lock").touch()
    then = folder.stat().st_mtime - seconds
    os.utime(folder, (then, then))
    return folder


def test_each_demonstration_has_a_file_of_its_own(temporary: Path) -> None:
    one, another = fresh_file(), fresh_file()
    assert one != another
    assert not one.exists()
    assert one.parent.parent == temporary


def test_what_a_killed_demonstration_left_goes_away_with_the_next(temporary: Path) -> None:
    old = left_behind(temporary, "old", YOUNG + 1)
    fresh_file()
    assert not old.exists()


def test_what_is_young_or_served_stays(temporary: Path) -> None:
    young = left_behind(temporary, "young", 1)
    served = left_behind(temporary, "served", YOUNG + 1)
    lock = FileLock(served / f"{FILE}.lock")
    fresh_file()
    lock.release()
    assert young.exists()
    assert served.exists()
