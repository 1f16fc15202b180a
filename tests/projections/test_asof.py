"""As-of: the board at any position, from a keyframe and its tail or from the log alone."""

from __future__ import annotations

import pytest

from domain.facts import group as g
from projections.asof import board_at
from projections.board import MARKS, fold
from projections.follower import Follower
from projections.rows import MemoryRows
from projections.views import ViewStore
from tests.projections.examples import COO, COO_01, clicked
from tests.projections.logbook import COMMUNITY as CODE
from tests.projections.logbook import Logbook

EVERY = 10


@pytest.fixture(autouse=True)
def _keyframes_are_frequent(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("projections.board.folding.KEYFRAME_EVERY", EVERY)


@pytest.fixture
def long(log: Logbook) -> Logbook:
    """A community whose task goes to and fro, beside one that does other things."""
    log.record(*clicked(), community="350102001002")
    for n in range(30):
        log.record(g.TaskAssigned(*COO, COO_01, (f"m{n}",), "reassign"))
    return log


def at(log: Logbook, position: int) -> MemoryRows:
    """The board folded from the first fact."""
    rows = MemoryRows()
    for r in log.read_community(CODE, 0, position):
        fold(rows, r)
    return rows


def test_the_board_of_any_position_is_the_fold_up_to_it(views: ViewStore, long: Logbook) -> None:
    follower = Follower(views, long.read, long.read_community)
    follower.catch_up()
    assert follower.keep_frames() == 4
    for position in range(long.head + 2):
        now = board_at(long.read_community, CODE, position, follower.keyframes)
        assert now.docs == at(long, position).docs


def test_a_keyframe_spares_the_facts_before_it(views: ViewStore, long: Logbook) -> None:
    follower = Follower(views, long.read, long.read_community)
    follower.catch_up()
    follower.keep_frames()
    tails: list[int] = []

    def read(community: str, after: int, until: int) -> list:
        found = long.read_community(community, after, until)
        tails.append(len(found))
        return found

    for position in range(long.head):
        board_at(read, CODE, position, follower.keyframes)
    assert max(tails) < EVERY + 2


def test_keyframes_are_made_once_and_may_be_dropped(views: ViewStore, long: Logbook) -> None:
    follower = Follower(views, long.read, long.read_community)
    assert follower.keyframes is not None
    follower.catch_up()
    assert (follower.keep_frames(), follower.keep_frames()) == (4, 0)
    assert follower.keyframes.keep() == 0
    follower.keyframes.drop()
    assert follower.keyframes.latest(CODE, long.head) is None
    assert follower.keyframes.keep() == 4


def test_the_board_says_where_a_keyframe_belongs_whoever_folded_it(
    views: ViewStore, long: Logbook
) -> None:
    with views.writing() as cursor:
        views.apply_inline(cursor, long.facts)
    follower = Follower(views, long.read, long.read_community)
    follower.catch_up()
    assert len(views.get("board", CODE, MARKS).positions) == 4
    assert follower.keep_frames() == 4
