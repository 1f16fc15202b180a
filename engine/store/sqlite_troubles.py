"""What goes wrong in SQLite, in the store's own words."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from errno import ENOSPC
from pathlib import Path

from eventsourcing.persistence import ConnectionUnavailableError, IntegrityError

from domain.refusal import Refused
from engine.store.writes import Conflict

#: an input-output error with less than this left on the disk is the disk's being full
_LITTLE = 1 << 20
_MAYBE_FULL = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


def sqlite_trouble(error: Exception, events: str, path: str) -> Exception | None:
    """A conflict, or a refusal that names the trouble; ``None`` for what nobody foresaw.

    ``error`` is SQLite's own, or the library's for it.
    """
    cause = error if isinstance(error, sqlite3.Error | OSError) else error.__cause__
    if isinstance(error, IntegrityError):
        lost = (f"UNIQUE constraint failed: {events}.originator_id", "directory_receipts.principal")
        return Conflict(str(error)) if any(words in str(error) for words in lost) else None
    if isinstance(error, ConnectionUnavailableError):
        return Refused("store_busy")
    if isinstance(cause, OSError) and cause.errno == ENOSPC:
        return Refused("store_full")
    if not isinstance(cause, sqlite3.Error):
        return None
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or (code in _MAYBE_FULL and _is_full(path)):
        return Refused("store_full")
    if code == sqlite3.SQLITE_BUSY:
        return Refused("store_busy")
    if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
        return Refused("store_unreadable", path=path, reason=str(cause))
    return None


def _is_full(path: str) -> bool:
    with suppress(OSError):
        return shutil.disk_usage(Path(path).parent).free < _LITTLE
    return False
