"""Reading the log by position, place, topic, stream and time."""

from __future__ import annotations

import itertools
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engine.store import Store, open_store, verify
from tests.store.examples import NOON, Clock, Opener, decided, leave, stream

#: hypothesis runs many examples in one store
FRESH = itertools.count()


@pytest.fixture
def told(store: Store) -> Store:
    """Three communities of two counties; somebody left in the first."""
    for code in ("350102001001", "350102001002", "350103002001"):
        store.save(decided(code, 3, community=code))
    store.save(leave(decided("x", 1, community="350102001001")))
    return store


def positions(store: Store, **wanted: object) -> list[int]:
    return [r.position for r in store.read(**wanted)]  # type: ignore[arg-type]


def test_facts_come_by_position_page_by_page(told: Store) -> None:
    assert positions(told, limit=4) == [1, 2, 3, 4]
    assert positions(told, after=4, limit=4) == [5, 6, 7, 8]
    assert positions(told, after=11) == []
    assert positions(told, after=2, until=5) == [3, 4, 5]


def test_a_community_has_its_own_log(told: Store) -> None:
    assert positions(told, community="350102001001") == [1, 2, 3, 10, 11]
    assert positions(told, community="350102001001", after=3, limit=1) == [10]
    assert positions(told, community="nowhere") == []


def test_a_place_is_everything_below_it(told: Store) -> None:
    assert positions(told, place="350102") == [1, 2, 3, 4, 5, 6, 10, 11]
    assert positions(told, place="350102001002") == [4, 5, 6]
    assert positions(told, place="35") == list(range(1, 12))
    assert positions(told, place="36") == []


def test_topics_and_streams_narrow_a_reading(told: Store) -> None:
    assert positions(told, topics=["member_left.v1"]) == [11]
    assert positions(told, streams=[stream("x")]) == [10, 11]
    assert positions(told, streams=[stream("x")], topics=["member_enrolled.v1"]) == [10]


def test_a_position_knows_when_it_was_recorded(told: Store) -> None:
    first = told.recorded_at(1)
    assert first is not None
    assert told.recorded_at(3) == first
    later = told.recorded_at(4)
    assert later is not None
    assert later > first
    assert told.recorded_at(0) is None
    assert told.recorded_at(12) is None
    assert told.position_at(first) == 3
    assert told.position_at(first - timedelta(microseconds=1)) == 0
    assert told.position_at(later + timedelta(days=1)) == 11


@pytest.mark.parametrize("database", ["sqlite_url", "postgres_url"])
@given(skews=st.lists(st.integers(-3000, 3000), min_size=1, max_size=12))
@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_times_never_go_back_and_as_of_is_the_last_by_then(
    request: pytest.FixtureRequest, database: str, skews: list[int]
) -> None:
    url = str(request.getfixturevalue(database))
    told = iter([NOON + timedelta(microseconds=skew) for skew in skews])
    clock = Clock()
    store = open_store(url, clock=lambda: next(told, clock.now))
    before = store.head()
    try:
        floor = store.recorded_at(before) or NOON - timedelta(days=9)
        commits = [store.save(decided(f"skewed {next(FRESH)}", 2)) for _ in skews]
        times = [commit.recorded_at for commit in commits]
        said = [NOON + timedelta(microseconds=skew) for skew in skews]
        assert times == [max(floor, *said[: i + 1]) for i in range(len(said))]
        moments = sorted({t + timedelta(microseconds=d) for t in times for d in (-1, 0, 1)})
        for moment in moments:
            known = [c.last for c in commits if c.recorded_at <= moment]
            if known:
                assert store.position_at(moment) == known[-1]
            else:
                assert store.position_at(moment) <= before
        assert list(verify(store)) == []
    finally:
        store.close()


def test_a_reader_does_not_wait_for_a_writer(opening: Opener) -> None:
    store = opening()
    store.save(decided())
    with store.connection(write=True) as connection:
        connection.execute("BEGIN")
        connection.execute("UPDATE refs SET value = value")
        assert store.head() == 1
        assert [r.position for r in store.read()] == [1]
        connection.execute("ROLLBACK")
