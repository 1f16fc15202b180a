"""What the log's index keeps of a save: where an activation, a member, a post is to be found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from domain.aggregate import Aggregate
from domain.facts import Fact, campaign, community, group

Entries = list[tuple[str, str]]
"""Keys with their values."""


def references(aggregate: Aggregate) -> Entries:
    """Index entries of what an aggregate decided."""
    found: Entries = []
    for fact in aggregate.pending:
        reference = _REFERENCES.get(type(fact))
        if reference is not None:
            found.extend(reference(fact, aggregate))
    return found


def _post(fact: group.MemberAssigned, of: Aggregate) -> Entries:
    return [(f"post:{fact.activation}:{fact.member}", of.id.hex)]


def _posts(fact: group.TaskAssigned | group.TaskOpened, of: Aggregate) -> Entries:
    return [(f"post:{fact.activation}:{member}", of.id.hex) for member in fact.assignees]


def _posts_by_hand(fact: group.TaskOpened, of: Aggregate) -> Entries:
    """The plan's own tasks go to people who have a post in the group."""
    return _posts(fact, of) if fact.title is not None else []


def _member(fact: community.MemberEnrolled, of: Aggregate) -> Entries:
    return [(f"member:{fact.member}", of.community)]


def _activation(fact: community.PlaybookActivated, of: Aggregate) -> Entries:
    return [(f"activation:{fact.activation}", of.community)]


def _campaign(fact: campaign.CampaignStarted, of: Aggregate) -> Entries:
    return [(f"campaign:{fact.campaign}", fact.area)]


_REFERENCES: dict[type[Fact], Callable[[Any, Aggregate], Entries]] = {
    group.MemberAssigned: _post,
    group.TaskAssigned: _posts,
    group.TaskOpened: _posts_by_hand,
    community.MemberEnrolled: _member,
    community.PlaybookActivated: _activation,
    campaign.CampaignStarted: _campaign,
}
