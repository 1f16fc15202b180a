"""The golden log of a group at which somebody was said to be by mistake."""

from __future__ import annotations

from datetime import datetime

from domain.aggregate import Aggregate
from domain.facts import Fact, group
from domain.group import Group
from domain.ids import group_stream

CODE, GRID = "350102001001", "g000000000000001"
ACTIVATION, PLAYBOOK = "a0000000-0000-5000-8000-000000000021", "eight_groups"
PLACE = (ACTIVATION, "coo", GRID)


def told(_: datetime) -> list[tuple[Aggregate, list[Fact]]]:
    """Somebody is at the post, is not after all, and comes later."""
    facts: list[Fact] = [
        group.GroupStoodUp(*PLACE, PLAYBOOK),
        group.MemberAssigned(*PLACE, "m1", "lead", "seat"),
        group.MemberMustered(*PLACE, "m1"),
        group.MusterWithdrawn(*PLACE, "m1"),
        group.MemberMustered(*PLACE, "m1"),
    ]
    return [(Group(group_stream(ACTIVATION, GRID, "coo"), CODE), facts)]
