"""A campaign: an area clicked community by community, stopped, resumed, and never doubled."""

from __future__ import annotations

from collections import Counter
from threading import Event, Thread

import pytest

from domain.campaign import Campaign
from domain.refusal import NotFound, Refused, StaleVersion
from engine.workflow import ReceiptKey
from engine.workflow.activations import Asked
from engine.workflow.campaigns import progress
from tests.examples import HOUR, PLAN
from tests.given import NOON
from tests.rosters import person
from tests.town import EAST, Town, at_once, caller, codes, roster_table

AREA = "350102"
CODES = [f"350102001{n:03}" for n in range(1, 9)]
#: the one without a compound
EMPTY = CODES[3]


@pytest.fixture
def district(town: Town) -> Town:
    """Eight communities; all have a compound but one."""
    town.workflow.organisation.import_codes(codes(*CODES), caller())
    for code in CODES:
        if code != EMPTY:
            town.take_in(roster_table(person("周拟", "", f"steward@{EAST}")), code=code)
    return town


def start(town: Town, **asked: object) -> str:
    wanted = Asked(PLAN.id, reason="全区启动", **asked)  # type: ignore[arg-type]
    return str(town.workflow.campaigns.start(AREA, CODES, wanted, caller()).body["id"])


def run(town: Town, id: str) -> None:
    town.workflow.campaigns.run(id, caller("system"))


def standing(town: Town, id: str) -> Campaign:
    return town.workflow.campaigns.get(id)


def activations(town: Town) -> Counter[str]:
    """How often each community was activated."""
    return Counter(r.community for r in town.facts("playbook_activated"))


def once(*but: str) -> Counter[str]:
    return Counter(code for code in CODES if code not in but)


def test_starting_a_campaign_clicks_nobody_yet(district: Town) -> None:
    answer = district.workflow.campaigns.start(AREA, CODES, Asked(PLAN.id), caller())
    assert answer.status == 202
    told = progress(standing(district, answer.body["id"]))
    assert (told["state"], told["total"], told["waiting"]) == ("running", 8, 8)
    assert activations(district) == Counter()


def test_every_community_is_clicked_with_its_outcome_and_the_rest_go_on(district: Town) -> None:
    id = start(district, planned_end=NOON + 48 * HOUR, level="III", authority="闽防〔2026〕1号")
    run(district, id)
    assert activations(district) == once(EMPTY)
    told = progress(standing(district, id))
    assert (told["state"], told["activated"], told["waiting"]) == ("finished", 7, 0)
    assert told["failed"] == [{"community": EMPTY, "failed": "community_without_compounds"}]
    for code in CODES:
        for activation in district.workflow.desk.community(code).activations.values():
            assert (activation.level, activation.planned_end) == ("III", NOON + 48 * HOUR)
            texts = district.store.directory.texts([activation.authority or ""])
            assert list(texts.values()) == ["闽防〔2026〕1号"]


def test_each_click_and_its_outcome_are_one_save(district: Town) -> None:
    run(district, start(district))
    for outcome in district.facts("campaign_community_activated"):
        ((first, last),) = district.store.recorder.select(
            "SELECT first_position, last_position FROM commits "
            "WHERE first_position <= ? AND last_position >= ?",
            (outcome.position, outcome.position),
        )
        together = [r.topic for r in district.facts(after=first - 1) if r.position <= last]
        assert together[0] == "playbook_activated.v1"
        assert together[-1] == "campaign_community_activated.v1"


def test_a_community_that_ran_it_before_is_told_as_such(district: Town) -> None:
    before = district.click(EAST, code=CODES[0])
    id = start(district)
    run(district, id)
    outcome = standing(district, id).outcomes[CODES[0]]
    assert outcome.activation != before.body["id"]  # its other compound started
    again = start(district)
    run(district, again)
    told = progress(standing(district, again))
    assert (told["activated"], told["already"]) == (7, 7)
    assert activations(district) == once(EMPTY) + Counter([CODES[0]])


def test_run_again_a_campaign_changes_nothing(district: Town) -> None:
    id = start(district)
    run(district, id)
    head = district.store.head()
    run(district, id)
    assert district.store.head() == head


def test_stopped_from_another_thread_it_obeys_and_resumed_it_doubles_nothing(
    district: Town,
) -> None:
    id = start(district)
    stopped = Event()

    def stop() -> None:
        district.workflow.campaigns.stop(id, caller())
        stopped.set()

    def told(campaign: Campaign) -> None:
        if len(campaign.outcomes) == 3:
            Thread(target=stop).start()
            stopped.wait(20)

    district.workflow.campaigns.run(id, caller("system"), told=told)
    halted = standing(district, id)
    assert (halted.state, len(halted.outcomes)) == ("stopped", 3)
    run(district, id)
    assert len(standing(district, id).outcomes) == 3
    resumed = district.workflow.campaigns.resume(id, caller())
    assert resumed.body["state"] == "running"
    run(district, id)
    assert standing(district, id).state == "finished"
    assert activations(district) == once(EMPTY)


def test_stop_and_resume_repeated_change_nothing(district: Town) -> None:
    id = start(district)
    campaigns = district.workflow.campaigns
    assert not campaigns.resume(id, caller()).changed
    assert campaigns.stop(id, caller()).changed
    assert not campaigns.stop(id, caller()).changed
    assert campaigns.resume(id, caller()).changed
    version = standing(district, id).version
    with pytest.raises(StaleVersion):
        campaigns.stop(id, caller(expected=version - 1))


