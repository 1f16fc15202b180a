"""Facts of a campaign: one playbook over a district or region, community by community."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

import msgspec

from domain.facts.fact import Fact, topic


@topic("campaign_started.v1")
class CampaignStarted(Fact, frozen=True, gc=False):
    """An area was asked to activate; ``communities`` are the codes in their fixed order."""

    campaign: str
    area: str
    playbook: str
    communities: tuple[str, ...]
    reason: str | None = None
    authority: str | None = None
    level: str | None = None
    planned_end: datetime | None = None
    drill: bool = False
    forecasts: Mapping[str, datetime] = msgspec.field(default_factory=dict)


@topic("campaign_community_activated.v1")
class CampaignCommunityActivated(Fact, frozen=True, gc=False):
    """One community's click went through; ``already`` when it ran the playbook before."""

    campaign: str
    community: str
    activation: str
    already: bool = False


@topic("campaign_community_failed.v1")
class CampaignCommunityFailed(Fact, frozen=True, gc=False):
    """One community's click was refused; the rest go on."""

    campaign: str
    community: str
    code: str


@topic("campaign_stopped.v1")
class CampaignStopped(Fact, frozen=True, gc=False):
    """A person stopped the campaign between two communities."""

    campaign: str


@topic("campaign_resumed.v1")
class CampaignResumed(Fact, frozen=True, gc=False):
    """A person let the campaign go on, failures included."""

    campaign: str


@topic("campaign_finished.v1")
class CampaignFinished(Fact, frozen=True, gc=False):
    """Every community of the campaign has an outcome."""

    campaign: str


@topic("campaign_ending.v1")
class CampaignEnding(Fact, frozen=True, gc=False):
    """A person asked that whatever the campaign activated end, community by community.

    ``undo`` takes the clicks back instead of standing down; ``reason`` is a directory text.
    """

    campaign: str
    undo: bool = False
    reason: str | None = None


@topic("campaign_community_ended.v1")
class CampaignCommunityEnded(Fact, frozen=True, gc=False):
    """One community's activation is over, by this or before it."""

    campaign: str
    community: str
    activation: str


@topic("campaign_community_kept.v1")
class CampaignCommunityKept(Fact, frozen=True, gc=False):
    """One community's activation could not be ended and goes on; so do the others' endings."""

    campaign: str
    community: str
    activation: str
    code: str


@topic("campaign_ended.v1")
class CampaignEnded(Fact, frozen=True, gc=False):
    """Nothing is left that was not tried to be ended."""

    campaign: str
