"""The form of a backup: gzipped lines of JSON, told in docs/operations-backup.md.

First what it holds, then the rows of each table and after them their digest, at last the digest
of all lines before. Nothing of it is of one database.
"""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import islice
from typing import IO, Any, Self

import msgspec

from domain.refusal import Refused
from engine.store.lineage import Ancestor

FORMAT, VERSION = "pingzhan-backup", 1
#: how a gzip file of ours begins: no name, no time
_BEGINNING = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
LEVEL = 3
BATCH = 1000
_encoder = msgspec.json.Encoder()
_KINDS: dict[str, Any] = {"integer": int, "text": str, "uuid": str, "bytes": bytes, "real": float}


class Column(msgspec.Struct, frozen=True, array_like=True):
    """A column and the kind of its values: ``integer``, ``text``, ``uuid``, ``bytes``, ``real``."""

    name: str
    kind: str


class Table(msgspec.Struct, frozen=True):
    """A table: its columns, and how many rows of it follow."""

    name: str
    columns: list[Column]
    rows: int


class Manifest(msgspec.Struct, frozen=True):
    """What a backup holds; ``digest`` is that of the last save, ``people`` whether it names any."""

    format: str
    version: int
    schema: int
    log: str
    lineage: list[Ancestor]
    taken_at: str
    head: int
    digest: str
    people: bool
    tables: list[Table]


class _End(msgspec.Struct, frozen=True):
    end: str
    sha256: str


class _Whole(msgspec.Struct, frozen=True):
    whole: str


class Writer:
    """Writes a backup, line by line."""

    def __init__(self, file: IO[bytes], manifest: Manifest) -> None:
        self._gzip = gzip.GzipFile("", "wb", LEVEL, file, mtime=0)
        self._all = sha256()
        self._write(_encoder.encode(manifest) + b"\n")

    def _write(self, lines: bytes) -> None:
        self._all.update(lines)
        self._gzip.write(lines)

    def table(self, table: Table, batches: Iterator[Sequence[Any]]) -> None:
        """The rows of a table."""
        digest = sha256()
        for batch in batches:
            lines = _encoder.encode_lines(batch)
            digest.update(lines)
            self._write(lines)
        self._write(_encoder.encode(_End(table.name, digest.hexdigest())) + b"\n")

    def finish(self) -> None:
        """The last line."""
        self._gzip.write(_encoder.encode(_Whole(self._all.hexdigest())) + b"\n")
        self._gzip.close()


class Reader:
    """Reads a backup from its beginning to its end; whatever is not as written is refused."""

    def __init__(self, file: IO[bytes]) -> None:
        if file.read(len(_BEGINNING)) != _BEGINNING:
            raise Refused("backup_unreadable")
        file.seek(0)
        self._lines, self._all = gzip.GzipFile(fileobj=file, mode="rb"), sha256()
        self.manifest = self._one(Manifest)
        if self.manifest.format != FORMAT:
            raise Refused("backup_unreadable")
        if self.manifest.version > VERSION:
            raise Refused("backup_newer", version=self.manifest.version)

    @classmethod
    def begin(cls, file: IO[bytes]) -> Self:
        """A reader of a file, or refused in our words."""
        try:
            return cls(file)
        except _TROUBLES as error:
            raise Refused("backup_damaged", part="manifest") from error

    def rows(self, table: Table) -> Iterator[tuple[Any, ...]]:
        """The rows of the next table, and then whether they were all as written."""
        try:
            yield from self._rows(table)
        except _TROUBLES as error:
            raise Refused("backup_damaged", part=table.name) from error

    def _rows(self, table: Table) -> Iterator[tuple[Any, ...]]:
        row: Any = tuple.__class_getitem__(tuple(_KINDS[c.kind] | None for c in table.columns))
        decode, digest, left = msgspec.json.Decoder(row).decode_lines, sha256(), table.rows
        while left:
            lines = b"".join(islice(self._lines, min(left, BATCH)))
            digest.update(lines)
            self._all.update(lines)
            found: list[tuple[Any, ...]] = decode(lines)
            if not found:
                raise EOFError
            left -= len(found)
            yield from found
        end = self._one(_End)
        if end != _End(table.name, digest.hexdigest()):
            raise Refused("backup_damaged", part=table.name)

    def finish(self) -> None:
        """Refuse unless this is the end, and all before it is as it was written."""
        try:
            whole = self._all.hexdigest()
            if self._one(_Whole).whole != whole or self._lines.read(1):
                raise Refused("backup_damaged", part="end")
        except _TROUBLES as error:
            raise Refused("backup_damaged", part="end") from error

    def _one(self, kind: type[Any]) -> Any:
        line = self._lines.readline()
        self._all.update(line)
        return msgspec.json.decode(line, type=kind)


_TROUBLES = (OSError, EOFError, zlib.error, msgspec.MsgspecError, KeyError, ValueError)
