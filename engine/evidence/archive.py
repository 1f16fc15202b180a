"""A zip that is written while it is sent: nothing of it is kept, here or on a disk."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator
from datetime import datetime
from hashlib import sha256

from engine.evidence.form import File

#: bytes that are gathered before they are sent
_PIECE = 256 * 1024


class Archive:
    """Writes files one after the other, and remembers their digests."""

    def __init__(self, at: datetime) -> None:
        self._sink, self._at = _Sink(), at
        self._zip = zipfile.ZipFile(self._sink, "w", zipfile.ZIP_DEFLATED)
        self.files: list[File] = []

    def add(self, name: str, pieces: Iterable[bytes]) -> Iterator[bytes]:
        """What goes out while a file is written."""
        info = zipfile.ZipInfo(name, self._at.timetuple()[:6])
        info.compress_type, info.external_attr = zipfile.ZIP_DEFLATED, 0o600 << 16
        digest, size = sha256(), 0
        with self._zip.open(info, "w") as entry:
            for piece in pieces:
                digest.update(piece)
                size += len(piece)
                entry.write(piece)
                if self._sink.size >= _PIECE:
                    yield self._sink.taken()
        self.files.append(File(name, size, digest.hexdigest()))

    def end(self) -> Iterator[bytes]:
        """The last of it."""
        self._zip.close()
        yield self._sink.taken()


class _Sink:
    """Where the zip is written: it has neither a place nor a way back."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self.size = 0

    def write(self, piece: bytes) -> int:
        self._pieces.append(bytes(piece))
        self.size += len(piece)
        return len(piece)

    def flush(self) -> None:
        """Whatever is written is there."""

    def close(self) -> None:
        """Nothing has to be given back."""

    def taken(self) -> bytes:
        """All that was written since it was last asked for."""
        whole, self._pieces, self.size = b"".join(self._pieces), [], 0
        return whole
