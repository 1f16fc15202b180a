"""One click, from the command to the commit: 17 compounds, 311 people, the whole playbook."""

from __future__ import annotations

from itertools import cycle

from benchmarks import ground
from benchmarks.databases import asked, databases
from benchmarks.floors import Copies, floor
from benchmarks.measuring import Line, Target, Took, interleaved, report, stopwatch
from benchmarks.stock import stock, stock_groups
from domain.record import Recorded
from engine.workflow import Answer

COMMUNITIES = 20


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 150)
    with databases(args.store) as given:
        house = ground.furnished(given.new(), COMMUNITIES)
        bare, library, copies = floor(given.new()), stock(given.new()), Copies(house.store)
        places = cycle(ground.codes(house)[:COMMUNITIES])

        def ours() -> Took:
            code, answers = next(places), list[Answer]()
            took = stopwatch(lambda: answers.append(ground.click(house, code)))
            copies.keep()
            ground.stand_down(house, code, answers[0].body["id"])
            copies.take()
            return took

        copies.take()
        head = house.store.head()
        ours()
        clicked = _until_peace(house.store.read(head, 10_000))
        facts = len(clicked)
        taken = interleaved(
            {
                "ours": ours,
                "floor": lambda: bare.write(copies.next()),
                "stock": lambda: stopwatch(lambda: library.save(*stock_groups(clicked))),
            },
            rounds=args.rounds,
        )
        floored = "floor: the same rows in one transaction"
        board = ", board inline" if house.store.inline else ""
        reach = (Target("ms", 25), Target("p99", 60))
        report(
            f"one click, {facts:,} facts · {given.kind}",
            [
                Line(f"pingzhan: command to commit{board}", taken["ours"], floored, facts, reach),
                Line("stock library: the facts saved, no rules", taken["stock"], floored, facts),
                Line(floored, taken["floor"], floored, facts),
            ],
        )
        house.close()
        library.close()


def _until_peace(facts: list[Recorded]) -> list[Recorded]:
    """The facts of a click, without those that took it back."""
    ended = next(n for n, r in enumerate(facts) if r.topic == "task_cancelled.v1")
    return facts[:ended]


if __name__ == "__main__":
    main()
