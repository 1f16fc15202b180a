"""Taking a hand-over back: what nobody touched since is theirs again who had it."""

from __future__ import annotations

from collections.abc import Callable

from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.handing_over import hand_over
from domain.taking_back import Moments, Returned, take_back
from tests.domain.test_posts import ENDED, LI, PLACE, QIAN, STOOD_UP, WANG, opened, task
from tests.given import STREAM, Given, given

BEFORE = (STOOD_UP, WANG, LI, QIAN, opened("coo.01", "wang", "qian"), opened("coo.02", "wang"))
LEADS_AGAIN = g.MemberAssigned(*PLACE, "wang", "lead", "taken_back", "t2")


def group(*facts: Fact) -> Given[Group]:
    return given(Group, *facts, id=STREAM)


def handed_to(heir: str, *before: Fact) -> list[Fact]:
    return hand_over(group(*before).aggregate, "wang", heir, "t1")


def returned(heir: str, *since: Fact, before: tuple[Fact, ...] = BEFORE) -> Returned:
    """What is decided after some more has happened since all went to the heir."""
    handed = handed_to(heir, *before)
    folds = (before, (*before, *handed), (*before, *handed, *since))
    return take_back(Moments(*(group(*facts).aggregate for facts in folds)), "wang", "t2")


def taking_back(heir: str, before: tuple[Fact, ...] = BEFORE) -> Callable[[Group], list[Fact]]:
    after = group(*before, *handed_to(heir, *before)).aggregate
    return lambda now: (
        take_back(Moments(group(*before).aggregate, after, now), "wang", "t2").decided
    )


def assigned(key: str, *members: str) -> Fact:
    return g.TaskAssigned(*task(key), members, "taken_back", "t2")


def test_the_lead_leads_again_and_the_deputy_is_deputy_and_all_have_their_tasks() -> None:
    deputy = g.MemberAssigned(*PLACE, "li", "deputy", "taken_back", "t2")
    tasks = (assigned("coo.01", "wang", "qian"), assigned("coo.02", "wang"))
    at_work = group(*BEFORE, *handed_to("li", *BEFORE))
    at_work.when(taking_back("li"), "take back").then(LEADS_AGAIN, deputy, *tasks)


def test_somebody_new_is_released_again_and_whoever_was_there_is_there() -> None:
    before = (STOOD_UP, WANG, g.MemberMustered(*PLACE, "wang"))
    released = g.MemberReleased(*PLACE, "zhao", "lead", "taken_back", "t2")
    there = g.MemberMustered(*PLACE, "wang")
    at_work = group(*before, *handed_to("zhao", *before))
    at_work.when(taking_back("zhao", before), "take back").then(LEADS_AGAIN, there, released)


def test_whoever_had_a_task_beside_them_has_it_still() -> None:
    handed = returned("qian").decided
    assert assigned("coo.01", "wang", "qian") in handed


def test_what_was_begun_closed_or_passed_on_stays_and_is_told() -> None:
    for since in (
        g.TaskAccepted(*task("coo.02"), "li"),
        g.TaskCompleted(*task("coo.02"), "li"),
        g.TaskAssigned(*task("coo.02"), ("qian",), "reassign"),
    ):
        back = returned("li", since)
        assert back.tasks == ("coo.02",)
        assert not back.post
        assert [f for f in back.decided if isinstance(f, g.TaskAssigned)] == [
            assigned("coo.01", "wang", "qian")
        ]


def test_a_post_that_changed_since_stays() -> None:
    left = g.MemberReleased(*PLACE, "li", "lead", "left")
    back = returned("li", left)
    assert back.post
    assert LEADS_AGAIN not in back.decided


def test_after_the_end_nothing_is_given_back() -> None:
    back = returned("li", ENDED)
    assert (back.decided, back.post, set(back.tasks)) == ([], True, {"coo.01", "coo.02"})


def test_what_is_theirs_already_is_passed_over() -> None:
    again = (g.MemberAssigned(*PLACE, "wang", "member", "seat"), assigned("coo.02", "wang"))
    back = returned("li", *again)
    assert (back.post, back.tasks) == (False, ())
    assert back.decided == [assigned("coo.01", "wang", "qian")]
