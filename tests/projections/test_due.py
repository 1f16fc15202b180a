"""What is due: deadlines that nothing has settled."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from domain.facts import Fact
from domain.facts import community as c
from domain.facts import group as g
from projections import due
from projections.rows import MemoryRows
from tests.projections.examples import COO, COO_01, COO_02, SOON, TST, TST_01, clicked
from tests.projections.logbook import START, Logbook, task

LATER = SOON + timedelta(hours=2)
OVERDUE, DONE = g.TaskOverdue(*COO, COO_01, SOON), g.TaskCompleted(*COO, COO_01)
CLIMBING = g.TaskOverdue(*COO, COO_01, SOON, LATER)
MOVED, AGAIN = g.TaskTimed(*COO, COO_01, LATER), g.TaskReopened(*COO, COO_01)

CASES: list[tuple[list[Fact], set[str]]] = [
    ([], {COO_01}),
    ([DONE], set()),
    ([g.TaskCancelled(*COO, COO_01, "decision")], set()),
    ([OVERDUE], set()),
    ([OVERDUE, DONE, AGAIN], set()),
    ([OVERDUE, MOVED], {COO_01}),
    ([CLIMBING], {COO_01}),
    ([CLIMBING, DONE], set()),
    ([CLIMBING, g.TaskEscalated(*COO, COO_01, 1, "lead", (), LATER)], {COO_01}),
    ([CLIMBING, g.TaskEscalated(*COO, COO_01, 1, "lead")], set()),
    ([DONE, MOVED], set()),
    ([DONE, AGAIN], {COO_01}),
    ([g.TaskTimed(*COO, COO_02, SOON)], {COO_01, COO_02}),
    ([g.TaskUnlocked(*TST, TST_01, LATER)], {COO_01, TST_01}),
    ([g.TaskUnlocked(*TST, TST_01)], {COO_01}),
    ([g.GroupStoodDown(*COO, "stand_down")], set()),
    ([g.GroupStoodDown(*COO, "undone"), OVERDUE, MOVED], set()),
    ([g.TaskTimed(*COO, "unknown", SOON), c.LevelChanged("a1", "I")], {COO_01}),
]


def waiting(*facts: Fact) -> list[tuple[datetime, str]]:
    """When something is due after the click and these facts, and for what."""
    log, rows = Logbook(), MemoryRows()
    log.record(*clicked(), *facts)
    for r in log.facts:
        due.fold(rows, r)
    return sorted((at, task) for _, doc in rows.items() for at, task in doc.waiting())


@pytest.mark.parametrize(("facts", "expected"), CASES)
def test_a_task_is_due_while_it_is_open_timed_unlocked_and_not_told(
    facts: list[Fact], expected: set[str]
) -> None:
    assert {task for _, task in waiting(*facts)} == expected


SEC = ("a1", "security", "g1")
SHIFT = task(SEC, "sec.01~a")
STOOD_UP = g.GroupStoodUp(*SEC, "epidemic", digest="d1", muster_by=SOON, begin_at=START)
SLOT = g.TaskOpened(
    *SEC, SHIFT, "sec.01", ("li",), LATER, series="sec.01", again_at=SOON, starts_at=SOON, places=1
)
BEGUN, CLOSED = g.SeriesBegun(*SEC), g.MusterClosed(*SEC)
NEXT = g.TaskOpened(*SEC, task(SEC, "sec.01~b"), "sec.01", (), None, series="sec.01")


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ([STOOD_UP], [(START, ""), (SOON, "")]),
        ([STOOD_UP, BEGUN, CLOSED], []),
        ([STOOD_UP, BEGUN, CLOSED, SLOT], [(SOON, SHIFT), (SOON, SHIFT), (LATER, SHIFT)]),
        (
            [STOOD_UP, BEGUN, CLOSED, SLOT, g.TaskAccepted(*SEC, SHIFT, "li"), NEXT],
            [(LATER, SHIFT)],
        ),
        (
            [STOOD_UP, BEGUN, CLOSED, SLOT, NEXT, g.SlotUncovered(*SEC, SHIFT, SOON, 1)],
            [(LATER, SHIFT)],
        ),
        ([STOOD_UP, BEGUN, CLOSED, SLOT, g.TaskCompleted(*SEC, SHIFT)], [(SOON, SHIFT)]),
        ([STOOD_UP, BEGUN, CLOSED, SLOT, g.TaskCancelled(*SEC, SHIFT, "recovery")], []),
        (
            [
                *(STOOD_UP, BEGUN, CLOSED, SLOT, g.TaskCompleted(*SEC, SHIFT)),
                g.SeriesEnded(*SEC, "sec.01", "recovery"),
            ],
            [],
        ),
        (
            [
                *(STOOD_UP, BEGUN, CLOSED, SLOT, g.TaskCompleted(*SEC, SHIFT)),
                g.SeriesTimed(*SEC, "sec.01", START),
                g.SeriesTimed(*SEC, "sec.02", LATER),
            ],
            [(START, SHIFT)],
        ),
        (
            [
                *(STOOD_UP, BEGUN, CLOSED, SLOT, g.SlotUncovered(*SEC, SHIFT, SOON, 1)),
                g.TaskTimed(*SEC, SHIFT, LATER, LATER, LATER),
            ],
            [(LATER, SHIFT), (LATER, SHIFT), (LATER, SHIFT)],
        ),
    ],
)
def test_a_group_musters_begins_and_goes_on_with_its_series(
    facts: list[Fact], expected: list[tuple[datetime, str]]
) -> None:
    done = g.TaskCompleted(*COO, COO_01)
    assert waiting(done, *facts) == expected


def test_a_group_is_ranked_by_its_first_timer() -> None:
    tasks = {"a": due.Timed(LATER), "b": due.Timed(SOON), "c": due.Timed(None)}
    assert due.rank(due.GroupDue(tasks)) == due.micros(SOON)
    assert due.moment(due.micros(SOON)) == SOON
    tasks["b"].is_closed = True
    assert due.rank(due.GroupDue(tasks)) == due.micros(LATER)
    assert due.rank(due.GroupDue(tasks, begin_at=SOON)) == due.micros(SOON)
    assert due.rank(due.GroupDue({})) is None
