"""Views kept in a database, and how they follow the log.

A view's documents and the position that they stand at are saved together, so a fact is folded
exactly once, whoever folds it.
"""

from __future__ import annotations

import logging
from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

from domain.record import Recorded
from projections.reading import ViewReader
from projections.registry import VIEWS
from projections.view import View
from projections.working import Table, Working

logger = logging.getLogger(__name__)

Connect = Callable[[], AbstractContextManager[Any]]

#: bytes of documents that are kept decoded from one batch to the next
KEPT = 32 * 1024 * 1024


class OutOfStep(Exception):
    """A batch does not follow on what the view stands at: somebody else moved it."""


class StoredViews(ViewReader):
    """The views of one database. ``connect`` gives a connection in autocommit mode, to read;
    ``write`` one that may write (the same, unless the writers of a process take turns).
    """

    def __init__(
        self,
        connect: Connect,
        write: Connect | None = None,
        *,
        views: Mapping[str, View] = VIEWS,
        create: bool = True,
    ) -> None:
        super().__init__(views)
        self._connect, self._write = connect, write or connect
        self._kept: dict[str, Working] = {}
        if create:
            with self.writing() as cursor:
                self._prepare(cursor)

    # -- what each database does in its own way --------------------------------------------------

    @abstractmethod
    def writing(self) -> AbstractContextManager[Any]:
        """A cursor in a transaction that commits at the end, or leaves nothing behind."""

    @abstractmethod
    def table(self, cursor: Any, name: str) -> Table:
        """The table of a view, or of one being rebuilt."""

    @abstractmethod
    def lock(self, cursor: Any, names: Sequence[str]) -> dict[str, int]:
        """Where views stand, held until the transaction ends: nobody else moves them."""

    @abstractmethod
    def create_table(self, cursor: Any, name: str) -> None:
        """Make the table of a view where it is missing; it may be renamed afterwards."""

    @abstractmethod
    def create_keyframes(self, cursor: Any) -> None:
        """Make the table of keyframes where it is missing."""

    @abstractmethod
    def execute(self, cursor: Any, statement: str, parameters: Sequence[Any] = ()) -> list[Any]:
        """Run a statement in a transaction, ``?`` for parameters; its rows, if it has any."""

    # -- following the log -------------------------------------------------------------------------

    def apply(
        self, cursor: Any, name: str, batch: Sequence[Recorded], after: int | None = None
    ) -> None:
        """Fold a batch into a view inside a transaction. It must follow on ``after``, the position
        that the view stands at (the batch's predecessor by default); raises ``OutOfStep`` else.
        """
        expected = batch[0].position - 1 if after is None else after
        if self.lock(cursor, (name,))[name] != expected:
            raise OutOfStep(name)
        self._fold(cursor, Working(self.view(name)), name, batch)

    def follow(self, names: Iterable[str], batch: Sequence[Recorded], after: int) -> None:
        """Fold a batch into several views that stand at ``after``, in a transaction of its own."""
        names = sorted(names)
        workings = {}
        for name in names:
            kept = self._kept.pop(name, None)
            in_step = kept is not None and kept.position == after
            begun = Working(self.view(name), is_anew=after == 0)
            workings[name] = kept if kept and in_step else begun
        with self.writing() as cursor:
            if any(position != after for position in self.lock(cursor, names).values()):
                raise OutOfStep(", ".join(names))
            for name in names:
                self._fold(cursor, workings[name], name, batch)
        self._kept.update({n: w for n, w in workings.items() if w.weight < KEPT})

    def apply_inline(self, cursor: Any, batch: Sequence[Recorded]) -> None:
        """Fold a command's facts within its own transaction into the views that are kept so.

        A view that is not exactly at the batch's predecessor is left to the follower, and so is
        one whose fold fails: the command must not fail with it.
        """
        names = [view.name for view in self.views.values() if view.is_inline]
        for name, position in self.lock(cursor, names).items():
            if position != batch[0].position - 1:
                continue
            self.execute(cursor, "SAVEPOINT inline_view")
            try:
                self._fold(cursor, Working(self.view(name), isolates=False), name, batch)
            except Exception:
                self.execute(cursor, "ROLLBACK TO inline_view")
                logger.exception("inline_view", extra={"view": name, "after": position})
            self.execute(cursor, "RELEASE inline_view")

    def _fold(self, cursor: Any, working: Working, name: str, batch: Sequence[Recorded]) -> None:
        self.take_in(cursor, working, name, batch)
        self.move(cursor, name, batch[-1].position)

    def take_in(self, cursor: Any, working: Working, name: str, batch: Sequence[Recorded]) -> None:
        """Fold a batch, and write down which communities stopped in it."""
        marked = self.execute(cursor, "SELECT community FROM view_stuck WHERE view = ?", (name,))
        stuck = {str(row[0]) for row in marked}
        for halt in working.fold(self.table(cursor, name), batch, stuck):
            told = {"view": name, "community": halt.community, "position": halt.position}
            logger.error("view_stuck", extra={**told, "error": halt.error})
            self.execute(
                cursor,
                "INSERT INTO view_stuck VALUES (?, ?, ?, ?)",
                (name, halt.community, halt.position, halt.error),
            )

    def move(self, cursor: Any, name: str, position: int) -> None:
        """Write down where a view stands."""
        self.execute(
            cursor, "UPDATE view_positions SET position = ? WHERE view = ?", (position, name)
        )

    # -- beginning anew ----------------------------------------------------------------------------

    def clear(self, name: str) -> None:
        """Empty a view: it stands before the first fact."""
        with self.writing() as cursor:
            self.lock(cursor, (name,))
            self._empty(cursor, name)
        self.forget(name)

    def _empty(self, cursor: Any, name: str) -> None:
        self.execute(cursor, f"DELETE FROM view_{name}")
        self.unstick(cursor, name)
        self.move(cursor, name, 0)

    def unstick(self, cursor: Any, name: str) -> None:
        """Let every community go on, for the view begins anew."""
        self.execute(cursor, "DELETE FROM view_stuck WHERE view = ?", (name,))

    def forget(self, name: str) -> None:
        """Let go of documents kept decoded."""
        self._kept.pop(name, None)

    def _prepare(self, cursor: Any) -> None:
        """Make the tables that are missing, and empty views of another revision."""
        self.execute(
            cursor,
            "CREATE TABLE IF NOT EXISTS view_positions (view TEXT PRIMARY KEY, "
            "position BIGINT NOT NULL, revision INTEGER NOT NULL)",
        )
        self.create_stuck(cursor)
        for name in self.views:
            self.create_table(cursor, name)
            self.place(cursor, name)
        self.create_keyframes(cursor)

    def create_stuck(self, cursor: Any) -> None:
        """Make the table of communities that stopped where it is missing."""
        self.execute(
            cursor,
            "CREATE TABLE IF NOT EXISTS view_stuck (view TEXT NOT NULL, community TEXT NOT NULL, "
            "position BIGINT NOT NULL, error TEXT NOT NULL, PRIMARY KEY (view, community))",
        )

    def place(self, cursor: Any, name: str) -> None:
        """Give a view a row among the positions; one without, or of another revision, begins
        anew.
        """
        revision = self.view(name).revision
        fresh = self.execute(
            cursor,
            "INSERT INTO view_positions VALUES (?, 0, ?) ON CONFLICT (view) DO NOTHING "
            "RETURNING view",
            (name, revision),
        )
        stale = self.execute(
            cursor,
            "UPDATE view_positions SET revision = ? WHERE view = ? AND revision <> ? "
            "RETURNING view",
            (revision, name, revision),
        )
        if fresh or stale:
            self._empty(cursor, name)
