"""Keyframes: whole boards of a community, kept every few thousand facts, so that as-of is short.

They are made from the log alone and may be dropped at any time; the board's fold says where one
belongs, the follower makes it.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import Any

import msgspec

from projections.asof import ReadCommunity, board_at
from projections.board import MARKS, Board, Marks
from projections.board.documents import REVISION
from projections.stored import StoredViews

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(dict[str, Board]).decode


class Keyframes:
    """The keyframes of every community, beside the views."""

    def __init__(self, views: StoredViews, read_community: ReadCommunity) -> None:
        self._views, self._read = views, read_community

    def latest(self, community: str, position: int) -> tuple[int, dict[str, Any]] | None:
        """The last keyframe at or before a position: where it stands, and its documents."""
        found = self._views.query(
            "SELECT position, doc FROM view_keyframes "
            "WHERE community = ? AND position <= ? AND revision = ? "
            "ORDER BY position DESC LIMIT 1",
            (community, position, REVISION),
        )
        if not found:
            return None
        return int(found[0][0]), _decode(zlib.decompress(found[0][1]))

    def keep(self, communities: Iterable[str] | None = None) -> int:
        """Make the keyframes that communities, all by default, lack; how many."""
        made = 0
        for community, marks in self._marks(communities):
            there = self._kept(community)
            for position in marks.positions:
                if position not in there:
                    self._make(community, position)
                    made += 1
        return made

    def drop(self) -> None:
        """Remove every keyframe; nothing is lost but time."""
        with self._views.writing() as cursor:
            self._views.execute(cursor, "DELETE FROM view_keyframes")

    def _marks(self, communities: Iterable[str] | None) -> Iterable[tuple[str, Marks]]:
        if communities is not None:
            found = ((c, self._views.get("board", c, MARKS)) for c in sorted(communities))
            return [(c, marks) for c, marks in found if marks]
        rows = self._views.query("SELECT community, doc FROM view_board WHERE key = ?", (MARKS,))
        decode = self._views.view("board").decode
        return [(community, decode(blob)) for community, blob in rows]

    def _kept(self, community: str) -> set[int]:
        rows = self._views.query(
            "SELECT position FROM view_keyframes WHERE community = ? AND revision = ?",
            (community, REVISION),
        )
        return {int(row[0]) for row in rows}

    def _make(self, community: str, position: int) -> None:
        rows = board_at(self._read, community, position, self)
        blob = zlib.compress(_encode(rows.docs), 1)
        with self._views.writing() as cursor:
            self._views.execute(
                cursor,
                "INSERT INTO view_keyframes VALUES (?, ?, ?, ?) "
                "ON CONFLICT (community, position) DO UPDATE "
                "SET revision = excluded.revision, doc = excluded.doc",
                (community, position, REVISION, blob),
            )
