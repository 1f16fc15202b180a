"""Taking a backup: one consistent look at a store, written beside whoever works with it."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from secrets import token_hex
from typing import NamedTuple

from domain.refusal import Refused
from engine.backup.form import FORMAT, VERSION, Manifest, Writer
from engine.backup.rows import Rows, snapshot
from engine.store import Store
from engine.store.lineage import lineage
from engine.store.migrations import SCHEMA_VERSION

_HEAD = "SELECT last_position, digest FROM commits ORDER BY last_position DESC LIMIT 1"


class Taken(NamedTuple):
    """A backup: where it lies, up to which position it goes, and its size in bytes."""

    file: Path
    head: int
    digest: str
    size: int


def back_up(store: Store, to: Path, at: datetime, *, people: bool = True) -> Taken:
    """Write a store into a file, or into a new file of a folder, for its owner's eyes only.

    It gets its name when it is whole and on the disk. Without ``people`` it is the log alone,
    which still folds. Refuses ``backup_exists``, ``backup_unwritable`` and ``backup_of_broken``.
    """
    with snapshot(store) as rows:
        manifest = _manifest(store, rows, at, people)
        file = _named(to, manifest.head, at)
        try:
            size = _write(rows, manifest, file)
        except UnicodeDecodeError as error:
            raise Refused("backup_of_broken") from error
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise Refused("backup_unwritable", path=str(file), reason=reason) from error
    return Taken(file, manifest.head, manifest.digest, size)


def _manifest(store: Store, rows: Rows, at: datetime, people: bool) -> Manifest:
    head, digest = rows.one(_HEAD) or (0, b"")
    return Manifest(
        FORMAT,
        VERSION,
        SCHEMA_VERSION,
        store.log_id,
        lineage(store),
        at.isoformat(),
        head,
        bytes(digest).hex(),
        people,
        rows.tables(people=people),
    )


def _named(to: Path, head: int, at: datetime) -> Path:
    file = to / f"pingzhan-{at:%Y%m%dT%H%M%SZ}-{head}.backup" if to.is_dir() else to
    if file.exists():
        raise Refused("backup_exists", path=str(file))
    return file


def _write(rows: Rows, manifest: Manifest, file: Path) -> int:
    """Under another name first, so that a name always stands for a whole backup."""
    draft = file.with_name(f".{file.name}.{token_hex(4)}.part")
    try:
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "wb") as sink:
            writer = Writer(sink, manifest)
            for table in manifest.tables:
                writer.table(table, rows.read(table))
            writer.finish()
            sink.flush()
            os.fsync(sink.fileno())
        draft.rename(file)
    finally:
        draft.unlink(missing_ok=True)
    _settle(file.parent)
    return file.stat().st_size


def _settle(folder: Path) -> None:
    """Let the folder's new entry reach the disk, where a folder can be told to."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
