"""A store with webhooks, whose courier runs as it does in the server."""

from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event, Thread
from typing import Any

import msgspec

from api.drills import Drills
from api.settings import Settings
from api.webhooks import Webhooks
from engine.accounts import Accounts
from engine.clock import system_clock
from engine.store import Store, open_store
from engine.store.moments import micros
from engine.tokens import Tokens
from engine.webhooks.subscription import Subscription
from engine.webhooks.subscriptions import drafted
from engine.workflow import Workflow
from tests.store.examples import decided, enrol

PLACE = "350102"
#: a line parks after so many attempts; the first pause in seconds
ATTEMPTS, RETRY = 4, 0.01


def code(n: int) -> str:
    """The code of one community of many."""
    return f"{PLACE}{n:06d}"


class Sending:
    """The store, what is kept of webhooks, and the courier in a thread."""

    def __init__(self, url: str, **settings: Any) -> None:
        self.url = url
        self.settings = Settings(
            private_targets=True,
            webhook_attempts=ATTEMPTS,
            webhook_retry_seconds=RETRY,
            **settings,
        )
        self._open()

    def _open(self) -> None:
        self.store: Store = open_store(self.url, clock=system_clock)
        self.tokens = Tokens(self.store, system_clock)
        drills = Drills(Workflow(self.store, system_clock))
        self.accounts = Accounts(self.store, system_clock)
        beside = (self.tokens, self.accounts, drills)
        self.webhooks = Webhooks(self.store, system_clock, self.settings, *beside)
        self.webhooks.courier.idle = 0.05
        self._stopping, self._thread = Event(), Thread()
        self.leads = True

    def start(self) -> None:
        """Let the courier run."""
        run = self.webhooks.courier.run
        told = (self._stopping, lambda: self.leads, self.store.wait)
        self._thread = Thread(target=run, args=told, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop it as a server stops."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(10)

    def reopen(self) -> None:
        """Another server on the same store."""
        self.close()
        self._open()

    def close(self) -> None:
        """Stop, and close the store."""
        self.stop()
        self.store.close()

    def subscribe(self, url: str, **said: Any) -> Subscription:
        """Somebody subscribes, to all of the place unless they say otherwise."""
        place = said.pop("place", PLACE)
        types = tuple(said.pop("types", ()))
        usual = {"owner": "admin", "name": "x", "activation": None, "format": "structured"}
        scanned = said.pop("after", self.store.head())
        told = {**usual, **said, "types": types, "place": place, "area": place, "scanned": scanned}
        return self.webhooks.subscriptions.create(drafted(url=url, **told))

    def happen(self, *communities: str, count: int = 1) -> list[int]:
        """Something happens in communities, in one save; the positions."""
        known = []
        for c in communities:
            made = decided(f"{c}-{self.store.head()}", 0, community=c)
            known.append(enrol(made, count))
        commit = self.store.save(*known)
        return list(range(commit.first, commit.last + 1))

    def positions(self) -> dict[str, list[int]]:
        """What the log holds, by community."""
        found: dict[str, list[int]] = {}
        for r in self.store.read(0, 100_000):
            found.setdefault(r.community, []).append(r.position)
        return found

    def now(self) -> int:
        """The time as lines keep it."""
        return micros(system_clock())

    def states(self, s: Subscription) -> dict[str, str]:
        """How the lines stand, by community."""
        return {line.community: line.state for line in self.webhooks.lines.of(s.id, None, "", 999)}

    def known(self, s: Subscription) -> Subscription:
        """The subscription as it stands."""
        return self.webhooks.subscriptions.get(s.id)

    def is_settled(self, *subscriptions: Subscription) -> bool:
        """Whether nothing waits any more."""
        asked = [self.known(s) for s in subscriptions] or self.webhooks.subscriptions.all()
        lag = self.webhooks.lag(asked)
        return all(f.events == 0 and f.unread == 0 for f in lag.values())

    def settle(self, *subscriptions: Subscription) -> None:
        """Wait until nothing waits any more."""
        until(lambda: self.is_settled(*subscriptions), "something still waits")


def until(holds: Callable[[], object], otherwise: str, seconds: float = 20) -> None:
    """Wait for something to become true."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, otherwise
        time.sleep(0.01)


def in_order(told: list[int], wanted: list[int]) -> bool:
    """Whether all of ``wanted`` came in order and without a gap, whatever came twice.

    What comes again does so because nobody knows that it was taken; then all after it comes again.
    """
    last = 0
    index = {position: i for i, position in enumerate(wanted, 1)}
    for position in told:
        at = index.get(position)
        if at is None or at > last + 1:
            return False
        last = max(last, at)
    return last == len(wanted)


def replaced(s: Subscription, **said: Any) -> Callable[[Subscription], Subscription]:
    """A change of a subscription."""
    return lambda found: msgspec.structs.replace(found, **said)
