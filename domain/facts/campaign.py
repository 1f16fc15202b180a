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
