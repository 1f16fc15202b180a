"""Coming after all: a post that somebody gave up themselves is theirs again, and nothing else."""

from __future__ import annotations

from collections.abc import Callable

from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.ids import task_id
from domain.posts import leave
from domain.returning import come_back
from tests.examples import EAST, HOUR
from tests.given import NOON, STREAM, Given, given

PLACE = ("a1", "coordination", EAST)
WANG = g.MemberAssigned(*PLACE, "wang", "lead", "seat")
LI = g.MemberAssigned(*PLACE, "li", "deputy", "seat")
QIAN = g.MemberAssigned(*PLACE, "qian", "member", "rule:volunteer")
TASK = (*PLACE, task_id(STREAM, "coo.01"))


def group(*facts: Fact) -> Given[Group]:
    return given(Group, g.GroupStoodUp(*PLACE, "epidemic"), *facts, id=STREAM)


def gave_up(member: str, position: str, cause: str = "declined") -> Fact:
    return g.MemberReleased(*PLACE, member, position, cause)


def coming(member: str) -> Callable[[Group], list[Fact]]:
    return lambda at_work: come_back(at_work, member)


def back(member: str, position: str) -> Fact:
    return g.MemberAssigned(*PLACE, member, position, "returned")


def test_whoever_gave_a_post_up_may_have_it_again() -> None:
    group(WANG, QIAN, gave_up("qian", "member")).when(coming("qian"), "qian can come").then(
        back("qian", "member")
    )


def test_a_lead_leads_again_only_where_nobody_does() -> None:
    group(WANG, LI, gave_up("wang", "lead")).when(coming("wang"), "wang can come").then(
        back("wang", "lead")
    )
    steps_up = g.MemberAssigned(*PLACE, "li", "lead", "step_up")
    group(WANG, LI, gave_up("wang", "lead"), steps_up).when(coming("wang"), "wang can come").then(
        back("wang", "deputy")
    )


def test_the_tasks_stay_with_whom_they_went_to_and_so_does_the_muster() -> None:
    opened = g.TaskOpened(*TASK, "coo.01", ("qian",), NOON + HOUR)
    there = g.MemberMustered(*PLACE, "qian")
    at_work = group(WANG, QIAN, there, opened)
    declining: Callable[[Group], list[Fact]] = lambda known: leave(known, "qian", "declined")  # noqa: E731
    at_work.when(declining, "qian cannot come").then(
        gave_up("qian", "member"), g.TaskAssigned(*TASK, ("wang",), "declined")
    )
    at_work.when(coming("qian"), "qian can come").then(back("qian", "member"))
    assert at_work.aggregate.tasks["coo.01"].assignees == ("wang",)
    assert not at_work.aggregate.posts["qian"].mustered


def test_nobody_comes_back_who_was_replaced_who_left_or_after_the_end() -> None:
    for cause in ("hand_over", "left"):
        group(QIAN, gave_up("qian", "member", cause)).when(coming("qian"), "qian").then_nothing()
    ended = g.GroupStoodDown(*PLACE, "stand_down")
    group(QIAN, gave_up("qian", "member"), ended).when(coming("qian"), "qian").then_nothing()
    group(WANG).when(coming("qian"), "a stranger").then_nothing()


def test_a_group_that_begins_anew_has_forgotten_who_gave_up() -> None:
    ended, anew = g.GroupStoodDown(*PLACE, "amended"), g.GroupStoodUp(*PLACE, "epidemic")
    group(QIAN, gave_up("qian", "member"), ended, anew).when(coming("qian"), "qian").then_nothing()
