"""Where the demonstration keeps its file: a folder of its own, which goes away with it."""

from __future__ import annotations

import atexit
import shutil
import tempfile
import time
from pathlib import Path

from domain.refusal import Refused
from engine.store.locks import FileLock

PREFIX = "pingzhan-demo-"
FILE = "pingzhan.sqlite"
#: a younger folder may be one that is just being made, in seconds
YOUNG = 600


def fresh_file() -> Path:
    """A file that is not there yet; what killed demonstrations left behind goes away."""
    _sweep()
    folder = Path(tempfile.mkdtemp(prefix=PREFIX))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder / FILE


def _sweep() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        if _is_abandoned(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    """Whether it has stood still for a while, and no server holds its file."""
    try:
        if time.time() - folder.stat().st_mtime < YOUNG:
            return False
        FileLock(folder / f"{FILE}.lock").release()
    except (OSError, Refused):
        return False
    return True
