"""What the store asks of a recorder, whichever database is beneath it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from engine.store.mapper import StoredFact
from engine.store.migrations import Migration
from engine.store.writes import Commit, Writes

#: called with a raw cursor inside the write transaction, after the facts were inserted
Inline = Callable[[Any, Commit], None]


class LogRecorder(Protocol):
    """A recorder of the library's kind, with the store's own ways in and out."""

    dialect: str
    events_table_name: str
    clock: Callable[[], datetime]

    def create_table(self) -> None:
        """Make the tables where they are missing."""
        ...

    def statements(self, migration: Migration) -> Sequence[Any]:
        """What a migration runs here, ready for a connection."""
        ...

    def append(
        self, facts: Sequence[StoredFact], writes: Writes | None, inline: Inline | None
    ) -> Commit:
        """Save facts, and what goes beside them, in one transaction."""
        ...

    def alone(self) -> AbstractContextManager[None]:
        """Let nobody else save until the end; this thread may."""
        ...

    def select(self, statement: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """The rows of a query with ``?`` for parameters."""
        ...

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> None:
        """Run one statement in a transaction of its own."""
        ...

    def forget(self) -> None:
        """Overwrite what was deleted, as far as the database can."""
        ...

    def key(self, stream: UUID) -> Any:
        """A stream as the table holds it."""
        ...

    def stream(self, stream: UUID, since: int = 1) -> list[tuple[Any, ...]]:
        """Topic, state and digest of every fact of a stream from a version on, in order."""
        ...

    def streams(self, streams: Iterable[UUID]) -> Iterator[tuple[Any, ...]]:
        """The same of several, each row with its stream's 32 digits first, stream by stream."""
        ...

    def connection(self, *, write: bool = False) -> AbstractContextManager[Any]:
        """A raw connection for view stores."""
        ...
