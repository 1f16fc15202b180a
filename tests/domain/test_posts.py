"""Posts of a group at work: muster, leaving, unlocking, moving deadlines, standing down."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import msgspec
import pytest

from domain import posts
from domain.community import Activation
from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.ids import task_id
from domain.refusal import Refused
from tests.examples import EAST, HOUR, MINUTE, PLAN
from tests.given import NOON, STREAM, Given, given

PLACE = ("a1", "coordination", EAST)
STOOD_UP = g.GroupStoodUp(*PLACE, "epidemic")
ENDED = g.GroupStoodDown(*PLACE, "stand_down")
WANG = g.MemberAssigned(*PLACE, "wang", "lead", "seat")
LI = g.MemberAssigned(*PLACE, "li", "deputy", "seat")
QIAN = g.MemberAssigned(*PLACE, "qian", "member", "rule:volunteer")
RUNNING = Activation("a1", "epidemic", PLAN.digest, (EAST,), "wartime", NOON, level="IV")


def task(key: str) -> tuple[str, str, str | None, str]:
    return (*PLACE, task_id(STREAM, key))


def opened(key: str, *assignees: str, due: datetime | None = None, locked: bool = False) -> Fact:
    return g.TaskOpened(*task(key), key, assignees, due or NOON + HOUR, locked)


def group(*facts: Fact) -> Given[Group]:
    return given(Group, STOOD_UP, *facts, id=STREAM)


def leaving(member: str) -> Callable[[Group], list[Fact]]:
    return lambda at_work: posts.leave(at_work, member)


def mustering(member: str) -> Callable[[Group], list[Fact]]:
    return lambda at_work: posts.muster(at_work, member)


def test_a_person_musters_once() -> None:
    group(WANG).when(mustering("wang"), "wang musters").then(g.MemberMustered(*PLACE, "wang"))


def test_nobody_musters_without_a_post_or_after_the_end() -> None:
    group(WANG).when(mustering("li"), "li musters").then_nothing()
    group(WANG, ENDED).when(mustering("wang"), "wang musters").then_nothing()


def withdrawing(member: str) -> Callable[[Group], list[Fact]]:
    return lambda at_work: posts.withdraw_muster(at_work, member)


def test_a_muster_recorded_by_mistake_is_taken_back_once() -> None:
    there = group(WANG, LI, g.MemberMustered(*PLACE, "wang"))
    there.when(withdrawing("wang"), "it was a mistake").then(g.MusterWithdrawn(*PLACE, "wang"))
    there.when(withdrawing("wang"), "it was a mistake").then_nothing()
    there.when(mustering("wang"), "wang comes").then(g.MemberMustered(*PLACE, "wang"))
    group(WANG).when(withdrawing("li"), "without a post").then_nothing()
    ended = group(WANG, g.MemberMustered(*PLACE, "wang"), ENDED)
    ended.when(withdrawing("wang"), "after the end").then_nothing()


def test_a_deputy_who_is_there_leads_when_the_lead_is_not_after_all() -> None:
    musters = [g.MemberMustered(*PLACE, m) for m in ("wang", "li")]
    at_work = group(WANG, LI, *musters, opened("coo.01", "wang"))
    at_work.when(withdrawing("wang"), "not here").then(g.MusterWithdrawn(*PLACE, "wang"))
    at_work.when(posts.stand_in, "stand in").then_nothing()  # until the muster has closed
    closed = group(WANG, LI, *musters, opened("coo.01", "wang"), g.MusterClosed(*PLACE))
    closed.when(withdrawing("wang"), "not here").then(g.MusterWithdrawn(*PLACE, "wang"))
    closed.when(posts.stand_in, "stand in").then(
        g.MemberAssigned(*PLACE, "li", "lead", "step_up"),
        g.MemberAssigned(*PLACE, "wang", "deputy", "stood_in"),
        g.TaskAssigned(*task("coo.01"), ("li",), "step_up"),
    )
    with pytest.raises(Refused, match="leads_since_mustered"):
        posts.withdraw_muster(closed.aggregate, "li")


def test_muster_stays_when_a_post_is_given_another_position() -> None:
    there = group(LI, g.MemberMustered(*PLACE, "li"), g.MemberAssigned(*PLACE, "li", "lead", "x"))
    assert there.aggregate.posts["li"].mustered
    there.when(mustering("li"), "li musters").then_nothing()


def test_whoever_leaves_loses_the_post_and_the_lead_gets_the_open_tasks() -> None:
    facts = [WANG, LI, QIAN, opened("coo.01", "qian"), opened("coo.02", "wang")]
    group(*facts).when(leaving("qian"), "qian leaves").then(
        g.MemberReleased(*PLACE, "qian", "member", "left"),
        g.TaskAssigned(*task("coo.01"), ("wang",), "left"),
    )


def test_when_the_lead_leaves_the_deputy_gets_the_tasks_and_the_group_is_red() -> None:
    left = group(WANG, LI, opened("coo.01", "wang"))
    left.when(leaving("wang"), "wang leaves").then(
        g.MemberReleased(*PLACE, "wang", "lead", "left"),
        g.TaskAssigned(*task("coo.01"), ("li",), "left"),
    )
    assert left.aggregate.is_red


def test_where_two_lead_the_other_lead_gets_the_tasks() -> None:
    sun = g.MemberAssigned(*PLACE, "sun", "lead", "seat")
    group(LI, WANG, sun, opened("coo.01", "wang")).when(leaving("wang"), "wang leaves").then(
        g.MemberReleased(*PLACE, "wang", "lead", "left"),
        g.TaskAssigned(*task("coo.01"), ("sun",), "left"),
    )


def test_where_nobody_leads_the_tasks_are_nobodys() -> None:
    group(WANG, QIAN, opened("coo.01", "wang")).when(leaving("wang"), "wang leaves").then(
        g.MemberReleased(*PLACE, "wang", "lead", "left"),
        g.TaskAssigned(*task("coo.01"), (), "left"),
    )


def test_whoever_else_has_the_task_keeps_it() -> None:
    group(WANG, opened("coo.01", "li", "qian")).when(leaving("li"), "li leaves").then(
        g.TaskAssigned(*task("coo.01"), ("qian",), "left")
    )


def test_closed_tasks_stay_with_who_did_them() -> None:
    done = [WANG, LI, opened("coo.01", "li"), g.TaskCompleted(*task("coo.01"), "li")]
    group(*done).when(leaving("li"), "li leaves").then(
        g.MemberReleased(*PLACE, "li", "deputy", "left")
    )


def test_leaving_a_group_that_ended_or_where_one_is_unknown_changes_nothing() -> None:
    group(WANG, opened("coo.01", "wang"), ENDED).when(leaving("wang"), "leave").then_nothing()
    group(WANG, opened("coo.01", "wang")).when(leaving("zhao"), "leave").then_nothing()


def unlocking(at: datetime) -> Callable[[Group], list[Fact]]:
    return lambda at_work: posts.unlock(at_work, RUNNING, PLAN, at)


def test_an_authority_unlocks_what_was_locked_and_nothing_else() -> None:
    facts = [opened("tst.01", "wang", locked=True), opened("coo.01", "wang")]
    group(*facts).when(unlocking(NOON + MINUTE), "record an authority").then(
        g.TaskUnlocked(*task("tst.01"), NOON + HOUR)
    )


def test_a_deadline_that_passed_behind_the_lock_counts_from_the_unlocking() -> None:
    locked = group(opened("tst.01", "wang", locked=True))
    locked.when(unlocking(NOON + 5 * HOUR), "record an authority").then(
        g.TaskUnlocked(*task("tst.01"), NOON + 6 * HOUR)
    )


def test_a_numbered_day_that_passed_behind_the_lock_is_due_now() -> None:
    day = group(opened("tst.02", "wang", due=NOON + 24 * HOUR, locked=True))
    day.when(unlocking(NOON + 48 * HOUR), "record an authority").then(
        g.TaskUnlocked(*task("tst.02"), NOON + 48 * HOUR)
    )


def test_a_task_that_no_plan_foresaw_keeps_its_time_when_unlocked() -> None:
    soon = NOON + 2 * HOUR
    group(opened("x.1", "wang", due=soon, locked=True)).when(
        unlocking(NOON + HOUR), "record an authority"
    ).then(g.TaskUnlocked(*task("x.1"), soon))


def test_a_cancelled_task_is_unlocked_too_so_that_it_can_be_reopened() -> None:
    off = [opened("tst.01", locked=True), g.TaskCancelled(*task("tst.01"), "decision")]
    group(*off).when(unlocking(NOON), "record an authority").then(
        g.TaskUnlocked(*task("tst.01"), NOON + HOUR)
    )


def test_a_locked_task_without_a_time_waits_when_unlocked() -> None:
    waiting = g.TaskOpened(*task("coo.03"), "coo.03", (), None, True)
    asked = group(waiting)
    asked.when(unlocking(NOON), "record an authority").then(g.TaskUnlocked(*task("coo.03"), None))
    assert asked.aggregate.tasks["coo.03"].shown_state == "waiting"


def retiming(end: datetime | None) -> Callable[[Group], list[Fact]]:
    running = msgspec.structs.replace(RUNNING, planned_end=end)
    return lambda at_work: posts.retime(at_work, running, PLAN)


WAITING = g.TaskOpened(*task("coo.03"), "coo.03", ("wang",))
END = NOON + 72 * HOUR


def test_deadlines_before_the_expected_end_move_with_it() -> None:
    group(WAITING, opened("coo.01", "wang")).when(retiming(END), "expect the end").then(
        g.TaskTimed(*task("coo.03"), END - 12 * HOUR)
    )


def test_an_end_that_is_expected_no_more_moves_nothing() -> None:
    timed = g.TaskTimed(*task("coo.03"), END)
    group(WAITING, timed).when(retiming(None), "expect no end").then_nothing()


def test_closed_tasks_and_those_of_no_plan_keep_their_time() -> None:
    closed = g.TaskCompleted(*task("coo.03"))
    group(WAITING, closed).when(retiming(END), "expect the end").then_nothing()
    group(opened("x.1", "wang")).when(retiming(END), "expect the end").then_nothing()


def test_a_task_begun_while_it_waited_still_moves_with_the_expected_end() -> None:
    begun = [WAITING, g.TaskTimed(*task("coo.03"), NOON + HOUR), g.TaskStarted(*task("coo.03"))]
    group(*begun).when(retiming(END), "expect the end").then(
        g.TaskTimed(*task("coo.03"), END - 12 * HOUR)
    )


def test_standing_down_closes_what_is_open_with_cause_and_reason() -> None:
    facts = [
        WANG,
        opened("coo.01", "wang"),
        opened("coo.02", "wang"),
        g.TaskCompleted(*task("coo.02")),
        opened("tst.01", locked=True),
    ]
    asked = group(*facts)
    asked.when(lambda at_work: posts.stand_down(at_work, "undone", "t1"), "undo").then(
        g.TaskCancelled(*task("coo.01"), "undone", "t1"),
        g.TaskCancelled(*task("tst.01"), "undone", "t1"),
        g.GroupStoodDown(*PLACE, "undone"),
    )
    assert asked.aggregate.is_closed
    assert all(t.is_closed for t in asked.aggregate.tasks.values())


def test_a_group_without_a_lead_is_red_whoever_else_is_in_it() -> None:
    assert group().aggregate.is_red
    assert group(LI, QIAN).aggregate.is_red
    assert not group(LI, WANG).aggregate.is_red
    assert group(LI).aggregate.answerable == ("li",)
    assert group(QIAN).aggregate.answerable == ()


def test_an_unlocked_deadline_is_never_before_its_time_again() -> None:
    late = NOON + timedelta(days=3)
    asked = group(opened("tst.01", locked=True))
    asked.when(unlocking(late), "record an authority").then(
        g.TaskUnlocked(*task("tst.01"), late + HOUR)
    )
    asked.when(unlocking(late + HOUR), "record another authority").then_nothing()


STOOD_IN = [
    WANG,
    LI,
    opened("coo.01", "wang"),
    g.MemberMustered(*PLACE, "li"),
    g.MusterClosed(*PLACE, ("wang",)),
    g.MemberAssigned(*PLACE, "li", "lead", "step_up"),
    g.MemberAssigned(*PLACE, "wang", "deputy", "stood_in"),
    g.TaskAssigned(*task("coo.01"), ("li",), "step_up"),
]


def test_the_appointed_lead_who_is_there_leads_again_when_whoever_stepped_up_leaves() -> None:
    group(*STOOD_IN, g.MemberMustered(*PLACE, "wang")).when(leaving("li"), "li leaves").then(
        g.MemberReleased(*PLACE, "li", "lead", "left"),
        g.MemberAssigned(*PLACE, "wang", "lead", "back"),
        g.TaskAssigned(*task("coo.01"), ("wang",), "left"),
    )


def test_where_the_appointed_lead_is_absent_the_next_deputy_steps_up() -> None:
    zhao = [g.MemberAssigned(*PLACE, "zhao", "deputy", "seat"), g.MemberMustered(*PLACE, "zhao")]
    group(*STOOD_IN, *zhao).when(leaving("li"), "li leaves").then(
        g.MemberReleased(*PLACE, "li", "lead", "left"),
        g.MemberAssigned(*PLACE, "zhao", "lead", "step_up"),
        g.TaskAssigned(*task("coo.01"), ("zhao",), "left"),
    )


def test_an_appointed_lead_who_comes_when_nobody_leads_leads_again() -> None:
    gone = g.MemberReleased(*PLACE, "li", "lead", "declined")
    group(*STOOD_IN, gone).when(mustering("wang"), "wang comes").then(
        g.MemberMustered(*PLACE, "wang"), g.MemberAssigned(*PLACE, "wang", "lead", "back")
    )


def test_an_appointed_lead_who_comes_while_another_leads_stays_deputy() -> None:
    group(*STOOD_IN).when(mustering("wang"), "wang comes").then(g.MemberMustered(*PLACE, "wang"))
