"""The log into Redis Streams, beside the same entries by pipelined XADD, nothing else done."""

from __future__ import annotations

import threading
from typing import Any

import redis

from api.house import House
from api.settings import Settings
from benchmarks.databases import asked, databases
from benchmarks.facts import decided, work
from benchmarks.measuring import Line, Target, Took, interleaved, report, stopwatch
from engine.relay import Relay
from engine.relay.streams import Entry
from tests.services.redis import redis_server

GROUPS, FACTS = 60, 1000
PIPELINE = 1000
REACH = 50_000
FLOOR = "floor: pipelined XADD of the same bytes"


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 5)
    with databases(args.store) as given, redis_server() as url, redis.Redis.from_url(url) as client:
        house = House(Settings(store=given.new(), redis=url, relay_keep="all"))
        for _ in range(GROUPS):
            house.store.save(decided(work(FACTS)))
        apart = House(
            Settings(store=house.settings.store, redis=url, relay_per_community=True),
            exclusive=False,
        )
        events = house.store.head()
        rows = entries(house)

        def relayed(served: House) -> Took:
            client.flushall()
            assert served.relay is not None
            return run(served.relay, client, events)

        taken = interleaved(
            {
                "one": lambda: relayed(house),
                "apart": lambda: relayed(apart),
                "floor": lambda: floored(client, rows),
            },
            rounds=args.rounds,
        )
        reach = (Target("rate", REACH),)
        report(
            f"relay {events:,} events to Redis · {given.kind}",
            [
                Line("pingzhan: one stream", taken["one"], FLOOR, events, reach),
                Line("pingzhan: a stream for each community", taken["apart"], FLOOR, events, reach),
                Line(FLOOR, taken["floor"], FLOOR, events),
            ],
        )
        apart.close()
        house.close()


def entries(house: House) -> list[Entry]:
    """What the relay would append, made before anybody's time runs."""
    assert house.relay is not None
    return house.relay.entries(house.store.read(0, 2**31))


def run(relay: Relay, client: redis.Redis, events: int) -> Took:
    """From an empty Redis to the last event in it."""
    stopping = threading.Event()
    done = f"{events}-0".encode()
    thread = threading.Thread(target=relay.run, args=(stopping, lambda: True))

    def all_in() -> None:
        thread.start()
        guard, pause = relay.streams().guard, threading.Event()
        while not client.exists(guard) or last(client, guard) != done:
            pause.wait(0.005)

    took = stopwatch(all_in)
    stopping.set()
    thread.join()
    return took


def last(client: redis.Redis, stream: str) -> bytes:
    """A stream's last id."""
    told: Any = client.xinfo_stream(stream)
    return bytes(told["last-generated-id"])


def floored(client: redis.Redis, rows: list[Entry]) -> Took:
    """The floor, from an empty Redis."""
    client.flushall()
    return stopwatch(lambda: floor(client, rows))


def floor(client: redis.Redis, rows: list[Entry]) -> None:
    """The entries, prepared, by ``XADD``, so many a round trip."""
    for begin in range(0, len(rows), PIPELINE):
        pipeline = client.pipeline(transaction=False)
        for e in rows[begin : begin + PIPELINE]:
            told: Any = {"type": e.type, "community": e.community, "event": e.event}
            pipeline.xadd("floor", told, id=f"{e.position}-0")
        pipeline.execute()


if __name__ == "__main__":
    main()