def test_killed_between_two_communities_it_goes_on_after_a_restart(district: Town) -> None:
    id = start(district)

    class Killed(BaseException):
        pass

    def told(campaign: Campaign) -> None:
        if len(campaign.outcomes) == 2:
            raise Killed

    with pytest.raises(Killed):
        district.workflow.campaigns.run(id, caller("system"), told=told)
    district.reopened()
    half = standing(district, id)
    assert (half.state, len(half.outcomes)) == ("running", 2)
    run(district, id)
    assert activations(district) == once(EMPTY)


def test_a_server_that_stops_finishes_the_community_at_hand(district: Town) -> None:
    id, seen = start(district), list[str]()
    district.workflow.campaigns.run(
        id,
        caller("system"),
        stopping=lambda: len(seen) == 2,
        told=lambda campaign: seen.append(campaign.state),
    )
    assert len(standing(district, id).outcomes) == 2
    assert standing(district, id).state == "running"
    run(district, id)
    assert activations(district) == once(EMPTY)


def test_run_by_three_workers_at_once_it_doubles_nothing(district: Town) -> None:
    id = start(district)
    at_once(3, lambda _: run(district, id))
    assert activations(district) == once(EMPTY)
    outcomes = Counter(r.fact.community for r in district.facts("campaign_community_activated"))  # type: ignore[attr-defined]
    assert outcomes == once(EMPTY)
    assert standing(district, id).state == "finished"
    assert len(district.facts("campaign_finished")) == 1


def test_what_a_campaign_activated_and_somebody_ended_is_not_activated_again(
    district: Town,
) -> None:
    id = start(district)

    def told(campaign: Campaign) -> None:
        if len(campaign.outcomes) == 1:
            activation = campaign.outcomes[CODES[0]].activation or ""
            district.workflow.activations.stand_down(CODES[0], activation, None, caller())

    district.workflow.campaigns.run(id, caller("system"), told=told)
    run(district, id)
    assert activations(district) == once(EMPTY)
    assert district.workflow.desk.community(CODES[0]).running == []


def test_two_who_run_it_do_not_activate_again_what_was_ended_between_them(
    district: Town,
) -> None:
    """The slower one still believes that the first community waits."""
    id = start(district)
    slow = district.workflow.campaigns

    def stopping() -> bool:
        if not activations(district):
            run(district, id)
            done = standing(district, id).outcomes[CODES[0]].activation or ""
            district.workflow.activations.stand_down(CODES[0], done, None, caller())
        return False

    slow.run(id, caller("system"), stopping=stopping)
    assert activations(district) == once(EMPTY)


def test_what_failed_is_tried_again_when_resumed(district: Town) -> None:
    id = start(district)
    run(district, id)
    district.take_in(roster_table(), code=EMPTY)
    assert district.workflow.campaigns.resume(id, caller()).body["state"] == "running"
    run(district, id)
    assert progress(standing(district, id))["failed"] == []
    assert activations(district) == once()
    assert not district.workflow.campaigns.resume(id, caller()).changed


def test_whatever_is_wrong_with_one_community_the_rest_go_on(district: Town) -> None:
    broken = district.workflow.desk.community(CODES[1]).id
    key = district.store.recorder.key(broken)
    district.store.recorder.execute(
        "UPDATE events SET state = ? WHERE originator_id = ? AND originator_version = 1",
        (b"not a fact", key),
    )
    id = start(district)
    run(district, id)
    assert standing(district, id).outcomes[CODES[1]].failed == "internal_error"
    assert activations(district) == once(EMPTY, CODES[1])


def test_what_cannot_be_asked_of_anybody_is_refused_at_once(district: Town) -> None:
    campaigns = district.workflow.campaigns
    with pytest.raises(NotFound, match="playbook_not_found"):
        campaigns.start(AREA, CODES, Asked("flood"), caller())
    with pytest.raises(Refused, match="area_empty"):
        campaigns.start(AREA, [], Asked(PLAN.id), caller())
    with pytest.raises(Refused, match="level_unknown"):
        campaigns.start(AREA, CODES, Asked(PLAN.id, level="V"), caller())
    with pytest.raises(Refused, match="planned_end_past"):
        campaigns.start(AREA, CODES, Asked(PLAN.id, planned_end=NOON), caller())
    with pytest.raises(NotFound, match="campaign_not_found"):
        campaigns.get("0" * 16)


def test_a_repeated_key_starts_one_campaign(district: Town) -> None:
    by = caller(receipt=ReceiptKey("admin", "k1", "r1"))
    campaigns = district.workflow.campaigns
    answers = at_once(4, lambda _: campaigns.start(AREA, CODES, Asked(PLAN.id), by))
    assert len({a.body["id"] for a in answers}) == 1
    assert len(district.facts("campaign_started")) == 1


def test_a_long_campaign_costs_every_community_the_same(bare: Town) -> None:
    """Reading the log is what grows: no community's click may read the campaign's outcomes.

    The first is read by itself, the others by threes.
    """
    many = [f"350102001{n:03}" for n in range(1, 301)]
    bare.workflow.plans.publish([PLAN])
    bare.workflow.organisation.import_codes(codes(*many), caller())
    id = str(bare.workflow.campaigns.start(AREA, many, Asked(PLAN.id), caller()).body["id"])
    folded: list[str] = []
    whole, many_at_once = bare.store.get, bare.store.get_many
    bare.store.get = lambda kind, *more: folded.append(kind.__name__) or whole(kind, *more)  # type: ignore[method-assign,func-returns-value]
    bare.store.get_many = lambda kind, *more: folded.append("some") or many_at_once(kind, *more)  # type: ignore[method-assign,func-returns-value]
    run(bare, id)
    assert Counter(folded) == {"Community": 1, "some": 100, "Campaign": 2}
    assert len(standing(bare, id).outcomes) == 300
