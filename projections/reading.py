"""Reading views: documents, summaries of communities, and what is due."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

import msgspec

from projections import due
from projections.board import COMMUNITY, Community
from projections.view import View

#: a view being folded anew stands beside the one that is read, under its name and this
REBUILT = "_rebuilt"

#: communities asked for in one query
_SOME = 500

# hops from community to community by the primary key: reads as many rows as it answers
_SUMMARIES = """
WITH RECURSIVE place (code, number) AS (
  SELECT (SELECT min(community) FROM view_board WHERE community > ? AND community >= ?), 1
  UNION ALL
  SELECT (SELECT min(community) FROM view_board WHERE community > place.code), number + 1
  FROM place WHERE code IS NOT NULL AND code < ? AND number < ?)
SELECT code, doc FROM place JOIN view_board ON community = code AND key = ?
WHERE code < ? ORDER BY code"""


class Stuck(msgspec.Struct, frozen=True):
    """A community that stopped in a view: at which fact, and by what kind of error."""

    view: str
    community: str
    position: int
    error: str


class ViewReader(ABC):
    """The views of one database, to be read. Safe for use by many threads."""

    #: whether a document holds some bytes, in the database's words
    holds: ClassVar[str]
    #: whether a table is there, as one row
    has_table: ClassVar[str]

    def __init__(self, views: Mapping[str, View]) -> None:
        self.views = views
        self._has_stuck = False

    @abstractmethod
    def query(self, statement: str, parameters: Sequence[Any]) -> list[Any]:
        """The rows of a query in one consistent look; ``?`` for parameters."""

    def view(self, name: str) -> View:
        """The view of that name, or of which that is a rebuilding."""
        return self.views[name.removesuffix(REBUILT)]

    def position(self, name: str) -> int:
        """The position up to which a view has taken the log in."""
        rows = self.query("SELECT position FROM view_positions WHERE view = ?", (name,))
        return int(rows[0][0]) if rows else 0

    def stuck(self, community: str | None = None) -> list[Stuck]:
        """Where communities, all by default, stopped; a rebuild lets them go on."""
        if not self._has_stuck:
            self._has_stuck = bool(self.query(self.has_table, ("view_stuck",))[0][0])
        if not self._has_stuck:
            return []
        where, of = ("", ()) if community is None else (" WHERE community = ?", (community,))
        found = self.query(
            "SELECT view, community, position, error FROM view_stuck"
            f"{where} ORDER BY community, view",
            of,
        )
        marks = [Stuck(*row) for row in found]
        return [mark for mark in marks if not mark.view.endswith(REBUILT)]

    def get(self, name: str, community: str, key: str) -> Any:
        """One document, or ``None``."""
        rows = self.query(
            f"SELECT doc FROM view_{name} WHERE community = ? AND key = ?", (community, key)
        )
        return self.view(name).decode(rows[0][0]) if rows else None

    def blobs(self, name: str, key: str, communities: Sequence[str]) -> dict[str, bytes]:
        """The documents of one key of many communities, as they are stored; those there are."""
        found: dict[str, bytes] = {}
        for n in range(0, len(communities), _SOME):
            some = communities[n : n + _SOME]
            rows = self.query(
                f"SELECT community, doc FROM view_{name} WHERE key = ? "
                f"AND community IN ({', '.join('?' * len(some))})",
                (key, *some),
            )
            found.update((community, bytes(blob)) for community, blob in rows)
        return found

    def load(self, name: str, community: str, having: str | None = None) -> dict[str, Any]:
        """A community's documents by key; with ``having``, those that hold that text somewhere."""
        return self.snapshot(name, community, having)[1]

    def snapshot(
        self, name: str, community: str, having: str | None = None
    ) -> tuple[int, dict[str, Any]]:
        """The same with the position that they stand at, in one consistent look."""
        holding = "" if having is None else f" AND {self.holds}"
        found = self.query(
            f"SELECT position, key, doc FROM view_positions LEFT JOIN view_{name} "
            f"ON community = ?{holding} WHERE view = ?",
            (community, name) if having is None else (community, having.encode(), name),
        )
        decode = self.view(name).decode
        docs = {key: decode(blob) for _, key, blob in found if blob is not None}
        return (int(found[0][0]) if found else 0), docs

    def load_summaries(
        self, place_prefix: str = "", after: str = "", limit: int = 100
    ) -> list[tuple[str, Community]]:
        """One row for each community whose code begins so, in order of codes, after one."""
        beyond = place_prefix + "~"
        found = self.query(_SUMMARIES, (after, place_prefix, beyond, limit, COMMUNITY, beyond))
        decode = self.view("board").decode
        return [(code, decode(blob)) for code, blob in found]

    def due(self, before: datetime, limit: int) -> list[tuple[str, str, datetime]]:
        """Groups in which something is due by a time, the longest due first.

        Each with its stream, its community, and since when.
        """
        found = self.query(
            "SELECT key, community, rank FROM view_due WHERE rank <= ? "
            "ORDER BY rank, community, key LIMIT ?",
            (due.micros(before), limit),
        )
        return [(stream, community, due.moment(rank)) for stream, community, rank in found]
