"""A stream out of an OLE2 file, the container of .xls: just enough to look before opening."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from engine.tables.limits import unreadable

MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
_END = 0xFFFFFFFA
"""From here on, a sector number is a mark and no sector."""
_ENTRY = 128
_STREAM, _ROOT = 2, 5


class OleFile:
    """The streams of an OLE2 file by name, lower case; raises ``Refused`` on a broken one."""

    def __init__(self, content: bytes) -> None:
        try:
            self._open(content)
        except struct.error:
            raise unreadable("a broken container") from None

    def _open(self, content: bytes) -> None:
        self._content = content
        powers: tuple[int, int] = struct.unpack_from("<HH", content, 30)
        self._size, self._small = (1 << min(power, 16) for power in powers)
        if self._size not in (512, 4096) or self._small != 64:
            raise unreadable("a broken container")
        first_entry, self._cutoff, first_mini = struct.unpack_from("<I4xII", content, 48)
        self._next = self._numbers(b"".join(map(self._sector, self._table_sectors())))
        entries = self._chain(first_entry)
        self._streams = dict(self._entries(entries))
        root = self._streams.get("", (_END, 0))
        self._mini = self._chain(root[0])[: root[1]]
        self._mini_next = self._numbers(self._chain(first_mini))

    def stream(self, name: str) -> bytes | None:
        """The bytes of a stream; ``None`` when there is none of that name."""
        if name not in self._streams or not name:
            return None
        first, size = self._streams[name]
        if size >= self._cutoff:
            return self._chain(first)[:size]
        small = self._small
        parts = [self._mini[n * small : (n + 1) * small] for n in _follow(first, self._mini_next)]
        return b"".join(parts)[:size]

    def _entries(self, entries: bytes) -> Iterator[tuple[str, tuple[int, int]]]:
        for at in range(0, len(entries) - _ENTRY + 1, _ENTRY):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            first, size = struct.unpack_from("<II", entries, at + 116)
            name = entries[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
            if kind == _STREAM:
                yield name.lower(), (first, size)
            elif kind == _ROOT:
                yield "", (first, size)

    def _table_sectors(self) -> Iterator[int]:
        yield from (n for n in struct.unpack_from("<109I", self._content, 76) if n < _END)
        more, budget = struct.unpack_from("<I", self._content, 68)[0], self._count()
        while more < _END and budget:
            numbers = self._numbers(self._sector(more))
            yield from (n for n in numbers[:-1] if n < _END)
            more, budget = (numbers[-1] if numbers else _END), budget - 1

    def _count(self) -> int:
        return len(self._content) // self._size

    def _sector(self, number: int) -> bytes:
        return self._content[(number + 1) * self._size : (number + 2) * self._size]

    def _chain(self, first: int) -> bytes:
        return b"".join(map(self._sector, _follow(first, self._next)))

    @staticmethod
    def _numbers(content: bytes) -> tuple[int, ...]:
        return struct.unpack(f"<{len(content) // 4}I", content[: len(content) // 4 * 4])


def _follow(first: int, table: tuple[int, ...]) -> Iterator[int]:
    number, budget = first, len(table)
    while number < len(table) and budget:
        yield number
        number, budget = table[number], budget - 1
