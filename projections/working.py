"""A view while facts are folded into it: documents decoded once, written once a batch."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, Protocol

from domain.record import Recorded
from projections.rows import Doc
from projections.view import View

#: a document of a community under a key, and its rank where the view has one
Row = tuple[str, str, bytes, int | None]


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

    def changed(self) -> Iterator[tuple[str, Any]]:
        """What was put or deleted since the last time, ``None`` for deleted."""
        for key in self._dirty:
            yield key, self._docs[key]
        self._dirty = set()


class Working:
    """A view in the middle of a batch; kept from batch to batch while nobody else moves it."""

    def __init__(self, view: View, *, is_anew: bool = False) -> None:
        self.view = view
        #: it began before the first fact: what it does not know, the table does not hold
        self._is_anew = is_anew
        #: the position at which the documents stand
        self.position = 0
        #: bytes read and written since this was made: about what it holds on to
        self.weight = 0
        self._table: Table | None = None
        self._rows: dict[str, WorkingRows] = {}

    def fold(self, table: Table, batch: Sequence[Recorded]) -> None:
        """Fold a batch and write what it changed."""
        self._table = table
        try:
            if table.is_far and not self._is_anew:
                self._prefetch(table, batch)
            fold, rows_of = self.view.fold, self._rows
            for r in batch:
                fold(rows_of.get(r.community) or self._of(r.community), r)
            self._flush(table)
        finally:
            self._table = None
        self.position = batch[-1].position

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
            self._of(community).learn(key, self.view.decode(blob))

    def _of(self, community: str) -> WorkingRows:
        rows = self._rows.get(community)
        if rows is None:
            rows = self._rows[community] = WorkingRows(self, community)
        return rows

    def _flush(self, table: Table) -> None:
        upserts: list[Row] = []
        deletes: list[tuple[str, str]] = []
        encode, rank = self.view.encode, self.view.rank
        for community, rows in self._rows.items():
            for key, doc in rows.changed():
                if doc is None:
                    deletes.append((community, key))
                else:
                    blob = encode(doc)
                    self.weight += len(blob)
                    upserts.append((community, key, blob, rank(doc) if rank else None))
        if deletes:
            table.delete(deletes)
        if upserts:
            table.upsert(upserts)

    def fetch(self, community: str, key: str) -> Any:
        """A document as the table holds it, ``None`` when there is none."""
        if self._is_anew:
            return None
        assert self._table is not None
        blob = self._table.fetch(community, key)
        if blob is None:
            return None
        self.weight += len(blob)
        return self.view.decode(blob)

    def scan(self, community: str, prefix: str) -> Iterator[tuple[str, Any]]:
        """A community's documents as the table holds them."""
        assert self._table is not None
        for key, blob in self._table.scan(community, prefix):
            yield key, self.view.decode(blob)
