"""Where views are kept: one interface, on SQLite and on PostgreSQL."""

from projections.postgres_views import PostgresViews
from projections.reading import ViewReader
from projections.sqlite_views import SqliteViews
from projections.stored import OutOfStep
from projections.stored import StoredViews as ViewStore

__all__ = ["OutOfStep", "PostgresViews", "SqliteViews", "ViewReader", "ViewStore"]
