"""Proving facts and saves of evidence by their digests, without the store that they came from."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

import msgspec

from engine.evidence.faults import Fault
from engine.evidence.form import CHAIN, LOG, LogLine, Manifest, SaveLine
from engine.store.digests import commit_digest, fact_digest

#: facts that no save of ours comes near
_MOST = 10_000_000


class Chained(msgspec.Struct):
    """What was found: what is wrong, and between how many saves others lie that are not told."""

    faults: list[Fault] = []
    gaps: int = 0


class _Place(msgspec.Struct):
    community: str


def chained(manifest: Manifest, log: list[LogLine], saves: list[SaveLine]) -> Chained:
    """Every break of the chain: what is altered, missing, doubled or moved, by its position."""
    walk = _Walk(manifest, log, saves)
    return Chained(list(walk.run()), walk.gaps)


class _Walk:
    def __init__(self, manifest: Manifest, log: list[LogLine], saves: list[SaveLine]) -> None:
        self._manifest, self._log = manifest, log
        self._saves = [save for save in saves if 0 <= save.last - save.first < _MOST]
        self._told = len(saves)
        self._facts = {line.position: line for line in reversed(log)}
        self._missing, self._unsaved = self._unlike()
        #: by stream: its last version, and what its next fact may be chained to
        self._streams: dict[str, tuple[int, tuple[bytes, ...]]] = {}
        #: by position: the digest that stands there, and the one that should
        self._digests: dict[int, tuple[bytes, bytes]] = {}
        self.gaps = 0

    def run(self) -> Iterator[Fault]:
        yield from _order(self._log)
        yield from (Fault("fact_missing", LOG, p) for p in self._missing)
        yield from (Fault("fact_unsaved", CHAIN, p) for p in self._unsaved)
        for position in sorted(self._facts):
            yield from self._fact(self._facts[position])
        yield from self._chain()
        yield from self._counts()

    def _unlike(self) -> tuple[list[int], list[int]]:
        """Positions that saves hold and the log lacks, and those that no save holds."""
        held: set[int] = set()
        for save in self._saves:
            held |= set(range(save.first, save.last + 1)) - {p for p, _ in save.others}
        there = self._facts.keys()
        return sorted(held - there), sorted(there - held)

    def _fact(self, line: LogLine) -> Iterator[Fault]:
        known = self._streams.get(line.stream)
        stands = _bytes(line.digest)
        last, before = known or (line.version - 1, (_bytes(line.after),))
        if line.version != last + 1 or (known is None) != self._begins(line):
            # a fact that is missing is told as that, and not once more by the next one
            if not self._missing:
                yield Fault("fact_version", LOG, line.position, detail=str(line.version))
            should: tuple[bytes, ...] = (stands,)
        else:
            should = tuple(_digest(line, digest) for digest in before)
            if stands in should:
                should = (stands,)
            else:
                yield Fault("fact_altered", LOG, line.position, detail=line.topic)
                should = (stands, *should)
        self._streams[line.stream] = (line.version, should)
        self._digests[line.position] = (stands, should[-1])
        if _community(line) != self._manifest.community:
            yield Fault("fact_foreign", LOG, line.position)

    def _begins(self, line: LogLine) -> bool:
        """Whether a line may be the first of its stream here: the very first, or anchored."""
        if line.version == 1:
            return not line.after
        return bool(line.after) and self._manifest.after > 0

    def _chain(self) -> Iterator[Fault]:
        last = self._manifest.after
        before = None if last else ""
        for save in self._saves:
            if save.first <= last:
                yield Fault("save_disorder", CHAIN, save.first)
            if save.first != last + 1:
                self.gaps, before = self.gaps + 1, None
            if before is not None and save.before != before:
                yield Fault("save_unchained", CHAIN, save.first)
            yield from self._save(save)
            last, before = max(last, save.last), save.digest
        head = self._manifest.head
        if before is not None and last == head.position and before != head.digest:
            yield Fault("head_wrong", CHAIN, last)

    def _save(self, save: SaveLine) -> Iterator[Fault]:
        others = {position: _bytes(digest) for position, digest in save.others}
        pairs = [
            self._digests.get(p) or (others[p], others[p])
            for p in range(save.first, save.last + 1)
            if p in self._digests or p in others
        ]
        for position in range(save.first, save.last + 1):
            line = self._facts.get(position)
            if line is not None and line.recorded_at != save.recorded_at:
                yield Fault("fact_time", LOG, position)
        if len(pairs) != save.last - save.first + 1:
            return  # what is missing is told, and without it nothing can be said of the save
        found = {
            commit_digest(_bytes(save.before), save.recorded_at, digests)
            for digests in ([stands for stands, _ in pairs], [should for _, should in pairs])
        }
        if _bytes(save.digest) not in found:
            yield Fault("save_altered", CHAIN, save.first, detail=f"{save.first}-{save.last}")

    def _counts(self) -> Iterator[Fault]:
        told = self._manifest
        for name, said, found in (
            (LOG, told.facts, len(self._log)),
            (CHAIN, told.saves, self._told),
        ):
            if said != found:
                yield Fault("count_wrong", name, detail=f"{found} / {said}")


def _order(log: list[LogLine]) -> Iterator[Fault]:
    seen: set[int] = set()
    last = 0
    for number, line in enumerate(log, 1):
        if line.position in seen:
            yield Fault("fact_doubled", LOG, line.position, number)
        elif line.position < last:
            yield Fault("fact_disorder", LOG, line.position, number)
        seen.add(line.position)
        last = max(last, line.position)


def _digest(line: LogLine, before: bytes) -> bytes:
    try:
        stream = UUID(line.stream)
    except ValueError:
        return b""
    return fact_digest(before, stream, max(line.version, 0), line.topic, line.state.encode())


def _bytes(hex: str) -> bytes:
    try:
        return bytes.fromhex(hex)
    except ValueError:
        return b"?"


def _community(line: LogLine) -> str:
    try:
        return msgspec.json.decode(line.state, type=_Place).community
    except (msgspec.MsgspecError, ValueError):
        return ""
