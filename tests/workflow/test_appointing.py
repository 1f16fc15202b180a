"""Naming somebody to a group at work: once, told, and gone with whoever leaves the roster."""

from __future__ import annotations

import pytest

from domain.refusal import NotFound, Refused
from engine.workflow.handing import HandOver
from engine.workflow.posts import Post
from tests.examples import CODE
from tests.town import CHEN, EAST, LI, QIAN, WANG, Town, caller


@pytest.fixture
def activation(town: Town) -> str:
    """A click on one compound, whose coordinating lead cannot come."""
    id = str(town.click(EAST).body["id"])
    town.workflow.posts.decline(id, town.member(WANG), None, caller())
    return id


def test_a_group_that_lost_its_lead_gets_one_who_has_what_nobody_had(
    town: Town, activation: str
) -> None:
    qian, east = town.member(QIAN), town.grid(EAST)
    group = town.group(activation, "coordination", EAST)
    for deputy in [m for m in group.posts if m != qian]:
        town.workflow.posts.decline(activation, deputy, None, caller())
    post = Post("coordination", east, qian, "lead")
    answer = town.workflow.posts.appoint(CODE, activation, post, "王组长来不了", caller())
    assert {"group": "coordination", "grid": east, "position": "lead"} in answer.body["posts"]
    group, head = town.group(activation, "coordination", EAST), town.store.head()
    assert group.holder("lead") == qian
    open_ = [t for t in group.tasks.values() if not t.is_closed and not t.places]
    assert open_
    assert all(qian in t.assignees for t in open_)
    town.workflow.posts.appoint(CODE, activation, post, "王组长来不了", caller())
    assert town.store.head() == head
    last = [r for r in town.store.read(0, 10_000) if r.topic == "member_assigned.v1"][-1]
    reason = last.fact.reason  # type: ignore[attr-defined]
    assert town.store.directory.texts([reason]) == {reason: "王组长来不了"}


def test_whoever_is_named_is_told_and_has_the_post_to_hand_over(
    town: Town, activation: str
) -> None:
    qian, chen, east = town.member(QIAN), town.member(CHEN), town.grid(EAST)
    post = Post("coordination", east, qian, "member")
    town.workflow.posts.appoint(CODE, activation, post, None, caller())
    town.workflow.handing.over(CODE, qian, HandOver(chen), caller())
    assert chen in town.group(activation, "coordination", EAST).posts


def test_nobody_from_outside_and_no_group_that_is_not_there(town: Town, activation: str) -> None:
    east, li = town.grid(EAST), town.member(LI)
    with pytest.raises(Refused, match="member_unknown"):
        town.workflow.posts.appoint(
            CODE, activation, Post("coordination", east, "nobody", "member"), None, caller()
        )
    with pytest.raises(NotFound):
        town.workflow.posts.appoint(
            CODE, activation, Post("choir", east, li, "member"), None, caller()
        )
