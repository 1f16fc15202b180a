"""A task command over a bare transaction of the same rows: after the click, and on day 14."""

from __future__ import annotations

from collections.abc import Iterator

from api.house import House
from benchmarks import ground
from benchmarks.databases import asked, databases
from benchmarks.floors import Copies, floor
from benchmarks.fortnight import Fortnight
from benchmarks.measuring import Line, Run, Target, Took, interleaved, report, stopwatch
from engine.workflow.tasks import Said

VERBS = ("accept", "start", "complete", "reopen")


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 400)
    with databases(args.store) as given:
        clock = ground.Clock()
        fresh = ground.furnished(given.new(), 1, clock)
        ground.click(fresh, ground.codes(fresh)[0])
        worn = ground.furnished(given.new(), 1, clock)
        Fortnight(worn, ground.codes(worn)[0], clock).run()
        bare, bare_later = floor(given.new()), floor(given.new())
        first, last = Copies(fresh.store), Copies(worn.store)
        bare.write(first.take())
        bare_later.write(last.take())
        taken = interleaved(
            {
                "first": _command(fresh, first),
                "first floor": lambda: bare.write(first.next()),
                "last": _command(worn, last),
                "last floor": lambda: bare_later.write(last.next()),
            },
            rounds=args.rounds,
            warm=len(VERBS),
        )
        floored = "floor: the same rows in one transaction"
        later = "floor on day 14"
        report(
            f"a task command · {given.kind}",
            [
                Line(
                    "pingzhan: after the click", taken["first"], floored, 1, (Target("ratio", 3),)
                ),
                Line(floored, taken["first floor"], floored, 1),
                Line(
                    "pingzhan: on day 14",
                    taken["last"],
                    later,
                    1,
                    (Target("ms", 3),),
                ),
                Line(later, taken["last floor"], later, 1),
            ],
        )
        fresh.close()
        worn.close()


def _command(house: House, copies: Copies) -> Run:
    """The next verb on the next task of the board, by turns."""
    commands = _commands(house)

    def run() -> Took:
        task, verb = next(commands)
        took = stopwatch(lambda: house.workflow.tasks.act(task, verb, Said(), ground.SECRETARY))
        copies.keep()
        return took

    run()
    return run


def _commands(house: House) -> Iterator[tuple[str, str]]:
    code = ground.codes(house)[0]
    while True:
        house.follower.catch_up()
        for doc in house.views.load("board", code).values():
            for task, state in getattr(doc, "tasks", {}).items():
                if getattr(state, "state", "") in ("open", "waiting"):
                    yield from ((task, verb) for verb in VERBS)


if __name__ == "__main__":
    main()
