"""What a golden log tells of notices: one person reached in spite of all, one not, one too late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.aggregate import Aggregate
from domain.community import Community
from domain.facts import Fact, notice
from domain.facts.community import CommunityRegistered
from domain.ids import community_stream, notice_stream
from domain.notice import Notice, notice_id

ACTIVATION, CODE = "a0000000-0000-5000-8000-000000000001", "350102001001"
TASKS = ("t.coo.01", "t.coo.02")


def told(start: datetime) -> Iterator[tuple[Aggregate, list[Fact]]]:
    """Notices to two people and a chat, with every fact there is of one."""
    chats = notice.ChatsSet(("", "coo"))
    yield Community(community_stream(CODE), CODE), [CommunityRegistered(CODE, "示例社区"), chats]
    for member, facts in (("m1", reached(start)), ("m2", missed(start)), ("", chat(start))):
        id = notice_id(ACTIVATION, member, "muster")
        yield Notice(notice_stream(id), CODE), list(facts)


def reached(start: datetime) -> Iterator[Fact]:
    """Somebody who is reached at the second attempt, reads it and comes."""
    place = (notice_id(ACTIVATION, "m1", "muster"), "m1", ACTIVATION)
    soon = start + timedelta(minutes=2)
    yield notice.NoticeQueued(*place, "muster", 7, None, "coo", "g000000000000001")
    yield notice.NoticeTried(*place, "wecom", soon)
    yield notice.NoticeFailed(*place, "wecom", "status_500", 1, True, start)
    yield notice.NoticeTried(*place, "email", soon, 2)
    yield notice.NoticeSent(*place, "email", 2)
    yield notice.NoticeRead(*place, "inbox")
    yield notice.NoticeActed(*place, "mustered")


def missed(start: datetime) -> Iterator[Fact]:
    """Somebody whose inbox stays unread, and who is phoned."""
    place = (notice_id(ACTIVATION, "m2", "muster"), "m2", ACTIVATION)
    yield notice.NoticeQueued(*place, "task", 9, TASKS[0], "coo", None, False, TASKS)
    yield notice.NoticeSent(*place, "inbox", 1, start + timedelta(minutes=10))
    yield notice.NobodyReached(*place, ("inbox",))
    yield notice.NoticeDelivered(*place, "phone")


def chat(start: datetime) -> Iterator[Fact]:
    """A chat that was to be told of a drill, until it ended."""
    place = (notice_id(ACTIVATION, "", "muster"), "", ACTIVATION)
    yield notice.NoticeQueued(*place, "muster", 7, held=True)
    yield notice.NoticeLapsed(*place, "ended")
