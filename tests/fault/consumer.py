"""A consumer of the Redis stream that keeps its own place, and the stream as it lies there."""

from __future__ import annotations

import json
from collections.abc import Iterator
from threading import Event, Thread
from typing import Any

import redis

from tests.fault.records import Seen

STREAM = "pingzhan:events"
PAGE = 2000
TIMEOUTS: dict[str, Any] = {"socket_timeout": 5, "socket_connect_timeout": 1}


class Consumer:
    """Reads on from its place, whatever becomes of Redis; what it had is dropped."""

    def __init__(self, url: str) -> None:
        self.seen = Seen("Redis consumer")
        self.last = 0
        self._url, self._stopping = url, Event()
        self._thread = Thread(target=self._run, name="consumer", daemon=True)
        self._thread.start()

    def close(self) -> None:
        """Read no more."""
        self._stopping.set()
        self._thread.join(10)

    def _run(self) -> None:
        with redis.Redis.from_url(self._url, **TIMEOUTS) as client:
            while not self._stopping.is_set():
                try:
                    self._read(client)
                except redis.RedisError:
                    self.seen.resumed += 1
                    self._stopping.wait(0.2)

    def _read(self, client: Any) -> None:
        found = client.xread({STREAM: f"{self.last}-0"}, count=500, block=1000)
        for position, topic in _events(found[0][1] if found else []):
            if position <= self.last:
                self.seen.repeats += 1
                continue
            self.last = position
            self.seen.events.append((position, topic))


def lies(url: str) -> Seen:
    """What the stream itself holds, from its first entry to its last."""
    seen, after = Seen("Redis stream"), "-"
    with redis.Redis.from_url(url, **TIMEOUTS) as client:
        while entries := client.xrange(STREAM, after, count=PAGE):
            seen.events += _events(entries)
            after = b"(%b" % entries[-1][0]  # type: ignore[assignment]
    return seen


def _events(entries: Any) -> Iterator[tuple[int, str]]:
    for id, fields in entries:
        event = json.loads(fields[b"event"])
        position = int(id.partition(b"-")[0])
        assert position == int(event["id"])
        yield position, event["type"].removeprefix("pingzhan.")
