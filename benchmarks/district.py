"""A district at once: 69 communities, 1,152 compounds, 21,443 people; the views follow beside."""

from __future__ import annotations

import time

from api.demo.places import CODES, COMPOUNDS, PEOPLE, sizes
from api.demo.rosters import roster
from api.house import House
from api.settings import Settings
from benchmarks import ground
from benchmarks.databases import asked, databases
from benchmarks.floors import Copies, floor, sliced
from benchmarks.measuring import Line, Target, Took, interleaved, report, stopwatch, together
from benchmarks.stock import StockApplication, stock, stock_groups
from domain.record import Recorded

AREA = "350102"


class District:
    """Campaign after campaign, each followed by peace; with what the floor and the peer need."""

    def __init__(self, url: str) -> None:
        self.house = _furnished(url)
        self.codes = ground.codes(self.house)
        self.copies = Copies(self.house.store)
        self.copies.take()
        #: from the last commit until every view held it
        self.behind: list[Took] = []
        self.facts: list[Recorded] = []
        self.house.start()

    def campaign(self) -> Took:
        """From the order to the last commit."""
        head, campaigns = self.house.store.head(), self.house.workflow.campaigns

        def order() -> None:
            begun = campaigns.start(AREA, self.codes, ground.CLICK, ground.SECRETARY)
            campaigns.run(begun.body["id"], ground.SECRETARY)

        took = stopwatch(order)
        self.behind.append(stopwatch(self._wait_for_views))
        self.copies.keep()
        self.facts = self.house.store.read(head, 1_000_000)
        self._stand_down()
        self.copies.take()
        return took

    def stock_campaign(self, library: StockApplication) -> Took:
        """The same facts by the stock library, a save a community, no rules and no views."""
        places: dict[str, list[Recorded]] = {}
        for recorded in self.facts:
            places.setdefault(recorded.community, []).append(recorded)

        def save() -> None:
            for some in places.values():
                library.save(*stock_groups(some))

        return stopwatch(save)

    def _wait_for_views(self) -> None:
        views, head = self.house.views, self.house.store.head()
        while any(views.position(name) < head for name in views.views):
            time.sleep(0.001)

    def _stand_down(self) -> None:
        for code in self.codes:
            for running in self.house.workflow.desk.community(code).running:
                ground.stand_down(self.house, code, running.id)


def _furnished(url: str) -> House:
    house = House(Settings(store=url))
    house.workflow.organisation.import_codes(CODES.read_bytes(), ground.SECRETARY)
    for size in sizes():
        table = roster(size)
        house.workflow.rosters.import_table(size.code, table, ground.SECRETARY, dry_run=False)
    house.follower.catch_up()
    return house


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 3)
    with databases(args.store) as given:
        district, bare, library = District(given.new()), floor(given.new()), stock(given.new())
        communities = len(district.codes)
        district.campaign()
        taken = interleaved(
            {
                "ours": district.campaign,
                "floor": lambda: together(
                    map(bare.write, sliced(district.copies.next(), communities))
                ),
                "stock": lambda: district.stock_campaign(library),
            },
            rounds=args.rounds,
            warm=0,
        )
        facts = len(district.facts)
        floored = "floor: the same rows, a transaction each"
        report(
            f"a district: {communities} communities, {COMPOUNDS:,} compounds, {PEOPLE:,} people, "
            f"{facts:,} facts · {given.kind}",
            [
                Line(
                    "pingzhan: the order to the last commit",
                    taken["ours"],
                    floored,
                    facts,
                    (Target("ms", 3000),),
                ),
                Line(
                    "until every view holds it, after that",
                    district.behind[1:],
                    None,
                    facts,
                    (Target("ms", 2000),),
                ),
                Line("stock library: saved, no rules, no views", taken["stock"], floored, facts),
                Line(floored, taken["floor"], floored, facts),
            ],
        )
        district.house.close()
        library.close()


if __name__ == "__main__":
    main()
