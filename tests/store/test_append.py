"""What a save promises, on every database."""

from __future__ import annotations

import threading
from datetime import timedelta, timezone

import pytest

from domain.aggregate import Decider
from domain.facts.community import MemberEnrolled, MemberLeft
from engine.store import Commit, Conflict, Person, Receipt, Store, Text, Writes, verify
from tests.store.examples import (
    CODE,
    NOON,
    Clock,
    Opener,
    Remembering,
    decided,
    enrol,
    leave,
    stream,
)


def test_what_was_saved_is_folded_again_with_its_times_and_its_version(store: Store) -> None:
    saved = decided(count=3)
    store.save(saved)
    found = store.get(Remembering, saved.id)
    assert found is not None
    assert found.facts == saved.facts
    assert (found.version, found.digest, found.community) == (3, saved.digest, CODE)
    assert len(found.digest) == 32


def test_a_stream_in_which_nothing_happened_is_none(store: Store) -> None:
    assert store.get(Remembering, stream("nothing")) is None
    assert store.get_many(Remembering, [stream("nothing")]) == {}
    assert store.get_many(Remembering, []) == {}


def test_several_streams_are_had_at_once_in_the_order_asked_for(store: Store) -> None:
    for name in "abcdefg":
        store.save(decided(name, count=2))
    wanted = [stream("g"), stream("none"), stream("b")]
    found = store.get_many(Remembering, wanted)
    assert list(found) == [stream("g"), stream("b")]
    assert [a.version for a in found.values()] == [2, 2]
    assert found[stream("b")].facts == decided("b", count=2).facts


def test_one_save_gives_following_positions_over_all_its_streams(store: Store) -> None:
    commit = store.save(decided("a", 2), decided("b", 3))
    assert (commit.first, commit.last) == (1, 5)
    assert [(r.stream, r.version) for r in store.read()] == [
        (stream("a").hex, 1),
        (stream("a").hex, 2),
        (stream("b").hex, 1),
        (stream("b").hex, 2),
        (stream("b").hex, 3),
    ]
    again = store.save(enrol(decided("c", 1), 1))
    assert (again.first, again.last) == (6, 7)


def test_a_fact_is_read_with_who_when_and_why(store: Store) -> None:
    commit = store.save(decided())
    (read,) = store.read()
    assert read.fact == MemberEnrolled("m1")
    assert (read.position, read.version, read.topic) == (1, 1, "member_enrolled.v1")
    assert (read.actor, read.cause, read.community) == ("u1", "because", CODE)
    assert (read.occurred_at, read.recorded_at) == (NOON, commit.recorded_at)


def test_an_aggregate_goes_on_after_a_save_and_after_a_get(store: Store) -> None:
    aggregate = decided()
    store.save(aggregate)
    store.save(enrol(aggregate))
    found = store.get(Remembering, aggregate.id)
    assert found is not None
    store.save(enrol(found))
    assert [r.version for r in store.read()] == [1, 2, 3]
    assert list(verify(store)) == []


def test_a_conflict_leaves_nothing_of_the_save(store: Store) -> None:
    store.save(decided("a"))
    late = decided("a")
    writes = Writes(
        refs=[("k", "v")],
        people=[Person("m1", CODE, "甲某")],
        texts=[Text("t1", CODE, "note", "words")],
        receipt=Receipt("p", "k", "h", 200, b"{}"),
    )
    with pytest.raises(Conflict):
        store.save(decided("fresh"), late, writes=writes)
    assert store.head() == 1
    assert store.get(Remembering, stream("fresh")) is None
    assert store.refs("k") == []
    assert store.directory.people() == {}
    assert store.directory.texts(["t1"]) == {}
    assert store.receipt("p", "k") is None
    assert list(verify(store)) == []


def test_of_two_who_decided_on_the_same_version_the_second_is_told(store: Store) -> None:
    store.save(decided())
    first, second = (store.get(Remembering, stream("one")) for _ in range(2))
    assert first is not None
    assert second is not None
    store.save(leave(first))
    with pytest.raises(Conflict):
        store.save(leave(second))
    assert [type(r.fact) for r in store.read()] == [MemberEnrolled, MemberLeft]


def test_nothing_decided_and_nothing_beside_is_no_write(store: Store) -> None:
    assert store.save(decided(count=0)).last == 0
    done = store.save(decided())
    found = store.get(Remembering, stream("one"))
    assert found is not None
    assert store.save(found) == Commit(2, 1, done.recorded_at)
    assert store.head() == 1


def test_what_has_no_facts_is_saved_at_the_head(store: Store) -> None:
    store.save(decided(count=4))
    commit = store.save(
        writes=Writes(
            people=[Person("m1", CODE, "甲某")], receipt=Receipt("p", "k", "h", 200, b"x")
        )
    )
    assert (commit.first, commit.last) == (5, 4)
    kept = store.receipt("p", "k")
    assert kept is not None
    assert kept.position == 4
    assert store.directory.people(as_of=4).keys() == {"m1"}


def test_a_receipt_is_given_once(store: Store) -> None:
    receipt = Receipt("secretary", "key-1", "hash", 201, b'{"id": "a"}')
    commit = store.save(decided("a", 2), writes=Writes(receipt=receipt))
    kept = store.receipt("secretary", "key-1")
    assert kept == Receipt("secretary", "key-1", "hash", 201, b'{"id": "a"}', commit.last)
    with pytest.raises(Conflict):
        store.save(decided("b"), writes=Writes(receipt=receipt))
    assert store.head() == 2
    assert store.receipt("other", "key-1") is None
    store.save(decided("b"), writes=Writes(receipt=Receipt("other", "key-1", "hash", 200, b"{}")))
    assert store.head() == 3


def test_references_are_kept_once(store: Store) -> None:
    store.save(decided("a"), writes=Writes(refs=[("post:x", "b"), ("post:x", "a")]))
    store.save(decided("b"), writes=Writes(refs=[("post:x", "a"), ("post:y", "c")]))
    assert store.refs("post:x") == ["a", "b"]
    assert store.refs("post:y") == ["c"]
    assert store.refs("post:z") == []


def test_eight_threads_that_want_the_same_give_one(opening: Opener) -> None:
    store = opening()
    outcomes: list[str] = []
    ready = threading.Barrier(8)

    def click() -> None:
        aggregate = decided("activation", 5)
        ready.wait()
        try:
            store.save(aggregate, writes=Writes(refs=[("activation", "a")]))
            outcomes.append("saved")
        except Conflict:
            outcomes.append("conflict")

    threads = [threading.Thread(target=click) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict"] * 7 + ["saved"]
    assert store.head() == 5


def test_a_log_outlives_its_store(opening: Opener) -> None:
    store = opening()
    store.save(decided(count=3))
    store.close()
    again = opening(clock=Clock(NOON + timedelta(days=1)))
    assert again.head() == 3
    found = again.get(Remembering, stream("one"))
    assert found is not None
    again.save(leave(found))
    assert list(verify(again)) == []


def test_times_are_told_in_utc_wherever_they_were_said(store: Store) -> None:
    beijing = NOON.astimezone(timezone(timedelta(hours=8)))
    aggregate = Remembering(stream("one"), CODE)
    aggregate.decide([MemberEnrolled("m1")], Decider("u1", beijing))
    store.save(aggregate)
    (read,) = store.read()
    assert read.occurred_at == NOON
    assert read.occurred_at.utcoffset() == timedelta(0)
