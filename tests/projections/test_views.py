"""Views in a database: what is read, who may move them, and what is left when it goes wrong."""

from __future__ import annotations

import sqlite3
from contextlib import nullcontext, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from domain.facts import community as c
from domain.facts import group as g
from projections.registry import BOARD, VIEWS
from projections.roster import ROSTER
from projections.views import OutOfStep, SqliteViews, ViewStore
from tests.projections.conftest import MakeViews
from tests.projections.examples import (
    COO,
    COO_01,
    SOON,
    TST,
    TST_01,
    clicked,
    fold_board,
    registered,
)
from tests.projections.logbook import COMMUNITY as CODE
from tests.projections.logbook import Logbook


def follow(views: ViewStore, log: Logbook, *names: str) -> None:
    """Bring views to the head in one batch."""
    views.follow(names or VIEWS, log.facts, 0)


def test_what_was_folded_is_read_back_with_its_position(views: ViewStore, log: Logbook) -> None:
    follow(views, log)
    assert views.snapshot("board", CODE) == (log.head, fold_board(log).docs)
    assert views.load("board", "000000000000") == {}
    assert views.get("roster", CODE, ROSTER).roster.members["wang"].reachable
    assert views.get("roster", CODE, "nothing") is None


def test_documents_can_be_chosen_by_what_they_hold(views: ViewStore, log: Logbook) -> None:
    follow(views, log)
    assert len(views.load("assignments", CODE)) == 3
    [ledger] = views.load("assignments", CODE, having="li").values()
    assert ledger.group == "coordination"


def test_a_batch_that_does_not_follow_is_turned_away(views: ViewStore, log: Logbook) -> None:
    follow(views, log)
    for after in (0, log.head + 1):
        with pytest.raises(OutOfStep):
            views.follow(["board"], log.facts, after)
    with pytest.raises(OutOfStep), views.writing() as cursor:
        views.apply(cursor, "board", log.facts)
    assert views.snapshot("board", CODE) == (log.head, fold_board(log).docs)


def test_a_batch_is_folded_within_the_callers_transaction(views: ViewStore, log: Logbook) -> None:
    with suppress(KeyboardInterrupt), views.writing() as cursor:
        views.apply(cursor, "board", log.facts)
        raise KeyboardInterrupt
    assert views.snapshot("board", CODE) == (0, {})
    with views.writing() as cursor:
        views.apply(cursor, "board", log.facts)
    assert views.snapshot("board", CODE) == (log.head, fold_board(log).docs)


def test_inline_views_move_with_the_command_and_the_others_wait(
    views: ViewStore, log: Logbook
) -> None:
    with views.writing() as cursor:
        views.apply_inline(cursor, log.facts)
    assert {name for name, view in VIEWS.items() if view.is_inline} == {"board", "due"}
    assert {name: views.position(name) for name in VIEWS} == {
        name: log.head if view.is_inline else 0 for name, view in VIEWS.items()
    }
    assert views.load("board", CODE) == fold_board(log).docs


def test_inline_leaves_a_view_that_is_behind_to_the_follower(
    views: ViewStore, log: Logbook
) -> None:
    with views.writing() as cursor:
        views.apply_inline(cursor, log.facts[3:])
    assert views.position("board") == 0


def test_a_fold_that_fails_inline_does_not_fail_the_command(
    make_views: MakeViews, log: Logbook, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(rows: Any, r: Any) -> None:
        BOARD.fold(rows, r)
        if r.position == log.head:
            raise ZeroDivisionError

    views = make_views(views={**VIEWS, "board": replace(BOARD, fold=breaks)})
    with views.writing() as cursor:
        views.apply_inline(cursor, log.facts)
    assert views.snapshot("board", CODE) == (0, {})
    assert views.position("due") == log.head
    assert "inline_view" in caplog.text


def test_a_view_of_another_revision_begins_anew(make_views: MakeViews, log: Logbook) -> None:
    follow(make_views(), log)
    views = make_views(views={**VIEWS, "board": replace(BOARD, revision=BOARD.revision + 1)})
    assert views.snapshot("board", CODE) == (0, {})
    assert views.position("roster") == log.head


def test_communities_of_a_place_are_listed_a_page_at_a_time(views: ViewStore) -> None:
    log = Logbook()
    for code in ("350102001002", "350102001001", "350102002001", "350103001001"):
        log.record(c.CommunityRegistered(code, code), community=code)
    log.record(*registered(), *clicked())
    follow(views, log)
    listed = views.load_summaries("350102")
    assert [code for code, _ in listed] == ["350102001001", "350102001002", "350102002001"]
    assert (listed[0][1].name, listed[0][1].mode, listed[0][1].groups) == ("中山社区", "wartime", 2)
    assert [code for code, _ in views.load_summaries("350102", limit=2)] == [
        "350102001001",
        "350102001002",
    ]
    assert [code for code, _ in views.load_summaries("350102", after="350102001002")] == [
        "350102002001"
    ]
    assert len(views.load_summaries()) == 4
    assert views.load_summaries("36") == []
    assert views.load_summaries("35010300") != []


def test_groups_that_are_due_come_in_order_until_nothing_is(views: ViewStore, log: Logbook) -> None:
    late = SOON + timedelta(hours=1)
    coo, tst = (id.partition(".")[0] for id in (COO_01, TST_01))
    by_hand = TST_01.replace("tst.01", "x.1")
    log.record(g.TaskOpened(*TST, by_hand, "x.1", (), late, title="t1"))
    follow(views, log)
    assert views.due(SOON - timedelta(seconds=1), 10) == []
    assert views.due(SOON, 10) == [(coo, CODE, SOON)]
    assert views.due(late, 10) == [(coo, CODE, SOON), (tst, CODE, late)]
    assert views.due(late, 1) == [(coo, CODE, SOON)]
    head = log.head
    log.record(g.TaskCompleted(*COO, COO_01))
    views.follow(VIEWS, [r for r in log.facts if r.position > head], head)
    assert views.due(late, 10) == [(tst, CODE, late)]


def test_a_cleared_view_stands_before_the_first_fact(views: ViewStore, log: Logbook) -> None:
    follow(views, log)
    views.clear("board")
    assert views.snapshot("board", CODE) == (0, {})
    views.follow(["board"], log.facts, 0)
    assert views.load("board", CODE) == fold_board(log).docs


def test_views_on_sqlite_leave_commands_as_durable_as_they_were(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "views.sqlite", isolation_level=None)
    connection.execute("PRAGMA synchronous = FULL")
    views = SqliteViews(lambda: nullcontext(connection))
    with suppress(KeyboardInterrupt), views.writing() as cursor:
        assert cursor.execute("PRAGMA synchronous").fetchone() == (1,)
        raise KeyboardInterrupt
    assert connection.execute("PRAGMA synchronous").fetchone() == (2,)
    connection.close()
