"""What has to hold of the log of any life, told fact by fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Any

from domain.facts import Fact
from domain.facts import group as facts
from domain.playbook import Playbook
from domain.record import Recorded

ADay = timedelta(days=1)


class Deadlines:
    """A task is overdue once for each time that it was due, and never while closed or locked."""

    def __init__(self) -> None:
        self.due: dict[str, datetime | None] = {}
        self.held: set[str] = set()
        self.fired: Counter[tuple[str, datetime, int]] = Counter()
        self.rounds: Counter[str] = Counter()
        self._steps: dict[type[Fact], Callable[[Recorded, Any], None]] = {
            facts.TaskOpened: self._opened,
            facts.TaskTimed: self._timed,
            facts.TaskUnlocked: self._unlocked,
            facts.TaskReopened: self._reopened,
            facts.TaskCompleted: self._completed,
            facts.TaskCancelled: lambda r, f: self.held.add(f.task),
            facts.TaskOverdue: self._overdue,
        }

    def hold(self, log: Iterable[Recorded], until: datetime) -> None:
        """Check a whole log, and that nothing due by then was left out."""
        for r in log:
            if step := self._steps.get(type(r.fact)):
                step(r, r.fact)
        assert self.fired, "nothing was ever late"
        assert max(self.fired.values()) == 1
        for task, when in self.due.items():
            if when is not None and when <= until and task not in self.held:
                assert self.fired[task, when, self.rounds[task]] == 1, (task, when)

    def _opened(self, r: Recorded, f: facts.TaskOpened) -> None:
        assert f.task not in self.due, "opened twice"
        self.due[f.task] = f.due_at
        if f.locked:
            self.held.add(f.task)

    def _timed(self, r: Recorded, f: facts.TaskTimed) -> None:
        self.due[f.task] = f.due_at

    def _unlocked(self, r: Recorded, f: facts.TaskUnlocked) -> None:
        self.due[f.task] = f.due_at
        self.held.discard(f.task)

    def _reopened(self, r: Recorded, f: facts.TaskReopened) -> None:
        self.held.discard(f.task)
        self.rounds[f.task] += 1

    def _completed(self, r: Recorded, f: facts.TaskCompleted) -> None:
        self.held.add(f.task)
        when = self.due[f.task]
        if f.late and when is not None:
            assert self.fired[f.task, when, self.rounds[f.task]] == 1, f.task

    def _overdue(self, r: Recorded, f: facts.TaskOverdue) -> None:
        assert f.task not in self.held
        assert self.due[f.task] == f.due_at
        assert r.occurred_at >= f.due_at
        self.fired[f.task, f.due_at, self.rounds[f.task]] += 1


def ladders_were_climbed_in_order(plan: Playbook, log: Iterable[Recorded]) -> int:
    """Step after step, none before its time; gives how many steps there were."""
    step: dict[str, int] = {}
    since: dict[str, datetime] = {}
    climbed = 0
    for r in log:
        f = r.fact
        if isinstance(f, facts.TaskOverdue):
            step[f.task], since[f.task] = 0, f.due_at
        elif isinstance(f, facts.TaskTimed | facts.TaskUnlocked):
            step.pop(f.task, None)
        elif isinstance(f, facts.TaskEscalated):
            line = plan.task(f.task.partition(".")[2].partition("~")[0])
            after, role = plan.ladders[(line and line.ladder) or ""][step[f.task]]
            step[f.task] += 1
            assert (f.step, f.role) == (step[f.task], role)
            assert r.occurred_at >= since[f.task] + after
            climbed += 1
    return climbed


def series_have_no_gap(plan: Playbook, log: Iterable[Recorded]) -> int:
    """An interval's tasks follow by the interval, a daily line misses no day; how many series."""
    dues: dict[tuple[str, str], dict[str, datetime]] = defaultdict(dict)
    series_of: dict[str, tuple[str, str]] = {}
    for r in log:
        f = r.fact
        if isinstance(f, facts.TaskOpened) and f.series is not None:
            series_of[f.task] = r.stream, f.series
        if isinstance(f, facts.TaskOpened | facts.TaskTimed) and f.task in series_of and f.due_at:
            dues[series_of[f.task]][f.task] = f.due_at
    for (_, series), last_dues in dues.items():
        times = list(last_dues.values())
        line = plan.task(series.partition("~")[0])
        assert line is not None
        assert times == sorted(set(times)), series
        if line.due.kind == "daily":
            a_day = zip(times, times[len(line.due.at) :], strict=False)
            assert all(later - sooner == ADay for sooner, later in a_day), series
        elif not line.due.per_level:
            gaps = {later - sooner for sooner, later in pairwise(times)}
            assert gaps <= {line.due.every}, series
    return len(dues)
