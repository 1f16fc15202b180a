"""The store: the log and, beside it, the directory."""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from typing import Any, TypeVar, cast
from uuid import UUID

from domain.aggregate import Aggregate
from domain.record import Recorded
from engine.spans import span
from engine.store import directory
from engine.store.codec import Codec
from engine.store.directory import Directory
from engine.store.log import FactRepository, Log
from engine.store.reads import LogReader, Selection
from engine.store.recorder import LogRecorder
from engine.store.shelf import PlaybookShelf
from engine.store.signal import Signal
from engine.store.writes import Commit, Receipt, Writes

A = TypeVar("A", bound=Aggregate)
Inline = Callable[[Any, list[Recorded]], None]

logger = logging.getLogger(__name__)


class Store:
    """Facts, aggregates and directory of one database. Safe for use by many threads."""

    def __init__(
        self, log: Log, signal: Signal, closing: Iterable[Callable[[], None]] = ()
    ) -> None:
        self._log, self._signal, self._closing = log, signal, tuple(closing)
        self._log_id: str | None = None
        #: for what this class does not offer; ``verify`` reads raw rows through it
        self.recorder = cast(LogRecorder, log.recorder)
        self.codec: Codec = log.events.mapper.codec
        self.directory = Directory(self.recorder)
        self.playbooks = PlaybookShelf(self.recorder)
        self._repository = cast(FactRepository, log.repository)
        self._reader = LogReader(self.recorder, self.codec)
        #: called in the write transaction with its cursor and its facts; on SQLite only
        self.inline: Inline | None = None
        #: called after every commit of this process with its last position, in any order
        self.on_commit: list[Callable[[int], None]] = []
        #: called after every commit of this process with the types of its facts
        self.on_facts: list[Callable[[list[str]], None]] = []

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.recorder.dialect

    def get(self, kind: type[A], stream: UUID, community: str = "") -> A | None:
        """The aggregate of a stream as it stands; ``None`` when nothing happened in it."""
        return self._repository.fold(kind, stream, community)

    def get_many(self, kind: type[A], streams: Iterable[UUID]) -> dict[UUID, A]:
        """The aggregates of those streams in which something happened, in the order asked for."""
        return self._repository.fold_many(kind, streams)

    def save(self, *aggregates: Aggregate, writes: Writes | None = None) -> Commit:
        """Save what was decided, and what goes with it: all of it, or nothing.

        Raises ``Conflict`` when somebody saved one of the streams first, and refuses with
        ``store_full`` or ``store_busy``; the aggregates are then of no more use.
        """
        if not writes and not any(a.is_pending for a in aggregates):
            return self._present()
        topics = [fact.TOPIC for aggregate in aggregates for fact in aggregate.pending]
        with span("save", facts=len(topics), streams=len(aggregates)):
            commit = self._log.record(aggregates, writes, self.inline)
        if writes and writes.destroys:
            self._after("forget", self.recorder.forget)
        if commit.first <= commit.last:
            self._signal.advance(commit.last)
            for told in tuple(self.on_commit):
                self._after("on_commit", partial(told, commit.last))
            for counted in tuple(self.on_facts):
                self._after("on_facts", partial(counted, topics))
        return commit

    def alone(self) -> AbstractContextManager[None]:
        """Let nobody else save until the end: for who reads much, and was too late every time."""
        return self.recorder.alone()

    def _present(self) -> Commit:
        head = self.head()
        at = self.recorded_at(head) or self.recorder.clock()
        return Commit(head + 1, head, at)

    def _after(self, what: str, action: Callable[[], None]) -> None:
        """Do what follows a save, which stands whatever becomes of it."""
        try:
            action()
        except Exception:
            logger.exception(what)

    def read(
        self,
        after: int = 0,
        limit: int = 1000,
        *,
        until: int | None = None,
        community: str | None = None,
        place: str | None = None,
        topics: Collection[str] = (),
        streams: Collection[UUID] = (),
        activation: str | None = None,
        newest_first: bool = False,
    ) -> list[Recorded]:
        """Facts after a position and up to one, in order; ``place`` begins community codes."""
        wanted = Selection(
            after, limit, until, community, place, topics, streams, activation, newest_first
        )
        return self._reader.read(wanted)

    def head(self) -> int:
        """The last position, 0 when the log is empty."""
        return self._reader.head()

    def stands_at(self, streams: Collection[UUID]) -> int:
        """The position from which some streams may be read as they stand, whatever came since of
        others; 0 when none of them is there.
        """
        return self._reader.stands_at(streams) if streams else 0

    def save_ends(self, first: int, last: int) -> list[int]:
        """The last position of every save that holds one of these positions, in order."""
        return self._reader.save_ends(first, last)

    def position_at(self, at: datetime) -> int:
        """The last position recorded by a time, 0 when there was none yet."""
        return self._reader.position_at(at)

    def recorded_at(self, position: int) -> datetime | None:
        """When a position was recorded, ``None`` where there is none."""
        return self._reader.recorded_at(position)

    @property
    def log_id(self) -> str:
        """The id of this log: a restored one has another, for its positions may be given anew."""
        if self._log_id is None:
            rows = self.recorder.select("SELECT value FROM store_meta WHERE key = 'log_id'")
            self._log_id = str(rows[0][0])
        return self._log_id

    def refs(self, key: str) -> list[str]:
        """The values kept under a key, in order."""
        return directory.refs(self.recorder, key)

    def receipt(self, principal: str, key: str) -> Receipt | None:
        """The answer given to a principal's idempotency key, if one was."""
        return directory.receipt(self.recorder, principal, key)

    def drop_receipts(self, before: int, most: int = 200) -> int:
        """Forget answers given before a position was recorded, at most so many; how many."""
        old = directory.old_receipts(self.recorder, before, most)
        if old:
            pairs = " OR ".join(["(principal = ? AND key = ?)"] * len(old))
            told = [part for pair in old for part in pair]
            self.recorder.execute(f"DELETE FROM directory_receipts WHERE {pairs}", told)
        return len(old)

    def wait(self, after: int, timeout: float) -> int:
        """Block until the log is past a position, or for ``timeout`` seconds; the head then."""
        head = self.head()
        return head if head > after else max(head, self._signal.wait(after, timeout))

    def connection(self, *, write: bool = False) -> AbstractContextManager[Any]:
        """A raw connection in autocommit mode with tuple rows, for the stores of the views.

        A ``sqlite3.Connection`` or a ``psycopg.Connection``; begin transactions yourself, one left
        open is rolled back. On SQLite ask with ``write`` when you will write: threads of this
        process then take turns instead of fighting for the file.
        """
        return self.recorder.connection(write=write)

    def close(self) -> None:
        """Give back every connection, and the file to the next server."""
        self._signal.close()
        self._log.close()
        for close in self._closing:
            close()
