"""Levels: which are reached, and what raising and lowering brings to the tasks of a group."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
import pytest

from domain import levels
from domain.aggregate import Decider
from domain.community import Activation
from domain.facts import Fact
from domain.facts import community as c
from domain.facts import group as g
from domain.group import Group
from domain.ids import task_id
from domain.playbook import Due, Task
from domain.playbook import Group as PlanGroup
from domain.refusal import Refused
from domain.timing import reached
from tests.examples import EAST, HOUR, PLAN, words
from tests.given import NOON, STREAM, Given, given

PLACE = ("a1", "watch", EAST)
LATER = NOON + 2 * HOUR
WATCH = PlanGroup(
    "watch",
    words("值守组"),
    words("值守"),
    tasks=(
        Task("w.3", words("w.3"), Due("level", level="III", plus=HOUR)),
        Task("w.2", words("w.2"), Due("level", level="II", plus=HOUR)),
        Task("w.i", words("w.i"), Due("interval", every=6 * HOUR, per_level={"II": 2 * HOUR})),
    ),
)
FLOOD = msgspec.structs.replace(PLAN, groups=(WATCH,))


def running(*given_levels: tuple[str, datetime]) -> Activation:
    """An activation that was given these levels, one after the other."""
    found = Activation("a1", PLAN.id, PLAN.digest, (EAST,), "wartime", NOON)
    found.levels, found.level = list(given_levels), given_levels[-1][0]
    return found


def task(key: str) -> tuple[str, str, str | None, str]:
    return (*PLACE, task_id(STREAM, key))


def waiting(key: str, *assignees: str) -> Fact:
    return g.TaskOpened(*task(key), key, assignees)


def timed(key: str, due: datetime) -> Fact:
    return g.TaskTimed(*task(key), due)


def group(*facts: Fact) -> Given[Group]:
    stood_up = g.GroupStoodUp(*PLACE, PLAN.id, digest=PLAN.digest)
    return given(Group, stood_up, *facts, id=STREAM)


def following(
    *given_levels: tuple[str, datetime], gone: Sequence[str] = ()
) -> Callable[[Group], list[Fact]]:
    """What a group does after the last of the levels."""
    now = running(*given_levels)
    previous = given_levels[-2][0]
    return lambda at_work: levels.follow(
        at_work, FLOOD, now, previous, given_levels[-1][1], gone=gone
    )


RAISED = ("IV", NOON), ("II", LATER)
LOWERED = (*RAISED, ("III", LATER + HOUR))


def test_a_level_is_reached_with_any_above_it_and_no_more_once_it_is_lowered() -> None:
    assert reached(running(*RAISED), PLAN) == {"IV": NOON, "III": LATER, "II": LATER}
    assert reached(running(*LOWERED), PLAN) == {"IV": NOON, "III": LATER}
    again = (*LOWERED, ("II", LATER + 2 * HOUR))
    assert reached(running(*again), PLAN)["II"] == LATER + 2 * HOUR
    assert reached(running(*again), PLAN)["III"] == LATER


def test_a_level_of_an_edition_that_is_gone_is_not_counted() -> None:
    assert reached(running(("IV", NOON), ("red", LATER)), PLAN) == {"IV": NOON}


def test_the_same_level_again_changes_nothing_and_an_unknown_one_is_refused_with_the_plans() -> (
    None
):
    assert levels.change(running(("IV", NOON)), PLAN, "IV", None, None) == []
    (changed,) = levels.change(running(("IV", NOON)), PLAN, "II", "t1", None)
    assert changed == c.LevelChanged("a1", "II", "IV", "t1")
    with pytest.raises(Refused, match="level_unknown") as refused:
        levels.change(running(("IV", NOON)), PLAN, "V", None, None)
    assert refused.value.params["levels"] == "IV、III、II"


def test_raising_gives_waiting_tasks_their_time_from_now() -> None:
    group(waiting("w.3"), waiting("w.2")).when(following(*RAISED), "raised to II").then(
        timed("w.3", LATER + HOUR), timed("w.2", LATER + HOUR)
    )


def test_raising_leaves_alone_what_is_done_or_has_its_time() -> None:
    done = g.TaskCompleted(*task("w.3"))
    facts = [waiting("w.3"), waiting("w.2"), timed("w.3", NOON + HOUR), done]
    group(*facts, timed("w.2", NOON)).when(following(*RAISED), "raised to II").then_nothing()


def test_lowering_takes_off_what_nobody_has_begun_of_a_level_no_longer_reached() -> None:
    facts = [waiting("w.3"), waiting("w.2"), timed("w.3", NOON), timed("w.2", NOON)]
    group(*facts).when(following(*LOWERED), "lowered to III").then(
        g.TaskCancelled(*task("w.2"), "level_lowered")
    )
    begun = group(*facts, g.TaskStarted(*task("w.2"), "wang"))
    begun.when(following(*LOWERED), "lowered to III").then_nothing()


def test_what_never_had_its_time_goes_on_waiting() -> None:
    group(waiting("w.2")).when(following(*LOWERED), "lowered to III").then_nothing()


def test_raising_again_opens_what_lowering_took_off_but_not_what_a_person_did() -> None:
    facts = [waiting("w.2"), waiting("w.3"), timed("w.2", NOON), timed("w.3", NOON)]
    off = [
        g.TaskCancelled(*task("w.2"), "level_lowered"),
        g.TaskCancelled(*task("w.3"), "decision"),
    ]
    again = (*LOWERED, ("II", LATER + 2 * HOUR))
    group(*facts, *off).when(following(*again), "raised again").then(
        g.TaskReopened(*task("w.2")), timed("w.2", LATER + 3 * HOUR)
    )


def test_what_comes_back_goes_to_the_lead_when_its_people_left_meanwhile() -> None:
    lead = g.MemberAssigned(*PLACE, "wang", "lead", "seat")
    facts = [lead, waiting("w.2", "li"), timed("w.2", NOON)]
    off = g.TaskCancelled(*task("w.2"), "level_lowered")
    back = following(*LOWERED, ("II", LATER + 2 * HOUR), gone=("li",))
    group(*facts, off).when(back, "raised again").then(
        g.TaskAssigned(*task("w.2"), ("wang",), "left"),
        g.TaskReopened(*task("w.2")),
        timed("w.2", LATER + 3 * HOUR),
    )


def every(due: datetime) -> Fact:
    return g.TaskOpened(*task("w.i~1"), "w.i", (), due, series="w.i", again_at=due)


@pytest.mark.parametrize(
    ("due", "expected"),
    [
        (NOON + 6 * HOUR, LATER + 2 * HOUR),  # counted from noon it has passed: from now
        (NOON + 7 * HOUR, NOON + 3 * HOUR),  # counted from one o'clock
        (LATER + HOUR, LATER + HOUR),  # it is due before that anyway
    ],
)
def test_the_open_one_of_an_interval_moves_to_the_interval_of_the_level(
    due: datetime, expected: datetime
) -> None:
    asked = group(every(due)).when(following(*RAISED), "raised to II")
    if due == expected:
        asked.then_nothing()
    else:
        moved = g.TaskTimed(*task("w.i~1"), expected, expected)
        asked.then(moved)


@pytest.mark.parametrize(
    ("again", "expected"),
    [
        (NOON + 6 * HOUR, LATER),  # counted from noon it has passed: at once, due two hours on
        (NOON + 7 * HOUR, NOON + 3 * HOUR),  # counted from one o'clock
        (LATER, LATER),  # it opens now anyway
    ],
)
def test_the_next_of_an_interval_opens_sooner_though_the_last_is_done(
    again: datetime, expected: datetime
) -> None:
    done = group(every(again), g.TaskCompleted(*task("w.i~1"))).aggregate
    moved = following(*RAISED)(done)
    assert moved == ([] if again == expected else [g.SeriesTimed(*PLACE, "w.i", expected)])
    done.decide(moved, Decider("tester", LATER))
    last = done.tasks["w.i~1"]
    assert (last.again_at, last.due_at, last.state) == (expected, again, "completed")


def test_what_is_taken_off_ends_its_series_and_what_is_at_work_is_the_last() -> None:
    at_work = group(every(NOON + HOUR), g.TaskStarted(*task("w.i~1"), "wang"))

    def withdrawing(group: Group) -> list[Fact]:
        return levels.withdraw(group, "recovery", lambda task: task.series is not None)

    at_work.when(withdrawing, "recovering").then(g.SeriesEnded(*PLACE, "w.i", "recovery"))
    group(every(NOON + HOUR)).when(withdrawing, "recovering").then(
        g.TaskCancelled(*task("w.i~1"), "recovery")
    )


def test_a_group_that_stood_down_follows_no_level() -> None:
    ended = group(waiting("w.2"), g.GroupStoodDown(*PLACE, "stand_down"))
    ended.when(following(*RAISED), "raised to II").then_nothing()
