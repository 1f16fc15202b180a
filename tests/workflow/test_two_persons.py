"""Acts on which two persons have to agree."""

from __future__ import annotations

from collections.abc import Callable

import msgspec
import pytest

from domain.refusal import Refused
from engine.workflow import Answer, Workflow
from engine.workflow.activations import Asked
from engine.workflow.amendments import Amendment
from engine.workflow.two_persons import ACTS
from tests.examples import CODE, HOUR, PLAN
from tests.given import NOON
from tests.town import EAST, WEST, Town, caller

FIRST, SECOND = "token:secretary", "token:deputy"
STRICT = msgspec.structs.replace(PLAN, digest="digest-of-strict", two_persons=ACTS)


@pytest.fixture
def id(town: Town) -> str:
    """What runs of a plan that asks for two persons for everything."""
    town.workflow.plans.publish([STRICT])
    town.click(EAST)
    return str(town.click(EAST, by=caller(SECOND)).body["id"])


def test_a_click_waits_for_the_second_person_and_nothing_else_happens(town: Town) -> None:
    town.workflow.plans.publish([STRICT])
    head = town.store.head()
    asked = town.click(EAST, reason="抗原阳性", case_ref="病例-001")
    assert (asked.status, asked.body["pending"], asked.body["asked_by"]) == (202, True, FIRST)
    (fact,) = town.facts(after=head)
    assert fact.topic == "second_person_asked.v1"
    assert (town.community.cases, town.community.running) == ({}, [])
    with pytest.raises(Refused, match="second_person_needed"):
        town.click(EAST, reason="再按一次")
    done = town.click(EAST, reason="同意", case_ref="病例-001", by=caller(SECOND))
    assert (done.status, done.body["summary"]["groups"]) == (201, 4)
    assert town.community.asked == {}


def test_other_terms_are_another_request(town: Town) -> None:
    town.workflow.plans.publish([STRICT])
    town.click(EAST)
    assert town.click(WEST, by=caller(SECOND)).status == 202
    assert town.click(EAST, level="II", by=caller(SECOND)).status == 202
    assert town.click(EAST, by=caller(SECOND)).status == 201


def acts(town: Town, id: str) -> dict[str, Callable[[str], Answer]]:
    """What may be asked for of what runs, by whom."""
    work = town.workflow.activations
    return {
        "level": lambda who: work.set_level(CODE, id, "II", caller(who), reason="雨大"),
        "authority": lambda who: work.record_authority(CODE, id, "闽防1号", caller(who)),
        "amend": lambda who: work.set_planned_end(CODE, id, NOON + 99 * HOUR, caller(who)),
        "recover": lambda who: work.recover(CODE, id, "转阴", caller(who)),
        "stand_down": lambda who: work.stand_down(CODE, id, "结束", caller(who)),
    }


@pytest.mark.parametrize("act", [a for a in ACTS if a != "activate"])
def test_an_act_on_what_runs_is_carried_out_by_another_only(town: Town, id: str, act: str) -> None:
    do, head = acts(town, id)[act], town.store.head()
    asked = do(FIRST)
    told = {"id": id, "pending": True, "act": act, "asked_by": FIRST}
    assert (asked.status, asked.body) == (202, told)
    assert [r.topic for r in town.facts(after=head)] == ["second_person_asked.v1"]
    with pytest.raises(Refused, match="second_person_needed") as refused:
        do(FIRST)
    assert refused.value.params == {"act": act}
    done = do(SECOND)
    assert (done.status, done.changed) == (200, True)
    assert town.community.asked == {}


def test_who_asked_once_for_what_was_done_does_not_count_the_next_time(town: Town, id: str) -> None:
    work = town.workflow.activations
    for who, level, status in (
        (FIRST, "II", 202),
        (SECOND, "II", 200),
        (FIRST, "IV", 202),
        (SECOND, "IV", 200),
        (SECOND, "II", 202),
    ):
        assert work.set_level(CODE, id, level, caller(who)).status == status


