"""How the log is chained: facts along their stream, saves along the log."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from uuid import UUID


def fact_digest(predecessor: bytes, stream: UUID, version: int, topic: str, state: bytes) -> bytes:
    """The digest of a fact: of its bytes, its place and its predecessor (empty for the first)."""
    place = stream.bytes + version.to_bytes(8, "big")
    return sha256(b"".join((predecessor, place, topic.encode(), b"\0", state))).digest()


def commit_digest(predecessor: bytes, recorded_at: int, digests: Iterable[bytes | None]) -> bytes:
    """The digest of a save: of its time, its facts' digests in order, and the save before."""
    moment = recorded_at.to_bytes(8, "big", signed=True)
    return sha256(b"".join((predecessor, moment, *(d or b"" for d in digests)))).digest()
