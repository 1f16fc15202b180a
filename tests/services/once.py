"""What takes long to make and is only read: made once a run, by the first process that asks."""

from __future__ import annotations

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path


def made_once(run: Path, name: str, make: Callable[[Path], None]) -> Path:
    """The folder ``name`` of a run's folder, filled by ``make`` unless another has done so.

    Whoever wants to write in it copies it: others may read it.
    """
    folder, unfinished = run / name, run / f"{name}.unfinished"
    with (run / f"{name}.lock").open("w") as only_one:
        fcntl.flock(only_one, fcntl.LOCK_EX)
        if not folder.exists():
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir()
            make(unfinished)
            unfinished.rename(folder)
    return folder
