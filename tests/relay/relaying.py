"""A log and its relay, and what stands in Redis."""

from __future__ import annotations

import contextlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any
from uuid import uuid4

import redis

from api.drills import Drills
from api.pulse import Pulse
from api.relaying import relay
from api.settings import Settings
from domain.aggregate import Decider
from domain.facts.group import GroupStoodUp, MemberAssigned
from domain.group import Group
from domain.ids import new_id
from engine.relay import Relay
from engine.store import Store, open_store
from engine.workflow import Workflow
from tests.clock import FakeClock
from tests.examples import CODE, SECRETARY


class Lines:
    """A log that grows by as many events as a test wants, and its relay."""

    def __init__(self, store: str, url: str, clock: FakeClock | None = None, **said: Any) -> None:
        self.clock = clock or FakeClock()
        self.settings = Settings(store=store, redis=url, **said)
        self.store: Store = open_store(store, clock=self.clock)
        self.pulse = Pulse(self.store, url)
        self.relay = self.another()

    def another(self) -> Relay:
        """The relay of one more process over the same log."""
        drills = Drills(Workflow(self.store, self.clock))
        made = relay(self.settings, self.store, drills, self.pulse, self.clock)
        assert made is not None
        return made

    def grow(self, count: int, community: str = CODE) -> int:
        """So many facts of one more group in one save; the head then."""
        group, place = Group(uuid4(), community), (str(uuid4()), "coordination", None)
        decider = Decider(SECRETARY, self.clock(), "click")
        group.decide([GroupStoodUp(*place, "eight_groups_epidemic")], decider)
        people = [MemberAssigned(*place, new_id(), "member", "seat") for _ in range(count - 1)]
        group.decide(people, decider)
        self.store.save(group)
        return self.store.head()

    @contextlib.contextmanager
    def relayed(self, which: Relay | None = None) -> Iterator[None]:
        """The relay at work."""
        stopping = threading.Event()
        run = (which or self.relay).run
        thread = threading.Thread(target=run, args=(stopping, lambda: True))
        thread.start()
        try:
            yield
        finally:
            stopping.set()
            thread.join(10)
            assert not thread.is_alive()

    def arrived(self) -> None:
        """Wait until Redis holds the head of the log."""
        until(lambda: (self.relay.standing().state, self.relay.standing().lag) == ("following", 0))

    def ids(self, community: str | None = None) -> list[int]:
        """The positions in the log."""
        return [r.position for r in self.store.read(0, 10**6, community=community)]

    def close(self) -> None:
        """Give everything back."""
        self.pulse.close()
        self.store.close()


def ids(client: redis.Redis, stream: str = "pingzhan:events") -> list[int]:
    """The positions in a stream, in its order."""
    entries: Any = client.xrange(stream)
    assert all(id.endswith(b"-0") for id, _ in entries)
    return [int(id.partition(b"-")[0]) for id, _ in entries]


def events(client: redis.Redis, stream: str = "pingzhan:events") -> list[dict[str, Any]]:
    """The CloudEvents in a stream, in its order."""
    entries: Any = client.xrange(stream)
    return [json.loads(fields[b"event"]) for _, fields in entries]


def until(holds: Callable[[], bool], seconds: float = 20) -> None:
    """Wait for a condition."""
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.02)
