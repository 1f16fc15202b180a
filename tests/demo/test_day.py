"""The day at war: a coherent history, made of ordinary commands."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TypeVar

import msgspec

from api.demo.district import WAR, Furnished, furnish
from domain.facts import Fact
from domain.facts.community import AuthorityRecorded, CaseReported, PlaybookActivated
from domain.facts.group import (
    MemberMustered,
    TaskAssigned,
    TaskCompleted,
    TaskOverdue,
    TaskReopened,
    TaskUnlocked,
)
from domain.facts.notice import NoticeQueued, NoticeSent
from domain.record import Recorded
from projections.board import COMMUNITY
from tests.demo.moment import FREE, NOW

F = TypeVar("F", bound=Fact)


def facts(day: list[Recorded], kind: type[F]) -> list[tuple[Recorded, F]]:
    """The facts of a kind, with what the log says of each."""
    return [(r, r.fact) for r in day if isinstance(r.fact, kind)]


def test_nothing_is_recorded_ahead_of_the_moment_and_time_only_goes_on(day: list[Recorded]) -> None:
    times = [r.recorded_at for r in day]
    assert times == sorted(times)
    assert times[-1] <= NOW
    assert NOW - times[0] < timedelta(hours=48)


def test_most_people_came_some_late_and_at_least_one_never(
    furnished: Furnished, day: list[Recorded]
) -> None:
    click = facts(day, PlaybookActivated)[0][0].recorded_at
    came = {f.member: r.recorded_at - click for r, f in reversed(facts(day, MemberMustered))}
    board = furnished.house.views.get("board", WAR, COMMUNITY)
    assert 0 < board.members - board.mustered < 5
    assert sum(t < timedelta(minutes=30) for t in came.values()) > len(came) / 2
    assert any(timedelta(minutes=30) < t for t in came.values())


def test_most_tasks_are_done_some_were_late_and_some_are_open_and_overdue_now(
    furnished: Furnished, day: list[Recorded]
) -> None:
    board = furnished.house.views.get("board", WAR, COMMUNITY)
    assert board.tasks["completed"] > 80
    assert board.tasks["open"] + board.tasks["accepted"] + board.tasks["started"] > 10
    assert board.overdue > 0
    assert board.vacant > 0
    late = [fact for _, fact in facts(day, TaskCompleted) if fact.late]
    assert 0 < len(late) < board.tasks["completed"] / 2


def test_a_deadline_is_recorded_as_passed_at_its_own_time(day: list[Recorded]) -> None:
    again = {fact.task: r.recorded_at for r, fact in facts(day, TaskReopened)}
    passed = facts(day, TaskOverdue)
    assert len(passed) > 10
    for r, fact in passed:
        assert r.recorded_at == max(fact.due_at, again.get(fact.task, fact.due_at))
        assert r.actor == "system"
    tasks = Counter(fact.task for _, fact in passed)
    assert tasks.most_common(1)[0][1] == 1


def test_nothing_that_is_due_was_left_unrecorded(furnished: Furnished) -> None:
    assert furnished.house.views.due(NOW, 10) == []


def test_the_absent_medic_is_relieved_of_every_open_task_by_deputies_and_a_colleague(
    day: list[Recorded],
) -> None:
    stood_in = [fact.group for _, fact in facts(day, TaskAssigned) if fact.cause == "step_up"]
    handed = [fact for _, fact in facts(day, TaskAssigned) if fact.cause == "reassign"]
    relieved = [fact for fact in handed if fact.group in ("medical", "testing")]
    assert relieved
    assert len(relieved) + len(stood_in) > 3
    came = {fact.member for _, fact in facts(day, MemberMustered)}
    assert all(set(fact.assignees) <= came and fact.reason for fact in relieved)


def test_a_second_compound_follows_hours_later_beside_the_first(day: list[Recorded]) -> None:
    (first, one), (second, another) = facts(day, PlaybookActivated)
    assert (len(one.grids), len(another.grids)) == (3, 1)
    assert second.recorded_at - first.recorded_at > timedelta(hours=3)
    cases = [fact for _, fact in facts(day, CaseReported)]
    assert [case.case for case in cases] == [one.case, another.case]
    assert cases[0].grid in one.grids
    assert cases[1].grid in another.grids


def test_what_only_an_authority_may_order_is_unlocked_by_its_number(day: list[Recorded]) -> None:
    authorised = [r.position for r, _ in facts(day, AuthorityRecorded)]
    unlocked = [r.position for r, _ in facts(day, TaskUnlocked)]
    assert len(authorised) == 2
    assert unlocked
    assert authorised[0] < min(unlocked)


def test_whom_a_click_concerns_were_told_at_its_time(day: list[Recorded]) -> None:
    sent = {fact.notice: r.recorded_at for r, fact in facts(day, NoticeSent)}
    for clicked, activated in facts(day, PlaybookActivated):
        soon = clicked.recorded_at + timedelta(minutes=2)
        told = [
            f.notice
            for r, f in facts(day, NoticeQueued)
            if f.activation == activated.activation and clicked.recorded_at <= r.recorded_at < soon
        ]
        assert len(told) > 10
        assert any(notice in sent and sent[notice] < soon for notice in told)


def test_neither_names_nor_phones_nor_texts_are_in_the_log(
    furnished: Furnished, day: list[Recorded]
) -> None:
    people = furnished.house.store.directory.people(community=WAR).values()
    texts = [
        text
        for (text,) in furnished.house.store.recorder.select(
            "SELECT text FROM directory_texts WHERE community = ?", (WAR,)
        )
    ]
    assert len(texts) > 100
    log = msgspec.json.encode([r.fact for r in day]).decode()
    told = [p.name for p in people] + [p.phone for p in people if p.phone] + texts
    assert [word for word in told if word in log] == []


def test_the_same_moment_gives_the_same_day(furnished: Furnished, day: list[Recorded]) -> None:
    again = furnish(small=True, port=FREE, now=NOW)
    try:
        other = again.house.store.read(0, 1_000_000, community=WAR)
    finally:
        again.house.close()
    assert Counter(shape(r) for r in other) == Counter(shape(r) for r in day)


def shape(recorded: Recorded) -> tuple[object, ...]:
    """A fact without its ids, which are random, and by which people of one time are told."""
    fact = recorded.fact
    if isinstance(fact, NoticeQueued):
        return recorded.topic, recorded.recorded_at
    line = getattr(fact, "task", "").partition(".")[2]
    known = () if line.startswith("x.") else (line.partition("~")[0],)
    return recorded.topic, recorded.recorded_at, getattr(fact, "group", ""), *known
