"""A view while facts are folded into it: documents decoded once, written once a batch.

A fact that cannot be folded, or whose documents cannot be written, stops its own community and no
other: what came before it is written, what comes after is left until the view is folded anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Protocol

import msgspec

from domain.record import Recorded
from projections.rows import Doc
from projections.view import View

#: a document of a community under a key, and its rank where the view has one
Row = tuple[str, str, bytes, int | None]


class Halt(msgspec.Struct, frozen=True):
    """Where a community stopped: the fact that could not be taken in, and the kind of error."""

    community: str
    position: int
    error: str


class Table(Protocol):
    """The table of a view, inside a transaction."""

    def fetch(self, community: str, key: str) -> bytes | None:
        """One document."""

    #: whether asking for many documents at once is faster than for one after the other
    is_far: bool

    def fetch_many(self, wanted: Collection[tuple[str, str]]) -> Iterable[tuple[str, str, bytes]]:
        """Those of the documents that there are."""

    def scan(self, community: str, prefix: str) -> Iterable[tuple[str, bytes]]:
        """A community's documents whose key begins so."""

    def upsert(self, rows: Sequence[Row]) -> None:
        """Write documents."""

    def delete(self, keys: Sequence[tuple[str, str]]) -> None:
        """Remove documents."""


class WorkingRows:
    """The rows of one community: read through from the table, written through by the batch."""

    __slots__ = ("_community", "_dirty", "_docs", "_working")

    def __init__(self, working: Working, community: str) -> None:
        self._working, self._community = working, community
        self._docs: dict[str, Any] = {}
        self._dirty: set[str] = set()

    def get(self, key: str) -> Any:
        """The document of that key, or ``None``."""
        docs = self._docs
        if key in docs:
            return docs[key]
        doc = docs[key] = self._working.fetch(self._community, key)
        return doc

    def put(self, key: str, doc: Doc) -> None:
        """Keep a document under that key."""
        self._docs[key] = doc
        self._dirty.add(key)

    def delete(self, key: str) -> None:
        """Forget a document; nothing happens when there is none."""
        self._docs[key] = None
        self._dirty.add(key)

    def items(self, prefix: str = "") -> Iterator[tuple[str, Any]]:
        """Every document whose key begins so, in the order of keys."""
        for key, doc in self._working.scan(self._community, prefix):
            self._docs.setdefault(key, doc)
        for key in sorted(k for k in self._docs if k.startswith(prefix)):
            if self._docs[key] is not None:
                yield key, self._docs[key]

    def knows(self, key: str) -> bool:
        """Whether the key was looked up or written before."""
        return key in self._docs

    def learn(self, key: str, doc: Any) -> None:
        """Take in what the table holds under a key."""
        self._docs[key] = doc

    def unlearn(self, key: str) -> None:
        """Let a document be fetched when it is asked for."""
        del self._docs[key]

    def changed(self) -> Iterator[tuple[str, Any]]:
        """What was put or deleted since the last time, ``None`` for deleted."""
        for key in self._dirty:
            yield key, self._docs[key]
        self._dirty = set()


