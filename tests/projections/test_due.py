"""What is due: deadlines that nothing has settled."""

from __future__ import annotations

from datetime import timedelta

import pytest

from domain.facts import Fact
from domain.facts import community as c
from domain.facts import group as g
from projections import due
from projections.rows import MemoryRows
from tests.projections.examples import COO, COO_01, COO_02, SOON, TST, TST_01, clicked
from tests.projections.logbook import Logbook

LATER = SOON + timedelta(hours=2)
OVERDUE, DONE = g.TaskOverdue(*COO, COO_01, SOON), g.TaskCompleted(*COO, COO_01)
MOVED, AGAIN = g.TaskTimed(*COO, COO_01, LATER), g.TaskReopened(*COO, COO_01)

CASES: list[tuple[list[Fact], set[str]]] = [
    ([], {COO_01}),
    ([DONE], set()),
    ([g.TaskCancelled(*COO, COO_01, "decision")], set()),
    ([OVERDUE], set()),
    ([OVERDUE, DONE, AGAIN], set()),
    ([OVERDUE, MOVED], {COO_01}),
    ([DONE, MOVED], set()),
    ([DONE, AGAIN], {COO_01}),
    ([g.TaskTimed(*COO, COO_02, SOON)], {COO_01, COO_02}),
    ([g.TaskUnlocked(*TST, TST_01, LATER)], {COO_01, TST_01}),
    ([g.TaskUnlocked(*TST, TST_01)], {COO_01}),
    ([g.GroupStoodDown(*COO, "stand_down")], set()),
    ([g.GroupStoodDown(*COO, "undone"), OVERDUE, MOVED], set()),
    ([g.TaskTimed(*COO, "unknown", SOON), c.LevelChanged("a1", "I")], {COO_01}),
]


@pytest.mark.parametrize(("facts", "expected"), CASES)
def test_a_task_is_due_while_it_is_open_timed_unlocked_and_not_told(
    facts: list[Fact], expected: set[str]
) -> None:
    log, rows = Logbook(), MemoryRows()
    log.record(*clicked(), *facts)
    for r in log.facts:
        due.fold(rows, r)
    found = {task for _, doc in rows.items() for _, task in doc.waiting()}
    assert found == expected


def test_a_group_is_ranked_by_its_first_deadline() -> None:
    deadlines = {"a": due.Deadline(LATER), "b": due.Deadline(SOON), "c": due.Deadline(None)}
    assert due.rank(due.GroupDue(deadlines)) == due.micros(SOON)
    deadlines["b"].closed = True
    assert due.rank(due.GroupDue(deadlines)) == due.micros(LATER)
    assert due.rank(due.GroupDue({})) is None
