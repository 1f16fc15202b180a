"""Answers to idempotency keys: kept for thirty days, then forgotten; the log is not touched."""

from __future__ import annotations

from datetime import timedelta

from engine.receipts import Receipts
from engine.store import Receipt, Writes
from tests.clock import FakeClock
from tests.store.examples import NOON, Opener, decided


def answer(key: str) -> Writes:
    return Writes(receipt=Receipt("u1", key, "hash", 200, b"{}"))


def test_answers_are_forgotten_after_thirty_days_and_not_before(opening: Opener) -> None:
    clock = FakeClock(NOON)
    store = opening(clock=clock)
    receipts = Receipts(store, clock)
    store.save(decided("a"), writes=answer("old"))
    clock.advance(days=1)
    store.save(decided("b"), writes=answer("new"))
    clock.now = NOON + timedelta(days=29)
    assert receipts.prune() == 0
    clock.now = NOON + timedelta(days=31, hours=1)
    head = store.head()
    assert receipts.prune() == 1
    assert store.receipt("u1", "old") is None
    assert store.receipt("u1", "new") is not None
    assert (store.head(), receipts.prune()) == (head, 0)


def test_an_answer_that_recorded_nothing_is_as_old_as_it_is_not_as_the_log(
    opening: Opener,
) -> None:
    clock = FakeClock(NOON)
    store = opening(clock=clock)
    store.save(decided("a"))
    clock.advance(days=40)
    store.save(writes=answer("late"))
    assert Receipts(store, clock).prune() == 0
    assert store.receipt("u1", "late") is not None


def test_however_many_there_are_all_go(opening: Opener) -> None:
    clock = FakeClock(NOON)
    store = opening(clock=clock)
    for n in range(450):
        store.save(writes=answer(f"k{n}"))
    store.save(decided("a"))
    clock.advance(days=31)
    assert Receipts(store, clock).prune() == 450
