"""A district's events to one webhook, beside the same signed bodies posted by bare threads."""

from __future__ import annotations

import contextlib
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import urllib3

from api.house import House
from api.settings import Settings
from benchmarks.databases import asked, databases
from benchmarks.measuring import Line, Took, interleaved, report, stopwatch
from engine.clock import system_clock
from engine.webhooks.courier import EACH
from engine.webhooks.message import message
from engine.webhooks.subscription import Subscription
from engine.webhooks.subscriptions import drafted
from tests.store.examples import decided

COMMUNITIES, FACTS = 69, 200
EVENTS = COMMUNITIES * FACTS
FLOOR = f"floor: {EACH} threads post the same bodies"
#: takes everything at once, in a process of its own; says its port, and how much it took
ENDPOINT = """
import asyncio
async def serve(reader, writer):
    try:
        while True:
            head = (await reader.readuntil(b"\\r\\n\\r\\n")).lower()
            length = head.split(b"content-length:")[1].split(b"\\r\\n")[0]
            await reader.readexactly(int(length))
            writer.write(b"HTTP/1.1 204 No Content\\r\\n\\r\\n")
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        writer.close()
async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0, backlog=128)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()
asyncio.run(main())
"""


@contextlib.contextmanager
def endpoint() -> Iterator[str]:
    """The address of an endpoint."""
    command = [sys.executable, "-c", ENDPOINT]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}/"
        process.terminate()


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 3)
    with databases(args.store) as given, endpoint() as url:
        house = House(Settings(store=given.new(), private_targets=True))
        communities = [f"350102{n:06d}" for n in range(COMMUNITIES)]
        house.store.save(*(decided(c, FACTS, community=c) for c in communities))
        taken = interleaved(
            {"ours": lambda: told(house, url), "floor": lambda: floor(house, url)},
            rounds=args.rounds,
            warm=0,
        )
        report(
            f"{EVENTS:,} events of {COMMUNITIES} communities to one webhook · {given.kind}",
            [
                Line("pingzhan: in order, each attempt kept", taken["ours"], FLOOR, EVENTS),
                Line(FLOOR, taken["floor"], FLOOR, EVENTS),
            ],
        )
        house.close()


def subscribed(house: House, url: str) -> Subscription:
    """Somebody who wants everything there ever was."""
    place = {"place": "350102", "area": "350102"}
    what = {"types": (), "activation": None, "format": "structured", "scanned": 0}
    wanted = drafted(owner="admin", name="x", url=url, **place, **what)  # type: ignore[arg-type]
    return house.webhooks.subscriptions.create(wanted)


def told(house: House, url: str) -> Took:
    """From the subscription to the last event accepted and written down."""
    stopping, courier = threading.Event(), house.webhooks.courier
    args = (stopping, lambda: not stopping.is_set(), house.store.wait)
    s = subscribed(house, url)

    def all_of_it() -> None:
        thread.start()
        while not is_told(house, s.id):
            time.sleep(0.02)

    thread = threading.Thread(target=courier.run, args=args)
    took = stopwatch(all_of_it)
    stopping.set()
    thread.join()
    house.webhooks.subscriptions.remove(s.id)
    return took


def is_told(house: House, id: str) -> bool:
    """Whether nothing waits any more."""
    (figures,) = house.webhooks.figures([house.webhooks.subscriptions.get(id)])
    return not figures.events and not figures.unread


def floor(house: House, url: str) -> Took:
    """The same requests, made before anybody's time runs, a community after the other a thread."""
    facts = house.store.read(0, EVENTS)
    secret, now = "whsec_" + "A" * 44, system_clock()
    events = zip(facts, house.webhooks.tell(facts), strict=True)
    requests = [message(e, f"x-{r.position}", [secret], now) for r, e in events]
    pool = urllib3.PoolManager(maxsize=EACH, retries=False)

    def post(some: list[tuple[dict[str, str], bytes]]) -> None:
        for headers, body in some:
            assert pool.request("POST", url, body=body, headers=headers).status == 204

    def all_of_it() -> None:
        parts = [requests[i : i + FACTS] for i in range(0, EVENTS, FACTS)]
        with ThreadPoolExecutor(EACH) as threads:
            list(threads.map(post, parts))

    took = stopwatch(all_of_it)
    pool.clear()
    return took


if __name__ == "__main__":
    main()