def test_a_request_is_forgotten_after_an_hour(town: Town, id: str) -> None:
    level = acts(town, id)["level"]
    level(FIRST)
    town.clock.advance(minutes=61)
    assert level(SECOND).status == 202
    assert level(FIRST).status == 200


def test_what_changes_nothing_asks_nobody(town: Town, id: str) -> None:
    answer = town.workflow.activations.set_level(CODE, id, "IV", caller())
    assert (answer.status, answer.changed) == (200, False)


def with_two(town: Town, *acts: str) -> Workflow:
    return Workflow(town.store, town.clock, two_persons=acts)


def test_a_document_given_with_a_click_needs_the_second_person(town: Town) -> None:
    work = with_two(town, "authority").activations
    asked = Asked(PLAN.id, (town.grid(EAST),), authority="闽防1号")
    first = work.activate(CODE, asked, caller())
    assert (first.status, first.body["act"]) == (202, "activate")
    with pytest.raises(Refused, match="second_person_needed"):
        work.activate(CODE, asked, caller())
    other = msgspec.structs.replace(asked, authority="闽防2号")
    assert work.activate(CODE, other, caller(SECOND)).status == 202
    assert work.activate(CODE, asked, caller(SECOND)).status == 201
    assert town.community.asked == {}
    alone = msgspec.structs.replace(asked, grids=(town.grid(WEST),), authority=None)
    assert work.activate(CODE, alone, caller()).status == 201


def test_a_document_given_with_a_level_needs_the_second_person(town: Town) -> None:
    id = town.click(EAST).body["id"]
    work = with_two(town, "authority").activations
    assert work.set_level(CODE, id, "II", caller(), authority="闽防1号").status == 202
    assert (town.community.running[0].level, town.community.running[0].authority) == ("IV", None)
    done = work.set_level(CODE, id, "II", caller(SECOND), authority="闽防1号")
    assert (done.status, town.community.running[0].level) == (200, "II")
    assert work.set_level(CODE, id, "IV", caller()).status == 200


def test_an_amendment_is_tried_alone_and_made_by_two(town: Town) -> None:
    id = town.click(EAST).body["id"]
    work = with_two(town, "amend").activations
    end = Amendment(NOON + 99 * HOUR)
    assert work.amend(CODE, id, end, caller(), dry_run=True).status == 200
    waits = work.amend(CODE, id, end, caller())
    assert (waits.status, waits.body["act"], "effect" in waits.body) == (202, "amend", False)
    later = Amendment(NOON + 100 * HOUR)
    assert work.amend(CODE, id, later, caller(SECOND)).status == 202
    assert work.amend(CODE, id, end, caller(SECOND)).changed
    assert town.community.running[0].planned_end == NOON + 99 * HOUR
    assert town.community.asked == {}


def test_who_clicked_does_not_undo_alone_what_two_have_to_end(town: Town) -> None:
    id = town.click(EAST).body["id"]
    work = with_two(town, "stand_down").activations
    asked = work.undo(CODE, id, "误按", caller())
    assert (asked.status, asked.body["act"]) == (202, "stand_down")
    with pytest.raises(Refused, match="second_person_needed"):
        work.undo(CODE, id, "误按", caller())
    assert work.stand_down(CODE, id, "结束", caller(SECOND)).status == 202
    assert len(town.community.running) == 1
    assert work.undo(CODE, id, "同意", caller(SECOND)).body["state"] == "undone"
    assert town.community.asked == {}
    assert work.undo(CODE, id, None, caller()).status == 200


def test_a_setting_asks_for_two_persons_whatever_the_plan_says(town: Town) -> None:
    id = town.click(EAST).body["id"]
    strict = Workflow(town.store, town.clock, two_persons=["level"])
    assert strict.activations.set_level(CODE, id, "II", caller()).status == 202
    assert strict.activations.stand_down(CODE, id, None, caller()).status == 200
