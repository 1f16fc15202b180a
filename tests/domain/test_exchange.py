"""Exchanging: colleagues are asked, agree or not, and each shift has who agreed to it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from domain.aggregate import Decider
from domain.exchange import standing
from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.handing_over import hand_over
from domain.posts import leave
from domain.tasks import VERBS, Act
from tests.examples import HOUR
from tests.given import NOON, STREAM, Given, given

PLACE = ("a1", "security", "g1")
NIGHT, DAY = "sec.01~20260302T1200Z", "sec.01~20260303T0000Z"
NIGHT_SHIFT, DAY_SHIFT = ((*PLACE, f"{STREAM.hex}.{key}") for key in (NIGHT, DAY))
ELSE = (*PLACE, f"{STREAM.hex}.sec.02")
PEOPLE = [
    g.MemberAssigned(*PLACE, member, position, "seat")
    for member, position in (("wang", "lead"), ("li", "member"), ("zhao", "member"))
]


def shift(task: tuple[str, str, str, str], member: str, begins: datetime) -> list[Fact]:
    ends = begins + 4 * HOUR
    opened = g.TaskOpened(*task, "sec.01", (member,), ends, starts_at=begins, places=1)
    return [opened, g.TaskAccepted(*task, member)]


NIGHTS = shift(NIGHT_SHIFT, "li", NOON + HOUR)
DAYS = shift(DAY_SHIFT, "zhao", NOON + 12 * HOUR)
ORDINARY = g.TaskOpened(*ELSE, "sec.02", ("li",), NOON + HOUR)
#: li asks zhao for the night, or for a swap
ASKED = g.ExchangeAsked(*NIGHT_SHIFT, "li", "zhao")
SWAP = g.ExchangeAsked(*NIGHT_SHIFT, "li", "zhao", DAY_SHIFT[3])


def group(*facts: Fact) -> Given[Group]:
    stood_up = g.GroupStoodUp(*PLACE, "p")
    return given(Group, stood_up, *PEOPLE, *NIGHTS, *DAYS, ORDINARY, *facts, id=STREAM)


def does(
    verb: str, member: str | None, key: str = NIGHT, at: datetime = NOON, **said: str
) -> Callable[[Group], list[Fact]]:
    return lambda at_work: VERBS[verb](at_work, key, Act(at, member=member, **said))  # type: ignore[arg-type]


def over(cause: str, member: str = "li", colleague: str = "zhao") -> Fact:
    return g.ExchangeClosed(*NIGHT_SHIFT, member, colleague, cause)


def test_a_colleague_is_asked_once_and_nothing_changes_hands_yet() -> None:
    asked = group().when(does("offer", "li", to="zhao"), "li asks zhao").then(ASKED)
    assert asked  # and asked again, nothing
    group().when(does("offer", "li", to="zhao", swap=DAY_SHIFT[3]), "li swaps").then(SWAP)


def test_asking_somebody_else_withdraws_what_was_asked_before() -> None:
    group(ASKED).when(does("offer", "li", to="wang"), "li asks wang").then(
        over("withdrawn"), g.ExchangeAsked(*NIGHT_SHIFT, "li", "wang")
    )


def test_whoever_agrees_has_the_shift_and_whoever_asked_has_not() -> None:
    asked = group(ASKED)
    asked.when(does("take-over", "zhao"), "zhao agrees").then(
        over("agreed"),
        g.TaskAssigned(*NIGHT_SHIFT, ("zhao",), "agreed"),
        g.TaskAccepted(*NIGHT_SHIFT, "zhao"),
    )
    assert asked.aggregate.tasks[NIGHT].taken == ("zhao",)


def test_two_shifts_change_hands_in_one_save() -> None:
    group(SWAP).when(does("take-over", "zhao"), "zhao swaps").then(
        over("agreed"),
        g.TaskAssigned(*NIGHT_SHIFT, ("zhao",), "swapped"),
        g.TaskAccepted(*NIGHT_SHIFT, "zhao"),
        g.TaskAssigned(*DAY_SHIFT, ("li",), "swapped"),
        g.TaskAccepted(*DAY_SHIFT, "li"),
    )


def test_an_ordinary_task_is_taken_up_by_agreeing_and_one_at_work_goes_on() -> None:
    place = (*PLACE, ELSE[3])
    asked, closed = g.ExchangeAsked(*place, "li", "zhao"), ("li", "zhao", "agreed")
    given_ = g.TaskAssigned(*place, ("zhao",), "agreed")
    group(asked).when(does("take-over", "zhao", "sec.02"), "zhao agrees").then(
        g.ExchangeClosed(*place, *closed), given_, g.TaskAccepted(*place, "zhao")
    )
    group(asked, g.TaskStarted(*place, "li")).when(
        does("take-over", "zhao", "sec.02"), "zhao goes on"
    ).then(g.ExchangeClosed(*place, *closed), given_)


def test_a_colleague_may_say_no_and_whoever_asked_may_ask_no_more() -> None:
    group(ASKED).when(does("turn-down", "zhao"), "zhao cannot").then(over("declined"))
    group(ASKED).when(does("withdraw", "li"), "li asks no more").then(over("withdrawn"))
    group().when(does("turn-down", "zhao"), "nothing was asked").then_nothing()
    group().when(does("withdraw", "li"), "nothing was asked").then_nothing()


def test_only_ones_own_and_only_a_colleague_who_has_it_not() -> None:
    refused = [
        (does("offer", "zhao", to="li"), "exchange_not_theirs"),
        (does("offer", "li", to="li"), "exchange_with_nobody"),
        (does("offer", "li", to="a stranger"), "exchange_with_nobody"),
        (does("offer", None, to="zhao"), "field_missing"),
        (does("offer", "li"), "field_missing"),
        (does("take-over", "wang"), "exchange_over"),
        (does("take-over", "zhao"), "exchange_over"),
    ]
    for ask, code in refused:
        group().when(ask, code).then_refused(code)


def test_a_swap_is_for_a_shift_of_theirs_that_has_not_begun() -> None:
    later = NOON + 13 * HOUR
    for swap in (NIGHT_SHIFT[3], ELSE[3], f"{'0' * 32}.{DAY}", "nonsense"):
        ask = does("offer", "li", to="zhao", swap=swap)
        group().when(ask, swap).then_refused("swap_impossible", field="swap")
    # what was asked in time may be answered too late
    gone = g.TaskAssigned(*DAY_SHIFT, ("wang",), "reassign")
    group(SWAP, gone).when(does("take-over", "zhao"), "zhao").then_refused("swap_impossible")
    long = g.TaskTimed(*NIGHT_SHIFT, NOON + 24 * HOUR)
    group(SWAP, long).when(does("take-over", "zhao", at=later), "late").then_refused(
        "swap_impossible"
    )


def test_what_is_over_changes_no_hands() -> None:
    after = NOON + 5 * HOUR
    group(ASKED).when(does("offer", "li", at=after, to="wang"), "after").then_refused("shift_over")
    group(ASKED).when(does("take-over", "zhao", at=after), "after").then_refused("shift_over")
    done = g.TaskCompleted(*NIGHT_SHIFT, "li")
    group(ASKED, done).when(does("take-over", "zhao"), "done").then_refused("task_closed")
    ended = g.GroupStoodDown(*PLACE, "stand_down")
    group(ASKED, ended).when(does("take-over", "zhao"), "over").then_refused("activation_ended")


def test_an_asking_ends_with_whoever_asked_with_whom_was_asked_and_with_the_task() -> None:
    for fact in (
        g.TaskAssigned(*NIGHT_SHIFT, ("wang",), "reassign"),
        g.MemberReleased(*PLACE, "zhao", "member", "declined"),
        g.TaskCancelled(*NIGHT_SHIFT, "decision"),
    ):
        at_work = group(ASKED, fact).aggregate
        assert standing(at_work, NIGHT) == []
        assert at_work.tasks[NIGHT].offers == {}


def test_whoever_asked_a_colleague_who_leaves_hears_that_nobody_answers() -> None:
    released = g.MemberReleased(*PLACE, "zhao", "member", "declined")
    group(ASKED).when(lambda at_work: leave(at_work, "zhao", "declined"), "zhao cannot come").then(
        over("gone"), released, g.TaskAssigned(*DAY_SHIFT, (), "declined")
    )
    handed = group(ASKED)
    handed.when(lambda at_work: hand_over(at_work, "zhao", "wang"), "zhao hands over").then(
        over("gone"),
        g.MemberReleased(*PLACE, "zhao", "member", "hand_over"),
        g.TaskAssigned(*DAY_SHIFT, ("wang",), "hand_over"),
    )
    assert standing(handed.aggregate, NIGHT) == []


def test_of_several_who_ask_the_one_who_is_named_is_answered() -> None:
    both = [
        g.TaskAssigned(*NIGHT_SHIFT, ("li", "wang"), "accept"),
        ASKED,
        g.ExchangeAsked(*NIGHT_SHIFT, "wang", "zhao"),
    ]
    asked = group(*both)
    asked.when(does("take-over", "zhao", to="wang"), "zhao for wang").then(
        over("agreed", "wang"),
        g.TaskAssigned(*NIGHT_SHIFT, ("li", "zhao"), "agreed"),
        g.TaskAccepted(*NIGHT_SHIFT, "zhao"),
    )
    # the other question no longer makes sense, for zhao has it now
    by = Decider("zhao", NOON)
    asked.aggregate.decide(does("turn-down", "zhao")(asked.aggregate), by)
    assert standing(asked.aggregate, NIGHT) == []


def takes(relieves: str, member: str = "sun", **said: object) -> Callable[[Group], list[Fact]]:
    return lambda at_work: VERBS["accept"](
        at_work,
        NIGHT,
        Act(NOON, member=member, relieves=relieves, **said),  # type: ignore[arg-type]
    )


SUN = g.MemberAssigned(*PLACE, "sun", "member", "seat")
#: li was asked for the night and has not taken it up
UNTAKEN = g.TaskOpened(
    *NIGHT_SHIFT, "sec.01", ("li",), NOON + 5 * HOUR, starts_at=NOON + HOUR, places=1
)


def asked_for(*facts: Fact) -> Given[Group]:
    return given(Group, g.GroupStoodUp(*PLACE, "p"), *PEOPLE, SUN, UNTAKEN, *facts, id=STREAM)


def test_a_shift_that_was_not_taken_up_is_taken_in_the_place_of_whoever_was_asked() -> None:
    relieved = asked_for(ASKED)
    relieved.when(takes("li"), "sun relieves li").then(
        g.TaskAssigned(*NIGHT_SHIFT, ("sun",), "relief", relieved="li"),
        g.TaskAccepted(*NIGHT_SHIFT, "sun"),
    )
    assert standing(relieved.aggregate, NIGHT) == []  # li has nothing to give any more
    relieved.when(takes("li"), "pressed again").then_nothing()


def test_a_shift_that_was_taken_up_goes_to_nobody_unasked_unless_the_lead_says_so() -> None:
    taken = (g.TaskAccepted(*NIGHT_SHIFT, "li"),)
    asked_for(*taken).when(takes("li"), "sun").then_refused("relief_unasked")
    asked_for(*taken).when(takes("li", decides=True), "the lead").then(
        g.TaskAssigned(*NIGHT_SHIFT, ("sun",), "relief", relieved="li"),
        g.TaskAccepted(*NIGHT_SHIFT, "sun"),
    )


def test_nobody_is_relieved_who_is_not_on_the_shift_nor_by_somebody_who_is() -> None:
    asked_for().when(takes("wang"), "wang is not on it").then_refused("relief_over")
    both = g.TaskAssigned(*NIGHT_SHIFT, ("li", "sun"), "reassign")
    asked_for(both).when(takes("li"), "sun is on it").then_refused("relief_impossible")
    late = NOON + 6 * HOUR
    over = lambda at_work: VERBS["accept"](  # noqa: E731
        at_work, NIGHT, Act(late, member="sun", relieves="li")
    )
    asked_for().when(over, "too late").then_refused("shift_over")


def test_whoever_was_asked_has_their_place_also_when_somebody_came_besides() -> None:
    besides = [
        g.TaskAssigned(*NIGHT_SHIFT, ("li", "sun"), "accept"),
        g.TaskAccepted(*NIGHT_SHIFT, "sun"),
    ]
    asked_for(*besides).when(does("accept", "li"), "li comes").then(
        g.TaskAccepted(*NIGHT_SHIFT, "li")
    )
