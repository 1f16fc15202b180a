"""Places of a slot: taken one by one, given back, and never more than there are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time

import msgspec
import pytest

from domain.aggregate import Decider
from domain.community import Activation
from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.opening import Occasion, open_line
from domain.playbook import Due, Task
from domain.playbook import Group as PlanGroup
from domain.posts import leave, unlock
from domain.series import succeed
from domain.slots import missing
from domain.tasks import VERBS, Act
from tests.examples import HOUR, PLAN, words
from tests.given import NOON, STREAM, Given, given

PLACE = ("a1", "security", "g1")
SHIFT = Task(
    "sec.01",
    words("卡口值守"),
    Due("daily", at=(time(8), time(20)), until=(time(20), time(8))),
    authority=True,
    places=2,
)
GUARDED = msgspec.structs.replace(
    PLAN, groups=(PlanGroup("security", words("安保组"), words(""), tasks=(SHIFT,)),)
)
KEY = "sec.01~20260302T1200Z"
SLOT = (*PLACE, f"{STREAM.hex}.{KEY}")
WANG = g.MemberAssigned(*PLACE, "wang", "lead", "seat")
LI = g.MemberAssigned(*PLACE, "li", "member", "seat")
OPENED = g.TaskOpened(*SLOT, "sec.01", ("li",), NOON + 8 * HOUR, starts_at=NOON + HOUR, places=2)


def accepted(member: str) -> g.TaskAccepted:
    return g.TaskAccepted(*SLOT, member)


def joined(*members: str) -> g.TaskAssigned:
    return g.TaskAssigned(*SLOT, members, "accept")


def slot(*facts: Fact) -> Given[Group]:
    return given(Group, g.GroupStoodUp(*PLACE, "p"), WANG, LI, OPENED, *facts)


def does(verb: str, member: str | None) -> Callable[[Group], list[Fact]]:
    return lambda group: VERBS[verb](group, KEY, Act(NOON, member=member))


def test_each_who_accepts_takes_a_place() -> None:
    slot().when(does("accept", "li"), "li accepts").then(accepted("li"))
    slot(accepted("li")).when(does("accept", "zhao"), "zhao signs up").then(
        joined("li", "zhao"), accepted("zhao")
    )


def test_a_slot_takes_no_more_people_than_it_needs() -> None:
    full = [accepted("li"), joined("li", "zhao"), accepted("zhao")]
    for verb in ("accept", "start"):
        slot(*full).when(does(verb, "sun"), f"sun wants to {verb}").then_refused(
            "slot_full", places=2
        )
    slot(*full).when(does("start", "zhao"), "zhao starts").then(g.TaskStarted(*SLOT, "zhao"))


def test_whoever_is_put_on_a_short_shift_stands_beside_those_who_have_it() -> None:
    act = Act(NOON, member="sun", decides=True, added=True)

    def adds(group: Group) -> list[Fact]:
        return VERBS["accept"](group, KEY, act)

    added = g.TaskAssigned(*SLOT, ("li", "sun"), "added")
    slot().when(adds, "before li took it up").then(added, accepted("sun"))
    slot(accepted("li")).when(adds, "since").then(added, accepted("sun"))
    slot(accepted("li"), added, accepted("sun")).when(adds, "again").then()
    full = [accepted("li"), joined("li", "zhao"), accepted("zhao")]
    slot(*full).when(adds, "with nobody lacking").then_refused("slot_full", places=2)


@pytest.mark.parametrize("verb", ["accept", "start"])
def test_who_acts_in_their_own_name_for_nobody_takes_no_place(verb: str) -> None:
    begun = slot()
    group = begun.aggregate
    group.decide(does(verb, None)(group), Decider("secretary", NOON))
    assert group.tasks[KEY].state != "open"
    assert (group.tasks[KEY].taken, missing(group.tasks[KEY])) == ((), 2)
    assert does(verb, None)(group) == []
    for member in ("li", "zhao"):
        group.decide(does("accept", member)(group), Decider("secretary", NOON))
    assert group.tasks[KEY].taken == ("li", "zhao")


def test_a_slot_is_completed_when_it_has_begun_and_no_sooner() -> None:
    slot(accepted("li")).when(does("complete", "li"), "before it begins").then_refused(
        "slot_not_begun", starts_at=NOON + HOUR
    )
    act = Act(NOON + HOUR, member="li")
    slot(accepted("li")).when(lambda g: VERBS["complete"](g, KEY, act), "then").then(
        g.TaskCompleted(*SLOT, "li")
    )


def test_who_comes_after_the_first_has_started_takes_a_place_and_the_slot_stays_started() -> None:
    begun = slot(g.TaskStarted(*SLOT, "li"))
    begun.when(does("start", "zhao"), "zhao starts too").then(
        joined("li", "zhao"), accepted("zhao")
    )
    assert begun.aggregate.tasks[KEY].state == "started"
    assert begun.aggregate.tasks[KEY].taken == ("li", "zhao")


def test_whoever_declines_gives_the_place_back_to_anybody() -> None:
    taken = slot(accepted("li"))
    taken.when(lambda group: leave(group, "li", "declined", "t1"), "li declines").then(
        g.MemberReleased(*PLACE, "li", "member", "declined", "t1"),
        g.TaskAssigned(*SLOT, (), "declined"),
    )
    assert taken.aggregate.tasks[KEY].taken == ()


RUNNING = Activation("a1", "p", GUARDED.digest, ("g1",), "wartime", NOON)
#: eight in the evening, and eight in the morning after it
EVENING, MORNING = NOON + 8 * HOUR, NOON + 20 * HOUR


@pytest.mark.parametrize(
    ("at", "begins", "ends"),
    [
        (NOON + 2 * HOUR, NOON + 2 * HOUR, EVENING),  # still the shift that is locked
        (NOON + 9 * HOUR, NOON + 9 * HOUR, MORNING),  # it has passed, and the next one runs
    ],
)
def test_a_slot_that_is_unlocked_is_the_one_that_runs_and_hands_over_when_it_begins(
    at: datetime, begins: datetime, ends: datetime
) -> None:
    group = given(Group, g.GroupStoodUp(*PLACE, "p"), WANG, LI).aggregate
    by = Decider("tester", NOON)
    group.decide(open_line(group, SHIFT, GUARDED, RUNNING, Occasion(NOON)), by)
    assert unlock(group, RUNNING, GUARDED, at) == [
        g.TaskUnlocked(*SLOT, ends),
        g.TaskTimed(*SLOT, ends, begins, begins),
    ]
    group.decide(unlock(group, RUNNING, GUARDED, at), by)
    slot = group.tasks[KEY]
    assert (slot.starts_at, slot.again_at, slot.due_at) == (begins, begins, ends)
    (following,) = succeed(group, KEY, GUARDED, RUNNING)
    assert isinstance(following, g.TaskOpened)
    assert (following.starts_at, following.again_at) == (ends, ends)


def test_a_slot_to_come_keeps_its_times_when_it_is_unlocked() -> None:
    to_come = g.TaskOpened(
        *SLOT,
        "sec.01",
        (),
        EVENING,
        True,
        series="sec.01",
        again_at=NOON + HOUR,
        starts_at=NOON + HOUR,
        places=2,
    )
    group = given(Group, g.GroupStoodUp(*PLACE, "p"), WANG, to_come)
    group.when(lambda one: unlock(one, RUNNING, GUARDED, NOON), "unlock").then(
        g.TaskUnlocked(*SLOT, EVENING)
    )
