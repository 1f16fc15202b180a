"""A minute in which everything is killed: nothing acknowledged is lost, nothing happens twice."""

from __future__ import annotations

import random
import sys

import pytest

from tests.fault.checker import objections
from tests.fault.counts import told
from tests.fault.run import Size, run

#: of the seventy seconds that this may take, those in which things are killed
SIZE = Size(seconds=22, kills=20, pause=0.5)


@pytest.mark.timeout(300)
def test_nothing_is_lost_doubled_or_reordered_while_everything_is_killed() -> None:
    seed = random.randrange(10**6)
    sys.stdout.write(f"seed {seed}: python -m benchmarks.fault --minutes 0.5 --seed {seed}\n")
    ran = run(SIZE, seed)
    sys.stdout.write(f"{told(ran.counts)}\n")
    assert objections(ran.evidence) == []
    # only what was tried is proved; how much there was of it is the machine's affair
    assert ran.counts["kills in all"]
    assert ran.counts["acknowledged"]
    assert ran.counts["deadlines"]["task_overdue.v1"]
