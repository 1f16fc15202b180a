"""Lines of the plan become tasks: one, one a building, one of a series; and who is asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from domain.community import Activation
from domain.facts import Fact
from domain.facts import group as g
from domain.group import Group
from domain.opening import Occasion, open_line
from domain.playbook import Due, Playbook, Task
from domain.playbook import Group as PlanGroup
from domain.series import begin, end, release_condition, succeed
from tests.examples import HOUR, MINUTE, words
from tests.given import NOON, STREAM, Given, given

PLACE = ("a1", "security", "g1")
DAY = timedelta(days=1)
NIGHT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)  # eight in the evening in Fuzhou


def line(id: str, due: Due, **more: object) -> Task:
    return Task(id, words(id), due, **more)  # type: ignore[arg-type]


ONCE = line("sec.01", Due("offset", plus=30 * MINUTE))
DAILY = line("sec.02", Due("daily", at=(time(9), time(16))))
PATROL = line("sec.03", Due("interval", every=2 * HOUR, per_level={"I": HOUR}))
DOORS = line("sec.04", Due("offset", plus=HOUR), each="building")
ROUND = line("sec.05", Due("interval", every=DAY), each="building")
SHIFT = line("sec.06", Due("daily", at=(time(8), time(20)), until=(time(20), time(8))), places=2)
SIGN_UP = line(
    "sec.07", Due("daily", at=(time(8), time(20)), until=(time(20), time(8))), places=3, rota="open"
)
VISIT = line("sec.08", Due("interval", every=2 * DAY), each="visit_needed")
ORDERED = line("sec.09", Due("offset", plus=HOUR), condition="round_ordered")
ROUNDS = line("sec.10", Due("daily", at=(time(9),)), condition="round_ordered")
GUARDED = line("sec.11", Due("offset", plus=HOUR), authority=True)
ANSWER = line("sec.12", Due("event", event="rumour_found", plus=2 * HOUR))
LINES = (ONCE, DAILY, PATROL, DOORS, ROUND, SHIFT, SIGN_UP, VISIT, ORDERED, ROUNDS, GUARDED, ANSWER)


def plan(*lines: Task, **of_group: object) -> Playbook:
    group = PlanGroup("security", words("安保组"), words(""), tasks=lines, **of_group)  # type: ignore[arg-type]
    return Playbook("p", "1", "d", words("p"), "wartime", (group,), levels=("II", "I"))


PLAN = plan(*LINES)
RUNNING = Activation("a1", "p", "d", ("g1",), "wartime", NOON)


def security(*facts: Fact, people: Sequence[str] = (), **stood_up: object) -> Given[Group]:
    posts = [
        g.MemberAssigned(*PLACE, m, "lead" if n == 0 else "member", "seat")
        for n, m in enumerate(people)
    ]
    return given(Group, g.GroupStoodUp(*PLACE, "p", **stood_up), *posts, *facts)  # type: ignore[arg-type]


def opened(key: str, of: Task, due_at: datetime | None = None, **more: object) -> g.TaskOpened:
    return g.TaskOpened(*PLACE, f"{STREAM.hex}.{key}", of.id, due_at=due_at, **more)  # type: ignore[arg-type]


def opening(of: Task, **why: object) -> Callable[[Group], list[Fact]]:
    told = Occasion(**{"at": NOON, **why})  # type: ignore[arg-type]
    return lambda group: open_line(group, of, PLAN, RUNNING, told)


def test_a_line_opens_once_for_whoever_answers_for_the_group() -> None:
    security(people=["wang", "li"]).when(opening(ONCE)).then(
        opened("sec.01", ONCE, NOON + 30 * MINUTE, assignees=("wang",))
    )


def test_nothing_opens_in_a_group_that_has_stood_down() -> None:
    security(g.GroupStoodDown(*PLACE, "stand_down")).when(opening(ONCE)).then_nothing()


def test_a_line_of_every_building_opens_for_each_and_once_where_nobody_counted_them() -> None:
    due_at = NOON + HOUR
    security().when(opening(DOORS, buildings=2)).then(
        opened("sec.04~b1", DOORS, due_at, building=1),
        opened("sec.04~b2", DOORS, due_at, building=2),
    )
    security().when(opening(DOORS)).then(opened("sec.04", DOORS, due_at))


def test_a_line_of_every_building_answers_an_occurrence_in_its_building_or_in_each() -> None:
    due_at = NOON + HOUR
    told = {"occurrence": "o1", "buildings": 2}
    security().when(opening(DOORS, **told)).then(
        opened("sec.04~o1~b1", DOORS, due_at, building=1, occurrence="o1"),
        opened("sec.04~o1~b2", DOORS, due_at, building=2, occurrence="o1"),
    )
    security().when(opening(DOORS, **told, building=2)).then(
        opened("sec.04~o1~b2", DOORS, due_at, building=2, occurrence="o1")
    )
    security().when(opening(DOORS, occurrence="o1")).then(
        opened("sec.04~o1", DOORS, due_at, occurrence="o1")
    )


def test_a_series_opens_with_its_first_and_says_when_the_next_one_opens() -> None:
    four = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
    security().when(opening(DAILY)).then(
        opened("sec.02~20260302T0800Z", DAILY, four, series="sec.02", again_at=four)
    )
    tomorrow = NOON + DAY
    security().when(opening(ROUND, buildings=1)).then(
        opened(
            "sec.05~b1~20260303T0400Z",
            ROUND,
            tomorrow,
            series="sec.05~b1",
            again_at=tomorrow,
            building=1,
        )
    )


def test_what_answers_an_occurrence_counts_from_it_and_carries_it() -> None:
    why = {"at": NOON + HOUR, "occurrence": "o1", "building": 7}
    security().when(opening(ANSWER, **why)).then(
        opened("sec.12~o1", ANSWER, NOON + 3 * HOUR, occurrence="o1", building=7)
    )
    due_at = NOON + HOUR + 2 * DAY
    security().when(opening(VISIT, **why)).then(
        opened(
            "sec.08~o1~20260304T0500Z",
            VISIT,
            due_at,
            series="sec.08~o1",
            again_at=due_at,
            occurrence="o1",
            building=7,
        )
    )


def test_a_restriction_opens_locked_without_an_authoritys_document() -> None:
    security().when(opening(GUARDED)).then(opened("sec.11", GUARDED, NOON + HOUR, locked=True))


def test_the_slot_in_progress_begins_when_everybody_should_be_at_the_post() -> None:
    muster_by = NOON + 15 * MINUTE
    security(people=["wang", "li", "zhao"], muster_by=muster_by).when(opening(SHIFT)).then(
        opened(
            "sec.06~20260302T1200Z",
            SHIFT,
            NIGHT,
            assignees=("li", "zhao"),
            series="sec.06",
            again_at=muster_by,
            starts_at=muster_by,
            places=2,
        )
    )


def test_a_slot_that_is_over_before_anybody_has_to_be_there_is_passed_over() -> None:
    for muster_by in (NIGHT, NIGHT + 10 * MINUTE):
        late = security(people=["wang", "li", "zhao"], muster_by=muster_by)
        (slot,) = opening(SHIFT, at=NIGHT - 5 * MINUTE)(late.aggregate)
        assert isinstance(slot, g.TaskOpened)
        assert (slot.starts_at, slot.due_at) == (NIGHT, NIGHT + 12 * HOUR)


def test_nobody_is_asked_for_a_slot_that_people_sign_up_to() -> None:
    asked = opening(SIGN_UP)(security(people=["wang", "li"]).aggregate)
    assert [f.assignees for f in asked] == [()]  # type: ignore[attr-defined]


def turns(people: Sequence[str], count: int) -> list[frozenset[str]]:
    """Who is asked for so many shifts in a row."""
    group = security(people=people).aggregate
    asked: list[frozenset[str]] = []
    facts = opening(SHIFT)(group)
    for _ in range(count):
        (slot,) = facts
        assert isinstance(slot, g.TaskOpened)
        group.fold([(slot, NOON)])
        asked.append(frozenset(slot.assignees))
        facts = succeed(group, slot.task.partition(".")[2], PLAN, RUNNING)
    return asked


def test_people_take_slots_in_turn_and_nobody_two_in_a_row_if_it_can_be_helped() -> None:
    five = turns(["a", "b", "c", "d", "e"], 10)
    assert all(len(slot) == 2 for slot in five)
    assert all(not before & after for before, after in pairwise(five))
    assert {m: sum(m in slot for slot in five) for m in "abcde"} == dict.fromkeys("abcde", 4)
    assert turns(["a", "b", "c"], 3) == [{"b", "c"}, {"a", "b"}, {"c", "a"}]
    assert turns(["a"], 2) == [{"a"}, {"a"}]
    assert turns([], 2) == [set(), set()]


def begun(*facts: Fact, at: datetime = NOON) -> Given[Group]:
    return security(*facts, begin_at=at)


def test_a_group_begins_the_series_that_need_no_occurrence_and_says_so_once() -> None:
    of = plan(ONCE, PATROL, VISIT, ROUNDS)
    due_at = NOON + 2 * HOUR
    begun().when(lambda group: begin(group, of, RUNNING, NOON), "series begin").then(
        opened("sec.03~20260302T0600Z", PATROL, due_at, series="sec.03", again_at=due_at),
        g.SeriesBegun(*PLACE),
    )


FIRST = opened(
    "sec.03~20260302T0600Z",
    PATROL,
    NOON + 2 * HOUR,
    series="sec.03",
    again_at=NOON + 2 * HOUR,
)
SECOND = opened(
    "sec.03~20260302T0800Z",
    PATROL,
    NOON + 4 * HOUR,
    series="sec.03",
    again_at=NOON + 4 * HOUR,
)
FIRST_KEY = "sec.03~20260302T0600Z"


def test_a_series_goes_on_whatever_became_of_the_last_and_ends_when_that_was_taken_off() -> None:
    def ask(group: Group) -> list[Fact]:
        return succeed(group, FIRST_KEY, PLAN, RUNNING)

    for before in ([], [g.TaskCompleted(*PLACE, FIRST.task)]):
        security(FIRST, *before).when(ask).then(SECOND)
    security(FIRST, g.TaskCancelled(*PLACE, FIRST.task, "decision")).when(ask).then(SECOND)
    security(FIRST, g.TaskCancelled(*PLACE, FIRST.task, "recovery")).when(ask).then_nothing()
    security(FIRST, g.SeriesEnded(*PLACE, "sec.03", "recovery")).when(ask).then_nothing()


def test_a_series_ends_with_its_line() -> None:
    security(FIRST).when(lambda group: succeed(group, FIRST_KEY, plan(ONCE), RUNNING)).then(
        g.SeriesEnded(*PLACE, "sec.03", "amended")
    )


def test_ending_takes_off_what_is_open_and_ends_series_whose_last_is_done() -> None:
    def ask(group: Group) -> list[Fact]:
        return end(group, "recovery", lambda task: task.key == "sec.03", "t1")

    security(FIRST).when(ask).then(g.TaskCancelled(*PLACE, FIRST.task, "recovery", "t1"))
    security(FIRST, g.TaskCompleted(*PLACE, FIRST.task)).when(ask).then(
        g.SeriesEnded(*PLACE, "sec.03", "recovery")
    )


def released(of: Playbook) -> Callable[[Group], list[Fact]]:
    return lambda group: release_condition(group, of, RUNNING, "round_ordered", NOON + DAY)


def test_what_waited_for_an_event_counts_from_its_occurrence() -> None:
    waiting = opened("sec.09", ORDERED)
    nine = datetime(2026, 3, 4, 1, 0, tzinfo=UTC)
    security(waiting).when(released(PLAN)).then(
        g.ConditionMet(*PLACE, "round_ordered", NOON + DAY),
        g.TaskTimed(*PLACE, waiting.task, NOON + DAY + HOUR),
        opened("sec.10~20260304T0100Z", ROUNDS, nine, series="sec.10", again_at=nine),
    )


def test_an_event_for_which_nothing_waits_changes_nothing() -> None:
    security(FIRST).when(released(plan(ONCE, PATROL))).then_nothing()


def test_a_line_that_waits_for_two_events_waits_for_both() -> None:
    of = plan(ORDERED, condition="area_closed")
    waiting = opened("sec.09", ORDERED)
    security(waiting).when(released(of)).then(g.ConditionMet(*PLACE, "round_ordered", NOON + DAY))
    closed = g.ConditionMet(*PLACE, "area_closed", NOON)
    security(waiting, closed).when(released(of)).then(
        g.ConditionMet(*PLACE, "round_ordered", NOON + DAY),
        g.TaskTimed(*PLACE, waiting.task, NOON + DAY + HOUR),
    )
