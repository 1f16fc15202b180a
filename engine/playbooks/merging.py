"""Laying an overlay over a playbook, also over a newer revision than it was written against.

Three ways: what the base said then, what it says now, and what the place says. Where the base said
something new about just what the place changed, that is a conflict, and it is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

import msgspec

from engine.playbooks.source import Place

ABSENT = None
"""What stands where nothing does."""

_TASK_DEPTH = 4


class Change(msgspec.Struct, frozen=True):
    """A value that a place wants; ``path`` is by ids: ``("groups", GROUP, "tasks", LINE)``.

    ``written`` is where the overlay's file says so.
    """

    path: tuple[str, ...]
    value: Any
    written: Place


class Conflict(msgspec.Struct, frozen=True):
    """The base and the place both changed the same; the place's value stands until decided."""

    path: str
    old: Any
    new: Any
    local: Any


class Merged(msgspec.Struct, frozen=True):
    """A playbook with an overlay laid over it, as its file would say it."""

    content: dict[str, Any]
    conflicts: tuple[Conflict, ...] = ()
    #: changes for which the newer base has no place any more
    lost: tuple[str, ...] = ()


def changes_of(overlay: Mapping[str, Any]) -> Iterator[Change]:
    """Everything that an overlay's content changes, in its order."""
    for id, value in overlay.get("parameters", {}).items():
        yield Change(("parameters", id, "value"), value, ("parameters", id))
    for group, told in overlay.get("groups", {}).items():
        at: Place = ("groups", group)
        for field, value in told.get("set", {}).items():
            yield Change(("groups", group, field), value, (*at, "set", field))
        for task, change in told.get("tasks", {}).items():
            line = ("groups", group, "tasks", task)
            if change is None:
                yield Change(line, ABSENT, (*at, "tasks", task))
                continue
            for field, value in change.get("set", {}).items():
                yield Change((*line, field), value, (*at, "tasks", task, "set", field))
        for n, added in enumerate(told.get("add", ())):
            yield Change(("groups", group, "tasks", added["id"]), added, (*at, "add", n))


def merged(old: Mapping[str, Any], new: Mapping[str, Any], overlay: Mapping[str, Any]) -> Merged:
    """The new base with the overlay laid over it; ``old`` is what it was written against."""
    content = deepcopy(dict(new))
    conflicts: list[Conflict] = []
    lost: list[str] = []
    for change in changes_of(overlay):
        before, now = value_at(old, change.path), value_at(new, change.path)
        path = ".".join(change.path)
        if before != now and now != change.value:
            conflicts.append(Conflict(path, before, now, change.value))
        if not _put(content, change.path, change.value):
            lost.append(path)
    return Merged(content, tuple(conflicts), tuple(lost))


def value_at(content: Mapping[str, Any], path: tuple[str, ...]) -> Any:
    """What stands at a path by ids; ``ABSENT`` where nothing does."""
    here: Any = content
    for step in path:
        here = _step(here, step)
        if here is ABSENT:
            return ABSENT
    return here


def place_of(content: Mapping[str, Any], path: tuple[str, ...]) -> Place:
    """The place of a path, with positions instead of ids, as far as there is one."""
    place: Place = ()
    here: Any = content
    for step in path:
        if isinstance(here, list):
            at = _index(here, step)
            if at is None:
                return place
            place, here = (*place, at), here[at]
        elif isinstance(here, dict) and step in here:
            place, here = (*place, step), here[step]
        else:
            return (*place, step)
    return place


def _step(here: Any, step: str) -> Any:
    if isinstance(here, list):
        at = _index(here, step)
        return ABSENT if at is None else here[at]
    return here.get(step, ABSENT) if isinstance(here, dict) else ABSENT


def _index(items: list[Any], id: str) -> int | None:
    return next((n for n, item in enumerate(items) if _id(item) == id), None)


def _id(item: Any) -> Any:
    return item.get("id") if isinstance(item, dict) else None


def _put(content: dict[str, Any], path: tuple[str, ...], value: Any) -> bool:
    """Put a value at a path, or take what stands there away; false where nothing can stand."""
    *above, last = path
    if len(path) == _TASK_DEPTH and above[-1] == "tasks":
        group = value_at(content, tuple(above[:-1]))
        return isinstance(group, dict) and _put_line(group, last, value)
    here = value_at(content, tuple(above))
    if not isinstance(here, dict):
        return False
    if value is ABSENT:
        here.pop(last, None)
    else:
        here[last] = deepcopy(value)
    return True


def _put_line(group: dict[str, Any], id: str, value: Any) -> bool:
    lines: list[Any] = group.setdefault("tasks", [])
    at = _index(lines, id)
    fresh = [] if value is ABSENT else [deepcopy(value)]
    if at is None:
        lines.extend(fresh)
    else:
        lines[at : at + 1] = fresh
    return True