class Working:
    """A view in the middle of a batch; kept from batch to batch while nobody else moves it.

    Unless it ``isolates``, what cannot be taken in fails the batch.
    """

    def __init__(self, view: View, *, is_anew: bool = False, isolates: bool = True) -> None:
        self.view = view
        #: it began before the first fact: what it does not know, the table does not hold
        self._is_anew = is_anew
        self._isolates = isolates
        #: the position at which the documents stand
        self.position = 0
        #: bytes read and written since this was made: about what it holds on to
        self.weight = 0
        self._table: Table | None = None
        self._rows: dict[str, WorkingRows] = {}
        self._outage: Exception | None = None

    def fold(
        self, table: Table, batch: Sequence[Recorded], stuck: Collection[str] = ()
    ) -> list[Halt]:
        """Fold a batch and write what it changed; communities that stopped in it, and where.

        Those that are ``stuck`` stay as they are.
        """
        self._table, end = table, batch[-1].position
        if stuck:
            batch = [r for r in batch if r.community not in stuck]
        try:
            if table.is_far and not self._is_anew:
                self._prefetch(table, batch)
            halts = self._flush(table, batch, self._take_in(batch))
        finally:
            self._table = None
        self.position = end
        return halts

    def _take_in(self, batch: Sequence[Recorded]) -> set[str]:
        """Fold every fact; the communities where that failed."""
        fold, rows_of, failed = self.view.fold, self._rows, set[str]()
        for r in batch:
            if r.community in failed:
                continue
            try:
                fold(rows_of.get(r.community) or self._of(r.community), r)
            except Exception as error:
                self._bear(error)
                failed.add(r.community)
        return failed

    def _bear(self, error: Exception) -> None:
        """Raise again what is no fault of a fact: of the database, or for want of memory."""
        if error is self._outage or isinstance(error, MemoryError) or not self._isolates:
            raise error

    def _prefetch(self, table: Table, batch: Sequence[Recorded]) -> None:
        keys, wanted = self.view.keys, set[tuple[str, str]]()
        for r in batch:
            rows = self._rows.get(r.community)
            for key in keys(r):
                if rows is None or not rows.knows(key):
                    wanted.add((r.community, key))
        if not wanted:
            return
        for community, key in wanted:
            self._of(community).learn(key, None)
        for community, key, blob in table.fetch_many(wanted):
            self.weight += len(blob)
            try:
                self._of(community).learn(key, self.view.decode(blob))
            except Exception:
                # whoever asks for it fails, and nobody else
                self._of(community).unlearn(key)

    def _of(self, community: str) -> WorkingRows:
        rows = self._rows.get(community)
        if rows is None:
            rows = self._rows[community] = WorkingRows(self, community)
        return rows

    def _flush(self, table: Table, batch: Sequence[Recorded], failed: set[str]) -> list[Halt]:
        upserts: list[Row] = []
        deletes: list[tuple[str, str]] = []
        for community, rows in self._rows.items():
            if community not in failed and not self._written(community, rows, upserts, deletes):
                failed.add(community)
        halts = []
        for community in sorted(failed):
            facts = [r for r in batch if r.community == community]
            if halt := self._salvage(community, facts, upserts, deletes):
                halts.append(halt)
        if deletes:
            table.delete(deletes)
        if upserts:
            table.upsert(upserts)
        return halts

    def _written(
        self,
        community: str,
        rows: WorkingRows,
        upserts: list[Row],
        deletes: list[tuple[str, str]],
    ) -> bool:
        """Put what changed in a community with what is to be written, whole or not at all."""
        gone: list[tuple[str, str]] = []
        kept: list[Row] = []
        try:
            for key, doc in rows.changed():
                if doc is None:
                    gone.append((community, key))
                else:
                    kept.append(self._row(community, key, doc))
        except Exception as error:
            self._bear(error)
            return False
        deletes += gone
        upserts += kept
        self.weight += sum(len(blob) for _, _, blob, _ in kept)
        return True

    def _row(self, community: str, key: str, doc: Any) -> Row:
        rank = self.view.rank
        return community, key, self.view.encode(doc), rank(doc) if rank else None

    def _salvage(
        self,
        community: str,
        facts: Sequence[Recorded],
        upserts: list[Row],
        deletes: list[tuple[str, str]],
    ) -> Halt | None:
        """Take in what comes before the fact that fails, from what the table holds."""
        self._is_anew = False
        halt = self._halt(community, facts)
        good = [r for r in facts if halt is None or r.position < halt.position]
        rows = WorkingRows(self, community)
        for r in good:
            self.view.fold(rows, r)
        self._written(community, rows, upserts, deletes)
        self._rows.pop(community, None)
        return halt

    def _halt(self, community: str, facts: Sequence[Recorded]) -> Halt | None:
        """The first fact that cannot be folded, or after which a document cannot be written."""
        rows = WorkingRows(self, community)
        for r in facts:
            try:
                self.view.fold(rows, r)
                for key, doc in rows.changed():
                    if doc is not None:
                        self._row(community, key, doc)
            except Exception as error:
                self._bear(error)
                return Halt(community, r.position, type(error).__name__)
        return None

    def fetch(self, community: str, key: str) -> Any:
        """A document as the table holds it, ``None`` when there is none."""
        if self._is_anew:
            return None
        assert self._table is not None
        try:
            blob = self._table.fetch(community, key)
        except Exception as error:
            self._outage = error
            raise
        if blob is None:
            return None
        self.weight += len(blob)
        return self.view.decode(blob)

    def scan(self, community: str, prefix: str) -> Iterator[tuple[str, Any]]:
        """A community's documents as the table holds them."""
        assert self._table is not None
        try:
            found = list(self._table.scan(community, prefix))
        except Exception as error:
            self._outage = error
            raise
        for key, blob in found:
            yield key, self.view.decode(blob)
