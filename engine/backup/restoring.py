"""Making a store from a backup: it is one when everything in it was proved, and not before."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from domain.refusal import Refused
from engine.backup.cutting import Cut
from engine.backup.erasures import erased_after, member_of
from engine.backup.form import Manifest, Reader, Table
from engine.backup.kept import ACCESS
from engine.backup.rows import write, write_refs
from engine.clock import Clock
from engine.store import Store, verify
from engine.store.lineage import Ancestor, fork
from engine.store.migrating import migrate
from engine.store.migrations import SCHEMA_VERSION
from engine.store.unfinished import TABLES, unfinished_store
from engine.webhooks.subscription import ACTIVE, PAUSED
from engine.workflow import Caller, Workflow
from engine.workflow.references import entries

PAGE = 5000


class Restored(msgspec.Struct, frozen=True):
    """What a store was made of: up to which position, of how many, and who was erased anew."""

    head: int
    of: int
    recorded_at: datetime | None
    log_id: str
    erased: int


def restore(
    file: Path,
    url: str,
    clock: Clock,
    *,
    until: int | datetime | None = None,
    erased: Collection[str] | None = None,
    access: bool = True,
) -> Restored:
    """Make the store of an address from a backup, whole or up to a position or a time.

    ``erased`` are members erased since, who are erased here again before anybody reads of them;
    a backup that names people is refused without. Without ``access`` no token is restored. Refuses
    ``backup_unreadable``, ``backup_newer``, ``backup_damaged``, ``restore_erasures_untold``,
    ``restore_out_of_range``, ``restore_broken``, ``store_not_empty`` and what opening does; then
    nothing is left that opens as a store.
    """
    try:
        with file.open("rb") as source:
            backup = Reader.begin(source)
            _check(backup.manifest, until, erased)
            with unfinished_store(url, clock) as store:
                cut = Cut(until, backup.manifest.head)
                later = _fill(store, backup, cut, access=access)
                return _finish(store, clock, backup.manifest, cut, later | set(erased or ()))
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise Refused("backup_unreadable", path=str(file), reason=reason) from error


def _check(
    manifest: Manifest, until: int | datetime | None, erased: Collection[str] | None
) -> None:
    if manifest.schema > SCHEMA_VERSION:
        raise Refused("backup_newer", version=manifest.schema)
    if unknown := [t.name for t in manifest.tables if t.name not in TABLES]:
        raise Refused("backup_newer", version=", ".join(unknown))
    if manifest.people and erased is None:
        raise Refused("restore_erasures_untold")
    if isinstance(until, int) and not 0 < until <= manifest.head:
        raise Refused("restore_out_of_range", head=manifest.head)


def _fill(store: Store, backup: Reader, cut: Cut, *, access: bool) -> set[str]:
    """Put in what the backup holds; gives who was erased after the cut."""
    later: set[str] = set()
    migrate(store.recorder, backup.manifest.schema)
    for table in backup.manifest.tables:
        rows = cut.rows(table, backup.rows(table), _noting(table, later))
        if access or table.name not in ACCESS:
            write(store, table, rows)
        for _ in rows:
            pass  # to the end, where the table's digest is
    backup.finish()
    migrate(store.recorder)
    return later


def _noting(table: Table, later: set[str]) -> Callable[[tuple[Any, ...]], None]:
    """What looks at rows that are cut off: whoever was erased after the point stays erased."""
    names = [column.name for column in table.columns]

    def note(row: tuple[Any, ...]) -> None:
        if table.name == "events" and str(row[topic]).startswith("member_erased."):
            later.add(member_of(dict(zip(names, row, strict=True))))

    topic = names.index("topic") if table.name == "events" else 0
    return note


def _finish(
    store: Store, clock: Clock, manifest: Manifest, cut: Cut, erased: Collection[str]
) -> Restored:
    """Prove the log, make its index, give it an id of its own, and erase whom it shall not name."""
    for broken in verify(store):
        raise Refused("restore_broken", position=broken.position, reason=broken.reason)
    head = store.head()
    if cut.head != head or (head == manifest.head and cut.digest.hex() != manifest.digest):
        raise Refused("restore_broken", position=head, reason="tail_missing")
    _index(store, head)
    _pause_webhooks(store)
    log_id = fork(store, [Ancestor(manifest.log, head), *manifest.lineage])
    at = store.recorded_at(head)
    return Restored(head, manifest.head, at, log_id, _erase(store, clock, erased))


def _pause_webhooks(store: Store) -> None:
    """Let a store that is only looked at, or served beside the old one, tell nobody's receiver."""
    store.recorder.execute(
        "UPDATE webhook_subscriptions SET state = ?, version = version + 1 WHERE state = ?",
        (PAUSED, ACTIVE),
    )


def _index(store: Store, head: int) -> None:
    """Make the index of the log anew, as the saves made it."""
    after = 0
    while facts := store.read(after, PAGE, until=head):
        made = [e for f in facts for e in entries(f.fact, f.stream, f.community)]
        write_refs(store, list(dict.fromkeys(made)))
        after = facts[-1].position


def _erase(store: Store, clock: Clock, erased: Collection[str]) -> int:
    """Erase members anew by the ordinary command, which says so in the log."""
    done = set(erased_after(store, 0))
    members = Workflow(store, clock).members
    found = [m for m in sorted(set(erased) - done) if store.refs(f"member:{m}")]
    for member in found:
        members.erase(member, Caller("system", cause="restore"))
    return len(found)
