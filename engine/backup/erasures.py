"""Who was erased, by member id: what a backup taken before does not know."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from domain.facts.community import MemberErased
from domain.refusal import Refused
from engine.backup.form import Reader
from engine.clock import Clock
from engine.store import Store, open_store
from engine.store.codec import Codec

_TOPIC = MemberErased.TOPIC
_NAME = f"pingzhan.{_TOPIC.rpartition('.')[0]}."


class _Event(msgspec.Struct):
    type: str
    data: Any


def erased_in(source: str, clock: Clock) -> set[str]:
    """The members erased in a store by its address, in an export, or in a later backup.

    Refuses ``erasures_unreadable`` where it is none of them, and what opening a store does.
    """
    if "://" in source:
        store = open_store(source, clock=clock, exclusive=False, create=False)
        try:
            return set(erased_after(store, 0))
        finally:
            store.close()
    try:
        with Path(source).open("rb") as file:
            if file.read(2) == b"\x1f\x8b":
                file.seek(0)
                return set(_in_backup(Reader.begin(file)))
            file.seek(0)
            return {_told(line) for line in file if _is_erasure(line)}
    except (OSError, msgspec.MsgspecError, LookupError, TypeError) as error:
        raise Refused("erasures_unreadable", path=source) from error


def erased_after(store: Store, after: int) -> Iterator[str]:
    """The members erased in a store after a position."""
    while facts := store.read(after, topics=(_TOPIC,)):
        yield from (f.fact.member for f in facts if isinstance(f.fact, MemberErased))
        after = facts[-1].position


def _in_backup(backup: Reader) -> Iterator[str]:
    looked_for = set(Codec().spellings((_TOPIC,)))
    for table in backup.manifest.tables:
        names = [column.name for column in table.columns]
        for row in backup.rows(table):
            if table.name == "events" and row[names.index("topic")] in looked_for:
                yield member_of(dict(zip(names, row, strict=True)))
    backup.finish()


def member_of(event: dict[str, Any]) -> str:
    """Whom a row of the log tells the erasure of."""
    fact = Codec().whole(event["topic"], event["state"].encode()).fact
    assert isinstance(fact, MemberErased)
    return fact.member


def _is_erasure(line: bytes) -> bool:
    return bool(line.strip()) and msgspec.json.decode(line, type=_Event).type.startswith(_NAME)


def _told(line: bytes) -> str:
    return str(msgspec.json.decode(line, type=_Event).data["member"])
