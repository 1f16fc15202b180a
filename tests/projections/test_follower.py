"""The follower: brings views to the head once, whoever else does so, whatever breaks."""

from __future__ import annotations

import random
from threading import Barrier, Event, Thread
from time import monotonic, sleep

import pytest

from domain.facts import community as c
from domain.facts import group as g
from domain.record import Recorded
from projections.follower import Follower
from projections.registry import VIEWS
from projections.views import ViewStore
from tests.projections.conftest import MakeViews
from tests.projections.examples import COO, COO_01, clicked, fold_board, registered
from tests.projections.logbook import COMMUNITY as CODE
from tests.projections.logbook import Logbook


def long_log(activations: int = 40) -> Logbook:
    """Clicks in three communities, some of them taken back."""
    log = Logbook(gap=3)
    for n in range(activations):
        code = f"35010200100{n % 3}"
        if n < 3:
            log.record(*registered(), community=code)
        log.record(*clicked(f"a{n}", grids=("g1",)), community=code)
        if n % 4 == 3:
            log.record(c.PlaybookStoodDown(f"a{n}"), community=code)
    return log


def standing(views: ViewStore) -> dict[str, tuple[int, list]]:
    """Every view with its position and documents."""
    codes = [f"35010200100{n}" for n in range(3)]
    return {name: (views.position(name), [views.load(name, x) for x in codes]) for name in VIEWS}


@pytest.mark.parametrize("batch", [1, 7, 5000])
def test_batches_of_any_size_come_to_the_same(make_views: MakeViews, batch: int) -> None:
    log, views = long_log(12), make_views()
    assert Follower(views, log.read, batch=batch).catch_up() >= len(log.facts)
    assert {position for position, _ in standing(views).values()} == {log.head}
    at_once = make_views()
    for name in VIEWS:
        at_once.clear(name)
    at_once.follow(VIEWS, log.facts, 0)
    assert standing(views) == standing(at_once)


def test_nothing_new_takes_no_facts(views: ViewStore, log: Logbook) -> None:
    follower = Follower(views, log.read)
    assert follower.catch_up() == len(log.facts)
    assert follower.catch_up() == 0


def test_views_that_are_behind_catch_up_alone_and_then_go_on_with_the_others(
    views: ViewStore, log: Logbook
) -> None:
    with views.writing() as cursor:
        views.apply_inline(cursor, log.facts)
    log.record(g.TaskAccepted(*COO, COO_01))
    read: list[int] = []

    def counting(after: int, limit: int) -> list[Recorded]:
        read.append(after)
        return log.read(after, limit)

    Follower(views, counting).catch_up()
    assert read == [0, len(log.facts) - 1, len(log.facts)]
    assert views.snapshot("board", CODE) == (log.head, fold_board(log).docs)


def test_a_crash_between_two_batches_loses_and_doubles_nothing(make_views: MakeViews) -> None:
    log, chance = long_log(), random.Random(7)

    class Crash(Exception):
        pass

    def crashing(after: int, limit: int) -> list[Recorded]:
        if chance.random() < 0.3:
            raise Crash
        return log.read(after, limit)

    for _ in range(500):
        try:
            Follower(make_views(), crashing, batch=11).catch_up()
            break
        except Crash:
            continue
    views = make_views()
    again = standing(views)
    for name in VIEWS:
        views.clear(name)
    Follower(views, log.read).catch_up()
    assert again == standing(views)
    assert views.position("board") == log.head


def test_a_crash_inside_a_batch_leaves_the_view_where_it_was(
    views: ViewStore, log: Logbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    follower = Follower(views, log.read, batch=4)
    moved = views.move

    def dies(cursor: object, name: str, position: int) -> None:
        moved(cursor, name, position)
        if name == "board" and position > 8:
            raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(views, "move", dies)
        with pytest.raises(KeyboardInterrupt):
            follower.catch_up()
    assert views.position("board") == views.position("roster") == 8
    follower.catch_up()
    assert views.snapshot("board", CODE) == (log.head, fold_board(log).docs)


def test_two_followers_at_once_fold_each_fact_once(make_views: MakeViews) -> None:
    log, start = long_log(60), Barrier(2)

    def follow(follower: Follower) -> None:
        start.wait(10)
        follower.catch_up()

    followers = [Follower(make_views(), log.read, batch=13) for _ in range(2)]
    threads = [Thread(target=follow, args=(follower,), daemon=True) for follower in followers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    views = make_views()
    together = standing(views)
    for name in VIEWS:
        views.clear(name)
    Follower(views, log.read).catch_up()
    assert together == standing(views)


def test_it_follows_in_the_background_and_tells_when_a_position_is_reached(
    views: ViewStore, log: Logbook
) -> None:
    follower, stop = Follower(views, log.read), Event()

    def wait(after: int, timeout: float) -> int:
        until = monotonic() + timeout
        while log.head <= after and monotonic() < until and not stop.is_set():
            sleep(0.002)
        return log.head

    thread = Thread(target=follower.run, args=(stop, wait), daemon=True)
    thread.start()
    try:
        assert follower.wait_for("board", log.head, 10)
        log.record(g.TaskCompleted(*COO, COO_01))
        assert follower.wait_for("board", log.head, 10)
        assert views.load("board", CODE) == fold_board(log).docs
        assert not follower.wait_for("board", log.head + 1, 0.05)
    finally:
        stop.set()
        thread.join(10)
    assert not thread.is_alive()


def test_a_trouble_is_logged_and_the_batch_tried_again(
    views: ViewStore, log: Logbook, caplog: pytest.LogCaptureFixture
) -> None:
    stop, troubles = Event(), [OSError("gone"), OSError("gone")]

    def read(after: int, limit: int) -> list[Recorded]:
        if troubles:
            raise troubles.pop()
        return log.read(after, limit)

    def wait(after: int, timeout: float) -> int:
        sleep(0.01)
        return after

    follower = Follower(views, read)
    thread = Thread(target=follower.run, daemon=True, args=(stop, wait), kwargs={"every": 0.01})
    thread.start()
    try:
        assert follower.wait_for("board", log.head, 10)
    finally:
        stop.set()
        thread.join(10)
    assert caplog.text.count("gone") == 2
