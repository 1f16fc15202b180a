"""The life of a task: every verb in every state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

import pytest

from domain import tasks
from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.ids import task_id
from domain.tasks import A_DAY, VERBS, Act
from tests.examples import EAST, HOUR
from tests.given import NOON, STREAM, Given, given

PLACE = ("a1", "coordination", EAST)
KEY = "coo.01"
TASK = (*PLACE, task_id(STREAM, KEY))
DUE = NOON + HOUR
NOW = NOON + timedelta(minutes=10)

STOOD_UP = g.GroupStoodUp(*PLACE, "epidemic")
WANG = g.MemberAssigned(*PLACE, "wang", "lead", "seat")
LI = g.MemberAssigned(*PLACE, "li", "deputy", "seat")
OPENED = g.TaskOpened(*TASK, KEY, ("wang",), DUE)
ENDED = g.GroupStoodDown(*PLACE, "stand_down")
ACCEPTED = g.TaskAccepted(*TASK)
STARTED = g.TaskStarted(*TASK)
COMPLETED = g.TaskCompleted(*TASK)
CANCELLED = g.TaskCancelled(*TASK, "decision")
REOPENED = g.TaskReopened(*TASK)
TIMED = g.TaskTimed(*TASK, NOW + A_DAY)

#: what happened to a task, by the state in which it is then
LIVES: dict[str, Sequence[Fact]] = {
    "open": [OPENED],
    "waiting": [g.TaskOpened(*TASK, KEY, ("wang",))],
    "locked": [g.TaskOpened(*TASK, KEY, ("wang",), DUE, locked=True)],
    "accepted": [OPENED, ACCEPTED],
    "started": [OPENED, STARTED],
    "completed": [OPENED, COMPLETED],
    "cancelled": [OPENED, CANCELLED],
    "unlocked": [
        g.TaskOpened(*TASK, KEY, ("wang",), DUE, locked=True),
        g.TaskUnlocked(*TASK, DUE),
    ],
    "reopened": [OPENED, COMPLETED, REOPENED],
}


def task(state: str = "open", *more: Fact) -> Given[Group]:
    """A group with wang as its lead and a task in a state."""
    return given(Group, STOOD_UP, WANG, LI, *LIVES[state], *more, id=STREAM)


def doing(verb: str, key: str = KEY, **said: object) -> Callable[[Group], list[Fact]]:
    """A verb, ten minutes past noon."""
    act = Act(at=NOW, **said)  # type: ignore[arg-type]
    ask = VERBS[verb]
    return lambda group: ask(group, key, act)


@pytest.mark.parametrize(
    ("verb", "outcomes"),
    [
        (
            "accept",
            {
                "open": [ACCEPTED],
                "waiting": [TIMED, ACCEPTED],
                "locked": "task_locked",
                "accepted": [],
                "started": [],
                "completed": "task_closed",
                "cancelled": "task_closed",
                "unlocked": [ACCEPTED],
                "reopened": [ACCEPTED],
            },
        ),
        (
            "start",
            {
                "open": [STARTED],
                "waiting": [TIMED, STARTED],
                "locked": "task_locked",
                "accepted": [STARTED],
                "started": [],
                "completed": "task_closed",
                "cancelled": "task_closed",
                "unlocked": [STARTED],
                "reopened": [STARTED],
            },
        ),
        (
            "complete",
            {
                "open": [COMPLETED],
                "waiting": [TIMED, COMPLETED],
                "locked": "task_locked",
                "accepted": [COMPLETED],
                "started": [COMPLETED],
                "completed": [],
                "cancelled": "task_closed",
                "unlocked": [COMPLETED],
                "reopened": [COMPLETED],
            },
        ),
        (
            "reopen",
            {
                "open": [],
                "waiting": [],
                "locked": "task_locked",
                "accepted": [],
                "started": [],
                "completed": [REOPENED],
                "cancelled": [REOPENED],
                "unlocked": [],
                "reopened": [],
            },
        ),
        (
            "cancel",
            {
                "open": [CANCELLED],
                "waiting": [TIMED, CANCELLED],
                "locked": [CANCELLED],
                "accepted": [CANCELLED],
                "started": [CANCELLED],
                "completed": "task_closed",
                "cancelled": [],
                "unlocked": [CANCELLED],
                "reopened": [CANCELLED],
            },
        ),
    ],
)
@pytest.mark.parametrize("state", LIVES)
def test_a_verb_in_a_state(verb: str, state: str, outcomes: dict[str, list[Fact] | str]) -> None:
    outcome = outcomes[state]
    asked = task(state).when(doing(verb), f"{verb} a task that is {state}")
    if isinstance(outcome, str):
        asked.then_refused(outcome)
    else:
        asked.then(*outcome)


@pytest.mark.parametrize("state", LIVES)
def test_a_task_is_handed_over_unless_it_is_closed(state: str) -> None:
    asked = task(state).when(doing("reassign", to="li", reason="t1"), f"reassign {state}")
    if state in ("completed", "cancelled"):
        asked.then_refused("task_closed", state=state)
    else:
        asked.then(g.TaskAssigned(*TASK, ("li",), "reassign", "t1"))


@pytest.mark.parametrize("state", LIVES)
def test_a_note_is_written_whatever_the_state(state: str) -> None:
    noted = g.TaskNoted(*TASK, "t1", "li")
    task(state).when(doing("note", note="t1", member="li"), f"note {state}").then(noted)


@pytest.mark.parametrize("verb", VERBS)
def test_no_verb_finds_a_task_that_is_not_there(verb: str) -> None:
    act = doing(verb, key="coo.99", to="li", note="t1")
    task().when(act, verb).then_refused("task_not_found", id=task_id(STREAM, "coo.99"))


@pytest.mark.parametrize("verb", ["accept", "start", "complete", "reopen", "reassign"])
@pytest.mark.parametrize("state", ["open", "cancelled", "locked"])
def test_work_ends_with_the_activation_and_says_so(verb: str, state: str) -> None:
    asked = task(state, ENDED).when(doing(verb, to="li"), f"{verb} after the end")
    asked.then_refused("activation_ended", activation="a1")


def test_after_the_end_what_was_done_stays_done_and_what_is_off_stays_off() -> None:
    task("completed", ENDED).when(doing("complete"), "complete again").then_nothing()
    task("cancelled", ENDED).when(doing("cancel"), "cancel again").then_nothing()
    task("completed", ENDED).when(doing("cancel"), "cancel").then_refused("task_closed")


def test_after_the_end_notes_and_owed_reports_are_still_taken() -> None:
    owed = g.TaskCompleted(*TASK, report_owed=True)
    reported = g.TaskReported(*TASK, "t1")
    task("open", owed, ENDED).when(doing("complete", report="t1"), "report").then(reported)
    task("open", ENDED).when(doing("note", note="t1"), "note").then(g.TaskNoted(*TASK, "t1"))


def test_whoever_takes_a_task_on_becomes_one_of_its_assignees() -> None:
    joined = g.TaskAssigned(*TASK, ("wang", "zhao"), "accept")
    task().when(doing("accept", member="zhao"), "accept for zhao").then(
        joined, g.TaskAccepted(*TASK, "zhao")
    )
    task().when(doing("start", member="zhao"), "start for zhao").then(
        joined, g.TaskStarted(*TASK, "zhao")
    )
    task().when(doing("complete", member="zhao"), "complete for zhao").then(
        joined, g.TaskCompleted(*TASK, "zhao")
    )


def test_an_assignee_takes_it_on_without_being_assigned_again() -> None:
    task().when(doing("accept", member="wang"), "accept").then(g.TaskAccepted(*TASK, "wang"))


@pytest.mark.parametrize(("verb", "state"), [("accept", "accepted"), ("start", "started")])
def test_whoever_comes_second_joins_whoever_was_first(verb: str, state: str) -> None:
    task(state).when(doing(verb, member="zhao"), f"{verb} for zhao").then(
        g.TaskAssigned(*TASK, ("wang", "zhao"), "accept")
    )


def test_accepting_what_somebody_works_on_does_not_set_it_back() -> None:
    asked = task("started").when(doing("accept", member="zhao"), "accept for zhao")
    asked.then(g.TaskAssigned(*TASK, ("wang", "zhao"), "accept"))


@pytest.mark.parametrize("verb", ["accept", "start", "complete"])
def test_unmet_preconditions_are_recorded_and_never_refused(verb: str) -> None:
    asked = task().when(doing(verb, unmet=("t.coo.02",)), verb)
    kind = {"accept": g.TaskAccepted, "start": g.TaskStarted, "complete": g.TaskCompleted}[verb]
    asked.then(kind(*TASK, unmet=("t.coo.02",)))


def test_a_missing_report_completes_the_task_and_leaves_it_owed() -> None:
    owed = g.TaskCompleted(*TASK, report_owed=True)
    task().when(doing("complete", needs_report=True), "complete without report").then(owed)


def test_a_report_with_the_completion_leaves_nothing_owed() -> None:
    done = g.TaskCompleted(*TASK, report="t1")
    task().when(doing("complete", needs_report=True, report="t1"), "complete").then(done)


def test_an_owed_report_is_handed_in_later_once() -> None:
    owed = task("open", g.TaskCompleted(*TASK, report_owed=True))
    handed_in = g.TaskReported(*TASK, "t2", "wang")
    owed.when(doing("complete", report="t2", member="wang"), "hand the report in").then(handed_in)
    owed.when(doing("complete", report="t3"), "hand in another").then_nothing()


def test_whoever_is_late_is_told_that_somebody_else_was_first() -> None:
    late = {"member": "li", "report": "r2", "seen": "started"}
    task("completed").when(doing("complete", **late), "li hands in").then_refused("task_closed")
    owed = task("started", g.TaskCompleted(*TASK, "wang", report_owed=True))
    # said again it is refused, for by then nothing is owed
    group = owed.aggregate
    assert doing("complete", **late)(group) == [g.TaskReported(*TASK, "r2", "li")]
    task("completed").when(doing("complete", seen="completed"), "again").then_nothing()


@pytest.mark.parametrize("verb", ["accept", "start", "complete"])
def test_whoever_saw_a_task_as_theirs_does_not_take_it_from_whom_it_went_to(verb: str) -> None:
    given_on = task("open", g.TaskAssigned(*TASK, ("li",), "reassigned"))
    late = doing(verb, member="wang", seen="open", mine=True)
    given_on.when(late, "pressed long ago").then_refused("task_not_theirs")
    assert doing(verb, member="li", seen="open", mine=True)(given_on.aggregate)


def test_completing_again_without_a_report_owed_changes_nothing() -> None:
    task("completed").when(doing("complete", report="t1"), "complete again").then_nothing()


def test_reopening_forgets_the_report_that_was_owed() -> None:
    reopened = task("open", g.TaskCompleted(*TASK, report_owed=True), REOPENED)
    reopened.when(doing("complete", report="t1"), "complete").then(
        g.TaskCompleted(*TASK, report="t1")
    )


def test_work_done_after_its_deadline_is_late_by_when_it_happened() -> None:
    def complete(at: timedelta) -> Callable[[Group], list[Fact]]:
        return lambda group: tasks.complete(group, KEY, Act(at=NOON + at))

    task().when(complete(2 * HOUR), "complete late").then(g.TaskCompleted(*TASK, late=True))
    task().when(complete(HOUR), "complete in the last moment").then(COMPLETED)
    task("waiting").when(complete(2 * HOUR), "complete what has no deadline").then(
        g.TaskTimed(*TASK, NOON + 2 * HOUR + A_DAY), COMPLETED
    )


@pytest.mark.parametrize(
    ("assignees", "member", "to", "then"),
    [
        (("wang", "li"), None, "zhao", ("zhao",)),
        (("wang", "li"), "wang", "zhao", ("li", "zhao")),
        (("wang", "li"), "wang", "li", ("li",)),
        ((), None, "zhao", ("zhao",)),
        (("wang",), "li", "zhao", ("zhao",)),
    ],
)
def test_a_task_goes_instead_of_one_or_of_everybody(
    assignees: tuple[str, ...], member: str | None, to: str, then: tuple[str, ...]
) -> None:
    opened = g.TaskOpened(*TASK, KEY, assignees, DUE)
    asked = given(Group, STOOD_UP, opened, id=STREAM)
    asked.when(doing("reassign", member=member, to=to), f"hand over from {member} to {to}").then(
        g.TaskAssigned(*TASK, then, "reassign")
    )


def test_handing_a_task_to_who_has_it_changes_nothing() -> None:
    both = task("open", g.TaskAssigned(*TASK, ("wang", "li"), "accept"))
    both.when(doing("reassign", member="zhao", to="li"), "reassign").then_nothing()
    task().when(doing("reassign", to="wang"), "reassign").then_nothing()


def test_a_hand_over_says_to_whom() -> None:
    task().when(doing("reassign"), "reassign").then_refused("field_missing", field="to")


def test_a_note_says_something() -> None:
    task().when(doing("note"), "note").then_refused("field_missing", field="reason")


def test_a_reopened_task_is_of_those_who_are_still_there() -> None:
    both = [g.TaskAssigned(*TASK, ("wang", "zhao"), "accept"), COMPLETED]
    task("open", *both).when(doing("reopen", gone=("zhao",)), "reopen").then(
        g.TaskAssigned(*TASK, ("wang",), "left"), REOPENED
    )


def test_a_reopened_task_of_nobody_who_is_there_is_the_leads() -> None:
    gone = [g.TaskAssigned(*TASK, ("zhao",), "reassign"), CANCELLED]
    task("open", *gone).when(doing("reopen", gone=("zhao",)), "reopen").then(
        g.TaskAssigned(*TASK, ("wang",), "left"), REOPENED
    )


def test_what_waited_and_is_told_of_days_later_is_not_late_at_once() -> None:
    later = NOW + 3 * A_DAY
    task("waiting").when(doing("accept", now=later), "accept by telephone").then(
        g.TaskTimed(*TASK, later + A_DAY), ACCEPTED
    )
