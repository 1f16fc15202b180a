"""What the library itself does with our mapper, event store and repository."""

from __future__ import annotations

from eventsourcing.application import Application
from eventsourcing.persistence import EventStore, Mapper

from domain.aggregate import Envelope
from engine.store import Store, verify
from engine.store.log import Log
from tests.store.examples import NOON, Remembering, decided, enrol, stream


def log_of(store: Store) -> Log:
    return store._log


def test_the_log_is_an_application_of_the_library(store: Store) -> None:
    log = log_of(store)
    assert isinstance(log, Application)
    assert isinstance(log.events, EventStore)
    assert isinstance(log.mapper, Mapper)


def test_saved_the_librarys_way_a_log_is_chained_too(store: Store) -> None:
    store.save(decided("one", 2))
    found = store.get(Remembering, stream("one"))
    assert found is not None
    recordings = log_of(store).save(enrol(found, 2), decided("two"))
    assert [r.notification.id for r in recordings] == [3, 4, 5]
    assert list(verify(store)) == []
    assert store.head() == 5


def test_the_librarys_event_store_gives_back_envelopes(store: Store) -> None:
    aggregate = decided("one", 3)
    expected = list(aggregate._pending)
    store.save(aggregate)
    found = list(log_of(store).events.get(stream("one"), gt=1))
    assert found == expected[1:]
    assert isinstance(found[0], Envelope)
    assert found[0].occurred_at == NOON


def test_the_librarys_notification_log_is_the_log_by_position(store: Store) -> None:
    store.save(decided("one", 2), decided("two", 2))
    selected = log_of(store).notification_log.select(start=2, limit=2)
    assert [(n.id, n.originator_id) for n in selected] == [(2, stream("one")), (3, stream("two"))]
    assert log_of(store).recorder.max_notification_id() == 4
