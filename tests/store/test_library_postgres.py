"""The event-sourcing library's own suites, on our recorders and factory over PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import pytest
from eventsourcing.persistence import InfrastructureFactory
from eventsourcing.postgres import PostgresAggregateRecorder, PostgresTrackingRecorder
from eventsourcing.tests import application as applications
from eventsourcing.tests import persistence as suites
from eventsourcing.utils import Environment, get_topic
from psycopg.conninfo import conninfo_to_dict
from psycopg.sql import SQL, Identifier

from engine.store.postgres_datastore import Datastore
from engine.store.postgres_factory import PostgresStoreFactory
from engine.store.postgres_recorder import PostgresProcessStoreRecorder, PostgresRecorder


class OnPostgres:
    """Gives a suite a database of its own."""

    @pytest.fixture(autouse=True)
    def database(self, postgres_url: str) -> Iterator[None]:
        self.conninfo = conninfo_to_dict(postgres_url)
        self.datastores: list[Datastore] = []
        yield
        for datastore in self.datastores:
            datastore.close()

    def datastore(self) -> Datastore:
        self.datastores.append(Datastore(self.conninfo, pool_size=5, max_overflow=10))
        return self.datastores[-1]


class TestAggregateRecorder(OnPostgres, suites.AggregateRecorderTestCase):
    def create_recorder(self) -> PostgresAggregateRecorder:
        recorder = PostgresAggregateRecorder(self.datastore(), events_table_name="snapshots")
        recorder.create_table()
        return recorder


class TestApplicationRecorder(OnPostgres, suites.ApplicationRecorderTestCase):
    def create_recorder(self) -> PostgresRecorder:
        recorder = PostgresRecorder(self.datastore())
        recorder.create_table()
        return recorder

    def test_insert_subscribe(self) -> None:
        with self.notifying(f"pingzhan_{self.datastore().schema}_events"):
            self.optional_test_insert_subscribe()

    @contextmanager
    def notifying(self, channel: str) -> Iterator[None]:
        """Notify all the time: a library's subscription reads first and listens then.

        What is saved in between is told with the next notice only, and the suite gives none.
        """
        over, datastore = Event(), self.datastore()

        def notify() -> None:
            while not over.wait(0.2):
                with datastore.transaction(commit=True) as cursor:
                    cursor.execute(SQL("NOTIFY {0}").format(Identifier(channel)))

        notifier = Thread(target=notify)
        notifier.start()
        try:
            yield
        finally:
            over.set()
            notifier.join()


class TestTrackingRecorder(OnPostgres, suites.TrackingRecorderTestCase):
    def create_recorder(self) -> PostgresTrackingRecorder:
        recorder = PostgresTrackingRecorder(self.datastore())
        recorder.create_table()
        return recorder


class TestProcessRecorder(OnPostgres, suites.ProcessRecorderTestCase):
    def create_recorder(self) -> PostgresProcessStoreRecorder:
        recorder = PostgresProcessStoreRecorder(self.datastore(), events_table_name="events")
        recorder.create_table()
        return recorder


class TestNotificationsDoNotInterleave(OnPostgres, suites.NonInterleavingNotificationIDsBaseCase):
    def create_recorder(self) -> PostgresRecorder:
        recorder = PostgresRecorder(self.datastore())
        recorder.create_table()
        return recorder


class OwnTracking(PostgresTrackingRecorder):
    """A tracking recorder that the library did not make."""


class Configured(OnPostgres):
    """Says in the library's environment which database it is."""

    def environment(self) -> dict[str, str]:
        given = self.conninfo
        return {
            InfrastructureFactory.PERSISTENCE_MODULE: get_topic(PostgresStoreFactory),
            "POSTGRES_DBNAME": str(given["dbname"]),
            "POSTGRES_HOST": str(given["host"]),
            "POSTGRES_PORT": str(given.get("port", 5432)),
            "POSTGRES_USER": str(given.get("user", "")),
            "POSTGRES_PASSWORD": str(given.get("password", "")),
        }


class TestFactory(Configured, suites.InfrastructureFactoryTestCase[PostgresStoreFactory]):
    def setUp(self) -> None:
        self.env = Environment("TestCase", self.environment())
        super().setUp()

    def expected_factory_class(self) -> type[PostgresStoreFactory]:
        return PostgresStoreFactory

    def expected_aggregate_recorder_class(self) -> type[PostgresAggregateRecorder]:
        return PostgresAggregateRecorder

    def expected_application_recorder_class(self) -> type[PostgresRecorder]:
        return PostgresRecorder

    def expected_tracking_recorder_class(self) -> type[PostgresTrackingRecorder]:
        return PostgresTrackingRecorder

    def tracking_recorder_subclass(self) -> type[PostgresTrackingRecorder]:
        return OwnTracking

    def expected_process_recorder_class(self) -> type[PostgresProcessStoreRecorder]:
        return PostgresProcessStoreRecorder


class WholeApplication(Configured):
    """Configures whole applications as a user of the library would: by the environment."""

    @pytest.fixture(autouse=True)
    def set_environment(self, database: None, monkeypatch: pytest.MonkeyPatch) -> None:
        for key, value in self.environment().items():
            monkeypatch.setenv(key, value)


class TestApplication(WholeApplication, applications.ApplicationTestCase):
    pass


class TestExampleApplication(WholeApplication, applications.ExampleApplicationTestCase):
    expected_factory_topic = get_topic(PostgresStoreFactory)
