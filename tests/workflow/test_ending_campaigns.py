"""What a campaign activated ends: one ordinary stand-down or undo each, stopped and resumed."""

from __future__ import annotations

from collections import Counter
from threading import Event, Thread

import pytest

from domain.campaign import Campaign
from engine.workflow import Workflow
from engine.workflow.activations import Asked
from engine.workflow.campaigns import Campaigns, progress
from tests.examples import PLAN
from tests.rosters import person
from tests.town import EAST, Town, caller, codes, roster_table

AREA = "350102"
CODES = [f"350102001{n:03}" for n in range(1, 6)]
#: the one that ran it before
BEFORE = CODES[4]
OFFICER, ANOTHER = "token:officer", "token:another"


@pytest.fixture
def area(town: Town) -> Town:
    """Five communities at war by one campaign, the last of them before it."""
    town.workflow.organisation.import_codes(codes(*CODES), caller())
    for code in CODES:
        town.take_in(roster_table(person("周拟", "", f"steward@{EAST}")), code=code)
    whole = Asked(PLAN.id)
    town.workflow.activations.activate(BEFORE, whole, caller())
    return town


@pytest.fixture
def campaign(area: Town) -> str:
    """Its id; it is worked off."""
    asked = Asked(PLAN.id, reason="全区启动")
    id = str(area.workflow.campaigns.start(AREA, CODES, asked, caller()).body["id"])
    run(area, id)
    return id


def run(town: Town, id: str, by: str = OFFICER) -> None:
    town.workflow.campaigns.run(id, caller(by))


def standing(town: Town, id: str) -> Campaign:
    return town.workflow.campaigns.get(id)


def at_war(town: Town) -> list[str]:
    """Communities in which something runs."""
    return [code for code in CODES if town.workflow.desk.community(code).running]


def ended_in(town: Town, topic: str) -> Counter[str]:
    return Counter(r.community for r in town.facts(topic))


def test_asking_ends_nothing_yet_and_stands_once(area: Town, campaign: str) -> None:
    campaigns = area.workflow.campaigns
    asked = campaigns.end(campaign, "台风已过", caller())
    assert (asked.body["state"], asked.changed) == ("ending", True)
    assert at_war(area) == CODES
    head = area.store.head()
    assert not campaigns.end(campaign, "再说一次", caller()).changed
    assert area.store.head() == head


def test_what_it_activated_is_stood_down_with_its_reason_and_nothing_else(
    area: Town, campaign: str
) -> None:
    area.workflow.campaigns.end(campaign, "台风已过", caller())
    run(area, campaign)
    assert at_war(area) == [BEFORE]
    stood_down = area.facts("playbook_stood_down")
    assert Counter(r.community for r in stood_down) == Counter(CODES[:4])
    assert {r.actor for r in stood_down} == {OFFICER}
    texts = area.store.directory.texts([r.fact.reason for r in stood_down])  # type: ignore[attr-defined]
    assert set(texts.values()) == {"台风已过"}
    told = progress(standing(area, campaign))
    assert (told["state"], told["ended"], told["kept"]) == ("ended", 4, [])
    head = area.store.head()
    run(area, campaign)
    assert not area.workflow.campaigns.end(campaign, None, caller()).changed
    assert area.store.head() == head


def test_within_five_minutes_the_clicks_are_taken_back(area: Town, campaign: str) -> None:
    area.workflow.campaigns.end(campaign, "点错了区", caller(), undo=True)
    run(area, campaign)
    assert ended_in(area, "activation_undone") == Counter(CODES[:4])
    assert ended_in(area, "playbook_stood_down") == Counter()


def test_what_cannot_be_taken_back_any_more_is_kept_and_may_be_stood_down(
    area: Town, campaign: str
) -> None:
    area.clock.advance(minutes=6)
    area.workflow.campaigns.end(campaign, None, caller(), undo=True)
    run(area, campaign)
    told = progress(standing(area, campaign))
    assert (told["state"], told["ended"]) == ("ended", 0)
    assert {one["kept"] for one in told["kept"]} == {"undo_expired"}
    assert at_war(area) == CODES
    area.workflow.campaigns.end(campaign, None, caller())
    run(area, campaign)
    told = progress(standing(area, campaign))
    assert (told["state"], told["ended"], told["kept"]) == ("ended", 4, [])


