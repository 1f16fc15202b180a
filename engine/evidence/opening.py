"""Opening a piece of evidence: its files against the manifest, its manifest against a signature."""

from __future__ import annotations

import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from typing import IO, TypeVar

import msgspec

from engine.evidence.faults import Fault
from engine.evidence.form import (
    CHAIN,
    FORMAT,
    LOG,
    MANIFEST,
    PLANS,
    SIGNATURE,
    VERSION,
    LogLine,
    Manifest,
    SaveLine,
    Signature,
)
from engine.evidence.signing import is_signed
from engine.playbooks.content import is_sealed

_TROUBLES = (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError)
Line = TypeVar("Line", LogLine, SaveLine)


class Opened(msgspec.Struct):
    """Evidence as far as it can be read; ``signed`` is the key that signed it, if one did."""

    manifest: Manifest | None = None
    files: dict[str, bytes] = {}
    log: list[LogLine] = []
    saves: list[SaveLine] = []
    signed: str = ""
    faults: list[Fault] = []

    @property
    def plans(self) -> dict[str, bytes]:
        """The pinned playbooks by digest."""
        return {
            name.removeprefix(PLANS).removesuffix(".json"): content
            for name, content in self.files.items()
            if name.startswith(PLANS)
        }


def opened(file: IO[bytes], key: str = "") -> Opened:
    """Everything in a file, and whatever is wrong with it as files; with ``key`` it must have
    been signed by that one.
    """
    found = Opened()
    found.faults += _unzip(file, found)
    if found.faults and not found.files:
        return found
    found.faults += _manifest(found)
    if found.manifest is None:
        return found
    found.faults += _signature(found, key)
    found.faults += _files(found, found.manifest)
    found.faults += _lines(found, LOG, LogLine, found.log)
    found.faults += _lines(found, CHAIN, SaveLine, found.saves)
    found.faults += [
        Fault("plan_altered", f"{PLANS}{digest}.json")
        for digest, content in found.plans.items()
        if not is_sealed(content, digest)
    ]
    return found


def _unzip(file: IO[bytes], found: Opened) -> Iterator[Fault]:
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
            doubled = [n for n, times in Counter(e.filename for e in entries).items() if times > 1]
            yield from (Fault("file_doubled", name) for name in doubled)
            for entry in entries:
                try:
                    found.files[entry.filename] = archive.read(entry)
                except _TROUBLES as error:
                    yield Fault("file_altered", entry.filename, detail=str(error))
    except _TROUBLES as error:
        yield Fault("zip_unreadable", detail=str(error))


def _manifest(found: Opened) -> Iterator[Fault]:
    content = found.files.get(MANIFEST)
    if content is None:
        yield Fault("file_missing", MANIFEST)
        return
    try:
        told = msgspec.json.decode(content)
        if isinstance(told, dict) and told.get("format") == FORMAT:
            version = told.get("version")
            if isinstance(version, int) and version > VERSION:
                yield Fault("format_newer", MANIFEST, detail=str(version))
                return
        found.manifest = msgspec.json.decode(content, type=Manifest)
    except (msgspec.MsgspecError, ValueError) as error:
        yield Fault("manifest_unreadable", MANIFEST, detail=str(error))
        return
    if found.manifest.format != FORMAT:
        found.manifest = None
        yield Fault("manifest_unreadable", MANIFEST)


def _signature(found: Opened, key: str) -> Iterator[Fault]:
    content = found.files.get(SIGNATURE)
    if content is None:
        if key:
            yield Fault("signature_missing", SIGNATURE)
        return
    try:
        signature = msgspec.json.decode(content, type=Signature)
    except (msgspec.MsgspecError, ValueError) as error:
        yield Fault("signature_wrong", SIGNATURE, detail=str(error))
        return
    if not is_signed(found.files[MANIFEST], signature):
        yield Fault("signature_wrong", SIGNATURE)
    elif key and signature.key != key:
        yield Fault("key_other", SIGNATURE, detail=signature.key)
    else:
        found.signed = signature.key


def _files(found: Opened, manifest: Manifest) -> Iterator[Fault]:
    told = {file.name: file for file in manifest.files}
    altered = {fault.file for fault in found.faults}
    for name, file in told.items():
        content = found.files.get(name)
        if content is None:
            if name not in altered:
                yield Fault("file_missing", name)
        elif sha256(content).hexdigest() != file.sha256 or len(content) != file.size:
            yield Fault("file_altered", name)
    for name in found.files:
        if name not in told and name not in (MANIFEST, SIGNATURE):
            yield Fault("file_unknown", name)


def _lines(found: Opened, name: str, kind: type[Line], lines: list[Line]) -> Iterator[Fault]:
    decode = msgspec.json.Decoder(kind).decode
    for number, line in enumerate(found.files.get(name, b"").splitlines(), 1):
        try:
            lines.append(decode(line))
        except (msgspec.MsgspecError, ValueError) as error:
            yield Fault("line_unreadable", name, line=number, detail=str(error))
