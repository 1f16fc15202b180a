"""1,000 facts in one save: decided, chained and durable, over the same rows by executemany/COPY."""

from __future__ import annotations

from benchmarks.databases import asked, databases
from benchmarks.facts import decided, stock_decided, work
from benchmarks.floors import Copies, floor
from benchmarks.measuring import Line, Target, Took, interleaved, report, stopwatch
from benchmarks.stock import stock
from engine.clock import system_clock
from engine.store import open_store

FACTS = 1000


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 40)
    with databases(args.store) as given:
        store = open_store(given.new(), clock=system_clock)
        bare, library, copies = floor(given.new()), stock(given.new()), Copies(store)

        def ours() -> Took:
            what = work(FACTS)
            took = stopwatch(lambda: store.save(decided(what)))
            copies.keep()
            return took

        def the_same_rows() -> Took:
            return bare.write(copies.next())

        def theirs() -> Took:
            what = work(FACTS)
            return stopwatch(lambda: library.save(stock_decided(what)))

        ours()
        way = "executemany" if given.kind == "sqlite" else "COPY"
        taken = interleaved(
            {"ours": ours, "floor": the_same_rows, "stock": theirs}, rounds=args.rounds
        )
        floored = f"floor: the same rows by {way}"
        report(
            f"append {FACTS:,} facts in one save · {given.kind}",
            [
                Line(
                    "pingzhan: decide and save",
                    taken["ours"],
                    floored,
                    FACTS,
                    (Target("ratio", 2),),
                ),
                Line("stock library: decide and save", taken["stock"], floored, FACTS),
                Line(floored, taken["floor"], floored, FACTS),
            ],
        )
        store.close()
        library.close()


if __name__ == "__main__":
    main()
