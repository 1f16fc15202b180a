"""A district at once: 69 communities, 1,152 compounds, 21,443 people; the views follow beside."""

from __future__ import annotations

import time

from api.demo.places import CODES, COMPOUNDS, PEOPLE, sizes
from api.demo.rosters import roster
from api.house import House
from api.settings import Settings
from benchmarks import ground
from benchmarks.databases import Databases, asked, databases
from benchmarks.floors import Copies, Rows, floor, sliced
from benchmarks.measuring import Line, Target, Took, interleaved, report, stopwatch, together
from benchmarks.stock import stock, stock_groups
from domain.record import Recorded

AREA = "350102"


class Districts:
    """A campaign each in a district of its own, with what the floor and the peer need of it."""

    def __init__(self, given: Databases) -> None:
        self._given = given
        self.library = stock(given.new())
        self.communities = len(sizes())
        #: from the last commit until every view held it
        self.behind: list[Took] = []
        self.facts: list[Recorded] = []
        self._rows: Rows = {}

    def campaign(self) -> Took:
        """From the order to the last commit, in a server that does all else too."""
        house = _furnished(self._given.new())
        copies, head = Copies(house.store), house.store.head()
        copies.take()
        house.start()
        took = stopwatch(lambda: _order(house))
        self.behind.append(stopwatch(lambda: _wait_for_views(house)))
        self._rows, self.facts = copies.take(), house.store.read(head, 1_000_000)
        house.close()
        return took

    def the_same_rows(self) -> Took:
        """The rows of the last campaign, a transaction a community."""
        bare = floor(self._given.new())
        return together(map(bare.write, sliced(self._rows, self.communities)))

    def stock_campaign(self) -> Took:
        """The same facts by the stock library, a save a community, no rules and no views."""
        places: dict[str, list[Recorded]] = {}
        for recorded in self.facts:
            places.setdefault(recorded.community, []).append(recorded)

        def save() -> None:
            for some in places.values():
                self.library.save(*stock_groups(some))

        return stopwatch(save)


def _order(house: House) -> None:
    codes, campaigns = ground.codes(house), house.workflow.campaigns
    begun = campaigns.start(AREA, codes, ground.CLICK, ground.SECRETARY)
    campaign = str(begun.body["id"])
    house.campaigning.begin(campaign, ground.SECRETARY.actor)
    house.campaigning.wait(campaign)


def _wait_for_views(house: House) -> None:
    head = house.store.head()
    while any(house.views.position(name) < head for name in house.views.views):
        time.sleep(0.001)


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
        districts = Districts(given)
        districts.campaign()
        districts.behind.clear()
        taken = interleaved(
            {
                "stock": districts.stock_campaign,
                "ours": districts.campaign,
                "floor": districts.the_same_rows,
            },
            rounds=args.rounds,
            warm=0,
        )
        facts = len(districts.facts)
        floored = "floor: the same rows, a transaction each"
        report(
            f"a district: {districts.communities} communities, {COMPOUNDS:,} compounds, "
            f"{PEOPLE:,} people, {facts:,} facts · {given.kind}",
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
                    districts.behind,
                    None,
                    facts,
                    (Target("ms", 2000),),
                ),
                Line("stock library: no rules, no views", taken["stock"], floored, facts),
                Line(floored, taken["floor"], floored, facts),
            ],
        )
        districts.library.close()


if __name__ == "__main__":
    main()
