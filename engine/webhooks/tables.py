"""Writing what is kept of webhooks, each change in a transaction of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from engine.store import Store

Run = Callable[..., Any]
"""Runs a statement with ``?`` for its parameters; gives the cursor."""


@contextmanager
def writing(store: Store, *, lasting: bool = True) -> Iterator[Run]:
    """One transaction, all of it or nothing.

    What is not ``lasting`` may be undone by a power cut, though never by a killed process: for
    what is merely done once more then.
    """
    with store.connection(write=True) as connection:
        if store.dialect == "sqlite":
            with _sqlite(connection, lasting) as run:
                yield run
        else:
            with connection.transaction():
                if not lasting:
                    connection.execute("SET LOCAL synchronous_commit = off")
                yield lambda sql, params=(): connection.execute(sql.replace("?", "%s"), params)


@contextmanager
def _sqlite(connection: Any, lasting: bool) -> Iterator[Run]:
    (durable,) = connection.execute("PRAGMA synchronous").fetchone()
    if not lasting:
        connection.execute("PRAGMA synchronous = NORMAL")
    try:
        connection.execute("BEGIN IMMEDIATE")
        yield connection.execute
        connection.commit()
    except BaseException:
        connection.rollback()
        raise
    finally:
        connection.execute(f"PRAGMA synchronous = {durable}")


def many(run: Run, statement: str, rows: Sequence[Sequence[object]]) -> None:
    """Run a statement for every row."""
    for row in rows:
        run(statement, row)
