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


ENDING = k.CampaignEnding("k1", reason="t1")
ENDED = k.CampaignEnded("k1")
RAN = k.CampaignCommunityActivated("k1", "c", "activation-c", already=True)


def over(community: str) -> Fact:
    return k.CampaignCommunityEnded("k1", community, f"activation-{community}")


def kept(community: str, code: str = "undo_expired") -> Fact:
    return k.CampaignCommunityKept("k1", community, f"activation-{community}", code)


def test_it_is_ended_once_wherever_it_stands_while_there_is_something_to_end() -> None:
    def ask(c: Campaign) -> list[Fact]:
        return c.end(False, "t1")

    for before in ([], [done("a"), STOPPED], [done("a"), done("b"), RAN, FINISHED]):
        campaign(*before).when(ask).then(ENDING)
    campaign(done("a"), ENDING).when(ask).then_nothing()
    campaign(failed("a"), RAN, FINISHED).when(ask).then_nothing()
    campaign(done("a"), FINISHED, ENDING, over("a"), ENDED).when(ask).then_nothing()
    campaign(done("a"), FINISHED, ENDING, kept("a"), ENDED).when(ask).then(ENDING)


def test_only_what_it_activated_is_to_end_and_what_was_kept_comes_after_the_others() -> None:
    found = campaign(done("a"), done("b"), RAN, FINISHED, ENDING, kept("a")).aggregate
    assert [one.community for one in found.to_end] == ["b", "a"]
    assert found.state == "ending"


def test_an_end_is_recorded_once_and_a_refusal_once_for_each_reason() -> None:
    begun = [done("a"), FINISHED, ENDING]
    campaign(*begun).when(lambda c: c.ended("a"), "a ended").then(over("a"))
    campaign(*begun).when(lambda c: c.keep("a", "too_busy"), "a is kept").then(
        kept("a", "too_busy")
    )
    told = [*begun, kept("a")]
    again = campaign(*told).when(lambda c: c.keep("a", "undo_expired"), "a is kept again")
    again.then_nothing()
    campaign(*told).when(lambda c: c.ended("a"), "a ended after all").then(over("a"))
    gone = campaign(done("a"), FINISHED, ENDING, over("a"))
    gone.when(lambda c: c.ended("a"), "a ended again").then_nothing()
    gone.when(lambda c: c.keep("a", "too_busy"), "a is kept").then_nothing()


def test_its_end_is_stopped_resumed_and_finishes() -> None:
    campaign(done("a"), FINISHED, ENDING).when(Campaign.stop).then(STOPPED)
    campaign(done("a"), FINISHED, ENDING, STOPPED).when(Campaign.resume).then(RESUMED)
    resumed = campaign(done("a"), FINISHED, ENDING, STOPPED, RESUMED)
    assert resumed.aggregate.state == "ending"
    resumed.when(Campaign.finish).then(ENDED)
    campaign(done("a"), ENDING, ENDED).when(Campaign.finish).then_nothing()
    campaign(done("a"), failed("b"), ENDING, ENDED).when(Campaign.resume).then_nothing()
