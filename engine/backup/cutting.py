"""Cutting a backup's rows at a position, which a time stands for too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from domain.refusal import Refused
from engine.backup.form import Table
from engine.backup.kept import CUT, READ_TO
from engine.store.moments import micros

Row = tuple[Any, ...]
Rows = Iterator[Row]
Show = Callable[[Row], None]


class Cut:
    """The end of what is restored: of a save, for a save is whole. Found while saves are read."""

    def __init__(self, until: int | datetime | None, whole: int) -> None:
        self._until, self._whole = until, whole
        self.head, self.digest, self.at = 0, b"", 0

    def rows(
        self, table: Table, rows: Iterator[Row], beyond: Callable[[Row], None]
    ) -> Iterator[Row]:
        """The rows of a table that come before the end; the others are shown to ``beyond``."""
        names = [column.name for column in table.columns]
        if table.name == "commits":
            return self._saves(rows, names, beyond)
        if column := CUT.get(table.name):
            return self._before(rows, names.index(column), beyond)
        if table.name == "virtual_clock":
            return (self._standing(row, names) for row in rows)
        read_to = [names.index(name) for name in READ_TO.get(table.name, ())]
        return (self._held(row, read_to) for row in rows) if read_to else rows

    def _saves(
        self, rows: Iterator[Row], names: list[str], beyond: Callable[[Row], None]
    ) -> Iterator[Row]:
        last, at, digest = (names.index(n) for n in ("last_position", "recorded_at", "digest"))
        for row in rows:
            if self._is_past(row[last], row[at]):
                beyond(row)
                continue
            self.head, self.digest, self.at = row[last], row[digest], row[at]
            yield row
        if self.head == 0 and self._whole:
            raise Refused("restore_out_of_range", head=self._whole)

    def _is_past(self, position: int, at: int) -> bool:
        if isinstance(self._until, datetime):
            return at > micros(self._until)
        return self._until is not None and position > self._until

    def _before(
        self, rows: Iterator[Row], column: int, beyond: Callable[[Row], None]
    ) -> Iterator[Row]:
        for row in rows:
            if row[column] <= self.head:
                yield row
            else:
                beyond(row)

    def _held(self, row: Row, columns: list[int]) -> Row:
        """Nobody has read past the end of this log."""
        return tuple(
            min(value, self.head) if i in columns and value is not None else value
            for i, value in enumerate(row)
        )

    def _standing(self, row: Row, names: list[str]) -> Row:
        """Virtual time stands still, at the end of what was restored, until a server runs."""
        told = dict(zip(names, row, strict=True)) | {"real_at": 0}
        if self.head < self._whole:
            told["virtual_at"] = min(told["virtual_at"], self.at)
        return tuple(told[name] for name in names)
