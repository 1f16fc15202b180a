"""Envelopes to stored facts and back: the library's mapper, with our bytes and digests."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from hashlib import sha256
from typing import Any, cast
from uuid import UUID

import msgspec
from eventsourcing.persistence import Mapper, StoredEvent, Transcoder

from domain.aggregate import Envelope
from engine.store.codec import Codec, encode, prefix


class StoredFact(msgspec.Struct, gc=False):
    """A fact as the tables hold it; it can stand where the library speaks of a stored event.

    The library's own stored events have neither a community nor a digest.
    """

    originator_id: UUID
    originator_version: int
    topic: str
    state: bytes
    community: str | None = None
    digest: bytes | None = None


class NoTranscoder(Transcoder):
    """Fills the library's place for a transcoder: the codec needs none."""

    def encode(self, obj: Any) -> bytes:
        raise NotImplementedError

    def decode(self, data: bytes) -> Any:
        raise NotImplementedError


class FactMapper(Mapper[UUID]):
    """Maps envelopes; upcasting is done by the codec, as the library's would need its classes."""

    codec = Codec()

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        """One envelope, as the first of its stream unless the store chains it."""
        stored = self.chain([domain_event], {})[0]
        return cast(StoredEvent, stored)

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        """The envelope of a stored fact, read as its topic is read today."""
        e = stored_event
        w = self.codec.whole(e.topic, e.state)
        return Envelope(
            cast(UUID, e.originator_id),
            e.originator_version,
            w.occurred_at,
            w.actor,
            w.cause,
            w.community,
            w.fact,
        )

    def chain(
        self, envelopes: Iterable[Envelope], digests: MutableMapping[UUID, bytes]
    ) -> list[StoredFact]:
        """Encode facts and chain them to their streams; ``digests`` moves on to their last ones.

        One pass with everything inlined: a click is some 1,500 facts.
        """
        stored: list[StoredFact] = []
        at: Any = None
        actor = cause = community = stream = at
        start, place, digest = b"", b"", b""
        for e in envelopes:
            if (
                e.occurred_at is not at
                or e.actor is not actor
                or e.cause is not cause
                or e.community is not community
            ):
                at, actor, cause, community = e.occurred_at, e.actor, e.cause, e.community
                start = prefix(at, actor, cause, community)
            if e.originator_id is not stream:
                if stream is not None:
                    digests[stream] = digest
                stream = e.originator_id
                place, digest = stream.bytes, digests.get(stream, b"")
            fact, version = e.fact, e.originator_version
            topic = fact.TOPIC
            state = b"%b%b}" % (start, encode(fact))
            parts = (digest, place, version.to_bytes(8, "big"), topic.encode(), b"\0", state)
            digest = sha256(b"".join(parts)).digest()
            stored.append(StoredFact(stream, version, topic, state, community, digest))
        if stream is not None:
            digests[stream] = digest
        return stored
