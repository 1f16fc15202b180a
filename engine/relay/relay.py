"""The relay: reads the log and appends to Redis, from where Redis itself says that it stands.

Nothing of its place is kept in this process or in the store. Every append names the id that it
follows; where that is not the stream's last, nothing is written and the relay asks anew. So two
relays at once, a Redis that forgot, and one that was restored from a dump all end the same: every
event once, in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Event
from time import monotonic

import redis
import structlog

from domain.record import Recorded
from engine.redis_link import linked
from engine.relay.epochs import Epochs
from engine.relay.history import is_of
from engine.relay.keep import Keep
from engine.relay.standing import Standing
from engine.relay.streams import Entry, Stand, Streams
from engine.store import Store

logger = structlog.get_logger()

#: events that are appended at once: Redis does nothing else for some milliseconds
BATCH = 1000
#: seconds between looks whether Redis still stands where it was left, while nothing happens
IDLE, GLANCE = 1.0, 0.01
#: seconds until whatever went wrong is tried again
REST = 1.0
#: seconds for which the position of an age is remembered
AGES = 60.0

Wait = Callable[[int, float], int]
Entries = Callable[[Sequence[Recorded]], list[Entry]]


class Relay:
    """Appends the log to Redis Streams while it leads; ``entries`` makes them of facts."""

    def __init__(
        self,
        store: Store,
        url: str,
        entries: Entries,
        wait: Wait,
        clock: Callable[[], datetime],
        *,
        name: str = "pingzhan:events",
        keep: Keep | None = None,
        per_community: bool = False,
    ) -> None:
        self.store, self.entries, self._wait, self._clock = store, entries, wait, clock
        self.name, self.per_community = name, per_community
        self._keep = keep or Keep()
        self.client = linked(url)
        self.epochs = Epochs(store)
        self._said = ""
        self._aged: tuple[float, int] | None = None

    def streams(self, epoch: int | None = None) -> Streams:
        """The streams of an epoch, by default of the one in force."""
        epoch = self.epochs.of(self.name) if epoch is None else epoch
        return Streams(self.client, self.name, epoch, per_community=self.per_community)

    def standing(self) -> Standing:
        """Where Redis stands, asked of Redis and the log; within seconds, whoever leads."""
        head = self.store.head()
        try:
            streams = self.streams()
            stand = streams.stand()
        except redis.RedisError as error:
            return Standing("unreachable", head=head, error=type(error).__name__)
        state = "following" if is_of(self.store, stand) else "diverged"
        return Standing(state, streams.name, stand.position, head)

    def run(self, stopping: Event, leads: Callable[[], bool]) -> None:
        """Relay while this process leads, until told to stop."""
        with ThreadPoolExecutor(1, thread_name_prefix="relay-append") as pool:
            while not stopping.is_set():
                try:
                    if leads():
                        self._follow(stopping, leads, pool)
                except redis.RedisError as error:
                    self._say("unreachable", error=type(error).__name__)
                stopping.wait(REST)
        self.client.close()

    def _follow(self, stopping: Event, leads: Callable[[], bool], pool: ThreadPoolExecutor) -> None:
        """Append until Redis stands elsewhere than it was left, or somebody else leads."""
        streams = self.streams()
        stand = streams.stand()
        if not is_of(self.store, stand):
            self._say("diverged", position=stand.position, head=self.store.head())
            return
        self._say("following", position=stand.position)
        expected, under_way = stand.last, None
        for entries in self._batches(stand, stopping, leads):
            if under_way is not None and under_way.result() != expected:
                return
            under_way = None
            if entries:
                under_way = self._begin(pool, streams, expected, entries)
                expected = f"{entries[-1].position}-0"
            elif streams.stand().last != expected:
                return
        if under_way is not None:
            under_way.result()

    def _begin(
        self, pool: ThreadPoolExecutor, streams: Streams, expected: str, entries: list[Entry]
    ) -> Future[str]:
        """Append in a thread of its own, so that the next batch is read meanwhile."""
        return pool.submit(streams.append, expected, entries, self._trim(entries[-1].position))

    def _batches(
        self, stand: Stand, stopping: Event, leads: Callable[[], bool]
    ) -> Iterator[list[Entry]]:
        """What comes after a stand, a batch at a time; an empty one for every idle second."""
        position = stand.position or self._beginning()
        while not stopping.is_set() and leads():
            head = self._wait(position, IDLE)
            facts = self.store.read(position, BATCH, until=head) if head > position else []
            if facts:
                position = facts[-1].position
            else:
                # whoever is on the way out waits no longer
                stopping.wait(GLANCE)
            yield self.entries(facts)

    def _beginning(self) -> int:
        """After which position an empty stream begins: with what trimming would leave of it."""
        if self._keep.events is not None and not self.per_community:
            return max(0, self.store.head() - self._keep.events)
        return self._oldest() - 1 if self._keep.age is not None else 0

    def _trim(self, last: int) -> tuple[str, int] | None:
        """What is trimmed once events up to a position are in; the last one always stays."""
        if self._keep.events is not None:
            return "MAXLEN", self._keep.events
        return None if self._keep.age is None else ("MINID", min(last, self._oldest()))

    def _oldest(self) -> int:
        """The first position that is not too old."""
        now = monotonic()
        if self._aged is None or now - self._aged[0] > AGES:
            age = self._keep.age or timedelta()
            self._aged = now, self.store.position_at(self._clock() - age) + 1
        return self._aged[1]

    def _say(self, state: str, **told: object) -> None:
        """Tell operators of a change, once."""
        if state != self._said:
            self._said = state
            tell = logger.info if state == "following" else logger.warning
            tell("relay_stands", state=state, **told)
