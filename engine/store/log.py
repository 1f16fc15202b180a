"""The log as an application of the library: facts out of aggregates, aggregates out of facts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC
from typing import Any, TypeVar, cast
from uuid import UUID

from eventsourcing.application import Application, Repository
from eventsourcing.persistence import (
    EventStore,
    InfrastructureFactory,
    Mapper,
    Notification,
    Recording,
)
from eventsourcing.utils import Environment, EnvType

from domain.aggregate import Aggregate, Envelope
from domain.record import Recorded
from engine.store.mapper import FactMapper, NoTranscoder
from engine.store.recorder import LogRecorder
from engine.store.remembered import Beginning, Remembered
from engine.store.writes import Commit, Writes

A = TypeVar("A", bound=Aggregate)


class FactStore(EventStore[UUID]):
    """The library's event store, chaining facts to their streams as it puts them."""

    mapper: FactMapper

    def put(self, domain_events: Sequence[Any], **kwargs: Any) -> list[Recording[UUID]]:
        """The library's way in, which looks up the predecessors; ``Log.record`` knows them."""
        stored = cast(list[Any], self.mapper.chain(domain_events, self._digests(domain_events)))
        ids = self.recorder.insert_events(stored, **kwargs) or ()
        return [
            Recording(
                event, Notification(s.originator_id, s.originator_version, s.topic, s.state, i)
            )
            for event, s, i in zip(domain_events, stored, ids, strict=True)
        ]

    def _digests(self, envelopes: Sequence[Envelope]) -> dict[UUID, bytes]:
        recorder = cast(LogRecorder, self.recorder)
        streams = {e.originator_id for e in envelopes}
        return {UUID(key): digest for key, _, _, digest in recorder.streams(streams)}


class FactRepository(Repository[UUID]):
    """The library's repository, which folds rows without making an envelope of each."""

    event_store: FactStore

    @property
    def _recorder(self) -> LogRecorder:
        return cast(LogRecorder, self.event_store.recorder)

    def __init__(self, event_store: FactStore) -> None:
        super().__init__(event_store)
        self._remembered = Remembered()

    def fold(self, kind: type[A], stream: UUID, community: str) -> A | None:
        """The aggregate of a stream, or ``None`` where there is none."""
        known = self._remembered.get(stream)
        rows = self._recorder.stream(stream, len(known.facts) if known else 1)
        if known is not None and (not rows or rows[0][2] != known.digest):
            known, rows = None, self._recorder.stream(stream)
        if not rows:
            return None
        read = self._read(rows[1:], known) if known else self._read(rows)
        if read is not known:
            self._remembered.keep(stream, read)
        aggregate = kind(stream, community or read.community)
        evolve = aggregate.evolve
        for fact, at in zip(read.facts, read.times, strict=True):
            evolve(fact, at)
        aggregate.version, aggregate.digest = len(read.facts), read.digest
        return aggregate

    def _read(self, rows: list[tuple[Any, ...]], known: Beginning | None = None) -> Beginning:
        """What rows say, after what is known of their stream."""
        if known is not None and not rows:
            return known
        codec = self.event_store.mapper.codec
        decoders = codec.slim_decoders
        stored = [decoders[topic](state) for topic, state, _ in rows]
        facts, times = [s.fact for s in stored], [s.occurred_at for s in stored]
        if known is not None:
            facts, times = known.facts + facts, known.times + times
        community = known.community if known else codec.whole(*rows[0][:2]).community
        return Beginning(community, rows[-1][2], facts, times)

    def fold_many(self, kind: type[A], streams: Iterable[UUID]) -> dict[UUID, A]:
        """The aggregates of those streams that exist."""
        wanted = {stream.hex: stream for stream in streams}
        rows: dict[str, list[tuple[Any, ...]]] = {}
        for key, *row in self._recorder.streams(wanted.values()):
            rows.setdefault(key, []).append(tuple(row))
        return {
            stream: self._folded(kind, stream, "", rows[key])
            for key, stream in wanted.items()
            if key in rows
        }

    def _folded(
        self, kind: type[A], stream: UUID, community: str, rows: list[tuple[Any, ...]]
    ) -> A:
        codec = self.event_store.mapper.codec
        topic, state, _ = rows[0]
        aggregate = kind(stream, community or codec.whole(topic, state).community)
        decoders = codec.slim_decoders
        evolve = aggregate.evolve
        for topic, state, _ in rows:
            stored = decoders[topic](state)
            evolve(stored.fact, stored.occurred_at)
        aggregate.version = len(rows)
        aggregate.digest = rows[-1][2]
        return aggregate


class Log(Application[UUID]):
    """The library's application over our recorders, mapper, event store and repository."""

    name = "pingzhan"
    log_section_size = 5000
    events: FactStore

    def __init__(self, factory: InfrastructureFactory[Any]) -> None:
        self._given = factory
        super().__init__()

    def construct_env(self, name: str, env: EnvType | None = None) -> Environment:
        """Only what the store says; the process's environment does not reconfigure a log."""
        return self._given.env

    def construct_factory(self, env: Environment) -> InfrastructureFactory[Any]:
        return self._given

    def construct_mapper(self) -> Mapper[UUID]:
        return FactMapper(NoTranscoder())

    def construct_event_store(self) -> EventStore[UUID]:
        return FactStore(self.mapper, self.recorder)

    def construct_repository(self) -> Repository[UUID]:
        return FactRepository(self.events)

    def record(self, aggregates: Sequence[Aggregate], writes: Writes | None, inline: Any) -> Commit:
        """Save what aggregates decided, and what goes with it, in one transaction."""
        envelopes: list[Envelope] = []
        digests: dict[UUID, bytes] = {}
        for aggregate in aggregates:
            envelopes.extend(aggregate.collect_events())
            digests[aggregate.id] = aggregate.digest
        stored = self.events.mapper.chain(envelopes, digests)
        recorder = cast(LogRecorder, self.recorder)
        commit = recorder.append(stored, writes, inline and telling(envelopes, inline))
        for aggregate in aggregates:
            aggregate.digest = digests[aggregate.id]
        return commit


def telling(
    envelopes: Sequence[Envelope], inline: Callable[[Any, list[Recorded]], None]
) -> Callable[[Any, Commit], None]:
    """What calls ``inline`` with the facts as the log will give them back."""

    def tell(cursor: Any, commit: Commit) -> None:
        recorded_at, facts = commit.recorded_at, list[Recorded]()
        at: Any = None
        stream = told_at = told = at
        for position, e in enumerate(envelopes, commit.first):
            if e.originator_id is not stream:  # facts of one decision share stream and time
                stream = e.originator_id
                told = stream.hex
            if e.occurred_at is not at:
                at = e.occurred_at
                told_at = at.astimezone(UTC)
            fact = e.fact
            facts.append(
                Recorded(
                    position,
                    told,
                    e.originator_version,
                    fact.TOPIC,
                    e.community,
                    e.actor,
                    recorded_at,
                    told_at,
                    fact,
                    e.cause,
                )
            )
        inline(cursor, facts)

    return tell
