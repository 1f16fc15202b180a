"""Folding views anew from the first fact: the board alone, then all of them."""

from __future__ import annotations

from api.house import House
from benchmarks import ground
from benchmarks.databases import asked, databases
from benchmarks.facts import stock_decided, work
from benchmarks.fortnight import Fortnight
from benchmarks.measuring import Line, Target, Took, interleaved, report, stopwatch
from benchmarks.plain_board import plain_board
from benchmarks.stock import stock
from benchmarks.stock_board import followed, opened

COMMUNITIES, WARS, STOCK_FACTS = 20, 2, 1000
#: facts a second that are to be reached: the board, all views
REACH = {"sqlite": (130_000, 40_000), "postgresql": (60_000, 20_000)}


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 6)
    with databases(args.store) as given:
        house = log(given.new())
        facts, place = house.store.head(), given.new()
        library, stock_board, after = stock(place), opened(place), 0

        def rebuilt(*names: str) -> Took:
            return stopwatch(lambda: house.follower.rebuild(*names))

        def theirs() -> Took:
            nonlocal after
            library.save(stock_decided(work(STOCK_FACTS)))

            def follow() -> None:
                nonlocal after
                after = followed(library, stock_board, after)

            return stopwatch(follow)

        taken = interleaved(
            {
                "board": lambda: rebuilt("board"),
                "all": lambda: rebuilt(*house.views.views),
                "floor": lambda: stopwatch(lambda: plain_board(house.store)),
                "stock": theirs,
            },
            rounds=args.rounds,
        )
        floored = "floor: select, decode, upsert flat rows"
        board, all_views = REACH[given.kind]
        report(
            f"rebuild views over {facts:,} facts · {given.kind}",
            [
                Line(
                    "pingzhan: the board", taken["board"], floored, facts, (Target("rate", board),)
                ),
                Line(
                    f"pingzhan: all {len(house.views.views)} views",
                    taken["all"],
                    floored,
                    facts,
                    (Target("rate", all_views),),
                ),
                Line(
                    f"stock library: {STOCK_FACTS:,} facts, flat rows",
                    taken["stock"],
                    None,
                    STOCK_FACTS,
                ),
                Line(floored, taken["floor"], floored, facts),
            ],
        )
        house.close()
        library.close()


def log(url: str) -> House:
    """Communities after a click, two of them after fourteen days."""
    clock = ground.Clock()
    house = ground.furnished(url, COMMUNITIES, clock)
    codes = ground.codes(house)
    for code in codes[:WARS]:
        Fortnight(house, code, clock).run()
    for code in codes[WARS:COMMUNITIES]:
        ground.click(house, code)
    house.follower.catch_up()
    return house


if __name__ == "__main__":
    main()
