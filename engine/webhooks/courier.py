"""The courier: finds what is to be told, and has it told, one line after the other.

It holds nothing that matters: whoever takes over reads from the store where every line stands. What
was accepted and not written down yet when a process is killed is told once more, under the same id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from threading import Event, Lock, Thread
from time import monotonic

import structlog

from domain.record import Recorded
from engine.clock import Clock
from engine.store import Store
from engine.store.moments import micros
from engine.webhooks.attempts import Attempts
from engine.webhooks.backoff import Backoff
from engine.webhooks.discovery import Discovery
from engine.webhooks.lines import Lines
from engine.webhooks.message import CloudEvent
from engine.webhooks.progress import Progress
from engine.webhooks.retelling import Retelling
from engine.webhooks.round import Round
from engine.webhooks.subscription import ACTIVE, ENDED, GONE, OWNER, Line, Subscription
from engine.webhooks.subscriptions import Subscriptions
from engine.webhooks.transport import SLOTS, Transport
from engine.webhooks.wanted import Topics, Wanted

#: of the lines that are sent at the same time, those of one subscription. Each may always
#: have one, so that slow endpoints never hold up another
EACH = 8
#: seconds between looks at what subscriptions there are, at their owners, at old attempts
LOOK, OWNERS, OLD = 0.25, 5.0, 60.0
#: the longest pause, and the shortest while something is on its way
IDLE, BUSY = 0.5, 0.05
#: seconds that what is on its way has to end when the server stops, and then to be cut off
FAREWELL = 1.0
logger = structlog.get_logger()

Tell = Callable[[Sequence[Recorded]], Sequence[CloudEvent]]
"""Facts as the events that subscribers get."""


class Courier:
    """Tells subscribers. One process at a time; it may be killed at any moment."""

    def __init__(
        self,
        store: Store,
        clock: Clock,
        subscriptions: Subscriptions,
        tell: Tell,
        topics: Topics,
        transport: Transport,
        *,
        stands: Callable[[Subscription], bool] = lambda s: True,
        backoff: Backoff | None = None,
        kept: timedelta = timedelta(days=14),
    ) -> None:
        self._store, self._clock, self._subscriptions = store, clock, subscriptions
        self.lines, self.attempts = Lines(store), Attempts(store)
        wanted = Wanted(store, topics)
        self.retelling, self._discovery = Retelling(store, wanted), Discovery(store, wanted)
        self._round = Round(store, clock, tell, topics, transport, backoff or Backoff())
        self._transport, self._stands, self._kept = transport, stands, kept
        self._lock, self._woken = Lock(), Event()
        self._known: dict[str, Subscription] = {}
        self._leaving: dict[tuple[str, str], Line] = {}
        self._back: list[Progress] = []
        self._looked: dict[str, float] = {}
        #: the longest pause in seconds, after which what others changed is seen
        self.idle = IDLE

    def run(
        self, stopping: Event, leads: Callable[[], bool], wait: Callable[[int, float], int]
    ) -> None:
        """Tell until told to stop, while this process leads; ``wait`` waits for the log to grow."""
        while not stopping.is_set():
            try:
                self._round.is_open = leads()
                if self._round.is_open:
                    self.step()
                else:
                    self._resign()
                self._rest(wait)
            except Exception:
                logger.exception("webhooks_failed")
                stopping.wait(1.0)
        self.close()

    def step(self) -> bool:
        """Write down what came back, find what is new, send what is due; whether that was any."""
        back = self._record()
        self._look()
        found = self._discover()
        return self._send() or found or back

    @property
    def is_busy(self) -> bool:
        """Whether anything is on its way, or not written down yet."""
        with self._lock:
            return bool(self._leaving or self._back)

    @property
    def is_sending(self) -> bool:
        """Whether this process leads, as far as it last looked, and so sends."""
        return self._round.is_open

    def close(self) -> None:
        """End what is on its way, and write down what came of it."""
        self._round.is_open = False
        try:
            self._await(FAREWELL)
            self._transport.close()
            self._await(FAREWELL)
        except Exception:
            logger.exception("webhooks_failed")

    def _await(self, seconds: float) -> None:
        """Write down what comes back, until all is back or for so long."""
        until = monotonic() + seconds
        self._record()
        while self._leaving and monotonic() < until:
            self._woken.wait(BUSY)
            self._woken.clear()
            self._record()

    def _resign(self) -> None:
        """Another process leads, and writes down what it sends itself."""
        self._known = {}
        with self._lock:
            back, self._back = self._back, []
        self._forget(back)

    def _forget(self, back: Iterable[Progress]) -> None:
        with self._lock:
            for p in back:
                self._leaving.pop((p.line.subscription, p.line.community), None)

    def _rest(self, wait: Callable[[int, float], int]) -> None:
        if self.is_busy:
            self._woken.wait(BUSY)
            self._woken.clear()
            return
        if any(s.scanned < self._store.head() for s in self._scanning()):
            return
        due = self.lines.next_at(self._round.known) if self._round.known else None
        soon = self.idle if due is None else (due - micros(self._clock())) / 1_000_000
        head = max((s.scanned for s in self._scanning()), default=self._store.head())
        wait(head, min(self.idle, max(BUSY, soon)))

    def _record(self) -> bool:
        with self._lock:
            back, self._back = self._back, []
        if not back:
            return False
        try:
            self.lines.record(back)
        except BaseException:
            with self._lock:
                self._back = back + self._back
            raise
        for p in back:
            if p.gone is not None and self._subscriptions.end(p.line.subscription, GONE, p.gone):
                logger.warning("webhook_ended", subscription=p.line.subscription, why=GONE)
                self._looked.pop("subscriptions", None)
        self._forget(back)
        return True

    def _is_time(self, what: str, every: float) -> bool:
        now = monotonic()
        if now - self._looked.get(what, -every) < every:
            return False
        self._looked[what] = now
        return True

    def _look(self) -> None:
        """See what subscriptions there are, whose owners are gone, which attempts are old."""
        if self._is_time("attempts", OLD):
            self.attempts.prune(micros(self._clock() - self._kept))
        if not self._is_time("subscriptions", min(LOOK, self.idle)):
            return
        found = self._subscriptions.all()
        if self._is_time("owners", OWNERS):
            for s in found:
                if s.state != ENDED and not self._stands(s):
                    self._subscriptions.end(s.id, OWNER)
                    logger.warning("webhook_ended", subscription=s.id, why=OWNER)
            found = self._subscriptions.all()
        self._known = {s.id: s for s in found}
        self._round.known = {s.id: s for s in found if s.state == ACTIVE}

    def _scanning(self) -> Iterable[Subscription]:
        return [s for s in self._known.values() if s.state != ENDED]

    def _discover(self) -> bool:
        head = self._store.head()
        behind = [s for s in self._scanning() if s.scanned < head]
        if not behind:
            return False
        self._discovery.discover(behind, head, micros(self._clock()))
        self._looked.pop("subscriptions", None)
        self._look()
        return True

    def _send(self) -> bool:
        now, sent = micros(self._clock()), False
        busy = self.lines.busy(now) if self._round.known else {}
        for id in busy:
            if id in self._round.known and (free := self._free(id)):
                held = {c for s, c in self._leaving if s == id}
                due = self.lines.due(id, now, free + len(held))
                for line in [d for d in due if d.community not in held][:free]:
                    self._begin(line)
                    sent = True
        return sent

    def _free(self, subscription: str) -> int:
        mine = sum(1 for s, _ in self._leaving if s == subscription)
        if not mine:
            return max(1, min(EACH, SLOTS - len(self._leaving)))
        return max(0, min(EACH - mine, SLOTS - len(self._leaving)))

    def _begin(self, line: Line) -> None:
        with self._lock:
            self._leaving[line.subscription, line.community] = line
        Thread(target=self._go, args=(line,), name="webhook", daemon=True).start()

    def _go(self, line: Line) -> None:
        try:
            progress = self._round.go(line)
        except Exception:
            logger.exception("webhook_failed", subscription=line.subscription)
            progress = self._round.broken(line)
        with self._lock:
            self._back.append(progress)
        self._woken.set()
