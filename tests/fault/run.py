"""One run: everybody at work while everything is killed; then the evidence is gathered."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import Any

import httpx2
import msgspec

from tests.api.serving import ADMIN, pingzhan
from tests.fault.clients import TIMEOUT, Client, Crowd
from tests.fault.consumer import Consumer, lies
from tests.fault.counts import Counts, counted
from tests.fault.crew import Crew
from tests.fault.deadlines import deadlines
from tests.fault.endpoint import Endpoint
from tests.fault.faults import Faults
from tests.fault.houses import Postgres, Process, Redis, server, worker
from tests.fault.logs import read_log
from tests.fault.places import furnish, secretary, shape
from tests.fault.records import Evidence
from tests.fault.subscribers import Reader
from tests.services.process import scratch

#: boards that are asked for again, as of then
TOLD = 120
LOG_TAIL = 3000
#: what the webhook asks for
HOOKED = tuple(
    f"{topic}.v1"
    for topic in ("playbook_activated", "task_accepted", "task_completed", "task_overdue")
)


class Size(msgspec.Struct, frozen=True):
    """How large a run is; ``pause`` are seconds between two kills, ``rest`` between two acts.

    It goes on for so many ``seconds``, and until there were so many ``kills``.
    """

    seconds: float
    kills: int
    pause: float = 1.0
    servers: int = 2
    workers: int = 2
    communities: int = 10
    clients: int = 200
    rest: float = 4.0
    durable: bool = False


class Run(msgspec.Struct):
    """What a run left: its evidence, and what there is to count."""

    evidence: Evidence
    counts: Counts


class Town(msgspec.Struct):
    """Everything that runs."""

    postgres: Postgres
    redis: Redis
    servers: list[Process]
    workers: list[Process]
    endpoint: Endpoint
    consumer: Consumer


def run(size: Size, seed: int) -> Run:
    """Run, and gather the evidence. Raises only where the harness itself could not go on."""
    with ExitStack() as closing:
        logs = closing.enter_context(scratch("fault"))
        town = _town(size, logs, closing)
        faults = Faults(town.servers, town.workers, town.postgres, town.redis, town.endpoint)
        try:
            faults.mend()
            return _run(size, Random(seed), town, faults)
        except Exception as error:
            ends = [log.read_text(errors="replace")[-LOG_TAIL:] for log in sorted(logs.iterdir())]
            raise AssertionError("\n".join([repr(error), *ends])) from error


def _town(size: Size, logs: Path, closing: ExitStack) -> Town:
    postgres = Postgres(closing.enter_context(scratch("faultpg")), durable=size.durable)
    closing.callback(postgres.close)
    redis = Redis(closing.enter_context(scratch("faultredis")))
    closing.callback(redis.close)
    where = (postgres.url, redis.url, logs)
    servers = [server(n, *where) for n in range(size.servers)]
    workers = [worker(n, *where) for n in range(size.workers)]
    for process in (*servers, *workers):
        closing.callback(process.kill)
    endpoint, consumer = Endpoint("webhook", HOOKED), Consumer(redis.url)
    closing.callback(endpoint.close)
    closing.callback(consumer.close)
    return Town(postgres, redis, servers, workers, endpoint, consumer)


def _run(size: Size, rng: Random, town: Town, faults: Faults) -> Run:
    headers = {"Authorization": f"Bearer {ADMIN}"}
    door = f"{town.servers[0].url}/api/v1/"
    with httpx2.Client(base_url=door, headers=headers, timeout=60, trust_env=False) as admin:
        crew = _crew(size, rng, town.servers, admin)
        subscribe(admin, town.endpoint)
        crew.start(size.rest)
        faults.run(rng, size.seconds, size.pause, size.kills)
        crew.finish()
        due_by = time.time()
        head = _settled(town.postgres.url, due_by)
        _wait_for_subscribers(town, crew.readers, head)
        told = _told(admin, crew.crowd, rng)
        crew.close()
    for process in (*town.servers, *town.workers):
        process.stop()
    evidence = _evidence(town, crew, head)
    evidence.due_by, evidence.told = due_by, told
    return Run(evidence, counted(evidence, crew.crowd.retried, faults.kills))


def _evidence(town: Town, crew: Crew, head: int) -> Evidence:
    """What everybody wrote down, up to a position."""
    seen = [reader.seen for reader in crew.readers]
    seen += [town.endpoint.seen, town.consumer.seen, lies(town.redis.url)]
    for one in seen:
        one.events = [(p, topic) for p, topic in one.events if p <= head]
    log = [e for e in read_log(town.postgres.url) if e.position <= head]
    verified = _verify(town.postgres.url)
    return Evidence(crew.crowd.commands, crew.crowd.reads, seen, log, verified=verified)


def _crew(size: Size, rng: Random, servers: list[Process], admin: httpx2.Client) -> Crew:
    places = furnish(admin, size.communities)
    crowd = Crowd([s.url for s in servers], rng)
    clients = []
    for n in range(size.clients):
        place = places[n % len(places)]
        clients.append(Client(crowd, n, place, *secretary(admin, place, f"第{n}人")))
    readers = [Reader(crowd, f"reader {n}", ADMIN) for n in range(3)]
    readers += [Reader(crowd, f"reader of {p.code}", ADMIN, p.code) for p in places[:2]]
    return Crew(crowd, clients, readers)


def subscribe(admin: httpx2.Client, endpoint: Endpoint) -> None:
    """A webhook from the beginning of the log."""
    body = {"url": endpoint.url, "name": "接收方", "place": "", "types": list(HOOKED), "after": 0}
    made = admin.post("webhooks", json=body)
    assert made.status_code == 201, made.text
    endpoint.secret = made.json()["secret"]


def _settled(store: str, due_by: float, seconds: float = 60) -> int:
    """The head of the log, once all that was due is recorded, or when the time is over."""
    until = time.monotonic() + seconds
    while True:
        log = read_log(store)
        if not any(deadlines(log, due_by)) or time.monotonic() > until:
            return log[-1].position
        time.sleep(1)


def _wait_for_subscribers(town: Town, readers: list[Reader], head: int) -> None:
    """Until all have what is theirs, or the time is over."""
    log = [e for e in read_log(town.postgres.url) if e.position <= head]
    last = dict.fromkeys(readers, head)
    for reader in readers:
        if community := reader.seen.community:
            last[reader] = max((e.position for e in log if e.community == community), default=0)
    _until(lambda: all(reader.last >= end for reader, end in last.items()), 60)
    hooked = {e.position for e in log if e.topic in HOOKED}
    _until(lambda: hooked <= town.endpoint.positions, 90)
    _until(lambda: town.consumer.last >= head, 60)


def _until(done: Callable[[], bool], seconds: float) -> None:
    """Wait until it is so, or until the time is over: the checker says what is missing then."""
    until = time.monotonic() + seconds
    while not done() and time.monotonic() < until:
        time.sleep(0.2)


def _told(admin: httpx2.Client, crowd: Crowd, rng: Random) -> dict[tuple[str, int], Any]:
    """What the log says of boards that clients were shown, some of them."""
    seen = {(r.community, r.position) for r in crowd.reads}
    asked = rng.sample(sorted(seen), min(TOLD, len(seen)))
    told = {}
    for community, position in asked:
        path = f"communities/{community}/board"
        said = admin.get(path, params={"as_of_position": position}, timeout=TIMEOUT)
        assert said.status_code == 200, said.text
        told[community, position] = shape(said.json())
    return told


def _verify(store: str) -> str:
    checked = pingzhan("verify", "--store", store)
    return "" if checked.returncode == 0 else checked.stdout + checked.stderr
