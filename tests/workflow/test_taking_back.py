"""A hand-over is taken back whole while it is fresh, as a new record."""

from __future__ import annotations

from typing import Any

import pytest

from domain.refusal import NotFound, Refused
from engine.workflow import Answer
from engine.workflow.handing import HandOver
from tests.examples import CODE
from tests.town import CHEN, EAST, LI, QIAN, WANG, WEST, Town, caller


def handed(town: Town, name: str, heir: str) -> int:
    """The position at which all that somebody has went to somebody else."""
    said = HandOver(town.member(heir), reason="联系不上")
    return town.workflow.handing.over(CODE, town.member(name), said, caller()).position


def back(town: Town, name: str, position: int, **terms: Any) -> Answer:
    member = town.member(name)
    return town.workflow.taking_back.back(CODE, member, position, "已到岗", caller(**terms))


def standing(town: Town, activation: str) -> dict[str, Any]:
    """Who has which post and which task."""
    return {
        f"{g.group}/{g.grid}": (
            {m: p.position for m, p in g.posts.items()},
            {key: set(t.assignees) for key, t in g.tasks.items()},
        )
        for g in town.groups(activation)
    }


def test_everything_is_as_it_was_in_one_save_and_the_log_tells_both(town: Town) -> None:
    activation = town.click().body["id"]
    before, position = standing(town, activation), handed(town, CHEN, LI)
    answer = back(town, CHEN, position)
    assert standing(town, activation) == before
    assert {(p["group"], p["position"]) for p in answer.body["posts"]} == {("testing", "lead")}
    assert {p["grid"] for p in answer.body["posts"]} == {town.grid(EAST), town.grid(WEST)}
    assert answer.body["kept"] == {"posts": [], "tasks": []}
    topics = {r.topic for r in town.store.read(position, 1000, until=answer.position)}
    assert topics == {"member_assigned.v1", "member_released.v1", "task_assigned.v1"}
    head = town.store.head()
    assert not back(town, CHEN, position).changed
    assert town.store.head() == head


def test_what_the_heir_began_meanwhile_stays_with_them_and_is_named(town: Town) -> None:
    activation = town.click(EAST).body["id"]
    position = handed(town, WANG, QIAN)
    qian = town.member(QIAN)
    begun = next(
        (town.task(activation, t.key), t)
        for g in town.groups(activation)
        for t in g.tasks.values()
        if qian in t.assignees and t.shown_state == "open" and g.group == "coordination"
    )[0]
    town.act(begun, "accept", member=QIAN)
    answer = back(town, WANG, position)
    assert [one["id"] for one in answer.body["kept"]["tasks"]] == [begun]
    assert begun not in {one["id"] for one in answer.body["tasks"]}
    assert town.group(activation, "coordination", EAST).holder("lead") == town.member(WANG)


def test_only_a_fresh_hand_over_of_that_person_is_taken_back(town: Town) -> None:
    clicked = town.click(EAST).position
    position = handed(town, WANG, LI)
    for member, at in ((WANG, clicked), (WANG, position - 1), (QIAN, position), (WANG, 1 << 40)):
        with pytest.raises(NotFound, match="hand_over"):
            back(town, member, at)
    town.clock.advance(minutes=11)
    with pytest.raises(Refused, match="take_back_expired"):
        back(town, WANG, position)


def test_whoever_left_the_roster_gets_nothing_back(town: Town) -> None:
    town.click(EAST)
    position = handed(town, WANG, LI)
    wang = town.member(WANG)
    town.workflow.members.remove(wang, caller())
    with pytest.raises(Refused, match="member_unknown"):
        town.workflow.taking_back.back(CODE, wang, position, None, caller())
