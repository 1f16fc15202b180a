"""A campaign over hundreds: a few clicks in one save, and everything holds as in a small one."""

from __future__ import annotations

from collections import Counter
from threading import Event, Thread
from typing import Any

import pytest

from domain.campaign import Campaign
from domain.facts.community import PlaybookActivated
from engine.workflow import working_off
from engine.workflow.campaigns import progress
from tests.town import Town, at_once, caller
from tests.workflow.test_campaigns import (
    CODES,
    EMPTY,
    activations,
    district,
    once,
    run,
    standing,
    start,
)

__all__ = ["district"]


@pytest.fixture(autouse=True)
def in_saves_of_four(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eight communities are taken for hundreds: after the first, up to four go into one save."""
    monkeypatch.setattr(working_off, "SHARE", 2)


def saves(town: Town) -> list[int]:
    """How many outcomes each save of the campaign's clicks holds."""
    rows = town.store.recorder.select("SELECT first_position, last_position FROM commits")
    told = [f.position for f in town.facts("campaign_community_activated")]
    counted = [sum(first <= p <= last for p in told) for first, last in rows]
    return [n for n in counted if n]


def test_a_few_are_clicked_in_one_save_each_with_its_outcome(district: Town) -> None:
    id = start(district)
    run(district, id)
    assert activations(district) == once(EMPTY)
    assert saves(district) == [1, 3, 3]  # the fourth has no compound, and its failure beside them
    told = progress(standing(district, id))
    assert (told["state"], told["activated"], told["waiting"]) == ("finished", 7, 0)
    assert told["failed"] == [{"community": EMPTY, "failed": "community_without_compounds"}]
    for clicked in district.facts("playbook_activated"):
        assert isinstance(clicked.fact, PlaybookActivated)
        reason = clicked.fact.reason or ""
        assert district.store.directory.texts([reason]) == {reason: "全区启动"}


def test_a_save_grows_no_larger_than_what_others_may_wait_for(
    district: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(working_off, "FACTS", 1)
    run(district, start(district))
    assert saves(district) == [1] * 7


def test_one_that_somebody_else_saves_meanwhile_parts_the_save_and_is_clicked_all_the_same(
    district: Town,
) -> None:
    id = start(district)
    whole, busy = district.store.get_many, CODES[2]

    def get_many(*asked: Any) -> Any:
        found = whole(*asked)
        if district.store.get_many is get_many:
            district.store.get_many = whole  # type: ignore[method-assign]
            district.click(code=busy)
        return found

    district.store.get_many = get_many  # type: ignore[method-assign,assignment]
    run(district, id)
    assert activations(district) == once(EMPTY)
    assert standing(district, id).outcomes[busy].already
    assert progress(standing(district, id))["activated"] == 7


def test_what_is_wrong_with_one_is_told_of_that_one_alone(district: Town) -> None:
    broken = district.workflow.desk.community(CODES[1]).id
    district.store.recorder.execute(
        "UPDATE events SET state = ? WHERE originator_id = ? AND originator_version = 1",
        (b"not a fact", district.store.recorder.key(broken)),
    )
    id = start(district)
    run(district, id)
    assert standing(district, id).outcomes[CODES[1]].failed == "internal_error"
    assert activations(district) == once(EMPTY, CODES[1])


def test_a_stop_is_obeyed_between_two_saves_and_nothing_is_doubled(district: Town) -> None:
    id, stopped = start(district), Event()

    def stop() -> None:
        district.workflow.campaigns.stop(id, caller())
        stopped.set()

    def told(campaign: Campaign) -> None:
        if len(campaign.outcomes) == 5:
            Thread(target=stop).start()
            stopped.wait(20)

    district.workflow.campaigns.run(id, caller("system"), told=told)
    halted = standing(district, id)
    assert (halted.state, len(halted.outcomes)) == ("stopped", 5)
    district.workflow.campaigns.resume(id, caller())
    run(district, id)
    assert standing(district, id).state == "finished"
    assert activations(district) == once(EMPTY)


def test_a_worker_that_dies_in_the_middle_of_a_save_leaves_nothing_of_it(district: Town) -> None:
    id, saved = start(district), district.store.save

    class Killed(BaseException):
        pass

    def save(*aggregates: Any, **beside: Any) -> Any:
        if sum(isinstance(a, Campaign) for a in aggregates) and len(aggregates) > 10:
            raise Killed
        return saved(*aggregates, **beside)

    district.store.save = save  # type: ignore[method-assign]
    with pytest.raises(Killed):
        run(district, id)
    district.reopened()
    assert len(standing(district, id).outcomes) == 1
    run(district, id)
    assert activations(district) == once(EMPTY)


def test_three_workers_at_once_double_nothing(district: Town) -> None:
    id = start(district)
    at_once(3, lambda _: run(district, id))
    assert activations(district) == once(EMPTY)
    outcomes = Counter(f.fact.community for f in district.facts("campaign_community_activated"))  # type: ignore[attr-defined]
    assert outcomes == once(EMPTY)
    assert len(district.facts("campaign_finished")) == 1
