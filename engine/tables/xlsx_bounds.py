"""Whether an .xlsx is safe to open: counted entry by entry and cell by cell, as a stream."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO
from xml.parsers import expat
from zipfile import ZipFile, ZipInfo

from domain.refusal import Refused
from engine.tables.limits import (
    ELEMENTS,
    ENTRIES,
    RATIO,
    RATIO_FROM,
    ROWS,
    UNPACKED,
    Tally,
    too_large,
    unreadable,
)

_CHUNK = 1 << 16
_READ = (".xml", ".rels")
#: in any other part, a pictures' or a macro's, this is a sheet that hides
_SHEETS = (b"sheetData", "sheetData".encode("utf-16-le"))
_REFERENCE = re.compile(r"\$?([A-Z]+)\$?([0-9]+)")
#: a sheet has no cell beyond XFD1048576; a reader that is told of one allocates up to it
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_LONGEST = 20


def check_xlsx(content: bytes) -> None:
    """Refuse a workbook that unpacks to too much, or is none."""
    try:
        with ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            _check_entries(entries, len(content))
            _check_parts(archive, entries)
    except Refused:
        raise
    except Exception as error:  # a broken archive breaks its reader in many ways
        raise unreadable(type(error).__name__) from None


def _check_entries(entries: list[ZipInfo], packed: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES:
        raise too_large("entries", ENTRIES)
    if unpacked > UNPACKED or (unpacked > RATIO_FROM and unpacked > RATIO * packed):
        raise too_large("bytes", UNPACKED)
    names = [entry.filename.lower() for entry in entries]
    if not any(name.endswith("workbook.xml") for name in names):
        raise unreadable("no workbook")
    if any(name.endswith("workbook.bin") or name == "content.xml" for name in names):
        raise unreadable("another kind of workbook")


def _check_parts(archive: ZipFile, entries: list[ZipInfo]) -> None:
    count = _Count()
    for entry in entries:
        with archive.open(entry) as part:
            if entry.filename.lower().endswith(_READ):
                count.read(part)
            elif (content := part.read()) and any(mark in content for mark in _SHEETS):
                raise unreadable("a sheet in disguise")
    if not all(target.endswith(_READ) for target in count.targets):
        raise unreadable("a sheet in disguise")
    count.tally.shared_texts(count.lengths)


class _Count:
    """What the parts hold: cells with content, texts, and which files are sheets."""

    def __init__(self) -> None:
        self.tally = Tally()
        self.lengths: list[int] = []
        self.targets: set[str] = set()
        self._elements = 0

    def read(self, part: IO[bytes]) -> None:
        self._row = self._column = 0
        self._place: tuple[int, int] = (0, 0)
        self._filled = self._shared = self._in_shared_text = False
        self._text: list[str] | None = None
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _no_doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        for chunk in _chunks(part):
            parser.Parse(chunk)
        parser.Parse(b"", True)
        self.tally.sheet_ends()

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        self._elements += 1
        if self._elements > ELEMENTS:
            raise too_large("cells", ELEMENTS)
        match tag.rpartition(":")[2]:
            case "row":
                self._row = _number(attributes.get("r"), self._row + 1)
                if self._row > _LAST_ROW:
                    raise too_large("rows", ROWS)
                self._column = 0
            case "c":
                self._place = self._find(attributes.get("r"))
                self._filled = False
                self._shared = attributes.get("t") == "s"
            case "si":
                self.lengths.append(0)
                self._in_shared_text = True
            case "v" | "is" | "t" as name:
                self._filled = True
                if name == "v":
                    self._text = []
            case "Relationship":
                if attributes.get("Type", "").endswith(("/worksheet", "/sharedStrings")):
                    self.targets.add(attributes.get("Target", "").lower())

    def _find(self, reference: str | None) -> tuple[int, int]:
        """Where a cell is: where it says, or behind the one before."""
        if reference is None:
            self._column += 1
            return self._row, self._column
        found = _REFERENCE.fullmatch(reference.upper()) if len(reference) <= _LONGEST else None
        if found is None:
            raise unreadable("a cell's reference")
        self._column, row = column_number(found[1]), int(found[2])
        if self._column > _LAST_COLUMN or row > _LAST_ROW:
            raise too_large("rows", ROWS)
        return max(row, self._row), self._column

    def _end(self, tag: str) -> None:
        match tag.rpartition(":")[2]:
            case "v":
                if self._shared and self._text:
                    self.tally.shares(_number("".join(self._text), -1))
                self._text = None
            case "c" if self._filled:
                self.tally.cell(*self._place)
            case "si":
                self._in_shared_text = False

    def _characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
        if self._in_shared_text:
            self.lengths[-1] += len(text)
        self.tally.text(len(text))


def column_number(name: str) -> int:
    """Column letters as a number from 1."""
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text and text.strip().isascii() and text.strip().isdigit() else otherwise


def _no_doctype(*_: object) -> None:
    raise unreadable("a document type")


def _chunks(part: IO[bytes]) -> Iterator[bytes]:
    while chunk := part.read(_CHUNK):
        yield chunk
