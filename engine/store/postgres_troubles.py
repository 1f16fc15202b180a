"""What goes wrong in PostgreSQL, in the store's own words."""

from __future__ import annotations

import psycopg
import psycopg_pool
from eventsourcing.persistence import PersistenceError

from domain.refusal import Refused
from engine.store.writes import Conflict


class Lost(Exception):
    """The connection went away before the answer came."""


def postgres_trouble(error: PersistenceError, events: str) -> Exception | None:
    """A conflict, a refusal that names the trouble, or ``Lost``; ``None`` for the unforeseen."""
    cause = error.__cause__
    if isinstance(cause, psycopg.errors.UniqueViolation):
        taken = cause.diag.constraint_name
        lost = taken in (f"{events}_stream", "directory_receipts_pkey")
        return Conflict(str(error)) if lost else None
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
        return Lost(str(error)) if state.startswith(("08", "57P")) else None
    return None
