"""The library's factory, making our recorders over our connections."""

from __future__ import annotations

from typing import Any, cast

from eventsourcing.persistence import ApplicationRecorder, InfrastructureFactory
from eventsourcing.postgres import (
    PostgresApplicationRecorder,
    PostgresFactory,
    PostgresProcessRecorder,
)

from engine.store.postgres_datastore import Datastore
from engine.store.postgres_recorder import PostgresProcessStoreRecorder, PostgresRecorder


class PostgresStoreFactory(PostgresFactory):
    """Made from the library's environment, or from a datastore."""

    application_recorder_class: type[PostgresApplicationRecorder] = PostgresRecorder
    process_recorder_class: type[PostgresProcessRecorder] = PostgresProcessStoreRecorder

    def __init__(self, env: Any, datastore: Datastore | None = None) -> None:
        if datastore is not None:
            InfrastructureFactory.__init__(self, env)
            self.datastore = datastore
            return
        super().__init__(env)
        given = self.datastore
        given.close()
        kwargs: dict[str, Any] = {**cast(dict[str, Any], given.pool.kwargs)}
        del kwargs["row_factory"]
        self.datastore = Datastore(
            kwargs,
            pool_size=given.pool.min_size,
            max_overflow=given.pool.max_size - given.pool.min_size,
            schema=given.schema,
            single_row_tracking=given.single_row_tracking,
            originator_id_type=given.originator_id_type,
        )

    def application_recorder(self) -> ApplicationRecorder:
        """The library names tables after the application; the store's log is just ``events``."""
        if self.env.name:
            return super().application_recorder()
        recorder = PostgresRecorder(cast(Datastore, self.datastore))
        if self.env_create_table():
            recorder.create_table()
        return recorder
