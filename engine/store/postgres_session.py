"""A connection of its own for locks that last as long as their holder lives."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg.rows import tuple_row

from engine.store.postgres_datastore import NETWORK, Datastore

#: seconds after which the server ends a session of which nothing was heard, with its locks
SILENCE = 10
#: both ends give up within seconds when the way between them is cut without a word
_CLIENT = {
    "connect_timeout": 3,
    "keepalives_idle": 2,
    "keepalives_interval": 1,
    "keepalives_count": 3,
    "tcp_user_timeout": 4000,
}
_SERVER = {
    "tcp_keepalives_idle": "2",
    "tcp_keepalives_interval": "1",
    "tcp_keepalives_count": "3",
    "tcp_user_timeout": "4000",
    "idle_session_timeout": f"{SILENCE}s",
    "statement_timeout": "4s",
}


def open_session(datastore: Datastore, name: str) -> psycopg.Connection[tuple[Any, ...]]:
    """Connect outside the pool, in autocommit mode, under a name that ``pg_stat_activity`` shows.

    What a server's version does not know of the settings is left out.
    """
    told: dict[str, Any] = {**NETWORK, **datastore.conninfo, **_CLIENT}
    told["application_name"] = name[:63]
    session = psycopg.Connection[tuple[Any, ...]].connect(
        **told, autocommit=True, row_factory=tuple_row
    )
    try:
        session.execute(
            "SELECT set_config(s.name, v.value, false) "
            "FROM unnest(%s::text[], %s::text[]) AS v (name, value) JOIN pg_settings s "
            "ON s.name = v.name",
            (list(_SERVER), list(_SERVER.values())),
        )
    except BaseException:
        session.close()
        raise
    return session
