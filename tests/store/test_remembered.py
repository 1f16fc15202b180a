"""Long streams are remembered as they begin, and read anew wherever they are not as they were."""

from __future__ import annotations

from engine.store import Store
from engine.store.remembered import LONG, MOST, Beginning, Remembered
from tests.store.examples import CODE, NOON, Opener, Remembering, decided, enrol, leave, stream


def read(store: Store) -> Remembering:
    found = store.get(Remembering, stream("one"), CODE)
    assert found is not None
    return found


def test_what_is_remembered_is_what_is_read(opening: Opener) -> None:
    one, other = opening(), opening(exclusive=False)
    one.save(decided(count=LONG))
    read(one)
    for store in (one, other, one):
        store.save(enrol(leave(read(store)), 2))
        fresh = read(opening(exclusive=False))
        for known in (one, other):
            again = read(known)
            assert (again.facts, again.version, again.digest) == (
                fresh.facts,
                fresh.version,
                fresh.digest,
            )
            assert again is not read(known)
    assert read(one).version == LONG + 9


def test_a_log_that_was_put_back_is_read_anew(store: Store) -> None:
    store.save(decided(count=LONG))
    store.save(leave(read(store)))
    assert read(store).version == LONG + 1
    store.recorder.execute("DELETE FROM events WHERE originator_version >= ?", (LONG,))
    assert read(store).version == LONG - 1
    for _ in range(3):
        store.save(leave(read(store), "m2"))
    assert read(store).version == LONG + 2
    assert [f.TOPIC for f, _ in read(store).facts][-3:] == ["member_left.v1"] * 3


def test_a_stream_that_is_gone_is_no_aggregate(store: Store) -> None:
    store.save(decided(count=LONG))
    assert read(store).version == LONG
    store.recorder.execute("DELETE FROM events")
    assert store.get(Remembering, stream("one"), CODE) is None


def test_only_so_many_long_streams_are_remembered_those_asked_for_last() -> None:
    remembered = Remembered()

    def beginning(length: int) -> Beginning:
        facts = [fact for fact, _ in decided(count=length).facts]
        return Beginning(CODE, b"d", facts, [NOON] * length)

    long = beginning(LONG)
    remembered.keep(stream("short"), beginning(LONG - 1))
    assert remembered.get(stream("short")) is None
    for n in range(MOST):
        remembered.keep(stream(str(n)), long)
    assert remembered.get(stream("0")) is long
    remembered.keep(stream("more"), long)
    assert remembered.get(stream("0")) is long
    assert remembered.get(stream("1")) is None
