"""One group's posts and tasks, as many facts as are wanted, for us and for the stock library."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID, uuid4

from benchmarks.stock import StockGroup
from domain.aggregate import Decider
from domain.facts.group import GroupStoodUp, MemberAssigned, TaskOpened
from domain.group import Group
from domain.ids import new_id, task_id

AT = datetime(2026, 3, 1, 4, tzinfo=UTC)
COMMUNITY = "350102001001"
DECIDER = Decider("secretary", AT, "click")


class Work(NamedTuple):
    """What happens in a group: plain values, prepared before anybody's time runs."""

    stream: UUID
    activation: str
    grid: str
    members: list[str]
    tasks: list[str]

    @property
    def facts(self) -> int:
        """How many facts that is."""
        return 1 + len(self.members) + len(self.tasks)


def work(count: int) -> Work:
    """A new group of so many facts: it stands up, with three posts to every five tasks."""
    stream, posts = uuid4(), (count - 1) * 3 // 8
    members = [new_id() for _ in range(posts)]
    tasks = [f"coo.{n:05}" for n in range(count - 1 - posts)]
    return Work(stream, str(uuid4()), new_id(), members, tasks)


def decided(w: Work) -> Group:
    """The group as our domain decides it."""
    place = (w.activation, "coordination", w.grid)
    group, lead = Group(w.stream, COMMUNITY), (w.members[0],)
    group.decide([GroupStoodUp(*place, "eight_groups_epidemic")], DECIDER)
    group.decide([MemberAssigned(*place, m, "member", "seat") for m in w.members], DECIDER)
    group.decide([TaskOpened(*place, task_id(w.stream, t), t, lead, AT) for t in w.tasks], DECIDER)
    return group


def stock_decided(w: Work) -> StockGroup:
    """The same by the stock library: every method call is an event."""
    group, lead = StockGroup(w.activation, "coordination", w.grid), [w.members[0]]
    for member in w.members:
        group.assign(member, "member", "seat")
    for task in w.tasks:
        group.open(task_id(w.stream, task), task, lead, AT, locked=False)
    return group
