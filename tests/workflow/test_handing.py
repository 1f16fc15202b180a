"""An absent person's everything goes to others in one save."""

from __future__ import annotations

from typing import Any

import pytest

from domain.refusal import NotFound, Refused, StaleVersion
from engine.workflow import Answer, ReceiptKey
from engine.workflow.handing import HandOver, Part
from tests.examples import CODE
from tests.town import CHEN, EAST, LI, QIAN, WANG, WEST, ZHAO, Town, caller


def hand_over(
    town: Town, name: str, said: HandOver, *, dry_run: bool = False, **terms: Any
) -> Answer:
    member = town.member(name)
    return town.workflow.handing.over(CODE, member, said, caller(**terms), dry_run=dry_run)


def test_posts_in_several_groups_go_with_their_open_tasks_in_one_save(town: Town) -> None:
    activation = town.click().body["id"]
    chen, li, head = town.member(CHEN), town.member(LI), town.store.head()
    answer = hand_over(town, CHEN, HandOver(li, reason="联系不上"))
    assert {(p["group"], p["position"], p["to"]) for p in answer.body["posts"]} == {
        ("testing", "lead", li)
    }
    assert len(answer.body["posts"]) == 2
    for grid in (EAST, WEST):
        group = town.group(activation, "testing", grid)
        assert group.holder("lead") == li
        assert chen not in group.posts
        assert all(chen not in t.assignees for t in group.tasks.values() if not t.is_closed)
    saved = [r for r in town.store.read(head, 1000) if not r.topic.startswith("notice")]
    assert len({r.cause for r in saved}) == len({r.recorded_at for r in saved}) == 1
    (reason,) = {r.fact.reason for r in saved}  # type: ignore[attr-defined]
    assert town.store.directory.texts([reason]) == {reason: "联系不上"}


def test_several_people_take_over_group_by_group(town: Town) -> None:
    activation = town.click(EAST).body["id"]
    li, qian, east = town.member(LI), town.member(QIAN), town.grid(EAST)
    parts = [Part("supply", east, qian)]
    answer = hand_over(town, WANG, HandOver(li, parts))
    assert {(p["group"], p["to"]) for p in answer.body["posts"]} == {
        ("coordination", li),
        ("supply", qian),
    }
    assert town.group(activation, "coordination", EAST).holder("lead") == li
    assert qian in town.group(activation, "supply", EAST).posts


def test_only_the_parts_are_handed_over_where_nobody_has_the_rest(town: Town) -> None:
    activation = town.click(EAST).body["id"]
    wang = town.member(WANG)
    hand_over(town, WANG, HandOver(parts=[Part("supply", town.grid(EAST), town.member(QIAN))]))
    assert wang in town.group(activation, "coordination", EAST).posts
    assert wang not in town.group(activation, "supply", EAST).posts


def test_repeated_it_changes_nothing_and_a_key_gives_the_same_answer(town: Town) -> None:
    town.click(EAST)
    said = HandOver(town.member(LI), reason="联系不上")
    receipt = ReceiptKey("token:secretary", "k1", "h1")
    first = hand_over(town, WANG, said, receipt=receipt)
    assert hand_over(town, WANG, said, receipt=receipt).body == first.body
    head = town.store.head()
    again = hand_over(town, WANG, said)
    assert (again.body["posts"], again.body["tasks"], again.changed) == ([], [], False)
    assert town.store.head() == head


def test_a_look_tells_the_same_and_writes_nothing(town: Town) -> None:
    town.click(EAST)
    head, said = town.store.head(), HandOver(town.member(LI))
    looked = hand_over(town, WANG, said, dry_run=True).body
    assert town.store.head() == head
    assert {**looked, "dry_run": False} == hand_over(town, WANG, said).body


def test_whoever_is_at_a_post_is_at_the_new_one(town: Town) -> None:
    activation = town.click().body["id"]
    zhao = town.member(ZHAO)
    town.workflow.posts.muster(activation, zhao, caller())
    hand_over(town, WANG, HandOver(zhao))
    assert town.group(activation, "coordination", EAST).posts[zhao].mustered


def test_a_drill_is_left_alone_unless_it_is_named(town: Town) -> None:
    town.click(WEST)
    drill = town.click(EAST, drill=True).body["id"]
    li, wang = town.member(LI), town.member(WANG)
    with pytest.raises(NotFound, match="post_of"):
        hand_over(town, WANG, HandOver(li))
    hand_over(town, WANG, HandOver(li, activations=[drill]))
    assert wang not in town.group(drill, "coordination", EAST).posts


def test_a_stranger_nobody_or_oneself_takes_over_nothing(town: Town) -> None:
    town.click(EAST)
    wang = town.member(WANG)
    for said, code in (
        (HandOver(), "field_missing"),
        (HandOver(wang), "hand_over_to_self"),
        (HandOver("0123456789abcdef"), "member_unknown"),
        (HandOver(wang[::-1], activations=["a0"]), "member_unknown"),
        (HandOver(town.member(LI), activations=["a0"]), "activation_not_found"),
    ):
        with pytest.raises(Refused, match=code):
            hand_over(town, WANG, said)
    with pytest.raises(StaleVersion):
        hand_over(town, WANG, HandOver(town.member(LI)), expected=1)
    town.workflow.members.remove(town.member(LI), caller())
