"""The event-sourcing library's own suites, on our recorders and factory over SQLite."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from eventsourcing.persistence import InfrastructureFactory
from eventsourcing.sqlite import SQLiteAggregateRecorder, SQLiteTrackingRecorder
from eventsourcing.tests import application as applications
from eventsourcing.tests import persistence as suites
from eventsourcing.utils import Environment, get_topic

from engine.store.sqlite_datastore import Datastore
from engine.store.sqlite_recorder import (
    SqliteProcessRecorder,
    SqliteRecorder,
    SqliteStoreFactory,
)


class OnSqlite:
    """Gives a suite a file of its own."""

    @pytest.fixture(autouse=True)
    def file(self, tmp_path: Path) -> Iterator[None]:
        self.path = str(tmp_path / "log.sqlite")
        self.datastores: list[Datastore] = []
        yield
        for datastore in self.datastores:
            datastore.close()

    def datastore(self) -> Datastore:
        self.datastores.append(Datastore(self.path))
        return self.datastores[-1]


class TestAggregateRecorder(OnSqlite, suites.AggregateRecorderTestCase):
    def create_recorder(self) -> SQLiteAggregateRecorder:
        recorder = SQLiteAggregateRecorder(self.datastore())
        recorder.create_table()
        return recorder


class TestApplicationRecorder(OnSqlite, suites.ApplicationRecorderTestCase):
    def create_recorder(self) -> SqliteRecorder:
        recorder = SqliteRecorder(self.datastore())
        recorder.create_table()
        return recorder


class TestTrackingRecorder(OnSqlite, suites.TrackingRecorderTestCase):
    def create_recorder(self) -> SQLiteTrackingRecorder:
        recorder = SQLiteTrackingRecorder(self.datastore())
        recorder.create_table()
        return recorder


class TestProcessRecorder(OnSqlite, suites.ProcessRecorderTestCase):
    def create_recorder(self) -> SqliteProcessRecorder:
        recorder = SqliteProcessRecorder(self.datastore())
        recorder.create_table()
        return recorder


class TestNotificationsDoNotInterleave(OnSqlite, suites.NonInterleavingNotificationIDsBaseCase):
    def create_recorder(self) -> SqliteRecorder:
        recorder = SqliteRecorder(self.datastore())
        recorder.create_table()
        return recorder


class OwnTracking(SQLiteTrackingRecorder):
    """A tracking recorder that the library did not make."""


class TestFactory(OnSqlite, suites.InfrastructureFactoryTestCase[SqliteStoreFactory]):
    def setUp(self) -> None:
        self.env = Environment("TestCase")
        self.env[InfrastructureFactory.PERSISTENCE_MODULE] = get_topic(SqliteStoreFactory)
        self.env[SqliteStoreFactory.SQLITE_DBNAME] = self.path
        super().setUp()

    def expected_factory_class(self) -> type[SqliteStoreFactory]:
        return SqliteStoreFactory

    def expected_aggregate_recorder_class(self) -> type[SQLiteAggregateRecorder]:
        return SQLiteAggregateRecorder

    def expected_application_recorder_class(self) -> type[SqliteRecorder]:
        return SqliteRecorder

    def expected_tracking_recorder_class(self) -> type[SQLiteTrackingRecorder]:
        return SQLiteTrackingRecorder

    def tracking_recorder_subclass(self) -> type[SQLiteTrackingRecorder]:
        return OwnTracking

    def expected_process_recorder_class(self) -> type[SqliteProcessRecorder]:
        return SqliteProcessRecorder


class Configured(OnSqlite):
    """Configures whole applications as a user of the library would: by the environment."""

    @pytest.fixture(autouse=True)
    def environment(self, file: None, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("PERSISTENCE_MODULE", get_topic(SqliteStoreFactory))
        monkeypatch.setenv("SQLITE_DBNAME", self.path)
        assert os.environ["SQLITE_DBNAME"]


class TestApplication(Configured, applications.ApplicationTestCase):
    pass


class TestExampleApplication(Configured, applications.ExampleApplicationTestCase):
    expected_factory_topic = get_topic(SqliteStoreFactory)
