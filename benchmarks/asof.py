"""The board as of any moment after 14 days of war, and in a log ten times longer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from random import Random

from api.house import House
from api.reading import boards
from benchmarks import ground
from benchmarks.databases import Databases, asked, databases
from benchmarks.fortnight import Fortnight, together
from benchmarks.measuring import Line, Run, Target, Took, interleaved, report, stopwatch
from domain.record import Recorded
from projections.asof import board_at

LONGER = 10


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 200)
    with databases(args.store) as given:
        once, around, again = _once(given), _around(given), _again(given)
        taken = interleaved(
            {
                "once": _moments(once),
                "around": _moments(around),
                "again": _moments(again),
                "fold": _folds(once),
                "live": _live(once),
                "whole": _whole(once),
            },
            rounds=args.rounds,
            warm=5,
        )
        live, first = "peer: the board as it stands", f"pingzhan: {_length(once)}"
        reach, same = Target("p99", 100), Target("ratio", 1.2)
        report(
            f"the board as of any moment, names and all · {given.kind}",
            [
                Line(first, taken["once"], live, 0, (reach,)),
                Line(
                    f"{LONGER} communities: {_length(around)}",
                    taken["around"],
                    first,
                    0,
                    (reach, same),
                ),
                Line(
                    f"{LONGER} fortnights: {_length(again)}",
                    taken["again"],
                    first,
                    0,
                    (reach, same),
                ),
                Line("of which the fold, from a keyframe", taken["fold"], live),
                Line("peer: the fold without keyframes", taken["whole"], live),
                Line(live, taken["live"], live),
            ],
        )
        for house in (once, around, again):
            house.close()


def _once(given: Databases) -> House:
    """One community, fourteen days."""
    clock = ground.Clock()
    house = ground.furnished(given.new(), 1, clock)
    Fortnight(house, ground.codes(house)[0], clock).run()
    return house


def _around(given: Databases) -> House:
    """The same, and nine communities more that fight at the same time."""
    clock = ground.Clock()
    house = ground.furnished(given.new(), LONGER, clock)
    places = [Fortnight(house, code, clock) for code in ground.codes(house)[:LONGER]]
    together(house, clock, places)
    return house


def _again(given: Databases) -> House:
    """The same community, ten fortnights one after the other."""
    clock = ground.Clock()
    house = ground.furnished(given.new(), 1, clock)
    code = ground.codes(house)[0]
    for _ in range(LONGER - 1):
        ground.stand_down(house, code, Fortnight(house, code, clock).run())
    Fortnight(house, code, clock).run()
    return house


def _moments(house: House) -> Run:
    """The whole answer to "as of": a moment of the war, at random, found by its time."""
    code, moments = ground.codes(house)[0], _random(house)

    def run() -> Took:
        at = next(moments)
        return stopwatch(lambda: boards.board(house, code, "zh", phones=True, as_of=at))

    return run


def _folds(house: House) -> Run:
    """Only the fold: the keyframe before the moment and its tail."""
    code, moments, store = ground.codes(house)[0], _random(house), house.store

    def run() -> Took:
        at = next(moments)
        return stopwatch(lambda: boards.past(house, code, store.position_at(at)))

    return run


def _whole(house: House) -> Run:
    """The fold from the community's first fact."""
    code, moments, store = ground.codes(house)[0], _random(house), house.store

    def read(community: str, after: int, until: int) -> list[Recorded]:
        return store.read(after, 2**31, until=until, community=community)

    def run() -> Took:
        at = next(moments)
        return stopwatch(lambda: board_at(read, code, store.position_at(at)))

    return run


def _live(house: House) -> Run:
    code = ground.codes(house)[0]
    return lambda: stopwatch(lambda: boards.board(house, code, "zh", phones=True))


def _random(house: House) -> Iterator[datetime]:
    """Moments between the last click and now."""
    rng, store = Random(0), house.store
    clicks = store.read(topics=["playbook_activated.v1"], community=ground.codes(house)[0])
    first, last = clicks[-1].recorded_at, store.recorded_at(store.head())
    assert last is not None
    while True:
        yield first + rng.random() * (last - first)


def _length(house: House) -> str:
    return f"a log of {house.store.head():,} facts"


if __name__ == "__main__":
    main()
