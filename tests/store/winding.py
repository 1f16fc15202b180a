"""The golden log of a campaign that was ended: taken back in part, then stood down."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.aggregate import Aggregate
from domain.campaign import Campaign
from domain.facts import Fact, campaign
from domain.ids import campaign_stream

CAMPAIGN, AREA, PLAYBOOK = "c000000000000002", "350102", "typhoon_flood_community"
CODES = ("350102001001", "350102001002", "350102001003")
ACTIVATIONS = tuple(f"a0000000-0000-5000-8000-00000000001{n}" for n in range(3))


def told(_: datetime) -> list[tuple[Aggregate, list[Fact]]]:
    """An area that was activated, and what came of ending that."""
    return [(Campaign(campaign_stream(CAMPAIGN), AREA), list(_facts()))]


def _facts() -> Iterator[Fact]:
    yield campaign.CampaignStarted(CAMPAIGN, AREA, PLAYBOOK, CODES, "t1")
    for code, activation in zip(CODES, ACTIVATIONS, strict=True):
        already = code == CODES[2]
        yield campaign.CampaignCommunityActivated(CAMPAIGN, code, activation, already)
    yield campaign.CampaignFinished(CAMPAIGN)
    yield campaign.CampaignEnding(CAMPAIGN, True, "t2")
    yield campaign.CampaignCommunityEnded(CAMPAIGN, CODES[0], ACTIVATIONS[0])
    yield campaign.CampaignStopped(CAMPAIGN)
    yield campaign.CampaignResumed(CAMPAIGN)
    yield campaign.CampaignCommunityKept(CAMPAIGN, CODES[1], ACTIVATIONS[1], "undo_expired")
    yield campaign.CampaignEnded(CAMPAIGN)
    yield campaign.CampaignEnding(CAMPAIGN, reason="t3")
    yield campaign.CampaignCommunityEnded(CAMPAIGN, CODES[1], ACTIVATIONS[1])
