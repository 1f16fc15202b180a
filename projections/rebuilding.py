"""Folding a view anew beside the one that is read, to take its place or to be compared with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Any

from domain.record import Recorded
from projections.reading import REBUILT
from projections.stored import StoredViews
from projections.working import Working

Read = Callable[[int, int], list[Recorded]]


def rebuild(
    views: StoredViews,
    names: Sequence[str],
    read: Read,
    limit: int,
    turn: AbstractContextManager[Any],
) -> int:
    """Fold views from the first fact, reading the log once for all of them, and swap each in, in
    one transaction; how many facts.

    ``turn`` is held for the swaps: nobody else may follow the log with this store meanwhile.
    """
    folded, more = _fold_beside(views, names, read, limit), 0
    with turn:
        for name in names:
            more = max(more, _swap(views, name, read, limit))
            views.forget(name)
            views.forget(name + REBUILT)
    return folded + more


def _swap(views: StoredViews, name: str, read: Read, limit: int) -> int:
    anew = name + REBUILT
    with views.writing() as cursor:
        more, position = _level(views, cursor, name, read, limit)
        views.execute(cursor, f"DROP TABLE view_{name}")
        views.execute(cursor, f"ALTER TABLE view_{anew} RENAME TO view_{name}")
        views.move(cursor, name, position)
        views.execute(cursor, "DELETE FROM view_positions WHERE view = ?", (anew,))
        views.unstick(cursor, name)
        views.execute(cursor, "UPDATE view_stuck SET view = ? WHERE view = ?", (name, anew))
    return more


def differences(views: StoredViews, name: str, read: Read, limit: int) -> list[tuple[str, str]]:
    """Where a view is not what folding anew gives: community and key, in order."""
    anew = name + REBUILT
    rank = ", rank" if views.view(name).rank is not None else ""
    a, b = (f"SELECT community, key, doc{rank} FROM view_{table}" for table in (name, anew))
    _fold_beside(views, (name,), read, limit)
    with views.writing() as cursor:
        _level(views, cursor, name, read, limit)
        # a damaged document is compared as it lies there, and not brought here to be read
        unlike = views.execute(
            cursor,
            f"SELECT community, key FROM ({a} EXCEPT {b}) AS gone "
            f"UNION SELECT community, key FROM ({b} EXCEPT {a}) AS wanted",
        )
        _drop(views, cursor, anew)
    views.forget(anew)
    return sorted({(str(community), str(key)) for community, key in unlike})


def _fold_beside(views: StoredViews, names: Sequence[str], read: Read, limit: int) -> int:
    """Fold into tables of their own, up to where all the views stand now; how many facts."""
    anew, folded, after = [name + REBUILT for name in names], 0, 0
    with views.writing() as cursor:
        views.create_stuck(cursor)
        for name in anew:
            _drop(views, cursor, name)
            views.create_table(cursor, name)
            views.place(cursor, name)
    until = min(views.position(name) for name in names)
    while batch := _until(read(after, limit), until):
        views.follow(anew, batch, after)
        after = batch[-1].position
        folded += len(batch)
    return folded


def _until(batch: list[Recorded], position: int) -> list[Recorded]:
    """The facts of a batch up to a position."""
    if not batch or batch[-1].position <= position:
        return batch
    return [r for r in batch if r.position <= position]


def _level(views: StoredViews, cursor: Any, name: str, read: Read, limit: int) -> tuple[int, int]:
    """Hold the view still and bring the one beside it to the same position; how many facts."""
    anew, folded = name + REBUILT, 0
    positions = views.lock(cursor, (name, anew))
    until, after = positions[name], positions[anew]
    working = Working(views.view(anew))
    while batch := _until(read(after, limit), until):
        views.take_in(cursor, working, anew, batch)
        after = batch[-1].position
        folded += len(batch)
    return folded, until


def _drop(views: StoredViews, cursor: Any, anew: str) -> None:
    """Leave nothing of a view beside."""
    views.unstick(cursor, anew)
    views.execute(cursor, f"DROP TABLE IF EXISTS view_{anew}")
    views.execute(cursor, "DELETE FROM view_positions WHERE view = ?", (anew,))
