"""A region at once: 16,681 communities, 250,000 people, the Guangxi playbook, on PostgreSQL.

One process leads campaigns, another all else that runs beside the requests, as two ``pingzhan
work`` may. Then the same again, the first process killed in the midst: the other takes the campaign
up, and nothing is doubled.
"""

from __future__ import annotations

import argparse
import os
import resource
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from api.house import House
from api.settings import Settings
from api.works import Works
from benchmarks import ground, region_places
from benchmarks.databases import databases
from benchmarks.floors import Copies, Rows, floor, sliced
from benchmarks.measuring import Line, Target, Took, report, stopwatch, together
from benchmarks.stock import stock, stock_groups
from domain.campaign import Campaign
from domain.ids import campaign_stream
from domain.record import Recorded
from engine.workflow.activations import Asked

AREA = "45"
ASKED = Asked(region_places.PLAYBOOK, reason="全区启动")
#: communities that the stock library saves: the rest would take as long each
SAMPLE = 1_500
spawn = get_context("spawn")


def work_off(url: str, number: int, told: Connection) -> None:
    """The process that leads campaigns: it takes the order and works it off."""
    house = House(Settings(store=url))
    house.pulse.start()
    works = Works(house.leader)
    works.start(work for work in house.works if work.name == "campaigns")
    while not house.leader.leads("campaigns"):
        time.sleep(0.05)
    told.send("leads")
    told.recv()

    def order() -> None:
        codes = region_places.codes(number)
        begun = house.workflow.campaigns.start(AREA, codes, ASKED, ground.SECRETARY)
        campaign = str(begun.body["id"])
        told.send(campaign)
        while _outcomes(house, campaign) < number:
            house.pulse.wait(house.pulse.head, 0.2)

    took = stopwatch(order)
    told.send((took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    works.stop()
    house.close()


def do_all_else(url: str, told: Connection) -> None:
    """The process that follows with views, deadlines and notices, until it is told to end."""
    house = House(Settings(store=url))
    house.start()
    told.send("started")
    told.recv()
    head = house.store.head()
    took = stopwatch(lambda: _wait_for_views(house, head))
    told.send((took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024))
    house.close()


def _wait_for_views(house: House, head: int) -> None:
    while any(house.views.position(name) < head for name in house.views.views):
        time.sleep(0.01)


@contextmanager
def process(target: Callable[..., None], *args: Any) -> Iterator[tuple[SpawnProcess, Connection]]:
    """A process from its first word to its end, and what is heard of it."""
    ours, theirs = spawn.Pipe()
    started = spawn.Process(target=target, args=(*args, theirs))
    started.start()
    ours.recv()
    try:
        yield started, ours
    finally:
        started.join(60)
        started.kill()


class Region:
    """One region, furnished; campaigns run in copies of it."""

    def __init__(self, server: str, number: int) -> None:
        self._server, self.number = server, number
        self.furnished, self.url = self._new()
        self.setup = stopwatch(lambda: region_places.furnish(self.url, number))
        house = House(Settings(store=self.url))
        house.follower.catch_up()
        self.head = house.store.head()
        house.close()

    def _new(self, template: str = "template1") -> tuple[str, str]:
        name = f"region{uuid.uuid4().hex[:8]}"
        with psycopg.connect(self._server, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')  # type: ignore[call-overload]
        return name, urlunsplit(urlsplit(self._server)._replace(path=f"/{name}"))

    def copy(self) -> str:
        """The region as it was furnished, once more."""
        return self._new(self.furnished)[1]

    def empty(self) -> str:
        """An empty database beside it."""
        return self._new()[1]

    def campaign(self, url: str) -> tuple[Took, float, Took, float]:
        """The order to the last commit, the views after it, and the memory of both, in MiB."""
        with (
            process(work_off, url, self.number) as (_, ours),
            process(do_all_else, url) as (_, other),
        ):
            ours.send("go")
            ours.recv()
            took, memory = ours.recv()
            other.send("end")
            behind, rest = other.recv()
        return took, memory, behind, rest

    def killed(self, url: str) -> tuple[Took, int]:
        """The same, killed with -9 when a third is done; and how much was done then."""
        with (
            process(work_off, url, self.number) as (victim, ours),
            process(do_all_else, url) as (_, other),
        ):
            ours.send("go")
            id, begun = ours.recv(), time.perf_counter()
            house = House(Settings(store=url), exclusive=False, create=False)
            while _outcomes(house, id) < self.number // 3:
                time.sleep(0.05)
            victim.kill()
            victim.join()
            done = _outcomes(house, id)
            while self._campaign(house, id).state != "finished":
                time.sleep(0.5)
            took = Took(time.perf_counter() - begun)
            self._check(house, id)
            house.close()
            other.send("end")
            other.recv()
        return took, done

    def _campaign(self, house: House, id: str) -> Campaign:
        return house.workflow.campaigns.get(id)

    def _check(self, house: House, id: str) -> None:
        """Every community has one activation, and one outcome that names it."""
        select = house.store.recorder.select
        clicked = select(
            "SELECT count(*), count(DISTINCT community) FROM events WHERE topic = ?",
            ("playbook_activated.v1",),
        )
        outcomes = self._campaign(house, id).outcomes
        assert clicked[0] == (self.number, self.number), clicked
        told = select(
            "SELECT count(*) FROM events WHERE topic = ?", ("campaign_community_activated.v1",)
        )
        assert told[0][0] == self.number == sum(bool(o.activation) for o in outcomes.values())


def _outcomes(house: House, id: str) -> int:
    """How many communities of a campaign are settled: its stream begins with its start."""
    rows = house.store.recorder.select(
        "SELECT max(originator_version) FROM events WHERE originator_id = ?", (campaign_stream(id),)
    )
    return int(rows[0][0] or 1) - 1


def _of_the_campaign(rows: Rows) -> Rows:
    """What the campaign saved, of all that was saved since: no notices, no roster."""
    events = [row for row in rows["events"] if not row[3].startswith("notice_")]
    positions = {row[0] for row in events}
    return {
        "events": events,
        "commits": [row for row in rows["commits"] if row[0] in positions],
        "directory_texts": rows["directory_texts"],
        "refs": [row for row in rows["refs"] if row[0].startswith(("post:", "activation:"))],
    }


class Contenders:
    """The floor and the peer of a campaign that was run."""

    def __init__(self, region: Region, url: str, empty: str, other: str) -> None:
        house = House(Settings(store=url), exclusive=False, create=False)
        copies = Copies(house.store)
        copies.stand_at(region.head)
        rows = _of_the_campaign(copies.take())
        self.saves, self.facts = len(rows["commits"]), len(rows["events"])
        bare = floor(empty)
        self.floor = together(map(bare.write, sliced(rows, self.saves)))
        del rows
        self.sample = self._stock(house, region, other)
        house.close()

    def _stock(self, house: House, region: Region, url: str) -> Took:
        """The same facts by the stock library, for some communities: no rules and no views."""
        library, some = stock(url), region_places.codes(region.number)[:SAMPLE]
        facts: dict[str, list[Recorded]] = {
            code: house.store.read(region.head, 5000, community=code) for code in some
        }
        took = stopwatch(lambda: [library.save(*stock_groups(own)) for own in facts.values()])
        library.close()
        scale = region.number / len(some)
        return Took(took.wall * scale, took.cpu * scale)


def measure(server: str, number: int, *, kill: bool, peers: bool) -> None:
    """Furnish, measure and print."""
    region = Region(server, number)
    people = sum(list(region_places.sizes().values())[:number])
    print(
        f"furnished: {number:,} communities, {people:,} people, {region.head:,} facts, "
        f"{region.setup.wall:.0f} s   (load {os.getloadavg()[0]:.1f})",
        flush=True,
    )
    url = region.copy()
    took, memory, behind, rest = region.campaign(url)
    lines = [
        Line("pingzhan: the order to the last commit", [took], None, 0, (Target("ms", 60_000),)),
        Line("until every view holds it, after that", [behind]),
    ]
    if peers:
        found = Contenders(region, url, region.empty(), region.empty())
        floored = f"floor: the same rows, {found.saves:,} transactions"
        lines = [
            lines[0]._replace(floor=floored, per=found.facts),
            lines[1],
            Line(f"stock library, {SAMPLE:,} of them scaled up", [found.sample], floored),
            Line(floored, [found.floor], floored, found.facts),
        ]
    report(f"a region: {number:,} communities, {people:,} people · postgresql", lines)
    verdict = "reached" if memory <= 1024 else "SHORT"
    print(f"  memory: {memory:,.0f} MiB; beside it {rest:,.0f} MiB   ≤ 1,024 MiB: {verdict}")
    if kill:
        again, done = region.killed(region.copy())
        print(
            f"  killed with -9 after {done:,} communities and taken up by the other process: "
            f"finished {again.wall:.1f} s after the order, every community once"
        )


def main() -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", default="postgresql", help="postgresql or postgresql://…")
    parser.add_argument("--communities", type=int, default=region_places.COMMUNITIES)
    parser.add_argument("--no-kill", action="store_true")
    parser.add_argument("--no-peers", action="store_true")
    args: Any = parser.parse_args()
    if args.store.startswith("sqlite"):
        print("a region is for PostgreSQL")
        return
    with databases(args.store) as given:
        server = given.server
        measure(server, args.communities, kill=not args.no_kill, peers=not args.no_peers)


if __name__ == "__main__":
    main()
