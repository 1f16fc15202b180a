"""The views over a store: on SQLite the inline ones join the command's own transaction."""

from __future__ import annotations

from functools import partial

from domain.record import Recorded
from engine.store import Store
from projections.follower import Follower
from projections.views import PostgresViews, SqliteViews, ViewStore


def open_views(store: Store, *, create: bool = True) -> tuple[ViewStore, Follower]:
    """The views of a store and who keeps them at its head."""
    write = partial(store.connection, write=True)
    views: ViewStore
    if store.dialect == "sqlite":
        views = SqliteViews(store.connection, write, create=create)
        if create:
            store.inline = views.apply_inline
    else:
        views = PostgresViews(store.connection, write, create=create)

    def read_community(community: str, after: int, until: int) -> list[Recorded]:
        return store.read(after, 2**31, until=until, community=community)

    return views, Follower(views, store.read, read_community if create else None)
