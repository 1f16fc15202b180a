"""One server on one file: a lock that the system lets go of when its holder dies."""

from __future__ import annotations

import sys
from pathlib import Path

from domain.refusal import Refused

if sys.platform == "win32":
    import msvcrt

    def _take(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


class FileLock:
    """Held from construction to ``release``; refuses ``store_in_use`` when another has it."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("ab")
        try:
            _take(self._file.fileno())
        except OSError:
            self._file.close()
            raise Refused("store_in_use", path=str(path)) from None

    def release(self) -> None:
        """Let the next server in; the file stays, for removing it would let two in."""
        self._file.close()
