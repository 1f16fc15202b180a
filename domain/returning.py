"""Coming after all: whoever gave a post up may have it again while the group is at work."""

from __future__ import annotations

from domain.facts import Fact
from domain.facts import group as facts
from domain.group import Group

#: on what the post of somebody rests who gave it up and can come after all
RETURNED = "returned"


def come_back(group: Group, member: str) -> list[Fact]:
    """The post that a person gave up is theirs again; nothing when they gave none up.

    Whoever led leads again where nobody does by now, and else is a deputy. The tasks that they
    had stay with whom they went to: nothing is taken from anybody without being asked.
    """
    position = group.declined.get(member)
    if position is None or group.is_closed:
        return []
    if position == "lead" and not group.is_red:
        position = "deputy"
    place = (group.activation, group.group, group.grid)
    return [facts.MemberAssigned(*place, member, position, RETURNED)]