def test_what_somebody_ended_before_is_over_too(area: Town, campaign: str) -> None:
    for code, end in zip(
        CODES, (area.workflow.activations.stand_down, area.workflow.activations.undo), strict=False
    ):
        end(code, standing(area, campaign).outcomes[code].activation or "", None, caller())
    area.workflow.campaigns.end(campaign, None, caller())
    run(area, campaign)
    assert progress(standing(area, campaign))["ended"] == 4
    assert ended_in(area, "playbook_stood_down") == Counter([CODES[0], *CODES[2:4]])


def test_while_it_still_activates_it_turns_round(area: Town) -> None:
    asked = Asked(PLAN.id)
    campaigns = area.workflow.campaigns
    id = str(campaigns.start(AREA, CODES, asked, caller()).body["id"])

    def told(campaign: Campaign) -> None:
        if len(campaign.outcomes) == 2:
            turned = Thread(target=lambda: campaigns.end(id, None, caller()))
            turned.start()
            turned.join(20)

    campaigns.run(id, caller(OFFICER), told=told)
    half = standing(area, id)
    assert (half.state, len(half.outcomes)) == ("ending", 2)
    run(area, id)
    assert standing(area, id).state == "ended"
    assert ended_in(area, "playbook_activated") == Counter([*CODES[:2], BEFORE])
    assert at_war(area) == [BEFORE]


def test_stopped_it_obeys_and_resumed_it_doubles_nothing(area: Town, campaign: str) -> None:
    campaigns = area.workflow.campaigns
    campaigns.end(campaign, None, caller())
    stopped = Event()

    def stop() -> None:
        campaigns.stop(campaign, caller())
        stopped.set()

    def told(found: Campaign) -> None:
        if sum(o.ended for o in found.outcomes.values()) == 2 and not stopped.is_set():
            Thread(target=stop).start()
            stopped.wait(20)

    campaigns.run(campaign, caller(OFFICER), told=told)
    halted = progress(standing(area, campaign))
    assert halted["state"] == "stopped"
    assert halted["ended"] in (2, 3)
    run(area, campaign)
    assert progress(standing(area, campaign)) == halted
    assert campaigns.resume(campaign, caller()).body["state"] == "ending"
    run(area, campaign)
    assert standing(area, campaign).state == "ended"
    assert ended_in(area, "playbook_stood_down") == Counter(CODES[:4])
    assert ended_in(area, "campaign_community_ended") == Counter({AREA: 4})


def test_killed_between_the_end_and_its_record_it_goes_on_after_a_restart(
    area: Town, campaign: str
) -> None:
    area.workflow.campaigns.end(campaign, None, caller())
    done = standing(area, campaign).outcomes[CODES[0]].activation or ""
    area.workflow.activations.stand_down(CODES[0], done, None, caller(OFFICER))
    area.reopened()
    run(area, campaign)
    assert ended_in(area, "playbook_stood_down") == Counter(CODES[:4])
    assert progress(standing(area, campaign))["ended"] == 4


def test_where_two_persons_have_to_agree_the_second_ends_it_once_more(
    area: Town, campaign: str
) -> None:
    strict = Workflow(area.store, area.clock, two_persons=["stand_down"]).campaigns
    ended_by(strict, campaign, OFFICER)
    told = progress(standing(area, campaign))
    assert {one["kept"] for one in told["kept"]} == {"second_person_needed"}
    assert at_war(area) == CODES
    ended_by(strict, campaign, OFFICER)
    assert at_war(area) == CODES
    ended_by(strict, campaign, ANOTHER)
    assert progress(standing(area, campaign))["ended"] == 4
    assert at_war(area) == [BEFORE]


def ended_by(campaigns: Campaigns, id: str, actor: str) -> None:
    campaigns.end(id, "解除", caller(actor))
    campaigns.run(id, caller(actor))
