"""The form of a piece of evidence: a zip of files, told in docs/evidence.md."""

from __future__ import annotations

from typing import Literal

import msgspec

from engine.store.lineage import Ancestor

FORMAT, VERSION = "pingzhan-evidence", 1
MANIFEST, SIGNATURE = "manifest.json", "manifest.sig"
LOG, CHAIN, PLANS = "log.jsonl", "chain.jsonl", "playbooks/"
BOARD, ASSIGNMENTS = "board.zh.json", "assignments.jsonl"


class LogLine(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A fact as the log holds it: ``state`` are its very bytes, times are microseconds since 1970.

    ``after`` is the digest of its predecessor in the stream where that is not in the file.
    """

    position: int
    stream: str
    version: int
    topic: str
    recorded_at: int
    digest: str
    state: str
    after: str = ""


class SaveLine(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A save that holds some of the facts: its positions, the digest of the save before, its own.

    ``others`` are facts of other communities in it, of which only the digests are told.
    """

    first: int
    last: int
    recorded_at: int
    before: str
    digest: str
    others: list[tuple[int, str]] = []


class File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of the zip."""

    name: str
    size: int
    sha256: str


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The last save of the whole log up to the moment: where it ends, and its digest."""

    position: int
    digest: str


class Made(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who exported it, when, with which version, and the record of that in the access log."""

    actor: str
    name: str
    role: str
    place: str
    at: str
    version: str
    access: str


class Manifest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the evidence is of; ``after`` and ``until`` bound the positions of the log.

    ``people`` tells whether names and phones are in full or masked.
    """

    format: str
    version: int
    community: str
    name: str
    activation: str | None
    reason: str
    made: Made
    log: str
    lineage: list[Ancestor]
    after: int
    until: int
    at: str | None
    facts: int
    saves: int
    head: Head
    people: Literal["full", "masked"]
    files: list[File]


class Signature(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A signature of the manifest's bytes; key and signature in hex."""

    algorithm: Literal["ed25519"]
    key: str
    signature: str
