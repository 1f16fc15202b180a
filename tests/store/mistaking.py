"""Golden logs of what was recorded by mistake: that somebody is there, that somebody was called."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.aggregate import Aggregate
from domain.facts import Fact, group, notice
from domain.group import Group
from domain.ids import group_stream, notice_stream
from domain.notice import Notice, notice_id

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


def called(start: datetime) -> list[tuple[Aggregate, list[Fact]]]:
    """Somebody was called, was not after all, and reads it later; another was not either."""
    told: list[tuple[Aggregate, list[Fact]]] = []
    for member, reason in (("m1", "t1"), ("m2", None)):
        id = notice_id(ACTIVATION, member, "muster")
        place = (id, member, ACTIVATION)
        facts: list[Fact] = [
            notice.NoticeQueued(*place, "muster", 7, None, "coo", GRID),
            notice.NoticeSent(*place, "inbox", 1, start + timedelta(minutes=10)),
            notice.NoticeDelivered(*place, "phone"),
            notice.ToldWithdrawn(*place, reason),
        ]
        facts += [notice.NoticeRead(*place, "inbox")] if reason else []
        told.append((Notice(notice_stream(id), CODE), facts))
    return told
