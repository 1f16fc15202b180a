"""Whether an .xls is safe to open: its records counted before a reader lays them out."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from domain.refusal import Refused
from engine.tables.limits import AREA, Tally, too_large, unreadable
from engine.tables.ole import OleFile

_BOF = 0x0809
_PASSWORD = 0x002F
_DIMENSIONS = 0x0200
_TEXTS, _MORE = 0x00FC, 0x003C
_SHARED_TEXT = 0x00FD
_NUMBERS_IN_A_ROW = 0x00BD
#: a number, a text, a truth, a formula: whatever takes a cell
_CELLS = frozenset({0x0203, 0x0204, 0x0205, 0x00D6, 0x027E, 0x00FD, 0x0006, 0x0206, 0x0406})


def check_xls(content: bytes) -> None:
    """Refuse a workbook that would take too much, is locked by a password, or is none."""
    container = OleFile(content)
    if container.stream("encryptedpackage") is not None:
        raise Refused("table_encrypted", field="file")
    book = container.stream("workbook") or container.stream("book")
    if not book:
        raise unreadable("no workbook")
    try:
        _check_records(book)
    except struct.error:
        raise unreadable("a broken record") from None


def _check_records(book: bytes) -> None:
    tally = Tally()
    texts: list[bytes] = []
    previous = 0
    for kind, data in _records(book):
        if kind == _PASSWORD:
            raise Refused("table_encrypted", field="file")
        if kind == _BOF:
            tally.sheet_ends()
        elif kind == _DIMENSIONS:
            _check_dimensions(data)
        elif kind == _TEXTS or (kind == _MORE and previous == _TEXTS):
            texts.append(data)
            kind = _TEXTS
        elif kind in _CELLS or kind == _NUMBERS_IN_A_ROW:
            _count_cell(tally, kind, data)
        previous = kind
    tally.sheet_ends()
    tally.shared_texts(list(_text_lengths(texts)))


def _records(book: bytes) -> Iterator[tuple[int, bytes]]:
    at = 0
    while at + 4 <= len(book):
        kind, length = struct.unpack_from("<HH", book, at)
        yield kind, book[at + 4 : at + 4 + length]
        at += 4 + length


def _check_dimensions(data: bytes) -> None:
    """A reader reserves what this record claims, true or not."""
    form = "<IIHH" if len(data) >= 12 else "<HHHH"
    _, rows, _, columns = struct.unpack_from(form, data)
    if rows > 1 << 16 or columns > 1 << 8 or rows * columns > 2 * AREA:
        raise too_large("cells", AREA)


def _count_cell(tally: Tally, kind: int, data: bytes) -> None:
    row, column = struct.unpack_from("<HH", data)
    if kind == _NUMBERS_IN_A_ROW:
        last = struct.unpack_from("<H", data, len(data) - 2)[0]
        for each in range(column, min(last, 1 << 9) + 1):
            tally.cell(row + 1, each + 1)
        return
    tally.cell(row + 1, column + 1)
    if kind == _SHARED_TEXT:
        tally.shares(struct.unpack_from("<I", data, 6)[0])
    else:
        tally.text(len(data))


def _text_lengths(parts: list[bytes]) -> Iterator[int]:
    """How many characters each shared text has; texts may run over into the next part."""
    if not parts:
        return
    reader = _Texts(parts)
    total = struct.unpack("<4xI", reader.take(8))[0]
    for _ in range(total):
        if reader.ended:
            return
        yield reader.text()


class _Texts:
    """Reads through the shared texts, part by part."""

    def __init__(self, parts: list[bytes]) -> None:
        self._parts = parts
        self._part = self._at = 0

    @property
    def ended(self) -> bool:
        while self._part < len(self._parts) and self._at >= len(self._parts[self._part]):
            self._part, self._at = self._part + 1, 0
        return self._part >= len(self._parts)

    def take(self, count: int) -> bytes:
        """So many bytes, from as many parts as they span; fewer where the parts end."""
        taken = []
        while count > 0 and not self.ended:
            piece = self._parts[self._part][self._at : self._at + count]
            self._at += len(piece)
            count -= len(piece)
            taken.append(piece)
        return b"".join(taken)

    def text(self) -> int:
        """The length of the next text, having passed it with its runs and phonetics."""
        length, flags = struct.unpack("<HB", self.take(3))
        runs = struct.unpack("<H", self.take(2))[0] if flags & 8 else 0
        phonetics = struct.unpack("<I", self.take(4))[0] if flags & 4 else 0
        self._pass_characters(length, flags & 1)
        self.take(runs * 4 + phonetics)
        return int(length)

    def _pass_characters(self, left: int, wide: int) -> None:
        """Each further part that a text runs into says anew whether its characters are wide."""
        while left:
            if self._at >= len(self._parts[self._part]):
                if self.ended:
                    return
                wide = self.take(1)[0] & 1
            here = min(left, (len(self._parts[self._part]) - self._at) >> wide)
            left -= here
            # half a character at the end of a part: nothing sensible follows
            self._at += here << wide if here else 1
