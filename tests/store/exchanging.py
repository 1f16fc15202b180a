"""What a golden log tells of colleagues who exchange shifts: asked, agreed, declined, withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.aggregate import Aggregate
from domain.community import Community
from domain.facts import Fact, community, group
from domain.group import Group
from domain.ids import community_stream, group_stream, task_id

CODE, GRID = "350102001001", "g000000000000001"
ACTIVATION = "a0000000-0000-5000-8000-000000000004"
STREAM = group_stream(ACTIVATION, GRID, "sec")
NIGHT, DAY = (task_id(STREAM, f"sec.01~20260301T{hour}00Z") for hour in ("12", "16"))
HOUR = timedelta(hours=1)


def told(start: datetime) -> Iterator[tuple[Aggregate, list[Fact]]]:
    """Two shifts of a gate that change hands."""
    yield Community(community_stream(CODE), CODE), [community.CommunityRegistered(CODE, "示例社区")]
    yield Group(STREAM, CODE), list(_group(start))


def _group(start: datetime) -> Iterator[Fact]:
    place = (ACTIVATION, "sec", GRID)
    night, day = (*place, NIGHT), (*place, DAY)
    yield group.GroupStoodUp(*place, "gate", digest="d" * 64)
    for member, position in (("m1", "lead"), ("m2", "member"), ("m3", "member")):
        yield group.MemberAssigned(*place, member, position, "seat")
    for task, member, begins in ((night, "m2", 8), (day, "m3", 12)):
        slot = {"starts_at": start + begins * HOUR, "places": 1}
        ends = start + (begins + 4) * HOUR
        yield group.TaskOpened(*task, "sec.01", (member,), ends, **slot)  # type: ignore[arg-type]
        yield group.TaskAccepted(*task, member)
    yield group.ExchangeAsked(*night, "m2", "m1", None, "t1")
    yield group.ExchangeClosed(*night, "m2", "m1", "declined")
    yield group.ExchangeAsked(*night, "m2", "m1")
    yield group.ExchangeClosed(*night, "m2", "m1", "withdrawn")
    yield group.ExchangeAsked(*night, "m2", "m3", DAY)
    yield group.ExchangeClosed(*night, "m2", "m3", "agreed")
    yield group.TaskAssigned(*night, ("m3",), "swapped")
    yield group.TaskAccepted(*night, "m3")
    yield group.TaskAssigned(*day, ("m2",), "swapped")
    yield group.TaskAccepted(*day, "m2")
    yield group.ExchangeAsked(*day, "m2", "m1")
    yield group.MemberReleased(*place, "m2", "member", "declined", "t2")
    yield group.TaskAssigned(*day, (), "declined")
    yield group.MemberAssigned(*place, "m2", "member", "returned")
