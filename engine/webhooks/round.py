"""One line's turn: its next events, each after the one before was accepted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from time import monotonic

from domain.record import Recorded
from engine.clock import Clock
from engine.store import Store
from engine.store.moments import micros
from engine.webhooks.backoff import Backoff
from engine.webhooks.message import CloudEvent, message
from engine.webhooks.progress import Progress
from engine.webhooks.subscription import Attempt, Line, Subscription
from engine.webhooks.transport import Answer, Transport
from engine.webhooks.wanted import Topics

#: events that are read at once, and seconds after which another line has its turn
PAGE, TURN = 50, 1.0


class Round:
    """Sends one line at a time in each thread that asks it to."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        tell: Callable[[Sequence[Recorded]], Sequence[CloudEvent]],
        topics: Topics,
        transport: Transport,
        backoff: Backoff,
    ) -> None:
        self._store, self._clock, self._tell, self._topics = store, clock, tell, topics
        self._transport, self._backoff = transport, backoff
        #: whether anything more may be sent
        self.is_open = True
        #: the subscriptions that are told now, as they stand
        self.known: Mapping[str, Subscription] = {}

    def go(self, line: Line) -> Progress:
        """Send what is next until it is refused, or others have their turn; how far that got."""
        progress = self._begun(line)
        s = self.known.get(line.subscription)
        if s is None:
            return progress
        facts = self._store.read(
            line.done,
            PAGE,
            until=line.seen,
            community=line.community,
            topics=self._topics(s.types) if s.types else (),
        )
        told, until = self._tell(facts), monotonic() + TURN
        for fact, event in zip(facts, told, strict=True):
            if not self._send(progress, fact, event) or monotonic() > until:
                break
        self._tell_since(progress, facts)
        if len(facts) < PAGE and progress.count == len(facts):
            # nothing is left of what was known to wait
            progress.done, progress.count = line.seen, max(progress.count, line.pending)
        return progress

    def broken(self, line: Line) -> Progress:
        """It could not even be tried: read or written; later, then."""
        progress = self._begun(line)
        progress.next_at = micros(self._clock() + timedelta(seconds=self._backoff.first))
        return progress

    def _begun(self, line: Line) -> Progress:
        now = micros(self._clock())
        return Progress(
            line, line.done, 0, line.since, line.tries, line.failures, now, error=line.error
        )

    def _tell_since(self, progress: Progress, facts: Sequence[Recorded]) -> None:
        if facts and progress.count:
            next = facts[min(progress.count, len(facts) - 1)]
            progress.since = micros(next.recorded_at)

    def _send(self, progress: Progress, fact: Recorded, event: CloudEvent) -> bool:
        """Send one event; whether the next may follow."""
        s = self.known.get(progress.line.subscription)
        if s is None or self._is_over():
            return False
        if s.activation and getattr(fact.fact, "activation", None) != s.activation:
            _accepted(progress, fact.position)
            return True
        now = self._clock()
        id = s.event_id(fact.position, fact.recorded_at)
        headers, body = message(event, id, s.secrets(now), now, is_binary=s.format == "binary")
        answer = self._transport.post(s.url, headers, body)
        if answer.code and self._is_over():
            return False  # cut off by ourselves: no fault of the endpoint
        progress.tries += 1
        progress.attempts.append(
            attempt(s, fact.community, fact.position, progress.tries, micros(now), answer)
        )
        if not answer.code:
            _accepted(progress, fact.position)
            return True
        self._refused(progress, s, answer)
        return False

    def _is_over(self) -> bool:
        return not self.is_open

    def _refused(self, progress: Progress, s: Subscription, answer: Answer) -> None:
        now = self._clock()
        progress.failures += 1
        progress.error = answer.code
        pause = self._backoff.pause(progress.failures, answer.retry_after)
        progress.next_at = micros(now + timedelta(seconds=pause))
        if answer.status == 410:
            progress.gone = s.url
        elif progress.failures >= self._backoff.attempts:
            progress.parked_at = micros(now)


def _accepted(progress: Progress, position: int) -> None:
    progress.done = position
    progress.count += 1
    progress.tries = progress.failures = 0
    progress.error = ""


def attempt(
    s: Subscription, community: str, position: int, number: int, at: int, answer: Answer
) -> Attempt:
    """What came of a request, to be kept."""
    return Attempt(
        s.id, community, position, number, at, answer.ms, answer.status, answer.code, answer.said
    )
