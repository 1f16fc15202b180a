"""Places of a slot: taken one by one, given back, and never more than there are."""

from __future__ import annotations

from collections.abc import Callable

from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.posts import leave
from domain.tasks import VERBS, Act
from tests.examples import HOUR
from tests.given import NOON, STREAM, Given, given

PLACE = ("a1", "security", "g1")
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
