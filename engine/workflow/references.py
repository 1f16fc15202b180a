"""What the log's index keeps of a save: where an activation, a member, a post is to be found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.aggregate import Aggregate
from domain.facts import Fact, campaign, community, group, notice, occurrence

Entries = list[tuple[str, str]]
"""Keys with their values."""


def references(aggregate: Aggregate) -> Entries:
    """Index entries of what an aggregate decided."""
    found: Entries = []
    stream, community = aggregate.id.hex, aggregate.community
    for fact in aggregate.pending:
        reference = _REFERENCES.get(type(fact))
        if reference is not None:
            found.extend(reference(fact, stream, community))
    return found


def entries(fact: Fact, stream: str, community: str) -> Entries:
    """Index entries of a fact of a stream, told by its 32 digits, of a community."""
    reference = _REFERENCES.get(type(fact))
    return reference(fact, stream, community) if reference is not None else []


def _post(fact: group.MemberAssigned, stream: str, _: str) -> Entries:
    return [(f"post:{fact.activation}:{fact.member}", stream)]


def _posts(fact: group.TaskAssigned | group.TaskOpened, stream: str, _: str) -> Entries:
    return [(f"post:{fact.activation}:{member}", stream) for member in fact.assignees]


def _opened(fact: group.TaskOpened, stream: str, community: str) -> Entries:
    """The plan's own tasks go to people who have a post in the group."""
    people = _posts(fact, stream, community) if fact.title is not None else []
    if fact.occurrence is None:
        return people
    return [*people, (f"answering:{fact.occurrence}", stream)]


def _stood_down(fact: group.GroupStoodDown, stream: str, _: str) -> Entries:
    return [(f"aftermath:{fact.activation}", stream)] if fact.remaining else []


def _logged(fact: occurrence.OccurrenceLogged, _: str, community: str) -> Entries:
    return [
        (f"occurrence:{fact.occurrence}", community),
        (f"occurrences:{fact.activation}", fact.occurrence),
    ]


def _member(fact: community.MemberEnrolled, _: str, community: str) -> Entries:
    return [(f"member:{fact.member}", community)]


def _activation(fact: community.PlaybookActivated, _: str, community: str) -> Entries:
    return [(f"activation:{fact.activation}", community)]


def _campaign(fact: campaign.CampaignStarted, _: str, __: str) -> Entries:
    return [(f"campaign:{fact.campaign}", fact.area)]


def _notice(fact: notice.NoticeQueued, _: str, __: str) -> Entries:
    return [(f"notices:{fact.activation}:{fact.member}", fact.notice)] if fact.member else []


_REFERENCES: dict[type[Fact], Callable[[Any, str, str], Entries]] = {
    group.MemberAssigned: _post,
    group.TaskAssigned: _posts,
    group.TaskOpened: _opened,
    group.GroupStoodDown: _stood_down,
    community.MemberEnrolled: _member,
    community.PlaybookActivated: _activation,
    campaign.CampaignStarted: _campaign,
    occurrence.OccurrenceLogged: _logged,
    notice.NoticeQueued: _notice,
}
