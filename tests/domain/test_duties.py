"""What is due for a group by some moment."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest

from domain import posts
from domain.community import Activation
from domain.duties import next_at
from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.playbook import Due, Playbook, Target, Task
from domain.playbook import Group as PlanGroup
from tests.around import Quiet, due_by, fulfil
from tests.examples import HOUR, MINUTE, words
from tests.given import NOON, STREAM, Given, given

PLACE = ("a1", "security", "g1")
SOON, LATE = NOON + 15 * MINUTE, NOON + 30 * MINUTE


def line(id: str, due: Due, **more: object) -> Task:
    return Task(id, words(id), due, **more)  # type: ignore[arg-type]


GATE = line("sec.01", Due("offset", plus=30 * MINUTE), ladder="urgent")
PATROL = line("sec.02", Due("interval", every=2 * HOUR))
SHIFT = line("sec.03", Due("daily", at=(time(8), time(20)), until=(time(20), time(8))), places=2)
PLAN = Playbook(
    "p",
    "1",
    "d",
    words("p"),
    "wartime",
    (PlanGroup("security", words("安保组"), words(""), tasks=(GATE, PATROL, SHIFT)),),
    ladders={
        "urgent": (
            (15 * MINUTE, "group_lead"),
            (30 * MINUTE, "grid_leader"),
            (HOUR, "street_duty"),
        )
    },
    targets={
        "group_lead": Target("group_lead", words("组长"), position="lead"),
        "grid_leader": Target("grid_leader", words("网格长"), role="grid_leader"),
        "street_duty": Target("street_duty", words("街道值班"), tier="street"),
    },
)
RUNNING = Activation("a1", "p", "d", ("g1",), "wartime", NOON)
AROUND = Quiet(RUNNING, {"grid_leader": ("chen",)})

WANG = g.MemberAssigned(*PLACE, "wang", "lead", "seat")
LI = g.MemberAssigned(*PLACE, "li", "deputy", "seat")
ZHAO = g.MemberAssigned(*PLACE, "zhao", "member", "seat")
ID = f"{STREAM.hex}.sec.01"
TASK = (*PLACE, ID)
OPENED = g.TaskOpened(*TASK, "sec.01", ("wang",), LATE)
OVERDUE = g.TaskOverdue(*TASK, LATE, LATE + 15 * MINUTE)
COMPLETED, REOPENED = g.TaskCompleted(*TASK), g.TaskReopened(*TASK)
ENDED = g.GroupStoodDown(*PLACE, "stand_down")


def group(*facts: Fact, **stood_up: object) -> Given[Group]:
    return given(Group, g.GroupStoodUp(*PLACE, "p", **stood_up), *facts)  # type: ignore[arg-type]


def by(moment: datetime) -> Callable[[Group], list[Fact]]:
    return lambda group: due_by(group, PLAN, AROUND, moment)


def test_a_deadline_that_passes_is_recorded_once_with_the_first_rung_to_come() -> None:
    group(OPENED).when(by(LATE - MINUTE), "the deadline is near").then_nothing()
    group(OPENED).when(by(LATE), "it passes").then(OVERDUE)


@pytest.mark.parametrize(
    "facts",
    [
        [g.TaskOpened(*TASK, "sec.01", ("wang",))],
        [g.TaskOpened(*TASK, "sec.01", ("wang",), LATE, locked=True)],
        [OPENED, COMPLETED],
        [OPENED, g.TaskCancelled(*TASK, "decision")],
        [OPENED, ENDED],
    ],
    ids=["waiting", "locked", "completed", "cancelled", "ended"],
)
def test_nothing_falls_due_of_what_waits_for_others_or_is_closed(facts: list[Fact]) -> None:
    group(*facts).when(by(NOON + 9 * HOUR), "hours pass").then_nothing()


def test_a_deadline_that_moved_may_pass_again() -> None:
    moved = [OPENED, OVERDUE, g.TaskTimed(*TASK, LATE + HOUR)]
    group(*moved).when(by(LATE + 59 * MINUTE), "an hour is nearly over").then_nothing()
    group(*moved).when(by(LATE + HOUR), "an hour passes").then(
        g.TaskOverdue(*TASK, LATE + HOUR, LATE + HOUR + 15 * MINUTE)
    )


def rung(step: int, role: str, to: tuple[str, ...], next_at: datetime | None) -> g.TaskEscalated:
    return g.TaskEscalated(*TASK, step, role, to, next_at)


LADDER = [
    rung(1, "group_lead", ("wang",), LATE + 30 * MINUTE),
    rung(2, "grid_leader", ("chen",), LATE + HOUR),
    rung(3, "street_duty", (), None),
]


def test_a_ladder_is_climbed_rung_by_rung_and_says_when_there_was_nobody_to_tell() -> None:
    so_far: list[Fact] = [WANG, OPENED, OVERDUE]
    for minutes, climbed in zip((15, 30, 60), LADDER, strict=True):
        moment = LATE + minutes * MINUTE
        group(*so_far).when(by(moment - MINUTE), "a minute before").then_nothing()
        group(*so_far).when(by(moment), "the rung is reached").then(climbed)
        so_far.append(climbed)
    group(*so_far).when(by(LATE + 9 * HOUR), "hours pass").then_nothing()


def test_whoever_comes_late_climbs_every_rung_in_order() -> None:
    group(WANG, OPENED).when(by(LATE + 9 * HOUR), "hours pass").then(OVERDUE, *LADDER)


def test_closing_stops_the_climb_and_the_ladder_does_not_count_the_time_for_it() -> None:
    closed = [WANG, OPENED, OVERDUE, LADDER[0], COMPLETED]
    group(*closed).when(by(LATE + 9 * HOUR), "hours pass").then_nothing()
    work = group(*closed).aggregate
    reopened_at = LATE + 9 * HOUR
    work.fold([(REOPENED, reopened_at)])
    assert work.tasks["sec.01"].overdue
    assert next_at(work) == reopened_at + 30 * MINUTE
    assert fulfil(work, PLAN, AROUND, reopened_at + 30 * MINUTE) == [
        rung(2, "grid_leader", ("chen",), reopened_at + HOUR)
    ]


def test_a_drill_climbs_at_its_pace() -> None:
    paced = group(WANG, OPENED, pace=30.0)
    paced.when(by(LATE), "the deadline passes").then(
        g.TaskOverdue(*TASK, LATE, LATE + timedelta(seconds=30))
    )


def test_a_ladder_that_the_plan_knows_no_more_begins_anew() -> None:
    shorter = Playbook(
        "p", "2", "d2", words("p"), "wartime", PLAN.groups, ladders={"urgent": ((HOUR, "x"),)}
    )
    climbed = group(WANG, OPENED, OVERDUE, LADDER[0]).aggregate
    assert due_by(climbed, shorter, AROUND, LATE + 45 * MINUTE) == [
        g.TaskTimed(*TASK, LATE),
        g.TaskOverdue(*TASK, LATE, LATE + HOUR),
    ]


MUSTER = {"muster_by": SOON}
HERE = {m: g.MemberMustered(*PLACE, m) for m in ("wang", "li", "zhao")}


def test_the_muster_closes_once_and_says_who_is_absent() -> None:
    asked = group(WANG, LI, ZHAO, HERE["wang"], **MUSTER)
    asked.when(by(SOON - MINUTE), "a minute before").then_nothing()
    asked.when(by(SOON), "the time is over").then(g.MusterClosed(*PLACE, ("li", "zhao")))
    group(**MUSTER).when(by(SOON), "nobody has a post").then(g.MusterClosed(*PLACE))


STEPPED_UP = [
    g.MemberAssigned(*PLACE, "li", "lead", "step_up"),
    g.MemberAssigned(*PLACE, "wang", "deputy", "stood_in"),
    g.TaskAssigned(*TASK, ("li",), "step_up"),
]


def test_a_deputy_who_is_there_steps_up_for_an_absent_lead_and_has_the_open_tasks() -> None:
    group(WANG, LI, ZHAO, OPENED, HERE["li"], **MUSTER).when(by(SOON), "the time is over").then(
        g.MusterClosed(*PLACE, ("wang", "zhao")), *STEPPED_UP
    )


def test_what_an_absent_lead_has_in_hand_stays_with_them() -> None:
    begun = g.TaskAccepted(*TASK, "wang")
    group(WANG, LI, OPENED, begun, HERE["li"], **MUSTER).when(by(SOON), "the time is over").then(
        g.MusterClosed(*PLACE, ("wang",)), *STEPPED_UP[:2]
    )


def test_a_group_without_a_lead_stays_red_until_one_is_named() -> None:
    group(LI, HERE["li"], **MUSTER).when(by(SOON), "the time is over").then(g.MusterClosed(*PLACE))


def mustering(member: str) -> Callable[[Group], list[Fact]]:
    return lambda group: posts.muster(group, member)


def test_a_deputy_who_comes_after_the_muster_steps_up_and_a_lead_who_comes_then_does_not() -> None:
    closed = [WANG, LI, OPENED, g.MusterClosed(*PLACE, ("wang", "li"))]
    group(*closed, **MUSTER).when(mustering("li"), "the deputy comes").then(HERE["li"], *STEPPED_UP)
    later = [*closed, HERE["li"], *STEPPED_UP]
    group(*later, **MUSTER).when(mustering("wang"), "the lead comes").then(HERE["wang"])
    there = [WANG, LI, g.MusterClosed(*PLACE, ("li",)), HERE["wang"]]
    group(*there, **MUSTER).when(mustering("li"), "the deputy comes").then(HERE["li"])


EIGHT = NOON + 8 * HOUR
SLOT_ID = f"{STREAM.hex}.sec.03~20260302T1200Z"
SLOT = g.TaskOpened(
    *PLACE,
    SLOT_ID,
    "sec.03",
    ("li", "zhao"),
    EIGHT,
    series="sec.03",
    again_at=SOON,
    starts_at=SOON,
    places=2,
)
NEXT = g.TaskOpened(
    *PLACE,
    f"{STREAM.hex}.sec.03~20260303T0000Z",
    "sec.03",
    ("wang", "li"),
    EIGHT + 12 * HOUR,
    series="sec.03",
    again_at=EIGHT,
    starts_at=EIGHT,
    places=2,
)


def slot(*taken: str) -> Given[Group]:
    accepted = (g.TaskAccepted(*PLACE, SLOT_ID, member) for member in taken)
    return group(WANG, LI, ZHAO, SLOT, *accepted)


def test_when_a_slot_begins_the_next_opens_and_missing_people_are_told() -> None:
    slot().when(by(SOON), "the slot begins").then(g.SlotUncovered(*PLACE, SLOT_ID, SOON, 2), NEXT)
    slot("li").when(by(SOON), "it begins").then(g.SlotUncovered(*PLACE, SLOT_ID, SOON, 1), NEXT)
    slot("li", "zhao").when(by(SOON), "the slot begins").then(NEXT)


def test_series_begin_and_catch_up_one_by_one_and_nothing_is_skipped() -> None:
    plan = Playbook(
        "p",
        "1",
        "d",
        words("p"),
        "wartime",
        (PlanGroup("security", words("安保组"), words(""), tasks=(GATE, PATROL)),),
    )
    begun = group(begin_at=NOON).aggregate

    def patrol(hours: int) -> g.TaskOpened:
        moment = NOON + hours * HOUR
        key = f"{STREAM.hex}.sec.02~{moment:%Y%m%dT%H%MZ}"
        return g.TaskOpened(*PLACE, key, "sec.02", (), moment, series="sec.02", again_at=moment)

    def overdue(hours: int) -> g.TaskOverdue:
        return g.TaskOverdue(*PLACE, patrol(hours).task, NOON + hours * HOUR)

    assert fulfil(begun, plan, AROUND, NOON) == [patrol(2), g.SeriesBegun(*PLACE)]
    assert fulfil(begun, plan, AROUND, NOON + 5 * HOUR) == [
        *(overdue(2), patrol(4)),
        *(overdue(4), patrol(6)),
    ]
    assert fulfil(begun, plan, AROUND, NOON + 5 * HOUR) == []
    assert next_at(begun) == NOON + 6 * HOUR


def test_a_group_that_stood_down_does_nothing_more() -> None:
    group(SLOT, OPENED, ENDED, begin_at=NOON, **MUSTER).when(
        by(NOON + 99 * HOUR), "days pass"
    ).then_nothing()
