"""Live, rebuilt and as-of are three ways to run one fold: they never differ."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from domain.record import Recorded
from projections import assignments
from projections.asof import board_at
from projections.board import COMMUNITY, DRILLS, Community, Crowd, GroupAtWork, crowd_key
from projections.board.tasks import CLOSED
from projections.follower import Follower
from projections.presenting import present_board
from projections.registry import VIEWS
from projections.rows import MemoryRows
from projections.views import ViewStore
from tests.projections.anything import CODES, COMMITS, Commits, logbook
from tests.projections.examples import playbooks
from tests.projections.logbook import Logbook

SLOWLY = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture(autouse=True)
def _keyframes_are_frequent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projections.board.folding.KEYFRAME_EVERY", 7)


def in_memory(name: str, facts: list[Recorded]) -> dict[str, MemoryRows]:
    """A view folded in one go, by community."""
    rows = {code: MemoryRows() for code in CODES}
    for r in facts:
        VIEWS[name].fold(rows[r.community], r)
    return rows


def batches(log: Logbook, sizes: list[int]) -> Iterator[list[Recorded]]:
    """The log in pieces of those sizes, and the rest at once."""
    facts = list(log.facts)
    for size in sizes:
        if facts:
            yield facts[:size]
            facts = facts[size:]
    if facts:
        yield facts


def assert_stored(views: ViewStore, facts: list[Recorded]) -> None:
    """Every view holds what folding the facts in memory gives."""
    for name in VIEWS:
        for code, rows in in_memory(name, facts).items():
            assert views.snapshot(name, code) == (facts[-1].position, rows.docs)


@SLOWLY
@given(COMMITS, st.lists(st.integers(1, 12), max_size=10), st.data())
def test_live_in_small_batches_is_rebuilt_and_as_of(
    views: ViewStore, commits: Commits, sizes: list[int], data: st.DataObject
) -> None:
    log = logbook(commits)
    follower = Follower(views, log.read, log.read_community, batch=data.draw(st.integers(3, 50)))
    assert follower.keyframes is not None
    follower.keyframes.drop()
    for name in VIEWS:
        views.clear(name)
    for batch in batches(log, sizes):
        if data.draw(st.booleans()):
            with views.writing() as cursor:
                views.apply_inline(cursor, batch)
        end = batch[-1].position
        Follower(views, partial(log.read_until, until=end)).catch_up()
        assert_stored(views, log.read_until(0, len(log.facts), end))
    follower.keep_frames()
    for name in VIEWS:
        assert follower.differences(name) == []
        follower.rebuild(name)
    assert_stored(views, log.facts)
    position = data.draw(st.integers(0, log.head))
    expected = in_memory("board", [r for r in log.facts if r.position <= position])
    for code in CODES:
        then = board_at(log.read_community, code, position, follower.keyframes)
        assert then.docs == expected[code].docs


@SLOWLY
@given(COMMITS, st.integers(2, 5), st.integers(1, 9))
def test_positions_left_out_by_the_store_change_nothing(
    views: ViewStore, commits: Commits, gap: int, batch: int
) -> None:
    log = logbook(commits, gap)
    for name in VIEWS:
        views.clear(name)
    Follower(views, log.read, batch=batch).catch_up()
    assert_stored(views, log.facts)


@settings(max_examples=150, deadline=None)
@given(COMMITS)
def test_running_totals_are_what_counting_gives(commits: Commits) -> None:
    boards = in_memory("board", logbook(commits).facts).values()
    for rows, drill in itertools.product(boards, (False, True)):
        totals = rows.get(DRILLS if drill else COMMUNITY) or Community("")
        crowd = rows.get(crowd_key(drill)) or Crowd()
        work = [doc for doc in rows.docs.values() if isinstance(doc, GroupAtWork)]
        groups = [doc for doc in work if doc.drill == drill]
        tasks = [task for group in groups for task in group.tasks.values()]
        people = {member for group in groups for member in group.posts}
        there = {m for m, p in crowd.members.items() if any(x.mustered_at for x in p.values())}
        assert totals.groups == len(groups)
        assert totals.vacant == sum(group.is_red for group in groups)
        assert totals.members == len(people) == len(crowd.members)
        assert totals.mustered == len(there)
        assert totals.overdue == sum(t.overdue and t.state not in CLOSED for t in tasks)
        states = {s: n for s, n in totals.tasks.items() if n}
        assert states == {s: sum(t.state == s for t in tasks) for s in {t.state for t in tasks}}
        shown = present_board(rows, playbooks)["activations"]
        assert len(work) == sum(a["summary"]["groups"] for a in shown)


@settings(max_examples=150, deadline=None)
@given(COMMITS, st.data())
def test_assignments_as_of_a_moment_are_those_known_at_it(
    commits: Commits, data: st.DataObject
) -> None:
    log = logbook(commits)
    then = data.draw(st.sampled_from(log.facts))
    last = max(r.position for r in log.facts if r.recorded_at == then.recorded_at)
    for code in CODES:
        now = in_memory("assignments", log.facts)[code].docs
        for as_of, until in ((then.position, then.position), (then.recorded_at, last)):
            known = [r for r in log.facts if r.position <= until]
            past = in_memory("assignments", known)[code].docs
            assert assignments.query(now, as_of=as_of) == assignments.query(past)


@settings(max_examples=100, deadline=None)
@given(COMMITS)
def test_folding_leaves_the_facts_as_they_were(commits: Commits) -> None:
    log = logbook(commits)
    before = repr(log.facts)
    for name in VIEWS:
        in_memory(name, log.facts)
    assert repr(log.facts) == before
