"""What every aggregate is: a stream of facts, decided one by one and folded alike.

Deciding may refuse; ``evolve`` only remembers, for it runs again on every fold.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Self
from uuid import UUID

import msgspec

from domain.facts import Fact


class Envelope(msgspec.Struct):
    """A decided fact with who, when, why and its place in its stream.

    Not frozen: that halves the cost of building one, and nobody writes to it.
    """

    originator_id: UUID
    originator_version: int
    occurred_at: datetime
    actor: str
    cause: str | None
    community: str
    fact: Fact


class Decider(msgspec.Struct, frozen=True):
    """Who decides, when it happened, and because of what (a causation id)."""

    actor: str
    at: datetime
    cause: str | None = None


class Aggregate:
    """A consistency boundary: identity, version and the digest of its last stored fact."""

    def __init__(self, id: UUID, community: str) -> None:
        self.id = id
        self.community = community
        self.version = 0
        #: digest of the last fact that the store holds; empty before the first
        self.digest = b""
        self._pending: list[Envelope] = []

    def evolve(self, fact: Fact, at: datetime) -> None:
        """Remember what later decisions need of a fact; never refuses, reads no clock."""
        raise NotImplementedError

    def decide(self, facts: Iterable[Fact], by: Decider) -> None:
        """Remember facts and keep them for the next save."""
        version, evolve, keep = self.version, self.evolve, self._pending.append
        stream, community = self.id, self.community
        at, actor, cause = by.at, by.actor, by.cause
        for fact in facts:
            evolve(fact, at)
            version += 1
            keep(Envelope(stream, version, at, actor, cause, community, fact))
        self.version = version

    def collect_events(self) -> list[Envelope]:
        """Hand over what was decided since the last save (the library's name for it)."""
        pending, self._pending = self._pending, []
        return pending

    @property
    def stored_version(self) -> int:
        """The version that the store holds, as far as is known here."""
        return self.version - len(self._pending)

    @property
    def is_pending(self) -> bool:
        """Whether anything was decided and not saved yet."""
        return bool(self._pending)

    @property
    def pending(self) -> tuple[Fact, ...]:
        """What was decided and not saved yet."""
        return tuple([e.fact for e in self._pending])

    def fold(self, facts: Iterable[tuple[Fact, datetime]]) -> Self:
        """Remember stored facts, in order."""
        for fact, at in facts:
            self.evolve(fact, at)
            self.version += 1
        return self
