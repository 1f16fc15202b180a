"""A stream of 10,000 facts into its aggregate, over select and msgspec decode of the same rows."""

from __future__ import annotations

from uuid import UUID

from benchmarks.databases import asked, databases
from benchmarks.facts import decided, stock_decided, work
from benchmarks.measuring import Line, Target, interleaved, report, stopwatch
from benchmarks.stock import stock
from domain.group import Group
from engine.clock import system_clock
from engine.store import Store, open_store

FACTS, OTHERS = 10_000, 10


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 30)
    with databases(args.store) as given:
        store, library = open_store(given.new(), clock=system_clock), stock(given.new())
        what = work(FACTS)
        store.save(decided(what))
        group = stock_decided(what)
        library.save(group)
        for other in [work(FACTS // 10) for _ in range(OTHERS)]:
            store.save(decided(other))
            library.save(stock_decided(other))

        def ours() -> None:
            folded = store.get(Group, what.stream)
            assert folded is not None
            assert folded.version == FACTS

        def theirs() -> None:
            assert library.repository.get(group.id).version == FACTS

        taken = interleaved(
            {
                "ours": lambda: stopwatch(ours),
                "floor": lambda: stopwatch(lambda: decode(store, what.stream)),
                "stock": lambda: stopwatch(theirs),
            },
            rounds=args.rounds,
        )
        floored = "floor: select and msgspec decode"
        report(
            f"fold a stream of {FACTS:,} facts · {given.kind}",
            [
                Line("pingzhan: get", taken["ours"], floored, FACTS, (Target("ratio", 2),)),
                Line("stock library: repository.get", taken["stock"], floored, FACTS),
                Line(floored, taken["floor"], floored, FACTS),
            ],
        )
        store.close()
        library.close()


def decode(store: Store, stream: UUID) -> None:
    """Read the stream's rows in order and decode each to its typed fact."""
    rows = store.recorder.select(
        "SELECT topic, state FROM events WHERE originator_id = ? ORDER BY originator_version",
        (store.recorder.key(stream),),
    )
    decoders = store.codec.slim_decoders
    facts = [decoders[topic](state) for topic, state in rows]
    assert len(facts) == FACTS


if __name__ == "__main__":
    main()
