"""A fact that a view cannot take in stops its own community there, and nobody else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from domain.facts import group as g
from projections.follower import Follower
from projections.reading import Stuck
from projections.registry import BOARD, VIEWS
from projections.rows import MemoryRows, Rows
from projections.views import ViewStore
from tests.projections.conftest import MakeViews
from tests.projections.examples import COO, COO_01, clicked, registered
from tests.projections.logbook import Logbook

ILL, WELL = "350102001001", "350102001002"
Fold = Callable[[Rows, Any], None]


def two_communities() -> Logbook:
    """Each is registered, clicked, and does its first task."""
    log = Logbook()
    for n, code in enumerate((ILL, WELL)):
        log.record(*registered(), community=code)
        log.record(*clicked(f"a{n}"), community=code)
    log.record(g.TaskAccepted("a0", *COO[1:], COO_01.replace("a1", "a0")), community=ILL)
    log.record(g.TaskAccepted("a1", *COO[1:], COO_01), community=WELL)
    return log


def raising(at: int) -> Fold:
    """A fold that changes a document and then fails."""

    def fold(rows: Rows, r: Any) -> None:
        BOARD.fold(rows, r)
        if r.community == ILL and r.position >= at:
            raise ZeroDivisionError

    return fold


def unwritable(at: int) -> Fold:
    """A fold that leaves a number that no document can hold."""

    def fold(rows: Rows, r: Any) -> None:
        BOARD.fold(rows, r)
        if r.community == ILL and r.position >= at:
            _, doc = next(iter(rows.items()))
            doc.position = 2**65
            rows.put("!", doc)

    return fold


def with_fold(fold: Fold) -> dict[str, Any]:
    """The views, of which the board folds in that way."""
    return {**VIEWS, "board": replace(BOARD, fold=fold)}


def of(log: Logbook, code: str, until: int) -> dict[str, Any]:
    """The board of a community after the facts before one."""
    rows = MemoryRows()
    for r in log.facts:
        if r.community == code and r.position < until:
            BOARD.fold(rows, r)
    return rows.docs


@pytest.mark.parametrize("breaks", [raising, unwritable])
@pytest.mark.parametrize("batch", [1, 4, 5000])
def test_one_community_stops_and_the_others_go_on(
    make_views: MakeViews, breaks: Callable[[int], Fold], batch: int
) -> None:
    log = two_communities()
    ill = [r.position for r in log.facts if r.community == ILL]
    at = ill[3]
    views = make_views(views=with_fold(breaks(at)))
    Follower(views, log.read, batch=batch).catch_up()
    assert {views.position(name) for name in VIEWS} == {log.head}
    assert views.load("board", WELL) == of(log, WELL, log.head + 1)
    assert views.load("board", ILL) == of(log, ILL, at)
    (stuck,) = views.stuck()
    assert (stuck.view, stuck.community, stuck.position) == ("board", ILL, at)
    assert stuck.error in ("ZeroDivisionError", "OverflowError")
    assert views.stuck(ILL) == [stuck]
    assert views.stuck(WELL) == []


def test_what_comes_later_is_left_until_a_rebuild_after_the_fix(make_views: MakeViews) -> None:
    log = two_communities()
    at = next(r.position for r in log.facts if r.community == ILL) + 1
    ill = make_views(views=with_fold(raising(at)))
    Follower(ill, log.read).catch_up()
    log.record(g.TaskCompleted("a1", *COO[1:], COO_01), community=WELL)
    log.record(g.TaskCompleted("a0", *COO[1:], COO_01), community=ILL)
    follower = Follower(ill, log.read)
    follower.catch_up()
    assert ill.load("board", ILL) == of(log, ILL, at)
    assert ill.load("board", WELL) == of(log, WELL, log.head + 1)
    assert follower.differences("board") == []
    follower.rebuild("board")
    assert ill.stuck() == [Stuck("board", ILL, at, "ZeroDivisionError")]
    mended = make_views()
    assert mended.stuck(ILL)
    Follower(mended, log.read).rebuild("board")
    assert mended.stuck() == []
    assert mended.load("board", ILL) == of(log, ILL, log.head + 1)
    log.record(g.TaskAccepted("a0", *COO[1:], COO_01), community=ILL)
    Follower(mended, log.read).catch_up()
    assert mended.load("board", ILL) == of(log, ILL, log.head + 1)


def test_a_damaged_document_stops_its_community_only(views: ViewStore) -> None:
    log = two_communities()
    follower = Follower(views, log.read)
    follower.catch_up()
    with views.writing() as cursor:
        views.execute(cursor, "UPDATE view_board SET doc = ? WHERE community = ?", (b"\xc1", ILL))
    again = Follower(views, log.read)
    for name in VIEWS:
        views.forget(name)
    for code, id in ((ILL, "a0"), (WELL, "a1")):
        log.record(g.TaskCompleted(id, *COO[1:], COO_01), community=code)
    again.catch_up()
    assert {(mark.view, mark.community) for mark in views.stuck()} == {("board", ILL)}
    assert views.load("board", WELL) == of(log, WELL, log.head + 1)
    again.rebuild("board")
    assert views.stuck() == []
    assert views.load("board", ILL) == of(log, ILL, log.head + 1)


def test_trouble_with_the_database_stops_nobody(
    views: ViewStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = two_communities()
    follower = Follower(views, log.read)
    follower.catch_up()
    for name in VIEWS:
        views.forget(name)
    log.record(g.TaskCompleted("a0", *COO[1:], COO_01), community=ILL)
    table = type(views.table(None, "board"))

    def away(*asked: object) -> None:
        raise OSError("gone")

    with monkeypatch.context() as patch:
        for name in ("fetch", "fetch_many", "scan"):
            patch.setattr(table, name, away)
        with pytest.raises(OSError, match="gone"):
            follower.catch_up()
    assert views.stuck() == []
    follower.catch_up()
    assert views.load("board", ILL) == of(log, ILL, log.head + 1)
