"""Handing over: the post and the open tasks of somebody who is absent go to somebody else."""

from __future__ import annotations

from collections.abc import Callable

from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.handing_over import Clash, clashes, hand_over
from domain.ids import task_id
from tests.domain.test_posts import ENDED, LI, PLACE, QIAN, WANG, group, opened, task
from tests.examples import HOUR
from tests.given import NOON, STREAM


def to(heir: str, *, is_there: bool = False) -> Callable[[Group], list[Fact]]:
    return lambda at_work: hand_over(at_work, "wang", heir, "t1", is_there=is_there)


def assigned(key: str, *members: str) -> Fact:
    return g.TaskAssigned(*task(key), members, "hand_over", "t1")


def shift(key: str, hour: int, *assignees: str) -> Fact:
    begins = NOON + hour * HOUR
    due = begins + 2 * HOUR
    return g.TaskOpened(*task(key), key, assignees, due, starts_at=begins, places=1)


LEADS = g.MemberAssigned(*PLACE, "li", "lead", "hand_over", "t1")
RELEASED = g.MemberReleased(*PLACE, "wang", "lead", "hand_over", "t1")


def test_the_deputy_leads_and_has_the_open_tasks() -> None:
    before = group(WANG, LI, QIAN, opened("coo.01", "wang", "qian"), opened("coo.02", "qian"))
    before.when(to("li"), "hand over").then(LEADS, RELEASED, assigned("coo.01", "qian", "li"))


def test_whoever_has_a_higher_position_keeps_it() -> None:
    place = g.MemberAssigned(*PLACE, "wang", "member", "seat")
    leads = g.MemberAssigned(*PLACE, "li", "lead", "seat")
    released = g.MemberReleased(*PLACE, "wang", "member", "hand_over", "t1")
    group(place, leads).when(to("li"), "hand over").then(released)


def test_somebody_new_has_the_post_and_is_there_if_they_are_at_another() -> None:
    new = g.MemberAssigned(*PLACE, "zhao", "lead", "hand_over", "t1")
    group(WANG).when(to("zhao"), "hand over").then(new, RELEASED)
    there = g.MemberMustered(*PLACE, "zhao")
    group(WANG).when(to("zhao", is_there=True), "hand over").then(new, there, RELEASED)


def test_what_is_closed_stays_with_whoever_did_it() -> None:
    done = g.TaskCompleted(*task("coo.01"), "wang")
    before = group(WANG, LI, opened("coo.01", "wang"), done)
    before.when(to("li"), "hand over").then(LEADS, RELEASED)


def test_a_shift_that_was_taken_up_has_to_be_taken_up_anew() -> None:
    taken = g.TaskAccepted(*task("coo.05"), "wang")
    before = group(WANG, LI, shift("coo.05", 3, "wang"), taken)
    before.when(to("li"), "hand over").then(LEADS, RELEASED, assigned("coo.05", "li"))
    assert before.aggregate.tasks["coo.05"].taken == ()


def test_nobody_hands_over_what_they_do_not_have_or_to_themselves() -> None:
    group(LI).when(to("li"), "hand over").then_nothing()
    group(WANG).when(to("wang"), "hand over").then_nothing()
    group(WANG, ENDED).when(to("li"), "hand over").then_nothing()


def test_after_the_end_only_what_remains_is_handed_over() -> None:
    id = task_id(STREAM, "coo.01")
    ended = g.GroupStoodDown(*PLACE, "stand_down", (id,))
    before = group(WANG, LI, opened("coo.01", "wang"), ended)
    before.when(to("li"), "hand over").then(assigned("coo.01", "li"))


def test_shifts_at_the_same_time_clash() -> None:
    at_work = group(shift("a", 1, "li"), shift("b", 2, "li"), shift("c", 3, "li")).aggregate
    ids = {key: task_id(STREAM, key) for key in "abc"}
    expected = [Clash("li", ids["a"], ids["b"]), Clash("li", ids["b"], ids["c"])]
    assert clashes([at_work], ["li"]) == expected
    assert clashes([at_work], ["qian"]) == []
