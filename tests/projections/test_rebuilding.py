"""Rebuilding: a view folded anew takes the place of the old, and tells where they differ."""

from __future__ import annotations

from threading import Event, Thread

import pytest

from domain.facts import group as g
from domain.record import Recorded
from projections.follower import Follower
from projections.registry import VIEWS
from projections.views import ViewStore
from tests.projections.conftest import MakeViews
from tests.projections.examples import COO, COO_01, clicked, fold_board
from tests.projections.logbook import COMMUNITY as CODE
from tests.projections.logbook import Logbook


def spoil(views: ViewStore) -> None:
    """Let the board say what no fact said."""
    with views.writing() as cursor:
        views.execute(cursor, "DELETE FROM view_board WHERE key = ?", ("grids",))


@pytest.fixture
def follower(views: ViewStore, log: Logbook) -> Follower:
    """A follower at the head."""
    made = Follower(views, log.read, batch=5)
    made.catch_up()
    return made


@pytest.mark.parametrize("name", VIEWS)
def test_a_rebuilt_view_is_the_one_that_was_kept(
    views: ViewStore, log: Logbook, follower: Follower, name: str
) -> None:
    before = views.snapshot(name, CODE)
    assert follower.differences(name) == []
    assert follower.rebuild(name) == len(log.facts)
    assert views.snapshot(name, CODE) == before
    assert follower.rebuild(name) == len(log.facts)
    assert views.snapshot(name, CODE) == before


def test_views_rebuilt_together_are_those_that_were_kept(
    views: ViewStore, log: Logbook, follower: Follower
) -> None:
    before = {name: views.snapshot(name, CODE) for name in VIEWS}
    log.record(*clicked("a2", grids=("g2",)))
    follower.catch_up(["board"])
    assert follower.rebuild(*VIEWS) == len(log.facts)
    assert views.snapshot("board", CODE) == (log.head, fold_board(log).docs)
    assert {n: views.snapshot(n, CODE) for n in VIEWS if n != "board"} == {
        name: before[name] for name in VIEWS if name != "board"
    }


def test_a_spoilt_view_is_told_and_mended(
    views: ViewStore, log: Logbook, follower: Follower
) -> None:
    spoil(views)
    assert follower.differences("board") == [(CODE, "grids")]
    follower.rebuild("board")
    assert follower.differences("board") == []
    assert views.load("board", CODE) == fold_board(log).docs


def test_a_rebuilt_view_goes_on_and_is_found_by_time(
    views: ViewStore, log: Logbook, follower: Follower
) -> None:
    follower.rebuild("due")
    assert [stream for stream, _, _ in views.due(log.now.replace(year=2030), 10)] == [
        COO_01.partition(".")[0]
    ]
    log.record(g.TaskCompleted(*COO, COO_01))
    follower.catch_up()
    assert views.due(log.now.replace(year=2030), 10) == []


def test_readers_never_see_half_of_a_view_being_rebuilt(
    make_views: MakeViews, log: Logbook, follower: Follower
) -> None:
    views, half, seen = make_views(), Event(), Event()

    def slow(after: int, limit: int) -> list[Recorded]:
        if after > 8:
            half.set()
            assert seen.wait(10)
        return log.read(after, limit)

    rebuilding = Follower(make_views(), slow, batch=4)
    thread = Thread(target=rebuilding.rebuild, args=("board",), daemon=True)
    thread.start()
    assert half.wait(10)
    assert views.snapshot("board", CODE) == (log.head, fold_board(log).docs)
    log.record(*clicked("a2", grids=("g2",)))
    follower.catch_up(["board"])
    seen.set()
    thread.join(10)
    assert views.snapshot("board", CODE) == (log.head, fold_board(log).docs)


def test_a_rebuild_that_died_leaves_nothing_in_the_way(
    views: ViewStore, log: Logbook, follower: Follower
) -> None:
    def dies(after: int, limit: int) -> list[Recorded]:
        if after:
            raise KeyboardInterrupt
        return log.read(after, limit)

    with pytest.raises(KeyboardInterrupt):
        Follower(views, dies, batch=5).rebuild("board")
    assert views.load("board", CODE) == fold_board(log).docs
    follower.rebuild("board")
    assert views.snapshot("board", CODE) == (log.head, fold_board(log).docs)
