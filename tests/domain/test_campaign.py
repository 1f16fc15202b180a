"""A campaign: what it asked of an area, and how far it got."""

from __future__ import annotations

from domain.campaign import Campaign
from domain.facts import Fact
from domain.facts import campaign as k
from tests.given import Given, given

STARTED = k.CampaignStarted("k1", "350102", "epidemic", ("a", "b", "c"))
STOPPED, RESUMED, FINISHED = (
    k.CampaignStopped("k1"),
    k.CampaignResumed("k1"),
    k.CampaignFinished("k1"),
)


def campaign(*facts: Fact) -> Given[Campaign]:
    return given(Campaign, STARTED, *facts)


def done(community: str) -> Fact:
    return k.CampaignCommunityActivated("k1", community, f"activation-{community}")


def failed(community: str, code: str = "community_without_compounds") -> Fact:
    return k.CampaignCommunityFailed("k1", community, code)


def test_communities_wait_in_their_order_and_failed_ones_after_the_others() -> None:
    found = campaign(failed("a"), done("b")).aggregate
    assert found.waiting == ["c", "a"]
    assert found.untried == ["c"]
    assert not found.is_settled("a")
    assert found.is_settled("b")


def test_an_activation_is_recorded_once() -> None:
    campaign().when(lambda c: c.outcome("a", "x1", False), "a is activated").then(
        k.CampaignCommunityActivated("k1", "a", "x1")
    )
    campaign(done("a")).when(lambda c: c.outcome("a", "x2", True), "a again").then_nothing()


def test_what_ran_before_is_recorded_as_such() -> None:
    campaign().when(lambda c: c.outcome("a", "x1", True), "a ran already").then(
        k.CampaignCommunityActivated("k1", "a", "x1", True)
    )


def test_a_failure_is_recorded_once_for_each_reason() -> None:
    campaign().when(lambda c: c.failure("a", "too_busy"), "a fails").then(failed("a", "too_busy"))
    campaign(failed("a")).when(lambda c: c.failure("a", "too_busy"), "a fails otherwise").then(
        failed("a", "too_busy")
    )


def test_what_was_activated_can_fail_no_more_and_what_failed_can_be_activated() -> None:
    campaign(done("a")).when(lambda c: c.failure("a", "too_busy"), "a fails").then_nothing()
    asked = campaign(failed("a")).when(lambda c: c.outcome("a", "x1", False), "a is activated")
    asked.then(k.CampaignCommunityActivated("k1", "a", "x1"))


def test_only_what_runs_can_be_stopped() -> None:
    campaign().when(Campaign.stop).then(STOPPED)
    campaign(STOPPED).when(Campaign.stop).then_nothing()
    campaign(FINISHED).when(Campaign.stop).then_nothing()


def test_what_was_stopped_is_resumed() -> None:
    campaign().when(Campaign.resume).then_nothing()
    campaign(STOPPED).when(Campaign.resume).then(RESUMED)
    campaign(STOPPED, RESUMED).when(Campaign.stop).then(STOPPED)


def test_what_finished_is_resumed_only_for_what_failed() -> None:
    campaign(done("a"), done("b"), done("c"), FINISHED).when(Campaign.resume).then_nothing()
    campaign(done("a"), failed("b"), done("c"), FINISHED).when(Campaign.resume).then(RESUMED)


def test_only_what_runs_finishes() -> None:
    campaign().when(Campaign.finish).then(FINISHED)
    campaign(STOPPED).when(Campaign.finish).then_nothing()
