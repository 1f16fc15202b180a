"""Appointing: a group at work gets the people whom the table did not give it."""

from __future__ import annotations

from collections.abc import Callable

from domain.appointing import appoint
from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.ids import task_id
from tests.examples import EAST, HOUR
from tests.given import NOON, STREAM, Given, given

PLACE = ("a1", "coordination", EAST)
WANG = g.MemberAssigned(*PLACE, "wang", "lead", "seat")
LI = g.MemberAssigned(*PLACE, "li", "deputy", "seat")
QIAN = g.MemberAssigned(*PLACE, "qian", "member", "rule:volunteer")
TASK = (*PLACE, task_id(STREAM, "coo.01"))
OPENED = g.TaskOpened(*TASK, "coo.01", (), NOON + HOUR, False)


def group(*facts: Fact) -> Given[Group]:
    return given(Group, g.GroupStoodUp(*PLACE, "epidemic"), *facts, id=STREAM)


def naming(member: str, position: str, *, is_there: bool = False) -> Callable[[Group], list[Fact]]:
    return lambda at_work: appoint(at_work, member, position, is_there=is_there)


def named(member: str, position: str) -> Fact:
    return g.MemberAssigned(*PLACE, member, position, "appointed")


def test_who_is_named_to_a_group_without_anybody_has_what_nobody_had() -> None:
    group(OPENED).when(naming("zhao", "lead"), "zhao is named").then(
        named("zhao", "lead"), g.TaskAssigned(*TASK, ("zhao",), "appointed")
    )


def test_whoever_is_at_a_post_already_is_there() -> None:
    group().when(naming("zhao", "lead", is_there=True), "zhao is named").then(
        named("zhao", "lead"), g.MemberMustered(*PLACE, "zhao")
    )


def test_a_member_of_the_group_comes_to_lead_it_and_what_somebody_answered_for_stays() -> None:
    group(LI, QIAN, OPENED).when(naming("qian", "lead"), "qian is named").then(
        named("qian", "lead")
    )


def test_more_people_come_to_a_group_that_has_its_lead() -> None:
    group(WANG, OPENED).when(naming("zhao", "member"), "zhao is named").then(
        named("zhao", "member")
    )


def test_two_do_not_lead() -> None:
    group(WANG).when(naming("zhao", "lead"), "zhao is named").then_refused(
        "group_has_lead", field="position", member="wang"
    )


def test_nobody_is_named_twice_nor_to_less_than_they_have() -> None:
    group(named("zhao", "lead")).when(naming("zhao", "lead"), "zhao is named again").then_nothing()
    group(LI).when(naming("li", "member"), "li is named a member").then_nothing()


def test_a_group_that_has_ended_gets_nobody() -> None:
    ended = g.GroupStoodDown(*PLACE, "stand_down")
    group(ended).when(naming("zhao", "lead"), "zhao is named").then_nothing()
