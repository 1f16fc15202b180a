"""Proving the log: every byte of it is chained, and a break is told by its position."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import zip_longest
from uuid import UUID

import msgspec

from domain.refusal import Refused
from engine.store.digests import commit_digest, fact_digest
from engine.store.store import Store

_BATCH = 5000


class Broken(msgspec.Struct, frozen=True):
    """Where the log does not hold together, and how.

    ``reason`` is ``digest``, ``digest_missing``, ``version``, ``community``, ``unreadable``,
    ``recorded_at``, ``position_missing``, ``commit``, ``commit_missing`` or ``commit_order``.
    """

    position: int
    reason: str
    detail: str = ""


class Fact(msgspec.Struct, gc=False):
    """A row of the log as it lies there."""

    position: int
    stream: str
    version: int
    topic: str
    state: bytes
    community: str | None
    recorded_at: int
    digest: bytes | None


class Saved(msgspec.Struct, gc=False):
    """A row of ``commits``."""

    first: int
    last: int
    recorded_at: int
    digest: bytes


def verify(store: Store) -> Iterable[Broken]:
    """Every break of the log in order of position; nothing when it is whole.

    Reads a log of any length in batches; what is saved meanwhile is not looked at. After a break
    it goes on from what stands there as well as from what should, so one flipped byte is one break.
    """
    return _Walk(store).run()


class _Walk:
    def __init__(self, store: Store) -> None:
        self._select, self._codec = store.recorder.select, store.codec
        self._events, self._sqlite = store.recorder.events_table_name, store.dialect == "sqlite"
        self._head = store.head()
        #: by stream: its id, its last version, and what its next fact may be chained to
        self._streams: dict[str, tuple[UUID, int, tuple[bytes, ...]]] = {}
        self._chain: tuple[bytes, ...] = (b"",)

    def run(self) -> Iterator[Broken]:
        """Walk facts and saves side by side."""
        facts, fact, expected, then = self._facts(), None, 1, 0
        fact = next(facts, None)
        for saved in self._saves():
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
        loose = self._select(
            f"SELECT min(position) FROM {self._events} "
            "WHERE position > (SELECT coalesce(max(last_position), 0) FROM commits)"
        )
        if loose[0][0] is not None:
            yield Broken(loose[0][0], "commit_missing")

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
        if not breaks:
            breaks += self._content(fact)
        return should, breaks

    def _content(self, fact: Fact) -> list[Broken]:
        """What an unaltered fact says may still not be what stands beside it, or not be read."""
        try:
            community = self._codec.whole(fact.topic, fact.state).community
        except (Refused, msgspec.MsgspecError) as error:
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

    def _facts(self) -> Iterator[Fact]:
        texts = ("originator_id", "topic", "community")
        if self._sqlite:  # a text with a byte flipped may be none
            stream, topic, community = (f"CAST({text} AS BLOB)" for text in texts)
        else:
            stream, topic, community = ("encode(uuid_send(originator_id), 'hex')", *texts[1:])
        after = 0
        while rows := self._select(
            f"SELECT position, {stream}, originator_version, {topic}, state, {community}, "
            f"recorded_at, digest FROM {self._events} "
            "WHERE position > ? AND position <= ? ORDER BY position LIMIT ?",
            (after, self._head, _BATCH),
        ):
            for p, s, v, t, state, c, at, digest in rows:
                yield Fact(p, _text(s), v, _text(t), state, c and _text(c), at, digest)
            after = rows[-1][0]

    def _saves(self) -> Iterator[Saved]:
        after = 0
        while rows := self._select(
            "SELECT first_position, last_position, recorded_at, digest FROM commits "
            "WHERE last_position > ? AND last_position <= ? ORDER BY last_position LIMIT ?",
            (after, self._head, _BATCH),
        ):
            yield from (Saved(*row) for row in rows)
            after = rows[-1][1]


def _text(value: str | bytes) -> str:
    return value if isinstance(value, str) else value.decode(errors="replace")


def _uuid(digits: str) -> UUID:
    try:
        return UUID(digits)
    except ValueError:
        return UUID(int=0)
