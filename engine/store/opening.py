"""Opening a store by its address."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from errno import ENOSPC
from pathlib import Path
from urllib.parse import unquote

from eventsourcing.persistence import PersistenceError

from domain.refusal import Refused
from engine.store.locks import FileLock
from engine.store.log import Log
from engine.store.migrating import fit, migrate
from engine.store.migrations import SCHEMA_VERSION
from engine.store.signal import Signal
from engine.store.sqlite_recorder import SqliteRecorder, SqliteStoreFactory
from engine.store.sqlite_troubles import sqlite_trouble
from engine.store.store import Store

Clock = Callable[[], datetime]


def open_store(url: str, *, clock: Clock, exclusive: bool = True, create: bool = True) -> Store:
    """Open ``sqlite:///PATH`` or ``postgresql://…[?schema=…]``.

    A file is locked against other servers unless ``exclusive`` is false, as for reading beside
    one; tables are made unless ``create`` is false, and those of an older Pingzhan brought to this
    one's unless both are. Refuses ``store_url_unknown``, ``store_missing``, ``store_in_use``,
    ``store_newer``, ``store_older``, ``store_unfinished``, ``store_unreadable``, ``store_full``
    and ``store_unreachable``.
    """
    scheme, separator, rest = url.partition("://")
    if scheme == "sqlite" and rest.startswith("/") and len(rest) > 1:
        return _open_sqlite(Path(unquote(rest[1:])), clock, exclusive, create)
    if scheme in ("postgresql", "postgres") and separator:
        from engine.store.postgres_opening import open_postgres

        return open_postgres(url, clock, exclusive, create)
    raise Refused("store_url_unknown", url=scheme)


def _open_sqlite(told: Path, clock: Clock, exclusive: bool, create: bool) -> Store:
    path = prepared(told, create)
    lock = locked(path) if exclusive else None
    try:
        with telling_troubles(path):
            version = file_version(path)
            fit(version, exclusive=exclusive, create=create, path=str(path))
            store = sqlite_store(path, clock, (lock.release,) if lock else ())
            if version < SCHEMA_VERSION:
                migrate(store.recorder)
            return store
    except BaseException:
        if lock:
            lock.release()
        raise


def sqlite_store(path: Path, clock: Clock, closing: Iterable[Callable[[], None]] = ()) -> Store:
    """The store of a file, whatever is in it."""
    log = Log(SqliteStoreFactory({"SQLITE_DBNAME": str(path), "CREATE_TABLE": "n"}))
    recorder = log.recorder
    assert isinstance(recorder, SqliteRecorder)
    recorder.clock = clock
    return Store(log, Signal(), closing)


@contextmanager
def telling_troubles(path: Path) -> Iterator[None]:
    """Let what SQLite says of a file be refused in our words."""
    try:
        yield
    except (sqlite3.DatabaseError, PersistenceError) as error:
        trouble = sqlite_trouble(error, "events", str(path))
        raise trouble or Refused("store_unreadable", path=str(path)) from error


def prepared(told: Path, create: bool) -> Path:
    """Where a file really lies, behind every link, in a folder that is there."""
    try:
        path = told.resolve()
        if create:
            path.parent.mkdir(parents=True, exist_ok=True)
        elif not path.exists():
            raise Refused("store_missing", path=str(path))
    except ValueError:
        raise Refused("store_url_unknown", url="sqlite") from None
    except (OSError, RuntimeError) as error:
        raise _unopened(told, error) from error
    return path


def locked(path: Path) -> FileLock:
    """The lock of a file: of the file itself, whichever link leads to it."""
    try:
        return FileLock(path.with_name(path.name + ".lock"))
    except OSError as error:
        raise _unopened(path, error) from error


def is_locked(path: Path) -> bool:
    """Whether a server, or whoever else writes, has a file open now."""
    if not path.with_name(path.name + ".lock").exists():
        return False
    try:
        locked(path).release()
    except Refused as refused:
        return refused.code == "store_in_use"
    return False


def _unopened(path: Path, error: Exception) -> Refused:
    is_full = isinstance(error, OSError) and error.errno == ENOSPC
    return Refused("store_full") if is_full else Refused("store_unreadable", path=str(path))


def file_version(path: Path) -> int:
    """The schema version of a file, 0 for a new one."""
    connection = sqlite3.connect(path)
    try:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    finally:
        connection.close()
    return version
