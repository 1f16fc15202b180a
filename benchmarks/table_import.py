"""A table of 17 compounds and 311 people: the file read, held against the roster, and saved."""

from __future__ import annotations

import io
from itertools import cycle

from python_calamine import CalamineWorkbook

from benchmarks import ground
from benchmarks.databases import asked, databases
from benchmarks.floors import Copies, floor
from benchmarks.measuring import Line, Target, Took, interleaved, report, stopwatch, together
from engine.tables import RosterSheet, read_table, write_table

NAME = "汇总表.xlsx"


def main() -> None:
    """Measure, and print."""
    args = asked(__doc__ or "", 30)
    with databases(args.store) as given:
        house = ground.furnished(given.new(), 0)
        bare, copies = floor(given.new()), Copies(house.store)
        codes = ground.codes(house)
        places = cycle(codes[1:])
        wide = ground.table(codes[0])
        sheet = RosterSheet("社区", tuple(wide.grids), tuple(wide.people))
        content = write_table(sheet, house.vocabulary)

        def ours() -> Took:
            took = stopwatch(lambda: import_table(next(places)))
            copies.keep()
            return took

        def import_table(code: str) -> None:
            table = read_table(NAME, content, house.vocabulary)
            house.workflow.rosters.import_table(code, table, ground.SECRETARY, dry_run=False)

        def again() -> Took:
            return stopwatch(lambda: import_table(codes[0]))

        def reading() -> Took:
            return stopwatch(lambda: read_table(NAME, content, house.vocabulary))

        def the_same_rows() -> Took:
            return together([stopwatch(lambda: cells(content)), bare.write(copies.next())])

        import_table(codes[0])
        copies.take()
        ours()
        taken = interleaved(
            {"ours": ours, "again": again, "reading": reading, "floor": the_same_rows},
            rounds=args.rounds,
        )
        floored = "floor: the cells read, the same rows saved"
        people = len(wide.people)
        report(
            f"import a table of {ground.COMPOUNDS} compounds, {people} people · {given.kind}",
            [
                Line(
                    "pingzhan: file to commit",
                    taken["ours"],
                    floored,
                    people,
                    (Target("p99", 1000),),
                ),
                Line("pingzhan: the same file again", taken["again"], floored, people),
                Line("of which reading the file", taken["reading"], floored, people),
                Line(floored, taken["floor"], floored, people),
            ],
        )
        house.close()


def cells(content: bytes) -> None:
    """Every cell of the workbook, by the fastest reader that there is."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    for name in book.sheet_names:
        book.get_sheet_by_name(name).to_python()


if __name__ == "__main__":
    main()
