"""Values that the store's tests speak of."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_OID, UUID, uuid5

from domain.aggregate import Aggregate, Decider
from domain.facts import Fact
from domain.facts.community import MemberEnrolled, MemberLeft
from engine.store import Store, open_store

CODE = "350102001001"
NOON = datetime(2026, 3, 1, 4, 0, 0, 123456, tzinfo=UTC)


def stream(name: str) -> UUID:
    """A stream by a name."""
    return uuid5(NAMESPACE_OID, name)


class Remembering(Aggregate):
    """An aggregate that remembers every fact and when it was."""

    def __init__(self, id: UUID, community: str) -> None:
        super().__init__(id, community)
        self.facts: list[tuple[Fact, datetime]] = []

    def evolve(self, fact: Fact, at: datetime) -> None:
        self.facts.append((fact, at))


def decided(
    name: str = "one", count: int = 1, *, community: str = CODE, at: datetime = NOON
) -> Remembering:
    """A new aggregate in which people enrolled."""
    aggregate = Remembering(stream(name), community)
    return enrol(aggregate, count, at=at)


def enrol(aggregate: Remembering, count: int = 1, *, at: datetime = NOON) -> Remembering:
    """Let some more people enrol."""
    facts = [MemberEnrolled(f"m{aggregate.version + i + 1}") for i in range(count)]
    aggregate.decide(facts, Decider("u1", at, "because"))
    return aggregate


def leave(aggregate: Remembering, member: str = "m1") -> Remembering:
    """Let somebody leave."""
    aggregate.decide([MemberLeft(member)], Decider("u2", NOON))
    return aggregate


class Clock:
    """A clock that tells what the test says, a second later each time it is asked."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


Opener = Callable[..., Store]


def opener(url: str, opened: list[Store]) -> Opener:
    """What opens the store of a URL, and has it closed after the test."""

    def open(**settings: object) -> Store:
        settings.setdefault("clock", Clock())
        store = open_store(url, **settings)  # type: ignore[arg-type]
        opened.append(store)
        return store

    return open
