"""Proving the log: every byte of it is chained, and a break is told by its position."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from uuid import UUID

import msgspec

from domain.refusal import Refused
from engine.store.digests import commit_digest, fact_digest
from engine.store.raw_rows import Fact, RawRows, Saved
from engine.store.store import Store

REASONS = (
    "commit",
    "commit_missing",
    "commit_order",
    "community",
    "digest",
    "digest_missing",
    "file",
    "position_missing",
    "recorded_at",
    "tail_missing",
    "type",
    "unreadable",
    "version",
)


class Broken(msgspec.Struct, frozen=True):
    """Where the log does not hold together, and how.

    ``reason`` is one of ``REASONS``; ``detail`` says more in the database's words.
    """

    position: int
    reason: str
    detail: str = ""


def verify(store: Store) -> Iterator[Broken]:
    """Every break of the log in order of position; nothing when it is whole.

    Reads a log of any length in batches; what is saved meanwhile is not looked at. After a break
    it goes on from what stands there as well as from what should, so one flipped byte is one break.
    """
    try:
        yield from _Walk(store).run()
    except Refused as refused:
        if refused.code != "store_unreadable":
            raise
        yield Broken(0, "file", str(refused.params.get("reason", "")))


class _Walk:
    def __init__(self, store: Store) -> None:
        self._codec, self._rows = store.codec, RawRows(store.recorder, store.head())
        #: by stream: its id, its last version, and what its next fact may be chained to
        self._streams: dict[str, tuple[UUID, int, tuple[bytes, ...]]] = {}
        self._chain: tuple[bytes, ...] = (b"",)

    def run(self) -> Iterator[Broken]:
        """Walk facts and saves side by side."""
        facts, expected, then = self._rows.facts(), 1, 0
        fact = next(facts, None)
        for saved in self._rows.saves():
            if saved.first != expected or saved.last < saved.first or saved.recorded_at < then:
                yield Broken(saved.first, "commit_order", f"{saved.first}-{saved.last}")
            then = saved.recorded_at
            while fact is not None and fact.position < saved.first:
                yield Broken(fact.position, "commit_missing")
                yield from self._fact(fact)[1]
                fact = next(facts, None)
            found, expected = [], saved.last + 1
            while fact is not None and fact.position <= saved.last:
                digests, breaks = self._fact(fact)
                yield from breaks
                if fact.recorded_at != saved.recorded_at:
                    yield Broken(fact.position, "recorded_at")
                found.append((fact.position, digests))
                fact = next(facts, None)
            yield from self._saved(saved, found)
        if (loose := self._rows.unsaved()) is not None:
            yield Broken(loose, "commit_missing")
        if (cut := self._rows.cut_off()) is not None:
            yield Broken(cut[0], "tail_missing", f"{cut[0]}-{cut[1]}")

    def _fact(self, fact: Fact) -> tuple[tuple[bytes, ...], list[Broken]]:
        """What the save of a fact may be chained from, and what is wrong with the fact."""
        breaks = []
        stream, last, before = self._streams.get(fact.stream) or (_uuid(fact.stream), 0, (b"",))
        if fact.version != last + 1:
            breaks.append(Broken(fact.position, "version", f"{fact.version} follows {last}"))
        should = tuple(
            fact_digest(digest, stream, max(fact.version, 0), fact.topic, fact.state)
            for digest in before
        )
        stands = fact.digest or b""
        if stands in should:
            should = (stands,)
        else:
            reason = "digest" if fact.digest is not None else "digest_missing"
            breaks.append(Broken(fact.position, reason, fact.topic))
            should = (stands, *should)
        self._streams[fact.stream] = (stream, fact.version, should)
        if fact.odd:
            breaks.append(Broken(fact.position, "type", fact.odd))
        if not breaks:
            breaks += self._content(fact)
        return should, breaks

    def _content(self, fact: Fact) -> list[Broken]:
        """What an unaltered fact says may still not be what stands beside it, or not be read."""
        try:
            community = self._codec.whole(fact.topic, fact.state).community
        except (Refused, msgspec.MsgspecError, LookupError, TypeError, ValueError) as error:
            return [Broken(fact.position, "unreadable", f"{fact.topic}: {error}")]
        if community != fact.community:
            return [Broken(fact.position, "community", f"{fact.community}")]
        return []

    def _saved(self, saved: Saved, found: list[tuple[int, tuple[bytes, ...]]]) -> Iterator[Broken]:
        """Whether a save has all its facts and is chained to the one before."""
        for position, have in zip_longest(range(saved.first, saved.last + 1), found):
            if have is None or have[0] != position:
                yield Broken(position or 0, "position_missing")
                break
        stands = [digests[0] for _, digests in found]
        should = [digests[-1] for _, digests in found]
        chained = {
            commit_digest(before, saved.recorded_at, digests)
            for before in self._chain
            for digests in (stands, should)
        }
        self._chain = (saved.digest,)
        if saved.digest not in chained:
            self._chain = (saved.digest, *chained)
            yield Broken(saved.first, "commit", f"{saved.first}-{saved.last}")


def _uuid(digits: str) -> UUID:
    try:
        return UUID(digits)
    except ValueError:
        return UUID(int=0)
