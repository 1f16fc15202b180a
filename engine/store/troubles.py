"""What goes wrong in a database, in the store's own words."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import suppress
from errno import ENOSPC
from pathlib import Path

import psycopg
import psycopg_pool
from eventsourcing.persistence import IntegrityError, PersistenceError

from domain.refusal import Refused
from engine.store.writes import Conflict

#: an input-output error with less than this left on the disk is the disk's being full
_LITTLE = 1 << 20


def sqlite_trouble(error: PersistenceError, events: str, path: str) -> Exception:
    """A conflict, a refusal that names the trouble, or the error itself."""
    cause = error.__cause__
    if isinstance(error, IntegrityError):
        lost = (f"UNIQUE constraint failed: {events}.originator_id", "directory_receipts.principal")
        return Conflict(str(error)) if any(words in str(error) for words in lost) else error
    if isinstance(cause, OSError) and cause.errno == ENOSPC:
        return Refused("store_full")
    if not isinstance(cause, sqlite3.Error):
        return error
    code = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    if code == sqlite3.SQLITE_FULL or (code == sqlite3.SQLITE_IOERR and _is_full(path)):
        return Refused("store_full")
    if code == sqlite3.SQLITE_BUSY:
        return Refused("store_busy")
    return error


def _is_full(path: str) -> bool:
    with suppress(OSError):
        return shutil.disk_usage(Path(path).parent).free < _LITTLE
    return False


class Lost(Exception):
    """The connection went away before the answer came."""


def postgres_trouble(error: PersistenceError, events: str) -> Exception:
    """A conflict, a refusal that names the trouble, ``Lost``, or the error itself."""
    cause = error.__cause__
    if isinstance(cause, psycopg.errors.UniqueViolation):
        taken = cause.diag.constraint_name
        lost = taken in (f"{events}_stream", "directory_receipts_pkey")
        return Conflict(str(error)) if lost else error
    if isinstance(cause, psycopg.errors.DeadlockDetected | psycopg.errors.SerializationFailure):
        return Conflict(str(error))
    if isinstance(cause, psycopg.errors.DiskFull):
        return Refused("store_full")
    if isinstance(cause, psycopg.errors.LockNotAvailable):
        return Refused("store_busy")
    if isinstance(cause, psycopg_pool.PoolTimeout | psycopg_pool.TooManyRequests):
        return Refused("store_unreachable")
    if isinstance(cause, psycopg.OperationalError):
        state = cause.sqlstate or "08"
        return Lost(str(error)) if state.startswith(("08", "57P")) else error
    return error
